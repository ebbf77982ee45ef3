import Diagnostics
import Testing

@testable import Site

/// Parses a page; `↓` marks where diagnostics are expected.
private func parse(
    _ marked: String, _ kinds: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
) -> (frontMatter: FrontMatter, body: String, diagnostics: [Diagnostic]) {
    let text = MarkedText(marked)
    let (frontMatter, offset, diagnostics) = FrontMatter.parse(source: text.source)
    #expect(
        diagnostics.map(\.brief) == zip(text.marks, kinds).map { "\($0) \($1)" },
        sourceLocation: sourceLocation)
    #expect(text.marks.count == kinds.count, sourceLocation: sourceLocation)
    return (frontMatter, String(decoding: text.source.bytes[offset...], as: UTF8.self), diagnostics)
}

@Suite struct FrontMatterBlockTests {
    @Test(arguments: ["\n", "\r\n", "\r"], ["---", "...", "--- \t"])
    func endsAtAFence(_ end: String, _ fence: String) {
        let page = ["---", "title: A", fence, "body", "---", ""].joined(separator: end)
        for mark in ["", "\u{FEFF}"] {
            let (frontMatter, body, _) = parse(mark + page)
            #expect(frontMatter.title?.value == "A")
            #expect(Array(body.utf8) == Array("body\(end)---\(end)".utf8))
        }
    }

    @Test(arguments: [
        "", "\n", "\n\n", "# Title\n", "----\ntitle: x\n---\n", " ---\ntitle: x\n---\n",
        "text\n---\ntitle: x\n---\n", "--", "\n---\n\ntext\n---\n",
    ])
    func isOnlyBodyWithoutAFenceOnTheFirstLine(_ page: String) {
        let (frontMatter, body, _) = parse(page)
        #expect(frontMatter.title == nil)
        #expect(body == page)
    }

    @Test func leavesOutAByteOrderMark() {
        #expect(parse("\u{FEFF}# Title").body == "# Title")
        #expect(parse("\u{FEFF}").body == "")
    }

    @Test func mayBeEmpty() {
        #expect(parse("---\n---\nbody").body == "body")
        #expect(parse("---\n---").body == "")
        #expect(parse("---\n# note\n\n---\nbody").body == "body")
    }

    @Test func staysBodyWhenItIsNeverClosed() {
        #expect(parse("↓---\ntitle: A\n", ["unclosed-front-matter"]).body == "---\ntitle: A\n")
        #expect(parse("↓---", ["unclosed-front-matter"]).body == "---")
        #expect(parse("↓---\ntitle: A\n ---\n", ["unclosed-front-matter"]).body.hasPrefix("---"))
        #expect(parse("\u{FEFF}↓---\r\ntitle: A", ["unclosed-front-matter"]).body.hasPrefix("---"))
    }

    @Test func isReadBelowBlankLinesAndReported() {
        let (frontMatter, body, _) = parse(
            "\n \t\n↓---\ntitle: A\n---\nbody", ["late-front-matter"])
        #expect(frontMatter.title?.value == "A")
        #expect(body == "body")
        _ = parse(
            "\u{FEFF}\r\n↓---\r\ntitle:\tA\r\n---\r\n".replacing(":\t", with: ": "),
            ["late-front-matter"])
    }
}

