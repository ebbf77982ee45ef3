import Diagnostics
import Testing

@testable import Site

@Suite struct FormModelTests {
    private func form(
        _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> RequestForm {
        let source = SourceText(
            file: "a.yml", bytes: Array(("name: N\ndescription: D\n" + text).utf8))
        let (form, diagnostics) = RequestForm.parse(id: "a", source: source)
        #expect(diagnostics.isEmpty, sourceLocation: sourceLocation)
        return try #require(form, sourceLocation: sourceLocation)
    }

    @Test func makesIDsOfLabels() throws {
        let form = try form(
            """
            body:
              - {type: input, attributes: {label: What, now?}}
              - {type: input, attributes: {label: "What now?"}}
              - {type: input, id: what-now, attributes: {label: X}}
              - {type: input, attributes: {label: "¿Qué?"}}
              - {type: input, attributes: {label: 日本}}
              - {type: input, attributes: {label: 日}}
            """.replacing("What, now?", with: "\"What, now\""))
        #expect(
            form.fields.map(\.id)
                == ["what-now-2", "what-now-3", "what-now", "qu", "field", "field-2"])
        #expect(form.fields.map(\.hasExplicitID) == [false, false, true, false, false, false])
    }

    @Test func readsConditions() throws {
        let form = try form(
            """
            body:
              - {type: radio, id: a, attributes: {label: A, options: [x, "y, z"]}}
              - {type: checkboxes, id: b, attributes: {label: B, options: [{label: on}]}}
              - {type: input, id: c, attributes: {label: C}, show-if: {any: [a is x, not: b has on]}}
              - {type: input, id: d, attributes: {label: D}, show-if: 'a is one of "y, z", x'}
            outcome:
              - {when: {all: [b has on, a is x]}, title: T, text: U}
            """.replacing("not: b has on", with: "{not: b has on}"))
        #expect(
            form.fields[2].showIf
                == .any([.isOne(field: "a", of: ["x"]), .not(.has(field: "b", option: "on"))]))
        #expect(form.fields[3].showIf == .isOne(field: "a", of: ["y, z", "x"]))
        #expect(form.outcomes.first?.lastField == "b")
        #expect(form.outcomes.first?.text.text == "U")
    }

    /// Swift takes both spellings of an accent for the same, browsers do not.
    @Test func namesOptionsInTheirOwnBytes() throws {
        let form = try form(
            #"""
            body:
              - {type: radio, id: a, attributes: {label: A, options: ["caf\u00e9", x]}}
              - {type: input, id: b, attributes: {label: B}, show-if: "a is cafe\u0301"}
            """#)
        guard case .isOne(_, let options) = form.fields[1].showIf else {
            Issue.record("no condition")
            return
        }
        #expect(options.map { Array($0.utf8) } == [Array("caf\u{E9}".utf8)])
    }

    @Test func readsWhereItGoes() throws {
        let form = try form(
            """
            keep-days: 7
            signature: false
            never-share: [Your password, {text: Codes, pattern: '[0-9a-f]{16}'}]
            body:
              - {type: input, id: a, attributes: {label: A}}
              - {type: input, id: b, attributes: {label: B}, sensitive: true}
            send:
              github: {repository: example/help, fields: [{label: L, from: a, github-id: q}, {label: M, by-hand: true}, {label: N, compose: [a]}]}
              email: {to: help@example.org, private: true}
            """)
        #expect(form.keepDays == 7)
        #expect(!form.isSigned)
        #expect(form.neverShare.map(\.words) == ["Your password", "Codes"])
        #expect(form.neverShare.map(\.pattern) == [nil, "[0-9a-f]{16}"])
        let gitHub = try #require(form.channels.gitHub)
        #expect(gitHub.fields.map(\.source) == [.from("a"), .byHand, .compose(["a"])])
        #expect(gitHub.fields.map(\.gitHubID) == ["q", nil, nil])
        #expect(form.channels.email?.recipient == .address("help@example.org"))
        #expect(form.channels.email?.isPrivate == true)
    }

    /// 13 boxes make 8,192 ways; 20 fields that each end the way for one answer make 40, and not a million.
    @Test func countsWaysAndNotCombinations() throws {
        func boxes(_ count: Int) -> String {
            "{type: checkboxes, id: b, attributes: {label: B, options: ["
                + (1...count).map { "{label: o\($0)}" }.joined(separator: ", ") + "]}}"
        }
        func all(_ count: Int) -> String {
            "{all: [" + (1...count).map { "b has o\($0)" }.joined(separator: ", ") + "]}"
        }
        _ = try form(
            "body:\n - \(boxes(13))\n - {type: input, attributes: {label: X}, show-if: \(all(13))}")
        let ladder = (1...20).map { number in
            " - {type: radio, id: r\(number), attributes: {label: R\(number), options: [go, stop]}"
                + (number == 1 ? "}" : ", show-if: r\(number - 1) is go}")
        }
        let end = "\n - {type: input, attributes: {label: X}, show-if: r20 is stop}"
        _ = try form("body:\n" + ladder.joined(separator: "\n") + end)
    }
}
