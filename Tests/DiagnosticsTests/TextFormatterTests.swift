import Diagnostics
import Testing

private let brokenLink = DiagnosticKind(
    .error, "broken-link", title: "A link leads nowhere", explanation: "Mend it.")
private let missingAlt = DiagnosticKind(
    .warning, "missing-alt", title: "An image without words", explanation: "Add them.")

/// A diagnostic at the text between `«` and `»` of the line, which is taken out of them first.
private func diagnostic(marked line: String, notes: [Diagnostic.Note] = []) throws -> Diagnostic {
    Diagnostic(brokenLink, at: try place(marked: line), "no such page", notes: notes)
}

private func place(marked line: String, file: String = "content/a.md", number: Int = 12) throws
    -> Place
{
    let start = try #require(line.firstIndex(of: "«"))
    let end = try #require(line.firstIndex(of: "»"))
    let before = line[..<start].unicodeScalars.count
    let length = line[start..<end].unicodeScalars.count - 1
    let text = line.replacing("«", with: "").replacing("»", with: "")
    return Place(
        file: file, position: Position(line: number, column: before + 1),
        excerpt: Excerpt(text: text, markStart: before, markLength: length))
}

private func lines(_ diagnostic: Diagnostic, color: Bool = false) -> [String] {
    TextFormatter(color: color).format(diagnostic).split(
        separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
}

@Suite("A diagnostic as text")
struct TextFormatterTests {
    @Test func showsPlaceSentenceLineAndCaret() throws {
        #expect(
            lines(try diagnostic(marked: "See [reset](«reset.md»).")) == [
                "content/a.md:12:13: error: no such page [broken-link]",
                "  12 | See [reset](reset.md).",
                "     |             ^~~~~~~~",
            ])
    }

    @Test func writesHelpThenNotesWithTheirPlaces() throws {
        var diagnostic = try diagnostic(
            marked: "«a»",
            notes: [
                .init(
                    "first written here",
                    at: try place(marked: "id: «b»", file: "content/b.md", number: 1234)),
                .init("links are relative to the page"),
            ])
        diagnostic.suggestion = "did you mean `b.md`?"
        #expect(
            lines(diagnostic) == [
                "content/a.md:12:1: error: no such page [broken-link]",
                "  12 | a",
                "     | ^",
                "help: did you mean `b.md`?",
                "note: content/b.md:1234:5: first written here",
                " 1234 | id: b",
                "      |     ^",
                "note: links are relative to the page",
            ])
    }

    @Test func needsNeitherPlaceNorPosition() {
        #expect(
            lines(Diagnostic(missingAlt, at: nil, "none")) == ["warning: none [missing-alt]"])
        #expect(
            lines(Diagnostic(missingAlt, at: Place(file: "content/site.yml"), "none"))
                == ["content/site.yml: warning: none [missing-alt]"])
    }

    @Test(arguments: [
        ("中文 «x»", "     ^"),
        ("«中文»", "^~~~"),
        ("e\u{301}e «x»", "   ^"),
        ("🎉 «x»", "   ^"),
        ("👩‍👩‍👧 «x»", "   ^"),
        ("👍🏽 «x»", "   ^"),
        ("❤️ «x»", "   ^"),
        ("🇫🇷 «x»", "   ^"),
        ("한국 «x»", "     ^"),
        ("naïve «x»", "      ^"),
    ])
    func setsTheCaretByDisplayWidth(line: String, underline: String) throws {
        #expect(lines(try diagnostic(marked: line))[2] == "     | " + underline)
    }

    @Test func copiesTabsBeforeTheMark() throws {
        let shown = lines(try diagnostic(marked: "\ta\t«xy»"))
        #expect(shown[1] == "  12 | \ta\txy")
        #expect(shown[2] == "     | \t \t^~")
    }

    @Test func marksTheEndOfALineAndOfAnEmptyOne() throws {
        #expect(lines(try diagnostic(marked: "abc«»"))[2] == "     |    ^")
        let empty = lines(try diagnostic(marked: "«»"))
        #expect(empty[1...] == ["  12 |", "     | ^"])
    }

    @Test func letsNothingOfAPageActOnTheTerminal() throws {
        let shown = lines(
            try diagnostic(marked: "\u{1B}[2J\u{0}\r\u{7F}\u{9B}\u{202E}\u{200B}\u{2028}«x»"))
        #expect(shown[1] == "  12 | ␛[2J␀␍␡\\u{9B}\\u{202E}\\u{200B}\\u{2028}x")
        #expect(shown[2] == "     | " + String(repeating: " ", count: 37) + "^")
    }

    @Test func letsNothingOfANameOrMessageActOnTheTerminal() throws {
        let diagnostic = Diagnostic(
            brokenLink, at: Place(file: "content/\u{1B}]0;x\u{7}\n.md"), "no `a\nb`",
            suggestion: "\u{1B}c", notes: [.init("\u{85}", at: Place(file: "\r"))])
        let text = TextFormatter(color: false).format(diagnostic)
        #expect(
            text == """
                content/␛]0;x␇␊.md: error: no `a␊b` [broken-link]
                help: ␛c
                note: ␍: \\u{85}
                """)
    }

    @Test func saysWhereALongLineIsCut() throws {
        let line = String(repeating: "a", count: 5000)
        let source = SourceText(file: "content/a.md", bytes: Array(line.utf8))
        let shown = lines(
            Diagnostic(brokenLink, at: source.place(at: 4000, length: 900), "too long"))
        #expect(shown[1].hasPrefix("   1 | …aaa"))
        #expect(shown[1].hasSuffix("aaa…"))
        #expect(shown[1].count < 320)
        #expect(shown[2].firstIndex(of: "^") == shown[2].index(shown[2].startIndex, offsetBy: 128))
        #expect(shown[2].count <= shown[1].count)
    }

    @Test func colorsOnlyWhenAsked() throws {
        let diagnostic = try diagnostic(marked: "«a»")
        #expect(!TextFormatter(color: false).format(diagnostic).contains("\u{1B}"))
        let colored = TextFormatter(color: true).format(diagnostic)
        #expect(colored.contains("\u{1B}[1;31merror:\u{1B}[0m"))
        #expect(
            colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
                == TextFormatter(color: false).format(diagnostic))
    }

    @Test func survivesAMarkOutsideItsLine() {
        for (start, length) in [(-5, 1), (99, 1), (0, 0), (1, 99), (0, -1)] {
            let place = Place(
                file: "a", position: Position(line: 1, column: 1),
                excerpt: Excerpt(text: "abc", markStart: start, markLength: length))
            #expect(lines(Diagnostic(brokenLink, at: place, "x")).count == 3)
        }
    }
}
