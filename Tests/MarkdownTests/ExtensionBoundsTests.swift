import Diagnostics
import Markdown
import Testing

/// What makes tables, footnotes, strikethrough and bare addresses slow. Each text grows with `n`, and must be done at once.
@Suite(.serialized) struct ExtensionBoundsTests {
    private static func times(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }
    private static func numbered(_ count: Int, _ text: (Int) -> String) -> String {
        (0..<count).map(text).joined()
    }
    private static let n = 100_000

    private static let table = "|a|\n|-|\n"

    static let tables: [(name: String, text: String)] = [
        (
            "10,000 columns",
            times("|a", 10_000) + "\n" + times("|-", 10_000) + "\n" + times("|b", 10_000)
        ),
        ("10,000 rows", "|a|b|\n|-|-|\n" + times("|c|d|\n", 10_000)),
        (
            "rows that lack 10,000 cells",
            times("|a", 10_000) + "\n" + times("|-", 10_000) + "\n" + times("|b|\n", 1_000)
        ),
        ("excess cells", table + times("|b", n) + "\n"), ("pipes", times("|", n)),
        ("pipes twice", times("|", n) + "\n" + times("|", n) + "\n"),
        ("pipes and letters", times("a|", n) + "\n-|-\n"),
        ("delimiter rows", times("|-|\n", n / 2)), ("headers", times("a\n|-|\n\n", n / 10)),
        ("tables", times(table + "\n", n / 10)),
        ("fences", times("```\n" + table + "```\n", n / 20)),
        ("one fence", "```\n" + times(table, n / 10)),
        ("comments", times("<!--\n" + table + "-->\n", n / 20)),
        ("code", times("    |a|\n    |-|\n", n / 10)),
        ("lazy in quotes", times("> |a|\n|-|\n", n / 20)),
        ("lazy in items", times("- |a|\n|-|\n", n / 20)),
        ("wrong headers", times("#a\n|-|\n", n / 20)),
        ("tags before", times("<a\n|-|\n", n / 20)),
        ("items behind", times(table + "- b\n", n / 20)),
        ("tags behind", times(table + "<b\n", n / 20)),
        ("wrong rows", table + times("#b\n", n / 10)),
        ("one paragraph before", times("a\n", n) + table),
        ("deep", times(times("> ", 90) + "|a|\n" + times("> ", 90) + "|-|\n", n / 1_000)),
        ("escaped pipes", table + "|" + times("\\|", n) + "|\n"),
        ("links in cells", table + times("|[a](b)|\n", n / 10)),
        ("links in a cell", table + "|" + times("[a](b) ", n / 10) + "|\n"),
        ("returns", times("|a|\r|-|\r", n / 10)), ("empty returns", times("\r", 10 * n)),
    ]

    static let footnotes: [(name: String, text: String)] = [
        ("openers", times("[^", n)), ("openers with letters", times("[^a", n)),
        ("on one line", times("[^a]: ", n / 2)), ("lines", times("[^a]: b\n", n / 10)),
        ("labels", numbered(n / 20) { "[^a\($0)]: b\n" }),
        (
            "undefined",
            numbered(n / 20) { "[^a\($0)]: b\n" } + "\n" + numbered(n / 20) { "[^b\($0)] " }
        ),
        ("references", "[^a]: b\n\n" + times("[^a] ", n / 4)),
        ("references to itself", "[^a]: " + times("[^a] ", n / 4)),
        ("references in cells", table + times("|[^a]|\n", n / 20) + "\n[^a]: b\n"),
        ("references in headings", times("# [^a]\n", n / 20) + "\n[^a]: b\n"),
        ("90 deep", times(times("[^a]:", 90) + "b\n\n", n / 1_000)),
        ("90 deep by indentation", numbered(90) { times("    ", $0) + "[^a\($0)]: b\n" }),
        ("in code", times("    [^a]: b\n", n / 10)),
        ("in fences", times("```\n[^a]: b\n```\n", n / 10)),
        ("in items", times("- [^a]: b\n", n / 20)),
        ("between all markers", times("1. a\n1) a\n- a\n+ a\n* a\n[^a]: b\n", n / 50)),
        ("long label", "[^" + times("a", n)),
        ("long labels", times("[^" + times("a", 990) + " ", n / 1_000)),
        ("emphasis in labels", times("[^a*b*", n / 4) + times("]", n / 4)),
    ]

