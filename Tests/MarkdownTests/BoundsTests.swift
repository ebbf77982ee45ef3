import Diagnostics
import Markdown
import Testing

@Suite(.serialized) struct BoundsTests {
    private func render(_ text: String) -> MarkdownPage {
        var links = StandaloneLinks()
        let source = SourceText(file: "a.md", bytes: Array(text.utf8))
        return renderMarkdown(MarkdownInput(source), options: MarkdownOptions(), resolver: &links)
    }

    /// What makes parsers slow; each is 200,000 bytes or more and must be done, or refused, at once.
    static let pathological: [(name: String, text: String)] = {
        func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
        let n = 50_000
        return [
            ("nested lists", times("- ", n) + "a\n" + times("\n", n)),
            ("nested quotes", times(">", n) + "a\n" + times("b\n", n)),
            ("numbered lists", times("1. ", n) + "a"), ("open brackets", times("[", 4 * n)),
            ("nested brackets", times("[", n) + "a" + times("]", n)),
            ("nested links", times("[a](", n)), ("images", times("![", n)),
            ("openers", times("*a **a ", n)), ("closers", times("a_ b* ", n)),
            ("mismatched", times("*a_ ", n)), ("code", times("a`b``c```", n)),
            ("declarations", times("a <!A ", n)), ("instructions", times("a <? ", n)),
            ("comments", times("a <!-- ", n)), ("tags", times("<a b=\"", n)),
            ("references", "[a]: u\n\n" + times("[a] ", n)), ("entities", times("&lt;", n)),
            ("quotes", times("\"'", n)), ("double openers", times("\"a ", n)),
            ("dashes", times("a--b-", n)), ("fences", times("::: details \"a\"\n", n / 4)),
            ("closing fences", times(":::\n", n / 4)),
            ("pairs", times("::: details \"a\"\n:::\n", n / 8)),
            ("colons", times(":", 4 * n)), ("headings", times("# a\n", n)),
            ("braces", "# " + times("{#a}", n)), ("escapes", times("\\\"", n)),
            ("schemes", times("[a](data:,) ", n / 6)), ("html", times("<b>", n / 2)),
            ("two scalars", times("&ngE;", n) + "\""), ("dots", times(".", 10 * n)),
            ("titles", "[a]: u\n\n" + times("[a](x (", n)),
            ("angles", "[a]: u\n\n" + times("[a](<", n)),
            ("destinations", "[a]: u\n\n" + times("[a](b", n)),
            ("stray closers", times("::: x\n", n / 8) + times("::::\n", n / 8)),
            ("imitated markers", imitations(n) + "\n:::\n"),
            ("images in images", times("![", n) + "a" + times("](b)", n)),
            ("links behind images", times("![[]()", 4 * n)),
            ("HTML in emphasis", times("*a **a <b>", n) + "x" + times("** a*", n)),
            (
                "headings in directives",
                times("::: print-only\n", n / 4) + times("# a\n", n / 4) + times(":::\n", n / 4)
            ),
            ("groups in a line", "# " + times("{#a .b} ", 2 * n)),
            ("groups behind images", times("![a](b){.c}", n)),
            ("bad groups behind images", times("![a](b){#1 ", n)),
            ("open values behind images", times("![a](b){k=\"\\\"", n)),
            ("long groups", times("- a {" + times(".b ", 200) + "}\n", n / 50)),
            ("equal tasks", times("- [ ] a\n", 2 * n)),
            ("items of one id", times("- a {#b}\n", 2 * n)),
            ("nested tasks", (0..<40).map { times("  ", $0) + "- [x] a\n" }.joined()),
            ("code blocks", times("```a numbers {1} {#b}\nc\n```\n", 2 * n)),
            ("options", "```a " + times("b {1} {.c} {#1} ", n) + "\nd\n```\n"),
            ("open groups", "```a " + times("{1", n) + times("{.a", n) + "\nd\n```\n"),
            ("marked lines", "```a {" + times("1-9,", n) + "1}\n" + times("b\n", n) + "```\n"),
            ("alerts", times("> [!NOTE] a\n\n", 2 * n)),
            ("steps", times("::: steps\n1. a\n:::\n", n / 2)),
            ("steps of headings", ":::: steps\n" + times("# a\n", n) + "::::\n"),
            ("steps of other headings", ":::: steps\n## a\n" + times("# a\n", n) + "::::\n"),
            ("open steps", times("::: steps\n", n / 2) + times("1. a\n", n / 2)),
            ("tabs", ":::: tabs\n" + times("::: tab \"a\"\n:::\n", n / 2) + "::::\n"),
            ("tabs that fail", ":::: tabs\n" + times("::: tab a\n:::\n", n / 2) + "a\n\n::::\n"),
            ("open tabs", times(":::: tabs\n::: tab a\n", n / 2)),
            ("tabs alone", times("::: tab a\n:::\n", n / 2)),
            ("checklists", times("::: checklist\n- [ ] a\n:::\n", n / 4)),
            ("one checklist", "::: checklist\n" + times("- [ ] a\n", n / 2) + ":::\n"),
            (
                "empty checklists in each other",
                (3...300).reversed().map { times(":", $0) + " checklist\n" }.joined()
                    + times("- a\n", n / 8) + (3...300).map { times(":", $0) + "\n" }.joined()
            ),
            ("requests", times("::: request a\n:::\n", n / 4)),
            ("figures", times("::: figure\n![a](b)\n:::\n", n / 4)),
            ("figure of images", "::: figure\n" + times("![a](b)\n\n", n / 2) + ":::\n"),
            ("directives with comments", "::: steps\n" + times("<!-- a -->\n\n", n) + ":::\n"),
            (
                "directives with footnotes",
                times("[^a]: b\n", n / 4) + times("::: steps\n[^a]: b\n\n:::\n", n / 4)
            ),
            ("definitions", times("a\n: b\n\n", n)),
            ("definitions of one", "a\n" + times(": b\n", n)),
            ("definitions of none", times(": b\n", n)), ("terms", times("a\n", n) + ": b\n"),
            ("lazy definitions", times("a\n: b\n", n)),
            ("quoted definitions", times("> a\n: b\n", n)),
            ("definitions in code", times("    : b\n", n)),
            ("colons in lines", "a\n" + times(": ", 2 * n)),
            ("definitions beside lists", times("a\n: b\n+ c\n* d\n- e\n\n", n / 4)),
            ("deep definitions", deepDefinitions(600) + times("\n", n)),
            ("keys", times("++a++ ", n)), ("open keys", times("++a", n)),
            ("pluses", times("+", 4 * n)), ("keys that go on", times(" ++a+b+c+d", n)),
            ("escaped pluses", times("++\\+", n)),
        ]
    }()

