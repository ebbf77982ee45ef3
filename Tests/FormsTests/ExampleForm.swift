// A form that has every kind of field and every part, and is made without the parser.

import Diagnostics
import Markdown
import Site

@testable import Forms

struct ExampleForm {
    let source: SourceText
    var form: RequestForm

    /// Texts of the form, by name, as a YAML file has them.
    private static let texts = """
        intro: |
          ## Before you write

          Have your *user name* at hand. See [the steps](../recover/steps.md#first).
        hint: Your name on the site, as in its address.
        long: |
          What you tried. What happened then.

          - One line for each try
        why: We find your account by it.
        where: |
          On your profile, at the **top** & left.
        works: |
          Tick all that apply.
        end: |
          Use the [password reset](../recover/reset.md) instead.
        """

    init() {
        let source = SourceText(
            file: "content/forms/lost-access.yml", bytes: Array(Self.texts.utf8))
        self.source = source
        let (root, _) = YAMLDocument.parse(source: source, range: 0..<source.bytes.count)
        func text(_ name: String) -> MarkdownValue? {
            guard case .mapping(let pairs) = root?.content else { return nil }
            return pairs[name].flatMap { MarkdownValue($0) }
        }
        typealias Field = RequestForm.Field
        func field(
            _ kind: Field.Kind, _ id: String, _ label: String, _ options: [String] = [],
            _ change: (inout Field) -> Void = { _ in }
        ) -> RequestForm.Element {
            var field = Field(kind: kind, id: id, hasExplicitID: true, label: label)
            field.options = options.map { Field.Option(label: $0) }
            change(&field)
            return .field(field)
        }
        var form = RequestForm(
            id: "lost-access", name: "Lost access",
            description: "For people who cannot log in any more.")
        form.title = "Recovery: "
        form.body = [
            .markdown(text("intro") ?? Self.missing),
            field(.input, "username", "User name") {
                $0.isRequired = true
                $0.description = text("hint")
                $0.why = text("why")
                $0.whereToFind = text("where")
                $0.placeholder = "alice"
                $0.pattern = "[a-z0-9-]+"
                $0.error = "Enter your user name"
                $0.maximumLength = 40
                $0.autocomplete = "username"
            },
            field(.radio, "lost", "What did you lose?", ["Phone", "Key, or \"app\"", "Password"]) {
                $0.isRequired = true
                $0.why = text("why")
            },
            field(
                .checkboxes, "works", "What still works?",
                ["Mailbox", "`git push`", "A <b>session</b>"]
            ) {
                $0.isMultiple = true
                $0.description = text("works")
            },
            field(.dropdown, "site", "Which site?", ["Main  site", "Test site"]) {
                $0.isRequired = true
                $0.defaultOption = 0
            },
            field(.dropdown, "when", "Where were you logged in?", ["Home", "Work", "Travelling"]) {
                $0.isMultiple = true
            },
            field(.textarea, "tried", "What I have already tried") {
                $0.description = text("long")
                $0.value = "I tried:\n"
            },
            field(.textarea, "log", "Output of the last command") {
                $0.render = "console"
                $0.showIf = .has(field: "works", option: "`git push`")
            },
            field(.date, "since", "Since when?") {
                $0.showIf = .isOne(field: "lost", of: ["Phone"])
            },
            field(.number, "projects", "How many projects do you own?"),
            field(.url, "link", "Link to your project") {
                $0.placeholder = "https://example.org/alice"
            },
            field(.email, "mail", "New address") {
                $0.isSensitive = true
                $0.autocomplete = "email"
                $0.showIf = .not(.has(field: "works", option: "Mailbox"))
            },
            field(.checkboxes, "rules", "Before you send", ["I read *the rules*", "Tell me more"]) {
                $0.isMultiple = true
                $0.options[0].isRequired = true
            },
        ]
        form.outcomes = [
            RequestForm.Outcome(
                condition: .all([
                    .isOne(field: "lost", of: ["Password"]),
                    .has(field: "works", option: "Mailbox"),
                ]), title: "You need no request", text: text("end") ?? Self.missing,
                lastField: "works")
        ]
        form.neverShare = [
            .init(words: "Your password"),
            .init(words: "Recovery codes", pattern: "[0-9a-f]{16}"),
        ]
        var gitHub = RequestForm.GitHub(repository: Located("example/support"))
        gitHub.template = "access.yml"
        gitHub.title = "Recovery of access"
        gitHub.fields = [
            .init(label: "Account name", source: .from("username"), gitHubID: "account"),
            .init(
                label: "Reason",
                source: .compose(["lost", "works", "site", "when", "log", "since", "tried", "mail"])
            ),
            .init(label: "Rules", source: .byHand),
        ]
        form.channels.gitHub = gitHub
        var email = RequestForm.EMail(recipient: .address("support@example.org"))
        email.subject = "Recovery of access"
        email.isPrivate = true
        form.channels.email = email
        self.form = form
    }

    /// Markdown as a file has it.
    static func markdown(_ text: String) -> MarkdownValue? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let yaml = "a: |\n" + lines.map { "  \($0)\n" }.joined()
        let source = SourceText(file: "", bytes: Array(yaml.utf8))
        let (root, _) = YAMLDocument.parse(source: source, range: 0..<source.bytes.count)
        guard case .mapping(let pairs) = root?.content else { return nil }
        return pairs["a"].flatMap { MarkdownValue($0) }
    }

    private static let missing: MarkdownValue = {
        guard let value = markdown("missing") else {
            preconditionFailure("the words of a test cannot be read")
        }
        return value
    }()

    static let page = FormPage(
        root: "../../", guide: "The guide to lost access", revision: "1a2b3c4d",
        address: "https://example.org/help/recover/ask/")

    func html(fed: Set<String> = ["tried"]) -> FormHTML {
        var links = StandaloneLinks()
        return FormHTML(
            form, source: source,
            in: FormSurroundings(
                page: Self.page, headingLevel: 2, fedFields: fed, options: MarkdownOptions(),
                path: "forms/lost-access.yml"), resolver: &links)
    }

    func paper(_ detail: PaperForm.Detail) -> PaperForm {
        var links = StandaloneLinks()
        return PaperForm(
            form, source: source,
            in: FormSurroundings(
                page: Self.page, headingLevel: 2, options: MarkdownOptions(),
                path: "forms/lost-access.yml"), detail: detail, resolver: &links)
    }
}
