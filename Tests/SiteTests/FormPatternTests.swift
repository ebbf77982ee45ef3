import Testing

@testable import Site

@Suite struct FormPatternTests {
    @Test(arguments: [
        "", "abc", "[a-z0-9_-]+", #"\d{4}-\d{2}-\d{2}"#, #"[^\s@]+@[^\s@]+"#, "(?:a|b)*c?", "^x$",
        "a{0,3}", "(ab){2}",
        #"[\w.-]"#, #"\u{1F600}\u0041\x41\t\n\/"#, "é👩+", "[a-]",
        "[]-a]".replacing("]-", with: "\\]-"), "(a?)+",
        #"(\d{1,3}\.){3}\d{1,3}"#, "()", "(|a)", #"\bx\b"#, "(a|b){1000}", "[^a]", ".*", #"[\d-]"#,
        "(-?[0-9])*",
        #"[a-z]+([.-][a-z]{1,9}){0,3}"#, "(((((a)))))",
        // Parts that begin with different characters leave nothing to come back for.
        "([a-z0-9-]{1,63}[.])+[a-z]{2,}", "( ?[0-9]{4})+", "(?:foo|bar)*", #"(\w|-)*"#,
        "([0-9a-f]{4}-?){4}",
        "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}",
        "[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?",
        ".*a.*b", #"https://[^\s/]+/[^\s]*"#, "GET|POST|PUT|PATCH", "(a|a){3}", "a?a?a?",
    ]) func takes(_ pattern: String) {
        #expect(checkPattern(pattern) == nil, "\(pattern)")
    }

    @Test(arguments: [
        // Pattern, column, length, and what is said.
        ("a(?=b)", 2, 3, "looking"), ("a(?<!b)", 2, 4, "looking"), ("(?<n>a)", 1, 3, "names"),
        ("(?P<n>a)", 1, 3, "names"), ("(?i:a)", 1, 2, "begins with"),
        (#"(a)\1"#, 4, 2, "going back"),
        (#"\k<n>"#, 1, 2, "going back"), ("a+?", 3, 1, "lazy"), ("a++", 3, 1, "behind another"),
        ("a{2}{3}", 5, 1, "behind another"), ("*a", 1, 1, "nothing stands"),
        ("a|*", 3, 1, "nothing stands"),
        ("^*", 2, 1, "nothing stands"), ("(+)", 2, 1, "nothing stands"),
        ("a)", 2, 1, "closes nothing"),
        ("(a", 1, 1, "never closed"), ("[a", 1, 1, "never closed"), ("]", 1, 1, "closes nothing"),
        ("a}", 2, 1, "closes nothing"), ("a{", 2, 1, "number"), ("a{,3}", 2, 1, "number"),
        ("a{2", 2, 1, "never closed"), ("a{3,2}", 2, 5, "smaller"), ("a{1001}", 2, 6, "1000"),
        ("a{99999999999999999999}", 2, 22, "1000"), (#"\"#, 1, 1, "nothing stands behind"),
        (#"\q"#, 1, 2, "no escape"), (#"\-"#, 1, 2, "no escape"), (#"\p{L}"#, 1, 2, "properties"),
        (#"\x4"#, 1, 2, "hexadecimal"), (#"\u12"#, 1, 2, "hexadecimal"),
        (#"\u{110000}"#, 1, 10, "no character"),
        (#"\uD83D\uDE00"#, 1, 6, "no character"), ("[z-a]", 2, 3, "backwards"),
        (#"[\d-z]"#, 2, 4, "range"),
        ("[]", 1, 2, "without characters"), ("é(a+)+", 6, 1, "without bound in it"),
        ("(a*b)*", 6, 1, "in it"),
        ("((a+)b){2}", 8, 3, "in it"), ("(a{1,30}){1,30}", 10, 6, "too many ways"),
        ("a\nb", 2, 1, "one line"),
        ("([a-z]{1,9})+", 13, 1, "several ways"), (#"\0"#, 1, 2, "no escape"),
        (#"\cA"#, 1, 2, "no escape"),
    ]) func refuses(_ pattern: String, _ column: Int, _ length: Int, _ words: String) throws {
        let problem = try #require(checkPattern(pattern), "\(pattern)")
        #expect(problem.column == column, "\(pattern): \(problem)")
        #expect(problem.length == length, "\(pattern): \(problem)")
        #expect(problem.message.contains(words), "\(pattern): \(problem)")
    }

    /// Patterns without a repeat in a repeat that take exponential time all the same.
    @Test(arguments: [
        "(a|a)*", "(a|ab)+", #"(\w|\d)+"#, "(a?a?)*", "(a?){30}a{30}", "(a|a){20}", "(.|x)+",
        "([a-z]|[^0-9])*",
        "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaa", "a*a*a*a*a*", "(a|b|ab)+c", "(x{0,9}){20}",
    ]) func refusesWhatIsSlow(_ pattern: String) {
        #expect(checkPattern(pattern) != nil, "\(pattern)")
    }

    @Test func countsNoFurtherThanItMust() {
        #expect(
            checkPattern(String(repeating: "(", count: 1999))?.message.contains("50 deep") == true)
        #expect(
            checkPattern(
                String(repeating: "(", count: 50) + "a" + String(repeating: ")", count: 50)) == nil)
        #expect(checkPattern(String(repeating: "a", count: 2001))?.column == 2001)
        #expect(checkPattern(String(repeating: "a?", count: 1000)) != nil)
        #expect(checkPattern(String(repeating: "(ab|cd)", count: 250)) == nil)
    }
}
