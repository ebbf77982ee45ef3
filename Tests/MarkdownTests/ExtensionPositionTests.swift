import Diagnostics
import Markdown
import Testing

/// What a specification file cannot hold: other line ends, and what is beside the HTML.
@Suite struct ExtensionPositionTests {
    private func render(_ text: String) -> MarkdownPage {
        var links = StandaloneLinks()
        let source = SourceText(file: "a.md", bytes: Array(text.utf8))
        return renderMarkdown(MarkdownInput(source), options: MarkdownOptions(), resolver: &links)
    }

    private func problems(_ page: MarkdownPage) -> [String] {
        page.diagnostics.sorted(by: Diagnostic.precedes).map {
            let position = $0.place?.position
            return "\(position?.line ?? 0):\(position?.column ?? 0) \($0.kind.id)"
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func findsProblemsBehindAnyLineEnd(end: String) {
        let lines = [
            "é [x](foo:y)", "", "> | é \\| [x](foo:y) | b |", "> | - | - |",
            "> | ![](i.png) | c | d |",
            "", "[^1]: é <b>", "ü [x](foo:y)", "", "    - [^2] [x](foo:y)", "",
            "a[^1] ~~[x](foo:y)~~",
        ]
        let page = render(lines.map { $0 + end }.joined())
        #expect(
            problems(page) == [
                "1:3 link-scheme", "3:10 link-scheme", "5:5 missing-alt", "5:22 table-excess-cells",
                "7:9 raw-html", "8:3 link-scheme", "10:7 undefined-footnote", "10:12 link-scheme",
                "12:9 link-scheme",
            ])
    }

    @Test func rendersAllLineEndsAlike() {
        let text = "| a | b |\n| - | - |\n| c\n\nd[^1]\n\n[^1]: e\n\n      f\n"
        let expected = render(text).html
        for end in ["\r\n", "\r"] {
            let other = render(
                text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
            )
            #expect(other.html == expected)
        }
    }

    @Test func keepsHeadingsOfFootnotesOutOfTheOutline() {
        let page = render("a[^1]\n\n[^1]: # B\n\n# C\n")
        #expect(page.outline.map(\.text) == ["C"])
        #expect(page.ids == ["b", "c", "fn-1", "fnref-1", "footnotes"])
    }
}
