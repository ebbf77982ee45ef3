import Diagnostics
import Foundation
import Markdown
import Site
import Testing

@testable import Forms

@Suite("Forms on paper")
struct PaperFormTests {
    @Test("The example is what it was", arguments: [PaperForm.Detail.brief, .full])
    func example(detail: PaperForm.Detail) throws {
        let paper = ExampleForm().paper(detail)
        try expectSnapshot(
            paper.questions + paper.channels, "lost-access-on-paper-\(detail).html")
    }

    /// The same form may stand in a document that has it already.
    @Test("There are no ids, and nothing to click but links")
    func hasNoIDs() {
        let paper = ExampleForm().paper(.full)
        for name in [" id=", " for=", " name=", "<input", "<textarea", "<select", "<button"] {
            #expect(!(paper.questions + paper.channels).contains(name), "\(name)")
        }
    }

    @Test("Every question and every option is there")
    func isComplete() {
        let example = ExampleForm()
        let html = example.paper(.brief).questions
        #expect(
            html.components(separatedBy: "<li class=\"paper-question\"").count - 1
                == example.form.fields.count)
        for field in example.form.fields {
            #expect(html.contains("data-field=\"\(field.id)\""))
            #expect(html.contains(field.label))
        }
        let options = example.form.fields.reduce(0) { $0 + $1.options.count }
        #expect(html.components(separatedBy: "<span class=\"paper-box\">").count - 1 == options)
    }

    @Test(
        "A longer text gets more lines",
        arguments: [
            (.input, nil, 1), (.input, 5000, 1), (.url, nil, 1), (.textarea, nil, 5),
            (.textarea, 0, 4), (.textarea, 299, 4), (.textarea, 300, 5), (.textarea, 480, 8),
            (.textarea, Int.max, 8),
        ] as [(RequestForm.Field.Kind, Int?, Int)])
    func lines(kind: RequestForm.Field.Kind, most: Int?, expected: Int) {
        var field = RequestForm.Field(kind: kind, id: "a", hasExplicitID: true, label: "A")
        field.maximumLength = most
        #expect(PaperForm.lines(of: field) == expected)
    }

    @Test("An end stands below the option that leads to it, with what else must be true")
    func outcomes() {
        var one = RequestForm.Field(kind: .radio, id: "one", hasExplicitID: true, label: "One")
        one.options = [.init(label: "A"), .init(label: "B")]
        var two = one
        (two.id, two.label) = ("two", "Two")
        var form = RequestForm(id: "f", name: "F", description: "F.")
        form.body = [.field(one), .field(two)]
        let a = RequestForm.Condition.isOne(field: "one", of: ["A"])
        let b = RequestForm.Condition.isOne(field: "two", of: ["B"])
        let source = SourceText(file: "f.yml", bytes: Array("text: Go.\n".utf8))
        let (root, _) = YAMLDocument.parse(source: source, range: 0..<source.bytes.count)
        guard case .mapping(let pairs) = root?.content,
            let text = pairs["text"].flatMap({ MarkdownValue($0) })
        else {
            Issue.record("no text")
            return
        }
        form.outcomes = [
            .init(condition: a, title: "Ends.", text: text, lastField: "one"),
            .init(condition: .all([a, b]), title: "Really?", text: text, lastField: "two"),
            .init(condition: .all([b]), title: "Last", text: text, lastField: "two"),
            .init(condition: .any([a, b]), title: "Either", text: text, lastField: "two"),
        ]
        var links = StandaloneLinks()
        let html = PaperForm(
            form, source: source,
            in: FormSurroundings(
                page: FormPage(root: "", guide: "G", revision: "1", address: nil),
                headingLevel: 2, options: MarkdownOptions(), path: "forms/f.yml"),
            resolver: &links
        ).questions
        #expect(
            html.contains(
                ">A</span><div class=\"paper-stop\"><p><strong>Ends.</strong></p>\n</div></li>"))
        #expect(
            html.contains(
                ">B</span><div class=\"paper-stop\"><p>If question 1 is “A”: <strong>Really?</strong></p>\n</div>"
                    + "<div class=\"paper-stop\"><p><strong>Last.</strong></p>\n</div></li>"))
        #expect(
            html.contains(
                "</ul>\n<div class=\"paper-stop\"><p>If question 1 is “A” or question 2 is “B”: <strong>Either.</strong>"
            ))
    }
}
