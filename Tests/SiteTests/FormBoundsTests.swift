import Diagnostics
import Glibc
import Testing

@testable import Site

/// Forms made to cost much: each ends soon, whatever is in it.
@Suite(.serialized) struct FormBoundsTests {
    private func parse(
        _ text: String, seconds: Double, sourceLocation: SourceLocation = #_sourceLocation
    ) -> (form: RequestForm?, diagnostics: [Diagnostic]) {
        let source = SourceText(
            file: "a.yml", bytes: Array(("name: N\ndescription: D\n" + text).utf8))
        var result: (form: RequestForm?, diagnostics: [Diagnostic]) = (nil, [])
        let time = processorTime { result = RequestForm.parse(id: "a", source: source) }
        #expect(time < seconds, "\(time) s", sourceLocation: sourceLocation)
        let hasError = result.diagnostics.contains { $0.severity == .error }
        #expect((result.form == nil) == hasError, sourceLocation: sourceLocation)
        return result
    }

    /// On this thread only: other tests do not count.
    private func processorTime(_ work: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let start = now()
        work()
        return now() - start
    }

    @Test func readsFiveHundredFields() throws {
        let fields = (1...500).map {
            " - {type: radio, id: f\($0), attributes: {label: L\($0), options: [a, b, c]}"
                + ($0 == 1 ? "}" : ", show-if: f1 is a}")
        }
        let result = parse("body:\n" + fields.joined(separator: "\n"), seconds: 5)
        #expect(result.form?.fields.count == 500)
    }

    @Test func readsOptionsByTheThousand() {
        let options = (1...20_000).map { "o\($0)" }.joined(separator: ", ")
        let result = parse(
            "body:\n - {type: dropdown, id: a, attributes: {label: A, options: [\(options)]}}\n"
                + " - {type: input, attributes: {label: B}, show-if: a is o20000}", seconds: 5)
        #expect(result.form?.fields.first?.options.count == 20_000)
    }

