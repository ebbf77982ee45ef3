import Diagnostics
import Markdown
import Testing

/// Knows `fake`, whose tokens are `#` to the end of a line; `out`, each line of which is output; and `text`.
private struct FakeHighlighter: CodeHighlighter {
    func highlight(_ code: UnsafeBufferPointer<UInt8>, language: String) -> HighlightResult {
        let lines = code.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        switch language.lowercased() {
        case "fake":
            let text = lines.map { line -> String in
                let text = String(decoding: line, as: UTF8.self)
                guard let mark = text.firstIndex(of: "#") else { return text + "\n" }
                return "\(text[..<mark])<span class=\"hl-comment\">\(text[mark...])</span>\n"
            }
            return .html(Array(text.joined().utf8))
        case "out":
            let text = lines.map { line in
                "<span class=\"hl-output\">\(String(decoding: line, as: UTF8.self))\n</span>"
            }
            return .html(Array(text.joined().utf8))
        case "text": return .plain
        default: return .unknown(nearest: nearestName(to: language, among: ["fake", "out"]))
        }
    }
}

@Suite struct CodeBlockTests {
    private func render(_ text: String, isHighlighted: Bool = true) -> MarkdownPage {
        var links = StandaloneLinks()
        let source = SourceText(file: "a.md", bytes: Array(text.utf8))
        return renderMarkdown(
            MarkdownInput(source),
            options: MarkdownOptions(highlighter: isHighlighted ? FakeHighlighter() : nil),
            resolver: &links)
    }

    @Test func putsTheHighlightersHTMLIntoTheBlock() {
        let page = render("```Fake\na # b\n```\n")
        #expect(
            page.html
                == "<div class=\"code\">\n<pre><code class=\"language-Fake\">a <span class=\"hl-comment\"># b</span>\n</code></pre>\n</div>\n"
        )
        #expect(page.diagnostics.isEmpty)
    }

    @Test func wrapsHighlightedLines() {
        let page = render("```fake numbers {2}\na\n# b\n\n```\n")
        #expect(
            page.html.contains(
                """
                <span class="line">a
                </span><span class="line is-marked"><span class="hl-comment"># b</span>
                </span><span class="line">
                </span></code>
                """))
    }

    @Test func keepsTheLineEndOfOutputInItsLine() {
        let page = render("```out {1}\na\n\nb\n```\n")
        #expect(
            page.html.contains(
                """
                <span class="line is-marked"><span class="hl-output">a
                </span></span><span class="line"><span class="hl-output">
                </span></span><span class="line"><span class="hl-output">b
                </span></span></code>
                """))
    }

    @Test func leavesPlainAndIndentedCodeAlone() {
        let page = render("```text\n# <a>\n```\n\n    # b\n\n```\n# c\n```\n")
        #expect(page.html.contains("\"language-text\"># &lt;a&gt;\n<"))
        #expect(page.html.contains("<code># b\n<"))
        #expect(page.html.contains("<code># c\n<"))
        #expect(page.diagnostics.isEmpty)
    }

    @Test func reportsEachUnknownLanguageOnce() throws {
        let page = render(
            "é\n\n- ~~~ fakee numbers\n  a\n  ~~~\n\n```FAKEE\nb\n```\n\n```x\nc\n```\n")
        #expect(page.diagnostics.map(\.kind) == [.unknownLanguage, .unknownLanguage])
        let first = try #require(page.diagnostics.first)
        #expect(first.place?.position?.line == 3)
        #expect(first.place?.position?.column == 7)
        #expect(first.suggestion == "did you mean `fake`?")
        #expect(page.diagnostics.last?.place?.position?.line == 11)
        #expect(page.html.contains("language-FAKEE\">b\n"))
    }

    @Test func knowsNoLanguagesWithoutAHighlighter() {
        let page = render("```fakee\na\n```\n", isHighlighted: false)
        #expect(page.diagnostics.isEmpty)
    }

    @Test func reportsNothingForCommonMarkAndGitHub() {
        let text = "## A {#a}\n\n```x y {#b}\nc\n```\n\n- [ ] d {#e}\n\n![f](g.png){#h}\n"
        let source = SourceText(file: "a.md", bytes: Array(text.utf8))
        let page = renderGitHubMarkdown(source, rawHTML: false)
        #expect(page.diagnostics.isEmpty)
        for part in [
            "<h2>A {#a}</h2>", "<pre><code class=\"language-x\">c\n</code></pre>",
            "disabled=\"\" /> d {#e}</li>", "alt=\"f\" />{#h}</p>",
        ] {
            #expect(page.html.contains(part))
        }
    }
}

@Suite struct AttributeTests {
    private func render(_ text: String) -> MarkdownPage {
        var links = StandaloneLinks()
        let source = SourceText(file: "a.md", bytes: Array(text.utf8))
        return renderMarkdown(MarkdownInput(source), options: MarkdownOptions(), resolver: &links)
    }

    @Test func knowsAllIDsOfThePage() {
        let page = render(
            "## A {.x}\n\n- B {#b}\n- [ ] Wait\n\n![C](c.png){#c}\n\n```x {#d}\n```\n\n## E {#e}\n")
        #expect(page.ids == ["a", "b", "c", "d", "e", "task-892e4ca0"])
        #expect(page.diagnostics.isEmpty)
    }

    @Test func keepsAttributesOutOfTitleAndOutline() {
        let page = render("# A ![b](b.png){#b .c} {.d}\n\n## E {#e .f}\n")
        #expect(page.title == "A b")
        #expect(
            page.outline == [
                Heading(level: 1, id: "a-b", text: "A b"), Heading(level: 2, id: "e", text: "E"),
            ])
    }

    @Test func saysWhereAnIDWasUsedFirst() throws {
        let page = render("```x {#a}\n```\n\n- B\n  c {.d #a}\n")
        let problem = try #require(page.diagnostics.first)
        #expect(page.diagnostics.count == 1)
        #expect(problem.kind == .duplicateID)
        #expect(problem.place?.position?.line == 5)
        #expect(problem.place?.position?.column == 5)
        #expect(problem.notes.first?.place?.position?.line == 1)
        #expect(problem.notes.first?.place?.position?.column == 6)
    }

    @Test func suggestsAnID() {
        #expect(render("- A {#1 b}\n").diagnostics.first?.suggestion == "write `{#b}`")
        #expect(render("## A {#my id}\n").diagnostics.first?.suggestion == "write `{#my-id}`")
    }

    @Test func keepsTheIDsOfTasksWhenTheirOrderChanges() {
        let one = render("- [ ] One\n- [ ] Two\n")
        let other = render("Text\n\n1. [x] two\n   - [ ] New\n\n2. [ ] One\n")
        #expect(one.ids.count == 2)
        #expect(one.ids.isSubset(of: other.ids))
    }
}
