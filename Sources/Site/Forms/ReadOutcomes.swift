import Diagnostics

extension FormDraft {
    /// Reads `show-if` of each field and `outcome`. False where a problem makes ways through the form unknown.
    mutating func readConditions(_ reader: inout YAMLReader) -> Bool {
        var conditions = ConditionReader(fields, source: reader.source)
        var isSound = true
        var number = 0
        for index in elements.indices {
            guard case .field(var draft) = elements[index] else { continue }
            if let pair = draft.showIf {
                draft.field.showIf = conditions.read(pair.value, limit: number)
                if draft.field.showIf == nil { isSound = false }
                elements[index] = .field(draft)
            }
            number += 1
        }
        var places: [YAMLNode] = []
        let outcomes = reader.groups("outcome") { reader -> RequestForm.Outcome? in
            Self.readOutcome(&reader, &conditions, fieldCount: number, &places)
        }
        if outcomes.contains(where: { $0 == nil }) { isSound = false }
        form.outcomes = outcomes.compactMap { $0 }
        outcomePlaces = places
        reader.diagnostics += conditions.diagnostics
        return isSound
    }

    private static func readOutcome(
        _ reader: inout YAMLReader, _ conditions: inout ConditionReader, fieldCount: Int,
        _ places: inout [YAMLNode]
    ) -> RequestForm.Outcome? {
        let title = reader.neededLine("title", "this outcome")
        if reader.mapping["text"] == nil {
            reader.reportMissing(
                "text", "this outcome", suggestion: "say below `text: |` what readers do instead")
        }
        let isFilled = reader.filledText("text") != nil
        let text = isFilled ? reader.markdown("text") : nil
        guard reader.mapping["when"] != nil else {
            reader.allow("when")
            reader.reportMissing("when", "this outcome", suggestion: "add `when:` and a condition")
            return nil
        }
        guard let when = reader.pair("when"),
            let condition = conditions.read(when.value, limit: fieldCount),
            let last = conditions.last, let title, let text
        else { return nil }
        places.append(when.value)
        return .init(
            condition: condition, title: title.value, text: text,
            lastField: conditions.fields[last].field.id)
    }
}