@Suite struct FrontMatterTests {
    @Test func readsEveryKey() {
        let (page, _, _) = parse(
            """
            ---
            title: Lost second factor
            description: "What to do: first steps"
            order: -3
            draft: true
            slug: second-factor
            aliases: [old/page/, /older.html, "a b/ü"]
            summary: |
              A *short* text.
            audience: maintainers
            reviewed: 2026-01-31
            review-every: 6 months
            owner: Support team
            sources: ["[code](a.md)", B, 2026]
            layout: guide
            toc: false
            nav: false
            print: false
            search: false
            lang: pt-BR
            ---
            """)
        #expect(page.title?.value == "Lost second factor")
        #expect(page.description?.value == "What to do: first steps")
        #expect(page.order?.value == -3)
        #expect(page.isDraft)
        #expect(page.slug?.value == "second-factor")
        #expect(page.aliases.map(\.value) == ["old/page/", "older.html", "a b/ü"])
        #expect(page.summary?.text == "A *short* text.\n")
        #expect(page.isForMaintainers)
        #expect(page.reviewed?.value == CalendarDate(year: 2026, month: 1, day: 31))
        #expect(page.reviewEvery?.value == ReviewInterval("6 months"))
        #expect(page.owner?.value == "Support team")
        #expect(page.sources.map(\.text) == ["[code](a.md)", "B", "2026"])
        #expect(page.layout?.value == "guide")
        for flag in [page.toc, page.nav, page.print, page.search] { #expect(flag?.value == false) }
        #expect(page.lang?.value == "pt-BR")
    }

    @Test(arguments: ["2026", "no", "1.0", "12:30", "2026-01-02", "~"])
    func takesATitleAsItIsWritten(_ title: String) {
        #expect(parse("---\ntitle: \(title)\n---\n").frontMatter.title?.value == title)
    }

    @Test func refusesTitlesThatAreNoText() {
        _ = parse("---\ntitle: ↓[a]\n---\n", ["wrong-type"])
        _ = parse("---\ntitle:\n  ↓a: b\n---\n", ["wrong-type"])
        _ = parse("---\n↓title:\n---\n", ["missing-key"])
        _ = parse("---\ntitle: ↓\" \"\n---\n", ["invalid-value"])
    }

    @Test func reportsUnknownAndDuplicateKeysTogether() {
        let (page, _, diagnostics) = parse(
            "---\ntitle: A\n↓title: B\n↓tilte: C\n---\n", ["duplicate-key", "unknown-key"])
        #expect(page.title?.value == "A")
        #expect(diagnostics.last?.suggestion == "did you mean `title`?")
    }

    @Test func keepsThePlacesOfItsValues() {
        let text = MarkedText("---\r\n↓title: ↓Ä\r\naliases:\r\n  - ↓a/\r\n---\r\n")
        let page = FrontMatter.parse(source: text.source).frontMatter
        let places = [
            page.title?.keyPlace(in: text.source), page.title?.place(in: text.source),
            page.aliases.first?.place(in: text.source),
        ]
        #expect(places.map { $0?.lineAndColumn } == text.marks)
    }

    @Test(arguments: [
        "a/b", "\"a\\\\b\"", ".", "..", "\".hidden\"", "\"a\\0\"", "\"a\\u2028b\"", "\" a\"",
        String(repeating: "x", count: 250),
    ])
    func refusesSlugsThatAreNoComponent(_ slug: String) {
        #expect(parse("---\nslug: ↓\(slug)\n---\n", ["invalid-value"]).frontMatter.slug == nil)
    }

    @Test(arguments: [
        "\"\"", "/", "//host/x", "https://x/y", "javascript:x", "a/../b", "../x", "a//b", "./a",
        "a?b", "\"a#b\"", "a%2e%2E/b", "\"a\\\\b\"", ".git/hooks", "\"a\\nb\"",
    ])
    func refusesAliasesThatLeaveTheSite(_ alias: String) {
        let (page, _, _) = parse("---\naliases: [ok/, ↓\(alias)]\n---\n", ["invalid-value"])
        #expect(page.aliases.map(\.value) == ["ok/"])
    }

    @Test(arguments: [
        "6", "months", "0 days", "-1 days", "1.5 years", "6 monthss", "1000 days", "six months",
        "6 months old",
    ])
    func refusesIntervalsItCannotCount(_ interval: String) {
        _ = parse("---\nreview-every: ↓\(interval)\n---\n", ["invalid-value"])
    }

    @Test func countsOneAsWell() {
        #expect(ReviewInterval("1 day") == ReviewInterval("1 days"))
        #expect(ReviewInterval("1 year")?.unit == .years)
    }

    @Test(arguments: [
        ("2026-11-21", "3 months", "2027-02-21"), ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"), ("2024-02-29", "4 years", "2028-02-29"),
        ("2026-10-31", "14 months", "2027-12-31"), ("2026-12-31", "1 day", "2027-01-01"),
        ("2024-02-28", "2 days", "2024-03-01"), ("2023-12-01", "999 days", "2026-08-26"),
        ("9998-12-31", "1 year", "9999-12-31"),
    ])
    func countsFromTheLastReviewToTheNext(reviewed: String, every: String, next: String) {
        let (page, _, _) = parse("---\nreviewed: \(reviewed)\nreview-every: \(every)\n---\n")
        #expect(page.nextReview?.description == next)
    }

    @Test(arguments: [
        "reviewed: 2026-11-21", "review-every: 1 month",
        "reviewed: 9999-12-31\nreview-every: 1 day", "reviewed: 9999-12-01\nreview-every: 1 month",
        "reviewed: 9999-01-01\nreview-every: 999 years",
    ])
    func hasNoNextReviewWithoutBothKeysAndADay(_ keys: String) {
        #expect(parse("---\n\(keys)\n---\n").frontMatter.nextReview == nil)
    }

    @Test func refusesSourcesThatAreNoLinesOfText() {
        _ = parse("---\nsources: ↓[]\n---\n", ["invalid-value"])
        _ = parse("---\nsources: ↓one\n---\n", ["wrong-type"])
        _ = parse("---\n↓sources:\n---\n", ["missing-key"])
        let (page, _, _) = parse(
            "---\nsources:\n  - kept\n  - ↓a: b\n  - ↓[c]\n  -↓\n  - ↓\" \"\n  - ↓|\n    d\n    e\n  - |\n    f\n---\n",
            ["wrong-type", "wrong-type", "wrong-type", "invalid-value", "invalid-value"])
        #expect(page.sources.map(\.text) == ["kept", "f\n"])
    }

    @Test(arguments: ["e", "englishlanguage", "en_US", "en-", "12", "\"\""])
    func refusesLanguagesOfAnotherForm(_ lang: String) {
        _ = parse("---\nlang: ↓\(lang)\n---\n", ["invalid-value"])
    }

    @Test func isNotAListOrAText() {
        _ = parse("---\n↓- a\n---\n", ["wrong-type"])
        let (_, body, diagnostics) = parse("---\n↓title:Foo\n---\nbody", ["wrong-type"])
        #expect(body == "body")
        #expect(diagnostics.first?.suggestion == "write a space after the colon: `title: …`")
    }

    @Test func keepsTheBodyWhenTheYAMLIsBroken() {
        #expect(parse("---\ntitle: a↓: b\n---\nbody", ["yaml-syntax"]).body == "body")
        #expect(parse("---\na: ↓&x [*x]\n---\nbody", ["yaml-alias"]).body == "body")
        #expect(parse("---\ntitle: ↓\0\n---\nbody", ["yaml-encoding"]).body == "body")
    }
}

@Suite struct FrontMatterFuzzTests {
    /// A fixed sequence, so that a failure comes back: SplitMix64.
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let seeds = [
        "---\ntitle: Übung \"a\"\norder: 2\naliases:\n  - old/\n  - [x, {y: z}]\nsummary: |\n  *a*\n\n  b\n---\nbody\n",
        "\u{FEFF}---\r\ntitle: 'it''s'\r\ntitle: x\r\ndraft: true\r\nlang: \"\\u00e9\\n\"\r\n...\r\nbody",
        "---\na: &a [1]\nb: *a\n<<: {x: !!str y}\n? [k]\n: >-\n  v\n  w\n# c\n---\n",
    ]

