import Diagnostics
import Testing

@testable import Site

private enum Colour: String, CaseIterable {
    case red, green, blue
}

/// Reads `marked` with `read`, then compares each diagnostic with `line:column id: message (suggestion)`.
private func check<Value>(
    _ marked: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation,
    _ read: (inout YAMLReader) -> Value
) -> Value? {
    let text = MarkedText(marked, file: "a.yml")
    let (root, problems) = YAMLDocument.parse(
        source: text.source, range: 0..<text.source.bytes.count)
    guard problems.isEmpty, case .mapping(let mapping) = root?.content else {
        Issue.record("\(problems)", sourceLocation: sourceLocation)
        return nil
    }
    var reader = YAMLReader(mapping, source: text.source)
    let value = read(&reader)
    let found = reader.finish().map {
        "\($0.brief): \($0.message)" + ($0.suggestion.map { " (\($0))" } ?? "")
    }
    #expect(
        found == zip(text.marks, expected).map { "\($0) \($1)" }, sourceLocation: sourceLocation)
    return value
}

@Suite struct YAMLReaderTests {
    @Test func readsEachKindOfValue() {
        _ = check(
            """
            text: no
            int: -12
            yes: true
            date: 2024-02-29
            choice: green
            list: [a, 1.0, "c d"]
            group: {text: x}
            groups:
              - text: one
              - text: two
            """, []
        ) { reader in
            #expect(reader.text("text")?.value == "no")
            #expect(reader.int("int")?.value == -12)
            #expect(reader.bool("yes")?.value == true)
            #expect(reader.date("date")?.value.description == "2024-02-29")
            let colour: Located<Colour>? = reader.choice("choice")
            #expect(colour?.value == .green)
            #expect(reader.textList("list").map(\.value) == ["a", "1.0", "c d"])
            #expect(reader.group("group") { $0.text("text")?.value } == "x")
            #expect(reader.groups("groups") { $0.text("text")?.value } == ["one", "two"])
            #expect(reader.text("absent") == nil)
        }
    }

    @Test func reportsValuesOfAnotherKind() {
        _ = check(
            """
            a: ↓[x]
            b:
              ↓- x
            c: ↓{x: y}
            d: ↓[1]
            e: ↓text
            f: ↓text
            g: ↓[x]
            h: [x, ↓[y], ↓{z: 1}]
            i: [↓x]
            """,
            [
                "wrong-type: `a` must be a text, found a list "
                    + "(put a text that begins with `[` or `{` in quotes)",
                "wrong-type: `b` must be a text, found a list",
                "wrong-type: `c` must be a text, found a group of keys "
                    + "(put a text that begins with `[` or `{` in quotes)",
                "wrong-type: `d` must be a whole number, found a list "
                    + "(put a text that begins with `[` or `{` in quotes)",
                "wrong-type: `e` must be a list of texts, found a text (write `e: [text]`)",
                "wrong-type: `f` must be a group of keys, found a text",
                "wrong-type: `g` must be a group of keys, found a list",
                "wrong-type: item 2 of `h` must be a text, found a list",
                "wrong-type: item 3 of `h` must be a text, found a group of keys",
                "wrong-type: item 1 of `i` must be a group of keys, found a text",
            ]
        ) { reader in
            _ = (reader.text("a"), reader.text("b"), reader.markdown("c"), reader.int("d"))
            _ = (reader.textList("e"), reader.group("f") { _ in }, reader.group("g") { _ in })
            _ = (reader.textList("h"), reader.groups("i") { _ in })
        }
    }

    @Test(arguments: ["1.0", "0x1F", "1_000", "+1", "012", "ten", "99999999999999999999", "\"x\""])
    func refusesNumbersThatAreNotPlain(_ text: String) {
        let found = text == "\"x\"" ? "x" : text
        let value = check(
            "n: ↓\(text)",
            ["wrong-type: `n` must be a whole number, found `\(found)` (write digits only)"]
        ) {
            $0.int("n")?.value
        }
        #expect(value == .some(nil))
    }

