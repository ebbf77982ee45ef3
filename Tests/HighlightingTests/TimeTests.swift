import Testing

@testable import Highlighting

/// The time grows with the length of the code, whatever the code is.
@Suite(.serialized) struct TimeTests {
    /// Each has once been, or could be, read again and again by a careless rule.
    private static let units = [
        "\"", "'", "/", "`", "<", "{", "#", "<<A", "<<A\n", "$(", "r#", "\\", "'\\", "(/[", "${",
        "`${", "{a:'", "url(", "%(", "<script>", "&a", "- ", "|", "[", "R\"(", "a{", "a: ", " #",
        "\n", "é", "$ a\\\n", "#include <",
    ]

    @Test(arguments: PropertyTests.languages)
    func isLinear(language: Language) {
        for unit in Self.units.map({ Array($0.utf8) }) + [[0x80], [0xFF]] {
            let code = Array(repeatElement(unit, count: 30_000 / unit.count).joined())
            var time = Duration.seconds(0)
            // The best of three, since other processes run too.
            for attempt in 0..<3 where attempt == 0 || time > .milliseconds(500) {
                time = ContinuousClock().measure { _ = html(code, language) }
            }
            // A debug build takes a tenth of it; quadratic time takes minutes.
            #expect(time < .seconds(1), "\(String(decoding: unit, as: UTF8.self).debugDescription)")
        }
    }

    @Test func isLinearInRandomBytes() {
        var random = Seeded(state: 1)
        let code = (0..<200_000).map { _ in UInt8(truncatingIfNeeded: random.next() | 1) }
        for language in PropertyTests.languages {
            let time = ContinuousClock().measure { _ = html(code, language) }
            #expect(time < .seconds(10), "\(language.name)")
        }
    }
}