    private static let pieces: [[UInt8]] =
        [
            "- ", "? ", ": ", "[", "]", "{", "}", ", ", "&a ", "*a", "!!x ", "|\n", ">2\n", "\"",
            "'", "\\", "#", "%", "---\n", "...\n", "\t", "\n", "\r", "  ", "<<: ", "title: ",
            "\u{2028}", "\u{85}", "é", "\u{FEFF}", "@", "`", "~",
        ]
        .map { Array($0.utf8) } + [[0], [0xFF], [0xC2], [0xE2, 0x80]]

    @Test func survivesTwentyThousandMutations() {
        var random = Random(state: 20_260_131)
        for _ in 0..<20_000 {
            var bytes = Array(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &random)].utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let at = Int.random(in: 0...bytes.count, using: &random)
                let end = min(bytes.count, at + Int.random(in: 0...4, using: &random))
                let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.removeSubrange(at..<end)
                case 1: bytes.replaceSubrange(at..<end, with: piece)
                case 2 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &random)
                default: bytes.insert(contentsOf: piece, at: at)
                }
            }
            let source = SourceText(file: "a.md", bytes: bytes)
            let (frontMatter, offset, diagnostics) = FrontMatter.parse(source: source)
            #expect((0...bytes.count).contains(offset))
            #expect(diagnostics.allSatisfy { $0.place?.position != nil && !$0.message.isEmpty })
            _ = frontMatter.summary?.place(in: source, line: 2, byteColumn: 3)
        }
    }
}
