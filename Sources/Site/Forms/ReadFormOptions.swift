import Diagnostics

extension DraftField {
    /// Options of one field for which more than a few problems are reported.
    private static let maximumProblems = 20

    mutating func readOptions(_ reader: inout YAMLReader) {
        let what = "a field of type `\(field.kind.rawValue)`"
        guard let pair = reader.mapping["options"] else {
            reader.allow("options")
            isBroken = true
            return reader.reportMissing(
                "options", what, suggestion: "add `options:` and a list of lines `- …`")
        }
        reader.allow("options")
        guard case .sequence(let nodes) = pair.value.content, !nodes.isEmpty else {
            isBroken = true
            if case .sequence = pair.value.content {
                return reader.report(.missingKey, at: pair, "\(what) needs at least one option")
            }
            if pair.value.isMissing {
                return reader.report(.missingKey, at: pair, "`options` has no value")
            }
            return reader.refuseType(
                pair, "a list of options",
                suggestion: pair.value.text.map {
                    "write `- \(YAMLReader.shortened($0))` on a line of its own"
                })
        }
        let start = reader.diagnostics.count
        var first: [String: YAMLNode] = [:]
        for (index, node) in nodes.enumerated() {
            guard reader.diagnostics.count - start < Self.maximumProblems else {
                isBroken = true
                break
            }
            guard let (option, label) = readOption(&reader, node, index) else {
                isBroken = true
                continue
            }
            if let earlier = first[option.label] {
                reader.report(
                    .duplicateOption, at: label,
                    "the option `\(YAMLReader.shortened(option.label))` is given twice",
                    notes: [.init("it is first given here", at: earlier.place(in: reader.source))])
                continue
            }
            first[option.label] = label
            options[option.label] = field.options.count
            field.options.append(option)
        }
    }

    private func readOption(
        _ reader: inout YAMLReader, _ node: YAMLNode, _ index: Int
    ) -> (RequestForm.Field.Option, YAMLNode)? {
        if field.kind == .checkboxes { return readBox(&reader, node, index) }
        guard let text = node.text, text.contains(where: { !$0.isWhitespace }) else {
            refuse(&reader, node, index)
            return nil
        }
        if field.kind == .dropdown, !field.isMultiple, text.lowercased() == "none" {
            reader.report(
                .refusedByGitHub, at: node,
                "GitHub keeps the option `\(text)` for itself, for who chooses nothing")
        }
        return (.init(label: text.singleLine), node)
    }

    private func refuse(_ reader: inout YAMLReader, _ node: YAMLNode, _ index: Int) {
        guard case .mapping(let mapping) = node.content else {
            if node.text != nil {
                return reader.report(.invalidValue, at: node, "option \(index + 1) is empty")
            }
            return reader.refuseItem("options", index, node, "a text")
        }
        let isBox = mapping["label"] != nil
        reader.report(
            .wrongType, at: node,
            "item \(index + 1) of `\(reader.path)options` must be a text, found a group of keys",
            suggestion: isBox
                ? "`label:` belongs to the options of `checkboxes`; write the text alone"
                : "put a text that has a colon and a blank in quotes")
    }

    private func readBox(
        _ reader: inout YAMLReader, _ node: YAMLNode, _ index: Int
    ) -> (RequestForm.Field.Option, YAMLNode)? {
        guard case .mapping(let mapping) = node.content else {
            reader.report(
                .wrongType, at: node,
                "item \(index + 1) of `\(reader.path)options` must be a group of keys, "
                    + "found \(node.kindInWords)",
                suggestion: node.text.map { "write `- label: \(YAMLReader.shortened($0))`" })
            return nil
        }
        return reader.nested(mapping, node.offset, path: "\(reader.path)options[\(index + 1)].") {
            reader in
            let label = reader.neededLine("label", "this box")
            let isRequired = reader.givenBool("required")?.value ?? false
            guard let label, let node = reader.mapping["label"]?.value else { return nil }
            return (.init(label: label.value, isRequired: isRequired), node)
        }
    }
}
