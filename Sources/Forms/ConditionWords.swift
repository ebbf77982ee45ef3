import Site

/// Says conditions in words.
struct ConditionWords {
    /// What a field is called, by its id.
    private let names: [String: String]

    /// Names fields by their labels.
    init(_ form: RequestForm) {
        names = Dictionary(
            form.fields.map { ($0.id, "“\($0.label)”") }, uniquingKeysWith: { first, _ in first })
    }

    init(names: [String: String]) { self.names = names }

    /// "Only if “What did you lose?” is “Phone”."
    func sentence(_ condition: RequestForm.Condition) -> String {
        "Only if \(clause(condition))."
    }

    /// "“What did you lose?” is “Phone”". Conditions come from YAML, whose depth is bounded.
    func clause(_ condition: RequestForm.Condition, isPart: Bool = false) -> String {
        switch condition {
        case .isOne(let field, let options):
            return "\(label(field)) is \(list(options.map(quoted), last: "or"))"
        case .has(let field, let option):
            return "\(label(field)) includes \(quoted(option))"
        case .not(.isOne(let field, let options)):
            return options.count == 1
                ? "\(label(field)) is not \(list(options.map(quoted), last: "or"))"
                : "\(label(field)) is none of \(list(options.map(quoted), last: "and"))"
        case .not(.has(let field, let option)):
            return "\(label(field)) does not include \(quoted(option))"
        case .not(.not(let inner)): return clause(inner, isPart: isPart)
        case .not(let inner): return "not (\(clause(inner)))"
        case .all(let parts): return joined(parts, "and", isPart: isPart)
        case .any(let parts): return joined(parts, "or", isPart: isPart)
        }
    }

    private func joined(
        _ parts: [RequestForm.Condition], _ word: String, isPart: Bool
    ) -> String {
        if parts.count == 1 { return clause(parts[0], isPart: isPart) }
        let text = parts.map { clause($0, isPart: true) }.joined(separator: " \(word) ")
        return isPart ? "(\(text))" : text
    }

    private func label(_ field: String) -> String { names[field] ?? quoted(field) }
    private func quoted(_ text: String) -> String { "“\(text)”" }

    private func list(_ words: [String], last: String) -> String {
        guard words.count > 1, let end = words.last else { return words.joined() }
        return words.dropLast().joined(separator: ", ") + " \(last) " + end
    }
}
