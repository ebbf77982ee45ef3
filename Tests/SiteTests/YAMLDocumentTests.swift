import Diagnostics
import Testing

@testable import Site

/// One line per node: `2:3 key = text`, in the order of the source.
private func outline(_ node: YAMLNode, _ source: SourceText, key: String = "") -> [String] {
    let start = "\(node.place(in: source).lineAndColumn) \(key)"
    switch node.content {
    case .scalar(let text, let style):
        return [start + "\(style) \(text.debugDescription)"]
    case .sequence(let nodes):
        return [start + "sequence"] + nodes.flatMap { outline($0, source) }
    case .mapping(let mapping):
        return [start + "mapping"]
            + mapping.pairs.flatMap {
                outline(
                    $0.value, source,
                    key: "\($0.keyPlace(in: source).lineAndColumn) \($0.key) = ")
            }
    }
}

private func parse(_ text: String) -> (root: YAMLNode?, diagnostics: [Diagnostic], SourceText) {
    let source = SourceText(file: "a.yml", bytes: Array(text.utf8))
    let (root, diagnostics) = YAMLDocument.parse(source: source, range: 0..<source.bytes.count)
    return (root, diagnostics, source)
}

private func outline(_ text: String) -> [String] {
    let (root, diagnostics, source) = parse(text)
    #expect(diagnostics == [])
    return root.map { outline($0, source) } ?? []
}

@Suite struct YAMLDocumentTests {
    @Test func placesKeysAndValues() {
        let text = """
            title: Élan vital
            "übung ✔": 'it''s'
            list:
            - one
            -   [two, "three"]
            group: {a: b}
            block: |
              kept
            folded: >-
              joined
              lines
            """
        #expect(
            outline(text) == [
                "1:1 mapping",
                #"1:8 1:1 title = plain "Élan vital""#,
                #"2:12 2:1 übung ✔ = quoted "it\'s""#,
                "4:1 3:1 list = sequence",
                #"4:3 plain "one""#,
                "5:5 sequence",
                #"5:6 plain "two""#,
                #"5:11 quoted "three""#,
                "6:8 6:1 group = mapping",
                #"6:12 6:9 a = plain "b""#,
                #"7:8 7:1 block = literal "kept\n""#,
                #"9:9 9:1 folded = folded "joined lines""#,
            ])
    }

    @Test(arguments: [
        "no", "yes", "~", "null", "1.0", "012", "0x1F", "12:30", "2026-01-02", "1e3", "=", ".inf",
    ])
    func readsScalarsAsWritten(_ text: String) {
        #expect(parse("key: \(text)").root.flatMap(outlineValue) == text)
    }

    private func outlineValue(_ node: YAMLNode) -> String? {
        guard case .mapping(let mapping) = node.content else { return nil }
        return mapping["key"]?.value.text
    }

    @Test(arguments: ["\n", "\r\n", "\r", "\u{85}"])
    func countsEveryKindOfLineEnd(_ end: String) {
        let (root, _, _) = parse("a: 1\(end)b: [1,\(end)  2]\(end)c: 3\(end)")
        guard case .mapping(let mapping) = root?.content else {
            Issue.record("no mapping")
            return
        }
        let third = "a: 1\(end)b: [1,\(end)  2]\(end)".utf8.count
        #expect(mapping["c"]?.keyOffset == third)
    }

    @Test func readsOnlyItsRange() {
        let source = SourceText(file: "a.md", bytes: Array("---\nkey: ✔ value\n---\n*text".utf8))
        let (root, diagnostics) = YAMLDocument.parse(source: source, range: 4..<19)
        #expect(diagnostics == [])
        #expect(
            root.map { outline($0, source) } == ["2:1 mapping", #"2:6 2:1 key = plain "✔ value""#])
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "\u{FEFF}"])
    func findsNothingInAnEmptyDocument(_ text: String) {
        let (root, diagnostics, _) = parse(text)
        #expect(root == nil)
        #expect(diagnostics == [])
    }

    @Test func skipsAByteOrderMarkWithoutShiftingPlaces() {
        let (root, diagnostics, source) = parse("\u{FEFF}title: x")
        #expect(diagnostics == [])
        guard case .mapping(let mapping) = root?.content else {
            Issue.record("no mapping")
            return
        }
        #expect(mapping.pairs.first?.keyOffset == 3)
        #expect(source.bytes[3] == UInt8(ascii: "t"))
    }
}

