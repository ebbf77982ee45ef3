import Diagnostics

extension FormDraft {
    /// More is no form; each element can have problems of its own, and each costs a walk to its place.
    static let maximumElements = 1000

    mutating func readBody(_ reader: inout YAMLReader) {
        guard let pair = reader.mapping["body"] else {
            reader.allow("body")
            return reader.reportMissing("body", "the form")
        }
        reader.allow("body")
        guard case .sequence(let nodes) = pair.value.content else {
            let isEmpty = pair.value.isMissing
            if isEmpty { return reader.report(.emptyForm, at: pair, "`body` has no elements") }
            return reader.refuseType(pair, "a list of elements")
        }
        if nodes.count > Self.maximumElements {
            reader.report(
                .formSize, at: nodes[Self.maximumElements],
                "a form has at most \(Self.maximumElements) elements, this one has \(nodes.count)")
        }
        var errors = 0
        for (index, node) in nodes.prefix(Self.maximumElements).enumerated() {
            guard errors < YAMLDocument.maximumProblems else { break }
            let before = reader.diagnostics.count
            if case .mapping(let mapping) = node.content {
                let element = reader.nested(mapping, node.offset, path: "body[\(index + 1)].") {
                    Self.readElement(&$0, node)
                }
                if let element { elements.append(element) }
            } else {
                reader.refuseItem("body", index, node, "a group of keys that begins with `type`")
            }
            errors += reader.diagnostics[before...].count { $0.severity == .error }
        }
        let hasQuestion = elements.contains { if case .field = $0 { true } else { false } }
        if !hasQuestion, errors == 0 {
            reader.report(
                .emptyForm, at: pair,
                nodes.isEmpty ? "`body` has no elements" : "no element of `body` asks a question")
        }
        giveIDs(&reader)
    }

    private static func readElement(_ reader: inout YAMLReader, _ node: YAMLNode) -> Element? {
        guard reader.mapping["type"] != nil else {
            reader.allow(FieldKeys.beside)
            reader.reportMissing(
                "type", "this element", suggestion: "write `type: input`, or another type")
            return nil
        }
        guard let type = reader.filledText("type") else {
            reader.allow(FieldKeys.beside)
            return nil
        }
        if type.value == "markdown" { return readMarkdown(&reader).map { .markdown($0) } }
        var kind = RequestForm.Field.Kind(rawValue: type.value)
        if type.value == "upload" {
            kind = .textarea
            reader.diagnostics.append(
                Diagnostic(
                    .uploadField, at: type.place(in: reader.source),
                    "a file cannot be sent from a page: this is shown as an optional text"))
        }
        if kind == nil { refuse(type, &reader) }
        var draft = DraftField(
            field: .init(kind: kind ?? .input, id: "", hasExplicitID: false, label: ""),
            place: node)
        draft.isBroken = kind == nil
        draft.read(&reader, isKnown: kind != nil, isUpload: type.value == "upload")
        return .field(draft)
    }

    private static func refuse(_ type: Located<String>, _ reader: inout YAMLReader) {
        let names = RequestForm.Field.Kind.allCases.map(\.rawValue) + ["markdown"]
        let synonyms = [
            "text": "input", "select": "dropdown", "choice": "radio", "tel": "input",
            "paragraph": "textarea", "boolean": "checkboxes", "link": "url", "mail": "email",
        ]
        let meant = synonyms[type.value.lowercased()] ?? nearestName(to: type.value, among: names)
        reader.diagnostics.append(
            Diagnostic(
                .unknownElement, at: type.place(in: reader.source),
                "`\(YAMLReader.shortened(type.value))` is no type of element",
                suggestion: meant.map { "did you mean `\($0)`?" }
                    ?? "the types are \(YAMLReader.list(names, "and"))"))
    }

    private static func readMarkdown(_ reader: inout YAMLReader) -> MarkdownValue? {
        // GitHub takes an id on any element.
        reader.allow("id")
        for key in ["validations"] { reader.reportUseless(key, "markdown") }
        for key in FieldKeys.ours where reader.mapping[key] != nil {
            reader.allow(key)
            reader.reportMisplaced(key, "`\(key)` belongs to a field, and `markdown` is none")
        }
        guard reader.mapping["attributes"] != nil else {
            reader.allow("attributes")
            reader.reportMissing(
                "attributes", "this text", suggestion: "write the text under `attributes: value:`")
            return nil
        }
        return reader.group("attributes") { reader in
            for key in FieldKeys.attributes where key != "value" {
                reader.reportUseless(key, "markdown")
            }
            guard reader.mapping["value"] != nil else {
                reader.allow("value")
                reader.reportMissing("value", "this text")
                return nil
            }
            guard reader.filledText("value") != nil else { return nil }
            return reader.markdown("value")
        } ?? nil
    }

    /// Checks explicit ids, then makes one of its label for each field that has none.
    private mutating func giveIDs(_ reader: inout YAMLReader) {
        var taken: [String: Located<String>?] = [:]
        for index in elements.indices {
            guard case .field(var field) = elements[index], let id = field.id else { continue }
            if let first = taken[id.value] {
                reader.diagnostics.append(
                    Diagnostic(
                        .duplicateField, at: id.place(in: reader.source),
                        "the id `\(id.value)` is given twice",
                        notes: first.map {
                            [.init("it is first given here", at: $0.place(in: reader.source))]
                        } ?? []))
                field.isBroken = true
                elements[index] = .field(field)
            } else {
                taken[id.value] = id
            }
        }
        var counts: [String: Int] = [:]
        for index in elements.indices {
            guard case .field(var field) = elements[index], field.id == nil else { continue }
            let base = Self.slug(field.field.label)
            var id = base
            while taken[id] != nil {
                counts[base, default: 1] += 1
                id = "\(base)-\(counts[base, default: 1])"
            }
            taken.updateValue(nil, forKey: id)
            field.field.id = id
            elements[index] = .field(field)
        }
    }

    /// Lower-case ASCII letters and digits, with one `-` for whatever stands between them.
    static func slug(_ label: String) -> String {
        var out: [UInt8] = []
        for byte in label.utf8 {
            switch byte {
            case 0x61...0x7A, 0x30...0x39: out.append(byte)
            case 0x41...0x5A: out.append(byte | 0x20)
            default: if let last = out.last, last != 0x2D { out.append(0x2D) }
            }
        }
        if out.last == 0x2D { out.removeLast() }
        return out.isEmpty ? "field" : String(decoding: out.prefix(60), as: UTF8.self)
    }
}
