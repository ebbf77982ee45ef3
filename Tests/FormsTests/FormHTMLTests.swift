import Diagnostics
import Foundation
import Site
import Testing

@testable import Forms

/// Compares with a file in `Snapshots/`. `RECORD_SNAPSHOTS=1 swift test` writes the file anew and fails, so that
/// somebody looks at it.
func expectSnapshot(_ text: String, _ name: String, file: String = #filePath) throws {
    let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try Data(text.utf8).write(to: url)
        Issue.record("recorded \(name): look at what changed")
    }
    #expect(text == (try String(contentsOf: url, encoding: .utf8)))
}

@Suite("Forms as HTML")
struct FormHTMLTests {
    @Test("The example is what it was")
    func example() throws {
        let html = ExampleForm().html()
        #expect(html.diagnostics.map(\.kind.id) == ["raw-html"])
        try expectSnapshot(html.html + "\n", "lost-access.html")
    }

    /// Nothing that an author writes leaves the place it is written for.
    @Test("Texts are escaped wherever they stand")
    func escapes() throws {
        let odd = "\"><script>alert(1)</script> & ' \u{202E} 😀 </textarea></option>"
        let id = "a"
        var form = RequestForm(id: "x", name: odd, description: odd)
        form.title = odd
        for kind in RequestForm.Field.Kind.allCases {
            var field = RequestForm.Field(
                kind: kind, id: id + kind.rawValue, hasExplicitID: true, label: odd)
            (field.placeholder, field.value, field.autocomplete) = (odd, odd, odd)
            (field.error, field.pattern, field.render) = (odd, odd, odd)
            field.showIf = .has(field: "a", option: odd)
            if kind.hasOptions { field.options = [.init(label: odd)] }
            form.body.append(.field(field))
        }
        form.neverShare = [.init(words: odd, pattern: odd)]
        var gitHub = RequestForm.GitHub(repository: Located(odd))
        (gitHub.template, gitHub.title) = (odd, odd)
        gitHub.fields = [.init(label: odd, source: .byHand)]
        form.channels.gitHub = gitHub
        form.channels.email = RequestForm.EMail(recipient: .address(odd))
        form.channels.email?.subject = odd
        var example = ExampleForm()
        for recipient in [RequestForm.EMail.Recipient.address(odd), .words(odd)] {
            form.channels.email?.recipient = recipient
            example.form = form
            let html = example.html().html
            #expect(!html.contains("<script"))
            // Its own tags are all that there are.
            #expect(html.components(separatedBy: "<textarea").count == 3)
            #expect(html.components(separatedBy: "</textarea>").count == 3)
            #expect(html.components(separatedBy: "</option>").count == 3)
        }
    }

    @Test(
        "A description of one sentence without links is a hint",
        arguments: [
            ("As in its address.", true), ("Such as 1.0 or e.g. this one, is it?", true),
            ("Do it (now!) or not", true), ("One. Two", false), ("Is it? 2 of them", false),
            ("See [this](https://example.org/)", false), ("- a", false), ("a\n\nb", false),
            ("*Your* `name` & more", true), ("He said “No.” Then he left", false),
        ])
    func hint(text: String, isHint: Bool) throws {
        var example = ExampleForm()
        let value = try #require(ExampleForm.markdown(text))
        var field = RequestForm.Field(kind: .input, id: "a", hasExplicitID: true, label: "A")
        field.description = value
        example.form.body = [.field(field)]
        let html = example.html().html
        #expect(html.contains("class=\"field-hint\"") == isHint)
        #expect(html.contains("aria-describedby=\"request-lost-access-a-hint ") == isHint)
        #expect(html.contains("class=\"field-text\"") == !isHint)
    }

    @Test(
        "Texts have no ids, and footnotes are refused",
        arguments: ["a[^1]\n\n[^1]: b", "## A {#b}"])
    func ids(text: String) throws {
        var example = ExampleForm()
        example.form.body.append(.markdown(try #require(ExampleForm.markdown(text))))
        #expect(example.html().diagnostics.map(\.kind.id) == ["raw-html", "form-text-id"])
    }

    @Test("Headings in texts stand below the one above the form")
    func headings() throws {
        var example = ExampleForm()
        example.form.body = [.markdown(try #require(ExampleForm.markdown("# A\n\n### B")))]
        let html = example.html().html
        #expect(html.contains("<h3>A</h3>") && html.contains("<h5>B</h5>"))
    }
}