@Suite struct YAMLRefusalTests {
    /// The diagnostics of a text, `↓` where each is expected, against their kinds.
    private func expect(
        _ kinds: [String], _ marked: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let text = MarkedText(marked, file: "a.yml")
        let (_, diagnostics) = YAMLDocument.parse(
            source: text.source, range: 0..<text.source.bytes.count)
        let expected = zip(text.marks, kinds).map { "\($0) \($1)" }
        #expect(
            diagnostics.sorted(by: Diagnostic.precedes).map(\.brief) == expected,
            sourceLocation: sourceLocation)
    }

    @Test func refusesAnchorsAliasesAndMergeKeys() {
        expect(["yaml-alias"], "a: ↓&x 1\n")
        expect(["yaml-alias"], "a: ↓&x 1\nb: *x\n")
        expect(["yaml-alias"], "é: 1\na: ↓*x\n")
        expect(["yaml-alias"], "a: {b: 1}\n↓<<: {c: 2}\n")
        expect(["yaml-alias"], "↓&k a: b\n")
        expect(["yaml-alias"], "a: ↓*really* good\n")
        expect(["yaml-alias"], "a: & b\n".replacing("& b", with: "↓& b"))
    }

    @Test func takesSignsInsideTextsForText() {
        expect(
            [], "a: Tom &Jerry *and* friends\nb: \"&x *y\"\nc: |\n  - *x*\n  - &amp;\n\"<<\": 1\n")
    }

    @Test func refusesTags() {
        expect(["yaml-tag", "yaml-tag"], "a: ↓!!str 1\nb: ↓!x [2]\n")
        expect([], "a: \"!x\"\nb: Hello!\n")
    }

    @Test func refusesSeveralDocuments() {
        expect(["yaml-documents"], "a: 1\n↓---\nb: 2\n")
        expect([], "---\na: 1\n...\n")
    }

    @Test func reportsEachKeyThatStandsTwice() {
        expect(
            ["duplicate-key", "duplicate-key", "duplicate-key", "unused"],
            "title: a\norder: 1\n↓title: b\n\"order\": 2\n".replacing(
                "\"order\"", with: "↓\"order\"")
                + "group:\n  é: 1\n  ↓é: 2\n")
        expect(["duplicate-key", "duplicate-key"], "a: 1\n↓a: 2\n↓a: 3\n")
    }

    @Test func namesTheFirstOfTwoKeys() {
        let text = MarkedText("x: 1\n↓title: a\ny: 2\n↓title: b\n")
        let (root, diagnostics) = YAMLDocument.parse(
            source: text.source, range: 0..<text.source.bytes.count)
        #expect(diagnostics.map(\.message) == ["the key `title` is given twice"])
        #expect(diagnostics.first?.notes.first?.place?.lineAndColumn == text.marks[0])
        guard case .mapping(let mapping) = root?.content else {
            Issue.record("no mapping")
            return
        }
        #expect(mapping.pairs.map(\.key) == ["x", "title", "y"])
        #expect(mapping["title"]?.value.text == "a")
    }

    @Test func endsWithTheFirstDuplicateThatItCannotRename() {
        expect(["duplicate-key"], "↓\"\": 1\n\"\": 2\n")
        expect(["duplicate-key"], "? ↓[a]\n: 1\n? [a]\n: 2\n")
        let many = (0..<40).map { "k\($0): 1\nk\($0): 2\n" }.joined()
        let source = SourceText(file: "a.yml", bytes: Array(many.utf8))
        let (_, diagnostics) = YAMLDocument.parse(source: source, range: 0..<source.bytes.count)
        #expect(diagnostics.map(\.kind.id) == ["duplicate-key"])
    }

    @Test func refusesKeysThatAreNoText() {
        expect(["yaml-syntax"], "a: ↓{{ x }}\n".replacing("↓{{ x }}", with: "{↓{ x }}"))
    }

    @Test func refusesBytesThatAreNoText() {
        func brief(_ bytes: [UInt8]) -> [String] {
            let source = SourceText(file: "a.yml", bytes: bytes)
            return YAMLDocument.parse(source: source, range: 0..<bytes.count).diagnostics.map {
                "\($0.brief): \($0.message)"
            }
        }
        let start = Array("a: 1\nbé: ".utf8)
        #expect(
            brief(start + [0]) == [
                "2:5 yaml-encoding: a NUL byte stands here, which YAML cannot hold"
            ])
        #expect(brief(start + [0x1B, 0x41]).first?.contains("a control character") == true)
        #expect(brief(start + [0x7F]).first?.contains("a control character") == true)
        #expect(brief(start + [0xC2, 0x80]).first?.contains("a control character") == true)
        #expect(brief(start + [0xEF, 0xBB, 0xBF]).first?.contains("a byte order mark") == true)
        #expect(brief(start + [0xEF, 0xBF, 0xBF]).first?.contains("no character") == true)
        for bad: [UInt8] in [
            [0xFF], [0xC3], [0xE2, 0x82], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x80],
        ] {
            #expect(
                brief(start + bad) == [
                    "2:5 yaml-encoding: a byte that is not UTF-8 stands here, which YAML cannot hold"
                ])
        }
        #expect(brief([0xFF, 0xFE, 0x61, 0x00]).map { $0.prefix(17) } == ["1:1 yaml-encoding"])
    }
}
