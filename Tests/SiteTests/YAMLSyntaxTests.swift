import Diagnostics
import Testing

@testable import Site

/// What an author does wrong, with `↓` where it is reported, and the words that must be in the report.
private let mistakes: [(text: String, words: String)] = [
    ("title: a\n↓\tb: c\n", "tab"),
    ("↓\ttitle: a\n", "tab"),
    ("a:\n↓\tb: c\n", "tab"),
    ("a: |\n↓\tx\n", "tab"),
    ("a:\n  - b\n↓\t- c\n", "tab"),
    ("a: ↓@x\n", "begin with `@`"),
    ("a: ↓`x`\n", "begin with ```"),
    ("a: ↓%x\n", "begin with `%`"),
    ("title: a↓: b\n", "needs quotes"),
    ("é: é↓: b\n", "needs quotes"),
    ("a: 1\n  ↓b: 2\n", "stands under a text"),
    ("title↓:Foo\norder: 3\n", "no space after this colon"),
    ("order: 3\ntitle↓:Foo\n", "no space after this colon"),
    ("order: 3\ntitle↓:Foo\nx: 1\n", "no space after this colon"),
    ("order: 3\n↓title\nx: 1\n", "no key"),
    ("a:\n    b: 1\n  ↓c: 2\n", "indentation"),
    ("  a: 1\n↓b: 2\n", "indentation"),
    ("title: ↓\"abc\n", "never closed"),
    ("title: ↓'abc\n\nb: c\n", "never closed"),
    ("title: 'it'↓s fine'\n", "text follows a quote"),
    ("a: [x]↓(y.md)\n", "text follows a bracket"),
    ("a: ↓[b, c\n", "not closed with `]`"),
    ("a: ↓[b, c\nd: e\n", "not closed with `]`"),
    ("a: ↓{b: c\n", "not closed with `}`"),
    ("a: \"C:↓\\path\"\n", "escape"),
    ("a: > ↓text\n", "line of its `>`"),
    ("a: ↓- b\n", "line of its key"),
    ("a: ↓]\n", "a value was expected"),
    ("- a\n↓b: c\n", "indentation"),
    ("↓%FOO bar\n---\na: b\n".replacing("↓%FOO ", with: "%FOO↓ "), "not valid YAML"),
]

@Suite struct YAMLSyntaxTests {
    @Test(arguments: mistakes)
    func explainsWhatAnAuthorDidWrong(_ mistake: (text: String, words: String)) throws {
        for prefix in ["", "é✔: 1\n"] where prefix.isEmpty || isSafe(mistake.text) {
            let text = MarkedText(prefix + mistake.text)
            let (root, diagnostics) = YAMLDocument.parse(
                source: text.source, range: 0..<text.source.bytes.count)
            #expect(root == nil)
            let diagnostic = try #require(diagnostics.first)
            #expect(diagnostics.map(\.brief) == ["\(text.marks[0]) yaml-syntax"])
            #expect(diagnostic.message.contains(mistake.words), "\(diagnostic.message)")
            #expect(!diagnostic.message.hasSuffix("."))
        }
    }

    /// A key above changes what the first line means in these.
    private func isSafe(_ text: String) -> Bool {
        !["  ", "- ", "%", "↓\t"].contains { text.hasPrefix($0) }
    }
}

@Suite struct YAMLLimitTests {
    private func parse(_ text: String) -> [Diagnostic] {
        let source = SourceText(file: "a.yml", bytes: Array(text.utf8))
        return YAMLDocument.parse(source: source, range: 0..<source.bytes.count).diagnostics
    }

    private static let deep: [String] = [
        String(repeating: "[", count: 100_000),
        String(repeating: "{a: ", count: 100_000),
        String(repeating: "- ", count: 100_000),
        String(repeating: "? ", count: 100_000),
        String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
        String(repeating: "- ", count: 600) + "x",
        (0..<400).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        (0..<60).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        // The deepest that is read on the task's own stack: 31 columns, two levels each, then 32 brackets.
        (0..<31).map { i in
            let blanks = String(repeating: " ", count: i)
            return "\(blanks)a:\n\(blanks)-\n"
        }.joined() + String(repeating: " ", count: 31) + String(repeating: "[", count: 32)
            + String(repeating: "]", count: 32),
    ]

    @Test(arguments: deep.indices)
    func refusesDeepNestingOnATasksStack(_ index: Int) async {
        let text = Self.deep[index]
        // A task runs on a thread with 512 kB of stack.
        let kinds = await Task.detached { parse(text).map(\.kind.id) }.value
        #expect(kinds == ["yaml-too-deep"] || kinds == ["yaml-syntax"])
        if text.utf8.count < 90_000 { #expect(kinds == ["yaml-too-deep"]) }
    }

    @Test func readsFiftyLevelsAndManyFlatBrackets() {
        #expect(parse(String(repeating: "[", count: 50) + String(repeating: "]", count: 50)) == [])
        #expect(parse("a: [" + String(repeating: "[x], ", count: 5_000) + "]") == [])
        #expect(parse("a: |\n  " + String(repeating: "[ { ", count: 5_000)) == [])
        #expect(parse("a: |\n  x\n  " + String(repeating: " ", count: 200) + "y\n") == [])
    }

    @Test func refusesBombsWithoutExpandingThem() {
        var bomb = "a0: &a0 [x, x]\n"
        for i in 1..<2_000 { bomb += "a\(i): &a\(i) [*a\(i - 1), *a\(i - 1)]\n" }
        let clock = ContinuousClock()
        var kinds: [String] = []
        // As a key, a list of aliases would be hashed through all its levels.
        let time = clock.measure {
            kinds = parse(bomb + "? *a1999\n: y\n").map(\.kind.id) + parse(bomb).map(\.kind.id)
        }
        #expect(kinds == ["yaml-alias", "yaml-alias"])
        #expect(time < .seconds(5))
    }

    @Test func readsOneLongLineInLinearTime() {
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(parse("a: [" + String(repeating: "é, ", count: 50_000) + "]") == [])
            #expect(parse("a: " + String(repeating: "x", count: 500_000)) == [])
        }
        #expect(time < .seconds(10))
    }

    @Test func refusesMoreThanAnybodyWrites() {
        let problems = parse("a: " + String(repeating: "x", count: 600_000))
        #expect(problems.map(\.kind) == [.yamlSize])
    }

    @Test func endsWithManyAnchors() {
        let text = (0..<20_000).map { "k\($0): &a x\n" }.joined()
        #expect(parse(text).count == 100)
    }
}