    /// Each takes one name from those that could stand for a fence.
    private static func imitations(_ count: Int) -> String {
        (0..<count).map { "<?waymark-fence-\($0)-" }.joined() + "<?waymark-fence-"
    }

    /// Each in the one before.
    private static func deepDefinitions(_ count: Int) -> String {
        (0..<count).map { depth in
            let indentation = String(repeating: "  ", count: depth)
            return "\(indentation)a\n\(indentation): b\n\n"
        }.joined()
    }

    @Test(.timeLimit(.minutes(1)), arguments: pathological.map(\.name))
    func boundsPathologicalInput(name: String) throws {
        let text = try #require(Self.pathological.first { $0.name == name }).text
        let time = processorTime { _ = render(text) }
        #expect(time < 5, "a debug build takes less than a second for most")
    }

    @Test func refusesDeepNestingAtItsLine() throws {
        let page = render("a\n\n" + String(repeating: "> ", count: 101) + "b\n")
        let problem = try #require(page.diagnostics.first)
        #expect(problem.kind == .nestingTooDeep)
        #expect(problem.place?.position?.line == 3)
    }

    @Test func refusesDeepEmphasisAtItsBlock() throws {
        let text = String(repeating: "*a **a <b>", count: 300)
        let page = render("é\n\n" + text + "x" + String(repeating: "** a*", count: 300) + "\n")
        #expect(page.diagnostics.map(\.kind) == [.nestingTooDeep])
        #expect(page.diagnostics.first?.place?.position?.line == 3)
        #expect(page.html.isEmpty)
    }

    @Test func allowsLongThematicBreaksAndDeepQuotes() {
        #expect(render(String(repeating: "- ", count: 500)).html == "<hr />\n")
        #expect(render(String(repeating: "> ", count: 100) + "b").diagnostics.isEmpty)
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x41, 0x00], "utf-16", nil), ([0x41, 0x00], "nul-byte", 2),
            ([0x41, 0x0A, 0xC3, 0xA9, 0xE9, 0x41], "invalid-utf8", 2),
            ([0xC3], "invalid-utf8", 1), ([0xED, 0xA0, 0x80], "invalid-utf8", 1),
        ] as [([UInt8], String, Int?)])
    func refusesWhatIsNotText(bytes: [UInt8], id: String, column: Int?) {
        let problem = InputBounds.checkText(SourceText(file: "a.md", bytes: bytes))
        #expect(problem?.kind.id == id)
        #expect(problem?.place?.position?.column == column)
    }

    @Test func acceptsTextOfEveryWidth() {
        let text = "aé€𝄞" + String(repeating: "x", count: 20) + "\u{FEFF}"
        #expect(InputBounds.checkText(SourceText(file: "a.md", bytes: Array(text.utf8))) == nil)
    }

    @Test func keepsCommonMarkUntouched() {
        let text = "# A {#b}\n\n\"c\" <i>d</i> [e](f.md) ::: g\n"
        let source = SourceText(file: "a.md", bytes: Array(text.utf8))
        #expect(
            renderCommonMark(source, rawHTML: true).html
                == "<h1>A {#b}</h1>\n<p>&quot;c&quot; <i>d</i> <a href=\"f.md\">e</a> ::: g</p>\n")
    }
}

@Suite struct RawHTMLTests {
    @Test func keepsAllowedHTMLAndKnowsItsIDs() {
        var links = StandaloneLinks()
        let text = "<div id=\"a\">\n<p name='b'>x</p></div>\n\ny <i id=\"c\">z</i> <!-- w -->\n"
        let source = SourceText(file: "a.md", bytes: Array(text.utf8))
        let page = renderMarkdown(
            MarkdownInput(source), options: MarkdownOptions(allowsRawHTML: true), resolver: &links)
        #expect(
            page.html == "<div id=\"a\">\n<p name='b'>x</p></div>\n<p>y <i id=\"c\">z</i> </p>\n")
        #expect(page.ids == ["a", "b", "c"])
        #expect(page.diagnostics.isEmpty)
    }
}