    static let inlines: [(name: String, text: String)] = [
        ("tildes", times("~", n)), ("single tildes", times("~a ", n)),
        ("double tildes", times("~~a ", n / 2)),
        ("triple tildes", times("~~~a ", n / 3)), ("closing tildes", times("a~~ b~ ", n / 3)),
        ("alternating tildes", times("~a~~b", n / 2)),
        ("tildes of all lengths", times("a~b~~c~~~", n / 3)),
        ("tildes in emphasis", "*~x*" + times("*a~~b* ", n / 4) + times("*c~* ", n / 4)),
        ("tildes and code", times("~`a` ", n / 4)), ("escaped tildes", times("\\~", n)),
        ("www.", times("www.", n)), ("www. and words", times("www.a ", n / 4)),
        ("www. and underscores", times("www.a_", n / 5)),
        ("underscores and www.", times("_www.a", n / 5)),
        ("emphasis and www.", times("*www.a", n / 5)),
        ("parentheses and tags", times("(www.a<", n / 5)),
        ("schemes", times("http://", n / 2)), ("schemes and tags", times("http://a<", n / 5)),
        ("schemes and code", times("http://a`b`", n / 8)),
        ("www. and code", times("(www.b`a`", n / 8)),
        ("emphasis in addresses", times("http://a*b*c ", n / 16)),
        ("parentheses", "http://a" + times(")", n)), ("semicolons", "www.a" + times(";", n)),
        ("references", "www.a" + times("&b;", n / 2)), ("escapes", times("\\www.a ", n / 4)),
        ("signs", times("@", n)), ("letters and signs", times("a@", n)),
        ("addresses", times("a@b.c ", n / 6)),
        ("addresses without blanks", times("a@b.c", n / 5)),
        ("schemes of mail", times("mailto:", n / 5) + "@a.b"),
        ("one sign behind links", times("http://a ", n / 8) + "@"),
        ("brackets", times("[www.a ", n / 4)),
    ]

    static let imitations: [(name: String, text: String)] = [
        ("tokens", numbered(n / 20) { "<?waymark-\($0)?>\n\n" } + table),
        ("token in cells", times(table + "|<?waymark-0?>|\n", n / 40)),
        ("prefixes of tokens", numbered(n / 20) { "<?waymark-\($0)-" } + "\n" + table),
        ("marks of cells", "|\u{E000} |\n|-|\n" + times("|\u{E000} a|\n", n / 20)),
        ("marks of addresses", times("\u{E001}0\u{E001} http://a*b*c ", n / 20)),
        (
            "all marks of addresses",
            numbered(0x18FF) { Unicode.Scalar(UInt32(0xE001 + $0)).map { String($0) } ?? "" }
                + times("http://a*b*c ", n / 20)
        ),
    ]

    static let all: [(name: String, text: String)] =
        tables.map { ("tables: " + $0.name, $0.text) }
        + footnotes.map { ("footnotes: " + $0.name, $0.text) }
        + inlines.map { ("inlines: " + $0.name, $0.text) }
        + imitations.map { ("imitations: " + $0.name, $0.text) }

    @Test(.timeLimit(.minutes(1)), arguments: all.map(\.name))
    func boundsHostileInput(name: String) throws {
        let text = try #require(Self.all.first { $0.name == name }).text
        let source = SourceText(file: "a.md", bytes: Array(text.utf8))
        var links = StandaloneLinks()
        let site = processorTime {
            _ = renderMarkdown(MarkdownInput(source), options: MarkdownOptions(), resolver: &links)
        }
        #expect(site < 5, "a debug build on a busy machine takes about a second")
        let gitHub = processorTime { _ = renderGitHubMarkdown(source, rawHTML: true) }
        #expect(gitHub < 5, "a debug build on a busy machine takes about a second")
    }
}
