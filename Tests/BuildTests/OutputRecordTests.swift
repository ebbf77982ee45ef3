import Testing

@testable import Build

@Suite struct OutputRecordTests {
    private let hash = String(repeating: "ab", count: 8)

    @Test func isReadAsItWasWritten() {
        let paths = ["a.html", "é \"quoted\" \\ \u{1}/x.html", "日本/🙂.html"]
        let written = OutputRecord(paths.map { (OutputPath($0), hash) })
        let read = OutputRecord(reading: written.bytes)
        #expect(read.hashes == written.hashes)
        #expect(read.hashes.count == 3)
        #expect(read.folders == [OutputPath("é \"quoted\" \\ \u{1}"), OutputPath("日本")])
    }

    @Test func isReadWhenEmpty() {
        let record = OutputRecord([])
        #expect(String(decoding: record.bytes, as: UTF8.self).hasSuffix("\"files\": {\n  }\n}\n"))
        #expect(OutputRecord(reading: record.bytes).hashes.isEmpty)
    }

    @Test func keepsSpellingsApart() {
        let record = OutputRecord([(OutputPath("caf\u{E9}"), hash)])
        #expect(!record.contains(OutputPath("cafe\u{301}")))
    }

    @Test func passesOverPathsThatLeaveTheOutput() {
        let record = OutputRecord(
            ["../x", "/etc/passwd", "a/../../b", "", "ok.html"].map { (OutputPath($0), hash) })
        let read = OutputRecord(reading: record.bytes)
        #expect(read.hashes.keys.map(\.text) == ["ok.html"])
    }

    @Test func namesNothingWhenAnythingIsWrongWithIt() {
        let sound = OutputRecord([(OutputPath("a\u{1}"), hash), (OutputPath("b"), hash)]).bytes
        for end in 0..<sound.count {
            #expect(OutputRecord(reading: Array(sound[..<end])).hashes.isEmpty, "cut at \(end)")
        }
        #expect(OutputRecord(reading: sound + [0x20]).hashes.isEmpty)
    }
}