    @Test func reportsNotMoreThanAnybodyReads() {
        let half = 512 << 10
        func filled(_ start: String, _ item: String, _ end: String) -> String {
            let room = (half - start.utf8.count - end.utf8.count - 40) / item.utf8.count
            return start + String(repeating: item, count: room) + end
        }
        let forms = [
            filled("body: [", "x,", "y]"),
            filled("body: [", "[],", "{}]"),
            filled("body: [", "{},", "{}]"),
            filled("body: [", "{type: input},", "{}]"),
            filled("body: [", "{type: input, attributes: {label: A}},", "{type: x}]"),
            filled("body: [{type: radio, attributes: {label: A, options: [", "x,", "y]}}]"),
            filled("body: [{type: radio, attributes: {label: A, options: [", "{},", "y]}}]"),
            filled("labels: [", "{},", "y]\nbody: [{type: input, attributes: {label: A}}]"),
            filled("never-share: [", "[],", "y]\nbody: [{type: input, attributes: {label: A}}]"),
            filled("outcome: [", "{},", "y]\nbody: [{type: input, attributes: {label: A}}]"),
            filled(
                "send: {github: {repository: o/n, fields: [", "{},",
                "y]}}\nbody: [{type: input, attributes: {label: A}}]"),
            filled(
                "send: {github: {repository: o/n, fields: [{label: A, compose: [", "x,",
                "y]}]}}\nbody: [{type: input, attributes: {label: A}}]"),
            filled(
                "body:\n - {type: radio, id: a, attributes: {label: A, options: [x]}}\n"
                    + " - {type: input, attributes: {label: B}, show-if: 'a is one of ", "z,", "x'}"
            ),
            filled(
                "body:\n - {type: radio, id: a, attributes: {label: A, options: [x]}}\n"
                    + " - {type: input, attributes: {label: B}, show-if: {any: [", "z,", "x]}}"),
        ]
        for form in forms {
            let result = parse(form, seconds: 20)
            #expect(
                result.diagnostics.count < 700, "\(form.prefix(60)): \(result.diagnostics.count)")
            #expect(result.form == nil, "\(form.prefix(60))")
        }
        let large = parse(
            filled("body: [", "xxxx,", "y]") + String(repeating: "#", count: half), seconds: 1)
        #expect(large.diagnostics.map(\.kind.id) == ["yaml-too-large"])
    }

    @Test func walksBoundedWaysOfLongConditions() {
        // 500 fields, each of which asks a long condition that never holds, below boxes that make 8,192 ways.
        let boxes = (1...13).map { "{label: o\($0)}" }.joined(separator: ", ")
        let never = (1...13).map { "b has o\($0), {not: b has o\($0)}" }.joined(separator: ", ")
        let fields = (1...500).map {
            " - {type: input, attributes: {label: L\($0)}, show-if: {all: [\(never)]}}"
        }
        let result = parse(
            "body:\n - {type: checkboxes, id: b, attributes: {label: B, options: [\(boxes)]}}\n"
                + fields.joined(separator: "\n"), seconds: 20)
        #expect(result.form == nil)
    }

    @Test func readsConditionsAsDeepAsYAMLGoes() {
        func nested(_ depth: Int) -> String {
            "body:\n - {type: radio, id: a, attributes: {label: A, options: [x]}}\n"
                + " - {type: input, attributes: {label: B}, show-if: "
                + String(repeating: "{any: [", count: depth) + "a is x"
                + String(repeating: "]}", count: depth) + "}"
        }
        #expect(parse(nested(23), seconds: 2).form != nil)
        #expect(parse(nested(24), seconds: 2).diagnostics.map(\.kind.id) == ["yaml-too-deep"])
    }

    @Test func keepsHostileLabels() throws {
        let labels = [
            "<script>alert(1)</script>", "\u{202E}txet", "👩‍👩‍👧 family", "\"quoted\" & 'more'",
            "a\u{200B}b",
            "{{x}}", "```", "`code` *b* [l](x)", "e\u{301}",
        ]
        let fields = labels.enumerated().map { index, label in
            " - {type: radio, id: f\(index), attributes: {label: \"\(label.replacing("\"", with: "\\\""))\", "
                + "options: [\"\(label.replacing("\"", with: "\\\""))\"]}}\n"
                + " - {type: input, attributes: {label: x\(index)}, show-if: '"
                + "f\(index) is \"\(label.replacing("\"", with: "\\\"").replacing("'", with: "''"))\"'}"
        }
        let result = parse("body:\n" + fields.joined(separator: "\n"), seconds: 2)
        let form = try #require(result.form, "\(result.diagnostics)")
        #expect(form.fields.filter { $0.kind == .radio }.map(\.label) == labels)
        #expect(form.fields.filter { $0.kind == .radio }.map { $0.options[0].label } == labels)
    }

    @Test func survivesEveryCutOfAForm() {
        let whole = """
            name: N
            description: D
            body:
              - type: radio
                id: a
                attributes: {label: Ä, options: [x, "y"], default: 0}
                show-if: {all: [a is one of x, "y"]}
                pattern: '(a{2,3}|[b-d]\\d)+$'
            outcome: [{when: 'a is "x"', title: T, text: U}]
            send: {github: {repository: o/n, fields: [{label: L, compose: [a]}]}, email: {to: a@example.org}}
            """
        let bytes = Array(whole.utf8)
        for end in 0...bytes.count {
            let source = SourceText(file: "a.yml", bytes: Array(bytes[..<end]))
            let (form, diagnostics) = RequestForm.parse(id: "a", source: source)
            #expect((form == nil) == diagnostics.contains { $0.severity == .error }, "\(end)")
        }
    }

    /// Each case of `Forms/` with lines, words and signs deleted, doubled and exchanged: no crash, and a form
    /// exactly where there is no error.
    @Test func survivesMutations() {
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(bound, 1)
        }
        let texts = FormFixture.all.map { Array($0.text.replacing("↓", with: "").utf8) }
        let signs = Array("\n :-{}[]\"',|>#ab0".utf8)
        for round in 0..<4000 {
            var bytes = texts[round % texts.count]
            for _ in 0...random(3) {
                let start = random(bytes.count)
                let end = min(start + random(12), bytes.count)
                switch random(4) {
                case 0: bytes.removeSubrange(start..<end)
                case 1: bytes.insert(contentsOf: bytes[start..<end], at: random(bytes.count))
                case 2: bytes.insert(signs[random(signs.count)], at: start)
                default: if start < bytes.count { bytes[start] = signs[random(signs.count)] }
                }
            }
            let source = SourceText(file: "a.yml", bytes: bytes)
            let (form, diagnostics) = RequestForm.parse(id: "a", source: source)
            #expect(
                (form == nil) == diagnostics.contains { $0.severity == .error },
                "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
