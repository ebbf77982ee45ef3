import Diagnostics
import Markdown
import Testing

/// cmark expands references up to a bound; a label beyond it stays text, and the page says so.
@Suite struct ReferenceLimitTests {
    private func problems(_ text: String) -> [String] {
        var links = StandaloneLinks()
        let page = renderMarkdown(
            MarkdownInput(SourceText(file: "a.md", bytes: Array(text.utf8))),
            options: MarkdownOptions(), resolver: &links)
        return page.diagnostics.map {
            "\($0.place?.position?.line ?? 0):\($0.place?.position?.column ?? 0) \($0.kind.id)"
        }
    }

    private let definition = "[Long one]: /" + String(repeating: "x", count: 2_000) + "\n\n"

    @Test func warnsOfTheFirstLabelThatStaysText() {
        // 49 times 2,001 bytes fit into cmark's 100,000.
        let text = definition + String(repeating: "see [long  ONE] here\n\n", count: 60)
        #expect(problems(text) == ["101:5 reference-limit"])
    }

    @Test func warnsInsideOneParagraphAndOneCell() {
        let labels = String(repeating: "[long one] ", count: 60)
        #expect(problems(definition + labels) == ["3:540 reference-limit"])
        let table = "| a | b |\n|---|---|\n| " + labels + "| [long one] |\n"
        #expect(problems(definition + table) == ["5:542 reference-limit"])
    }

    @Test func saysNothingBelowTheBound() {
        #expect(problems(definition + String(repeating: "[long one]\n\n", count: 49)).isEmpty)
    }

    @Test func saysNothingOfEscapedBracketsAndOtherLabels() {
        let links = "[a](/" + String(repeating: "y", count: 120_000) + ")\n\n"
        #expect(problems(definition + links + "\\[long one] and [other]\n").isEmpty)
        let fits = String(repeating: "[long one] ", count: 40)
        #expect(problems(definition + fits + "\\[long one\\] [long one]\n").isEmpty)
    }

    @Test(.timeLimit(.minutes(1))) func bracketsByTheHundredThousandTakeNoTime() {
        let links = "[a](/" + String(repeating: "y", count: 120_000) + ") "
        let brackets = String(repeating: "[", count: 200_000) + "]"
        #expect(problems(definition + links + brackets).isEmpty)
        let escapes = String(repeating: "\\[long one\\] *x* ", count: 50_000)
        #expect(problems(definition + links + escapes).isEmpty)
    }
}