    @Test func refusesBooleansInOtherWords() {
        _ = check(
            "a: ↓yes\nb: ↓Off\nc: ↓\"true\"\nd: ↓maybe\n",
            [
                "wrong-type: `a` must be `true` or `false`, found `yes` (write `true`)",
                "wrong-type: `b` must be `true` or `false`, found `Off` (write `false`)",
                "wrong-type: `c` must be `true` or `false`, found the text `true` in quotes (write `true`)",
                "wrong-type: `d` must be `true` or `false`, found `maybe`",
            ]
        ) { reader in
            for key in ["a", "b", "c", "d"] { #expect(reader.bool(key) == nil) }
        }
    }

    @Test(arguments: [
        "2023-02-29", "2023-13-01", "2023-1-1", "0000-01-01", "2023-01-32", "1900-02-29", "today",
        "２０23-01-01",
    ])
    func refusesDaysThatDoNotExist(_ text: String) {
        _ = check(
            "d: ↓\(text)",
            [
                "invalid-value: `d` must be a date such as `2026-01-31`, found `\(text)` "
                    + "(write year, month and day: `YYYY-MM-DD`)"
            ]
        ) { #expect($0.date("d") == nil) }
    }

    @Test func namesTheNearestChoiceAndKey() {
        _ = check(
            "colour: ↓gren\n↓tilte: x\n↓zzz: y\n",
            [
                "invalid-value: `colour` must be `red`, `green` or `blue`, found `gren` (did you mean `green`?)",
                "unknown-key: `tilte` is not a known key (did you mean `title`?)",
                "unknown-key: `zzz` is not a known key (the keys known here are `colour` and `title`)",
            ]
        ) { reader in
            let colour: Located<Colour>? = reader.choice("colour")
            #expect(colour == nil)
            _ = reader.text("title")
        }
    }

    @Test func namesKeysOfGroupsWithTheirPath() {
        _ = check(
            "form:\n  fields:\n    - id: a\n    - ↓idd: b\n  flag: ↓1\n",
            [
                "unknown-key: `form.fields[2].idd` is not a known key (did you mean `id`?)",
                "wrong-type: `form.flag` must be `true` or `false`, found `1` (write `true`)",
            ]
        ) { reader in
            reader.group("form") { form in
                let ids = form.groups("fields") { $0.text("id")?.value }
                #expect(ids == ["a", nil])
                _ = form.bool("flag")
            }
        }
    }

    @Test func reportsKeysWithoutAValue() {
        _ = check(
            "↓a:\n↓b: # later\nc: \"\"\nd: ↓\"  \"\n",
            [
                "missing-key: `a` has no value (write a value behind the colon, or delete the line)",
                "missing-key: `b` has no value (write a value behind the colon, or delete the line)",
                "invalid-value: `d` is empty",
            ]
        ) { reader in
            #expect(reader.text("a") == nil)
            #expect(reader.textList("b").isEmpty)
            #expect(reader.text("c")?.value == "")
            #expect(reader.filledText("d") == nil)
        }
    }

    @Test func explainsEveryKindOnce() {
        let kinds = yamlDiagnosticKinds + frontMatterDiagnosticKinds
        #expect(Set(kinds.map(\.id)).count == kinds.count)
        for kind in kinds {
            #expect(kind.explanation.count > 100, "\(kind.id)")
            #expect(!kind.title.hasSuffix("."), "\(kind.id)")
        }
    }
}

@Suite struct MarkdownValueTests {
    private func value(_ marked: String) throws -> (MarkdownValue, MarkedText) {
        let text = MarkedText(marked)
        let root = YAMLDocument.parse(source: text.source, range: 0..<text.source.bytes.count).root
        guard case .mapping(let mapping) = try #require(root).content else {
            throw CancellationError()
        }
        let pair = try #require(mapping["m"])
        return (try #require(MarkdownValue(pair)), text)
    }

    @Test(arguments: ["|", "|-", "|+", "|2", "| # note"])
    func placesEachLineOfABlock(_ header: String) throws {
        for end in ["\n", "\r\n", "\r"] {
            let marked =
                "é: 1\(end)m: \(header)\(end)\(end)  ↓first é ↓x\(end)\(end)    ↓indented\(end)  ↓last\(end)"
            let (value, text) = try value(marked)
            #expect(value.text.hasPrefix("\nfirst é x\n\n  indented\nlast"))
            let places = [
                value.place(in: text.source, line: 2),
                value.place(in: text.source, line: 2, byteColumn: 10),
                value.place(in: text.source, line: 4, byteColumn: 3),
                value.place(in: text.source, line: 5),
            ]
            #expect(places.map(\.lineAndColumn) == text.marks)
        }
    }

    @Test func placesABlockWhoseFirstLineIsIndented() throws {
        let (value, text) = try value("m: |2\n    ↓ code\n  ↓text\n")
        #expect(value.text == "   code\ntext\n")
        #expect(value.place(in: text.source, line: 1, byteColumn: 3).lineAndColumn == text.marks[0])
        #expect(value.place(in: text.source, line: 2).lineAndColumn == text.marks[1])
    }

    @Test(arguments: ["plain ↓[a](b)", "\"quoted↓\"", "'in ↓one'"])
    func placesATextOfOneLine(_ yaml: String) throws {
        let (value, text) = try value("é: 1\nm: \(yaml)\n")
        let column = yaml.drop { $0 == "'" || $0 == "\"" }.prefix { $0 != "↓" }.utf8.count + 1
        let place = value.place(in: text.source, line: 1, byteColumn: column)
        #expect(place.lineAndColumn == text.marks[0])
    }

    @Test(arguments: [
        "plain [a](b)\n  more", "\"qu\\x6fted\"", "'it''s'", ">\n  folded\n  text", "\"\"",
    ])
    func placesOtherTextsAtTheirKey(_ yaml: String) throws {
        let (value, text) = try value("é: 1\n↓m: \(yaml)\n")
        #expect(value.place(in: text.source, line: 1, byteColumn: 4).lineAndColumn == text.marks[0])
    }

    @Test func placesLinesPastTheEndAtTheEndOrTheKey() throws {
        let (value, text) = try value("m: |\n  a\n")
        for line in [0, 3, 4, 1_000] { _ = value.place(in: text.source, line: line) }
        #expect(value.place(in: text.source, line: 0).lineAndColumn == "1:1")
    }
}
