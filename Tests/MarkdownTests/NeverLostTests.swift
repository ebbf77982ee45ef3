import Diagnostics
import Markdown
import Testing

/// No word of an author is ever lost, whatever lines stand beside each other. Each document is made of lines of
/// the extensions' constructs, chosen by a seeded generator, with words that occur once.
@Suite struct NeverLostTests {
    private struct Generator {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    /// `W` stands for a new word. What may be left out (destinations, comments, info strings, footnotes that are not
    /// used) holds none.
    private static let lines = [
        "W", "W W", "", "", "| W | W |", "|W|W", "W | W", "| - | - |", "|-|-", "|:-:|", "| W |",
        "W|",
        "| W \\| W | `W|W` | W |", "> W", "> | W | W |", "> | - | - |", ">", "> > W", "- W", "  W",
        "    W",
        "  | W | W |", "  | - | - |", "- | W |", "1. W", "2) W", "+ [ ] W", "- [x] W", "[^1]: W",
        "[^1]: | W | W |",
        "    | - | - |", "    - W", "W[^1]", "*W[^1] W*", "| W[^1] | W |", "[^1]", "[^W]",
        "[^W W] W", "# W", "W\t# W ##",
        "# W[^1]", "---", "===", "***", "```", "~~~", "~~W~~ W", "~W~~ ~W~", "~~W", "W~~ W~",
        "*~~W*~~ W", "`W` ~`W`~",
        "http://example.org/W", "www.W.org/*W*_W_", "*www.W.org*W W", "W@W.org", "http://W<W>W",
        "(http://W(W)W) W",
        "[W](a)", "[W][r] W", "[r]: a", "![W](a)", "[W", "W](a) W", "<a>W</a>", "<!-- -->", "<W>",
        "\\| W \\~W\\~ \\[^W]",
        "> [!NOTE]", "> [!NOTE] W", "> [!W]", "*W **W* W**", "`W", "W\\", "W  ", "&amp;W;",
        "<?waymark-0?> W", "\u{E000} W",
        "\u{E001}0\u{E001} W", "\"W\" -- 'W'...W", "ä W",
    ]

    private static func document(_ generator: inout Generator) -> (text: String, words: [String]) {
        // One footnote is used for certain, so that what stands in it is shown.
        var text = "x[^1]\n\n"
        var words: [String] = []
        var hasFootnote = false
        for _ in 0..<2 + generator.next(12) {
            var line = lines[generator.next(lines.count)]
            if line.hasPrefix("[^1]: ") {
                if hasFootnote { line = "W" }
                hasFootnote = true
            }
            for character in line {
                if character == "W" {
                    words.append("w\(words.count)q")
                    text += words.last ?? ""
                } else {
                    text.append(character)
                }
            }
            text += "\n"
        }
        return (text, words)
    }

    @Test func keepsEveryWord() {
        var generator = Generator(state: 20_260_101)
        for _ in 0..<3_000 {
            let (text, words) = Self.document(&generator)
            let source = SourceText(file: "a.md", bytes: Array(text.utf8))
            var links = StandaloneLinks()
            let page = renderMarkdown(
                MarkdownInput(source), options: MarkdownOptions(), resolver: &links)
            let shown = Set(page.html.split { !$0.isLetter && !$0.isNumber })
            let lost = words.filter { !shown.contains($0[...]) }
            #expect(lost.isEmpty, "the site loses \(lost) of\n\(text)\nin\n\(page.html)")
            let (html, _) = renderGitHubMarkdown(source, rawHTML: true)
            let gitHub = Set(html.split { !$0.isLetter && !$0.isNumber })
            // GitHub drops cells that the header has not.
            let dropped = text.split(separator: "\n").filter { $0.contains("|") }.joined()
            let lostThere = words.filter { !gitHub.contains($0[...]) && !dropped.contains($0) }
            #expect(lostThere.isEmpty, "GitHub's loses \(lostThere) of\n\(text)\nin\n\(html)")
        }
    }
}
