/// A form that ends in a request: `content/forms/NAME.yml`, in GitHub's schema for issue forms and with keys of
/// our own. What is wrong with it is in the diagnostics of `RequestForm.parse`; a value of this type holds.
package struct RequestForm: Sendable {
    /// The file's name without `.yml`: `account-recovery`. It is part of ids in the page and of storage keys.
    package var id: String
    package var name: String
    /// One sentence; plain text, as on GitHub.
    package var description: String
    /// What the title of the request starts with.
    package var title: String?
    package var labels: [String] = []
    package var assignees: [String] = []
    package var projects: [String] = []
    package var type: String?
    package var body: [Element] = []

    package var channels = Channels()
    package var neverShare: [NeverShare] = []
    package var outcomes: [Outcome] = []
    /// Days after the last change for which answers are kept.
    package var keepDays = 30
    /// Whether guide, revision and address stand at the end of the text.
    package var isSigned = true

    /// What stands in the form, from top to bottom.
    package enum Element: Sendable {
        case markdown(MarkdownValue)
        case field(Field)
    }

    package var fields: [Field] {
        body.compactMap { element in
            if case .field(let field) = element { field } else { nil }
        }
    }

    package init(id: String, name: String, description: String) {
        self.id = id
        self.name = name
        self.description = description
    }
}

extension RequestForm {
    /// One question.
    package struct Field: Sendable {
        /// What the reader answers with. The first four are GitHub's.
        package enum Kind: String, Sendable, CaseIterable {
            case input, textarea, dropdown, checkboxes, radio, date, email, url, number

            package var hasOptions: Bool {
                self == .dropdown || self == .checkboxes || self == .radio
            }
            package var isGitHubs: Bool {
                switch self {
                case .input, .textarea, .dropdown, .checkboxes: true
                default: false
                }
            }
        }

        package struct Option: Sendable, Equatable {
            /// As written in the file, never by YAML's types: `no`, `1.0`, `12:30`.
            package var label: String
            /// The box must be ticked.
            package var isRequired = false

            package init(label: String, isRequired: Bool = false) {
                self.label = label
                self.isRequired = isRequired
            }
        }

        package var kind: Kind
        /// Unique in the form. Explicit, else made from the label's words and unlike all others.
        package var id: String
        package var hasExplicitID: Bool
        package var label: String
        /// Markdown. One sentence without links is the hint of the field, any other a text above it.
        package var description: MarkdownValue?
        package var placeholder: String?
        /// What a text field holds at first.
        package var value: String?
        package var options: [Option] = []
        /// The option chosen at first, counted from 0.
        package var defaultOption: Int?
        /// Several options can be chosen. Always true of checkboxes.
        package var isMultiple = false
        /// The answer is shown as code of this language.
        package var render: String?
        package var isRequired = false

        /// Why it is asked, and where the answer is found. Markdown.
        package var why: MarkdownValue?
        package var whereToFind: MarkdownValue?
        /// Kept in memory only, and in no text for a public channel.
        package var isSensitive = false
        package var showIf: Condition?
        /// The whole answer must match. In the subset that `Pattern` allows.
        package var pattern: String?
        /// What is said where the answer is missing or wrong, instead of our own words.
        package var error: String?
        /// In characters (Unicode code points).
        package var maximumLength: Int?
        /// A token of HTML's `autocomplete`.
        package var autocomplete: String?

        package init(kind: Kind, id: String, hasExplicitID: Bool, label: String) {
            self.kind = kind
            self.id = id
            self.hasExplicitID = hasExplicitID
            self.label = label
        }
    }

    /// When a field shows, or an outcome ends the form. Names only fields above it that have options.
    package indirect enum Condition: Sendable, Equatable {
        /// The one option chosen is among these: dropdown and radio.
        case isOne(field: String, of: [String])
        /// This option is among the chosen ones: checkboxes and dropdowns of which several can be chosen.
        case has(field: String, option: String)
        case all([Condition])
        case any([Condition])
        case not(Condition)
    }

    /// An end without a request: advice that fits the answers so far.
    package struct Outcome: Sendable {
        package var condition: Condition
        package var title: String
        package var text: MarkdownValue
        /// The field behind which it stands: the last one that its condition names.
        package var lastField: String

        package init(
            condition: Condition, title: String, text: MarkdownValue, lastField: String
        ) {
            self.condition = condition
            self.title = title
            self.text = text
            self.lastField = lastField
        }
    }

    /// What a reader must keep out of every text.
    package struct NeverShare: Sendable {
        /// Plain words: "Your password".
        package var words: String
        /// Found anywhere in an answer, it is a secret of this kind.
        package var pattern: String?

        package init(words: String, pattern: String? = nil) {
            self.words = words
            self.pattern = pattern
        }
    }

    /// Where the request goes.
    package struct Channels: Sendable {
        package var gitHub: GitHub?
        package var email: EMail?

        package init() {}
    }

    package struct GitHub: Sendable {
        /// `owner/name`
        package var repository: Located<String>
        /// The file of the receiving form: `account-recovery.yml`.
        package var template: String?
        package var title: String?
        package var isPrivate = false
        /// What the receiving form asks for, in its order; empty where it is this form itself.
        package var fields: [ReceivingField] = []
        /// A copy of this form as GitHub takes it, relative to the root; it must not differ.
        package var sync: Located<String>?

        package init(repository: Located<String>) { self.repository = repository }
    }

    package struct ReceivingField: Sendable {
        package enum Source: Sendable, Equatable {
            case from(String)
            /// Joined as lines of label and answer.
            case compose([String])
            /// The reader fills it in there.
            case byHand
        }

        package var label: String
        package var source: Source
        /// The receiving field's id, where it has one: then a link can fill it.
        package var gitHubID: String?

        package init(label: String, source: Source, gitHubID: String? = nil) {
            self.label = label
            self.source = source
            self.gitHubID = gitHubID
        }
    }

    /// What GitHub itself reads in the query of a link to a new issue: no answer can go there by such a name.
    package static let gitHubQueryNames: Set<String> = [
        "title", "body", "labels", "template", "milestone", "assignees", "projects", "type",
    ]

    package struct EMail: Sendable {
        package enum Recipient: Sendable, Equatable {
            case address(String)
            /// Where it may not be spelled: "`support@` at our own domain". Plain text.
            case words(String)
        }

        package var recipient: Recipient
        package var subject: String?
        package var isPrivate = false

        package init(recipient: Recipient) { self.recipient = recipient }
    }
}
