// What a form becomes outside pages: JSON, texts, GitHub's form.

import Diagnostics
import Foundation
import Site
import Testing

@testable import Forms

@Suite struct FormFilesTests {
    private let form = ExampleForm().form

    /// Reads the form's own file format.
    private func parse(_ yaml: String) throws -> RequestForm {
        let (form, diagnostics) = RequestForm.parse(
            id: "x", source: SourceText(file: "x.yml", bytes: Array(yaml.utf8)))
        #expect(diagnostics.filter { $0.severity == .error } == [])
        return try #require(form)
    }

    @Test func areWhatTheyWere() throws {
        try expectSnapshot(
            FormJSON.text(form, page: nil, isPretty: true) + "\n", "lost-access.json")
        try expectSnapshot(FormText.template(form, as: .markdown, page: nil), "lost-access.md")
        try expectSnapshot(
            FormText.template(form, as: .plain, page: ExampleForm.page), "lost-access.txt")
        try expectSnapshot(GitHubForm.yaml(form), "lost-access.yml")
    }

    // MARK: JSON

    @Test func jsonIsTheSameOnOneLine() throws {
        let pretty = FormJSON.text(form, page: ExampleForm.page, isPretty: true)
        let short = FormJSON.text(form, page: ExampleForm.page, isPretty: false)
        #expect(!short.contains("\n"))
        let values = try [pretty, short].map {
            try #require(
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary)
        }
        #expect(values[0] == values[1])
        #expect(values[0]["version"] as? Int == FormJSON.version)
    }

    @Test func jsonKeepsEveryText() throws {
        let odd = "</script><!-- \" \\ \n\r\t\u{0}\u{1F}\u{7F}\u{2028}\u{202E}é😀 &amp; '"
        var form = RequestForm(id: "x", name: odd, description: odd)
        form.neverShare = [.init(words: odd, pattern: odd)]
        let json = FormJSON.text(form, page: nil, isPretty: false)
        #expect(!json.contains("<"))
        let value = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(value["name"] as? String == odd)
        #expect((value["neverShare"] as? [[String: String]]) == [["text": odd, "pattern": odd]])
    }

    @Test func fingerprintChangesWithWhatIsAsked() {
        let field = RequestForm.Field(kind: .radio, id: "a", hasExplicitID: true, label: "L")
        var others = [field, field, field, field]
        others[0].label = "l"
        others[1].kind = .dropdown
        others[2].options = [.init(label: "1")]
        others[3].isMultiple = true
        #expect(Set((others + [field]).map(\.fingerprint)).count == 5)
        var same = field
        same.id = "b"
        same.isRequired = true
        #expect(same.fingerprint == field.fingerprint)
        #expect(field.fingerprint.count == 8)
    }

    // MARK: Text

    @Test func fenceIsLongerThanThoseInTheValue() {
        var field = RequestForm.Field(kind: .textarea, id: "a", hasExplicitID: true, label: "Log")
        field.render = "console"
        field.value = "a ```` b"
        var form = RequestForm(id: "x", name: "", description: "")
        form.body = [.field(field)]
        #expect(
            FormText.template(form, as: .markdown, page: nil)
                == "### Log\n\n`````console\na ```` b\n`````\n")
    }

    @Test func privateAnswersStayOutOfPublicTexts() {
        var form = form
        form.channels.gitHub?.fields = []
        #expect(!FormText.template(form, as: .markdown, page: nil).contains("New address"))
        #expect(FormText.template(form, as: .plain, page: nil).contains("New address"))
        #expect(!GitHubForm.yaml(form).contains("New address"))
        form.channels.gitHub?.isPrivate = true
        form.channels.email?.isPrivate = false
        #expect(FormText.template(form, as: .markdown, page: nil).contains("New address"))
        #expect(!FormText.template(form, as: .plain, page: nil).contains("New address"))
        #expect(GitHubForm.yaml(form).contains("New address"))
    }

    @Test func signatureCanBeLeftOut() {
        var form = form
        form.isSigned = false
        #expect(
            !FormText.template(form, as: .plain, page: ExampleForm.page).contains("Written with"))
    }

    // MARK: GitHub

    @Test func gitHubsFormIsOneOfOurs() throws {
        let copy = try parse(GitHubForm.yaml(form))
        #expect(copy.name == form.name && copy.description == form.description)
        #expect(copy.title == form.title)
        let expected = form.fields.filter { !$0.isSensitive }
        #expect(copy.fields.map(\.id) == expected.map(\.id))
        #expect(copy.fields.map(\.label) == expected.map(\.label))
        #expect(copy.fields.map(\.options) == expected.map(\.options))
        #expect(copy.fields.map(\.value) == expected.map(\.value))
        #expect(copy.fields.allSatisfy { $0.kind.isGitHubs && $0.showIf == nil })
        #expect(copy.body.count == form.body.count - 1)
        // Nothing is lost by a second round.
        #expect(try parse(GitHubForm.yaml(copy)).fields.map(\.label) == copy.fields.map(\.label))
    }

    @Test(arguments: [
        "no", "1.0", "12:30", "~", "null", "- a", "a: b", "# a", "'", "\"", "\\", "{a}", "[a]",
        "*a", "&a",
        "!a", "%a", "@a", "`a`", "a #b", " a", "a ", "é😀", "\u{202E}a", "a\nb", "a\nb\n",
        "a\n\n\nb\n\n",
        " a\nb", "\na", "a\n", "a\tb\n\tc", "a \nb", "a\u{85}b\nc", "a\u{2028}b\nc", "---\na",
        "...\nb",
        "a:\n  b: c\n", "",
    ])
    func gitHubsFormKeepsEveryText(text: String) throws {
        var writer = YAMLWriter()
        writer.open("outer", depth: 0)
        writer.item("first", text, depth: 2)
        writer.add("second", text, depth: 4)
        writer.add("last", raw: "true", depth: 4)
        writer.item(text, depth: 2)
        let source = SourceText(file: "x.yml", bytes: Array(writer.text.utf8))
        let (root, problems) = YAMLDocument.parse(source: source, range: 0..<source.bytes.count)
        #expect(problems == [])
        guard case .mapping(let pairs) = root?.content,
            case .sequence(let items) = pairs["outer"]?.value.content, items.count == 2,
            case .mapping(let item) = items[0].content,
            case .scalar(let first, _) = item["first"]?.value.content,
            case .scalar(let second, _) = item["second"]?.value.content,
            case .scalar("true", _) = item["last"]?.value.content,
            case .scalar(let third, _) = items[1].content
        else {
            Issue.record("not what was written: \(writer.text)")
            return
        }
        #expect([first, second, third] == [text, text, text])
    }
}
