import Diagnostics

/// Reads conditions against the fields that stand above them.
struct ConditionReader {
    let fields: [DraftField]
    let source: SourceText
    var diagnostics: [Diagnostic] = []
    private let indexes: [String: Int]
    /// Fields from here on are not above the condition.
    var limit = 0
    /// The last field that was named.
    private(set) var last: Int?

    init(_ fields: [DraftField], source: SourceText) {
        self.fields = fields
        self.source = source
        indexes = Dictionary(
            fields.enumerated().map { ($1.field.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Nil where a problem was reported, in the condition or at a field that it names.
    mutating func read(_ node: YAMLNode, limit: Int) -> RequestForm.Condition? {
        self.limit = limit
        last = nil
        return condition(node)
    }

    /// Recursive, but no deeper than YAML may be nested.
    private mutating func condition(_ node: YAMLNode) -> RequestForm.Condition? {
        switch node.content {
        case .scalar(let text, _): return line(text, node)
        case .sequence:
            report(
                .conditionSyntax, node, "a list alone is no condition",
                suggestion: "write `{all: [...]}` or `{any: [...]}`")
            return nil
        case .mapping(let mapping): return group(mapping, node)
        }
    }

    private mutating func group(
        _ mapping: YAMLMapping, _ node: YAMLNode
    ) -> RequestForm.Condition? {
        guard let pair = mapping.pairs.first, mapping.pairs.count == 1 else {
            report(
                .conditionSyntax, node, "a group of conditions has one key: `all`, `any` or `not`",
                suggestion: mapping.pairs.isEmpty ? nil : "put one group into the other")
            return nil
        }
        switch pair.key {
        case "not": return condition(pair.value).map { .not($0) }
        case "all", "any":
            guard case .sequence(let nodes) = pair.value.content, !nodes.isEmpty else {
                report(
                    .conditionSyntax, pair.value,
                    "`\(pair.key)` takes a list of conditions, at least one")
                return nil
            }
            var conditions: [RequestForm.Condition] = []
            for node in nodes {
                if let condition = condition(node) { conditions.append(condition) }
            }
            guard conditions.count == nodes.count else { return nil }
            return pair.key == "all" ? .all(conditions) : .any(conditions)
        default:
            guard diagnostics.count < YAMLDocument.maximumProblems else { return nil }
            let nearest = nearestName(to: pair.key, among: ["all", "any", "not"])
            diagnostics.append(
                Diagnostic(
                    .conditionSyntax, at: pair.keyPlace(in: source),
                    "`\(YAMLReader.shortened(pair.key))` is no way to join conditions",
                    suggestion: nearest.map { "did you mean `\($0)`?" }
                        ?? "write `all`, `any` or `not`"))
            return nil
        }
    }

    private mutating func line(_ text: String, _ node: YAMLNode) -> RequestForm.Condition? {
        let parts: ConditionText
        do {
            parts = try ConditionText(text)
        } catch {
            report(.conditionSyntax, node, error.range, error.message, error.suggestion)
            return nil
        }
        guard let index = field(parts, node) else { return nil }
        let field = fields[index]
        if field.isBroken { return nil }
        var isSound = true
        for option in parts.options where field.options[option.label] == nil {
            isSound = false
            refuse(option, of: field, node, parts)
        }
        guard isSound else { return nil }
        if let known = last { last = max(known, index) } else { last = index }
        // In the form's own bytes: for browsers an accent of its own is another text than a letter that has it.
        let labels = parts.options.compactMap { field.options[$0.label] }
            .map { field.field.options[$0].label }
        let id = field.field.id
        return parts.verb == .has
            ? labels.first.map { .has(field: id, option: $0) } : .isOne(field: id, of: labels)
    }

    /// The field that a condition names, if it can be asked.
    private mutating func field(_ parts: ConditionText, _ node: YAMLNode) -> Int? {
        let name = parts.field
        guard let index = indexes[name.label] else {
            // Only what a condition could ask: else a field without an id sends its author to the wrong one.
            let nearest = nearestName(
                to: name.label,
                among: fields.lazy.prefix(limit).filter { $0.field.kind.hasOptions || $0.isBroken }
                    .map(\.field.id))
            let byLabel = fields.prefix(limit).first { $0.field.label == name.label }?.field.id
            report(
                .unknownField, node, name.range,
                "the form has no field `\(YAMLReader.shortened(name.label))`",
                (byLabel ?? nearest).map { "did you mean `\($0)`?" }
                    ?? "fields are named by their `id`",
                notes: fields.prefix(limit).first {
                    $0.field.kind.hasOptions && !$0.field.hasExplicitID
                }.map { [$0.noteOfMissingID(in: source)] } ?? [])
            return nil
        }
        let field = fields[index]
        if index >= limit {
            report(
                .conditionField, node, name.range,
                index == limit
                    ? "a field cannot depend on itself"
                    : "`\(name.label)` stands below this place, so it has no answer yet",
                index == limit ? "ask a field above it" : "move `\(name.label)` up")
            return nil
        }
        if field.isBroken { return index }
        guard field.field.kind.hasOptions else {
            report(
                .conditionField, node, name.range,
                "`\(name.label)` is of type `\(field.field.kind.rawValue)`, which has no options to ask for",
                "ask a `dropdown`, `radio` or `checkboxes`")
            return nil
        }
        let wantsOne = parts.verb != .has
        if wantsOne == field.field.isMultiple {
            report(
                .conditionField, node, name.range,
                wantsOne
                    ? "several options of `\(name.label)` can be chosen, so it `has` an option"
                    : "one option of `\(name.label)` can be chosen, so it `is` an option",
                wantsOne
                    ? "write `\(name.label) has …`"
                        + (parts.verb == .isOneOf
                            ? ", one option in each, joined by `{any: [...]}`" : "")
                    : "write `\(name.label) is …`")
            return nil
        }
        return index
    }

    private mutating func refuse(
        _ option: ConditionText.Option, of field: DraftField, _ node: YAMLNode,
        _ parts: ConditionText
    ) {
        guard diagnostics.count < YAMLDocument.maximumProblems else { return }
        let labels = field.field.options.map(\.label)
        var suggestion = nearestName(to: option.label, among: labels).map {
            "did you mean `\($0)`?"
        }
        let known = Set(labels)
        let commas = option.label.split(separator: ",").map { $0.trimmed }
        if parts.verb == .isOne, commas.count > 1, commas.allSatisfy(known.contains) {
            suggestion = "write `\(parts.field.label) is one of \(option.label)`"
        } else if option.label.hasPrefix("not ") {
            suggestion = "write `{not: \(parts.field.label) …}`"
        } else if let joined = [(" and ", "all"), (" or ", "any")].first(where: { word, _ in
            labels.contains { option.label.hasPrefix($0 + word) }
        }) {
            suggestion = "join conditions by `{\(joined.1): [...]}`"
        }
        report(
            .unknownOption, node, option.range,
            "`\(field.field.id)` has no option `\(YAMLReader.shortened(option.label))`",
            suggestion
                ?? (labels.count <= 8
                    ? "its options are \(YAMLReader.list(labels.map(YAMLReader.shortened), "and"))"
                    : nil))
    }

    private mutating func report(
        _ kind: DiagnosticKind, _ node: YAMLNode, _ message: String, suggestion: String? = nil
    ) {
        guard diagnostics.count < YAMLDocument.maximumProblems else { return }
        diagnostics.append(
            Diagnostic(kind, at: node.place(in: source), message, suggestion: suggestion))
    }

    /// Reports at a part of a text, if its bytes stand in the file as they are: not so in folded or escaped texts.
    private mutating func report(
        _ kind: DiagnosticKind, _ node: YAMLNode, _ range: Range<Int>, _ message: String,
        _ suggestion: String?, notes: [Diagnostic.Note] = []
    ) {
        guard diagnostics.count < YAMLDocument.maximumProblems else { return }
        let place = source.place(of: range, in: node)
        diagnostics.append(
            Diagnostic(kind, at: place, message, suggestion: suggestion, notes: notes))
    }
}

extension SourceText {
    /// The place of a part of a scalar's text, else of the whole scalar.
    func place(of range: Range<Int>, in node: YAMLNode) -> Place {
        guard case .scalar(let text, let style) = node.content else { return node.place(in: self) }
        let start = node.offset + (style == .quoted ? 1 : 0)
        let written = bytes[min(start, bytes.count)...].prefix(text.utf8.count)
        guard style == .plain || style == .quoted, written.elementsEqual(text.utf8) else {
            return node.place(in: self)
        }
        return place(at: start + range.lowerBound, length: max(range.count, 1))
    }
}
