import Diagnostics

/// Waymark's keys of a field, which stand beside `type`.
extension DraftField {
    mutating func readOwnKeys(_ reader: inout YAMLReader, isKnown: Bool) {
        guard isKnown else { return reader.allow(FieldKeys.ours) }
        field.why = reader.markdown("why")
        field.whereToFind = reader.markdown("where")
        field.isSensitive = reader.bool("sensitive")?.value ?? false
        showIf = reader.pair("show-if")
        error = reader.filledText("error")
        field.error = error?.value.singleLine
        readPattern(&reader)
        readMaximumLength(&reader)
        readAutocomplete(&reader)
    }

    private mutating func readPattern(_ reader: inout YAMLReader) {
        guard reader.mapping["pattern"] != nil else { return reader.allow("pattern") }
        guard !field.kind.hasOptions, field.kind != .date else {
            return reader.reportMisplaced(
                "pattern",
                "`pattern` has no meaning in an element of type `\(field.kind.rawValue)`",
                suggestion: "delete it; patterns are for what readers type")
        }
        field.pattern = reader.pattern("pattern")
    }

    private mutating func readMaximumLength(_ reader: inout YAMLReader) {
        guard let length = reader.int("max-length") else { return }
        guard !field.kind.hasOptions, field.kind != .date else {
            return reader.reportMisplaced(
                "max-length",
                "`max-length` has no meaning in an element of type `\(field.kind.rawValue)`",
                suggestion: "delete it; lengths are for what readers type")
        }
        field.maximumLength = length.value
        if !(1...200_000).contains(length.value) {
            reader.refuse(
                length, "`max-length` must be from 1 to 200000 characters, found \(length.value)")
        } else if let value = field.value, value.unicodeScalars.count > length.value {
            reader.refuse(
                length, "the field holds a `value` that is longer than \(length.value) characters")
        }
    }

    private mutating func readAutocomplete(_ reader: inout YAMLReader) {
        guard let text = reader.filledText("autocomplete") else { return }
        field.autocomplete = text.value
        guard !field.kind.hasOptions || field.kind == .dropdown && !field.isMultiple else {
            return reader.reportMisplaced(
                "autocomplete",
                "`autocomplete` has no meaning in an element of type `\(field.kind.rawValue)`",
                suggestion: "delete it; browsers complete what readers type")
        }
        if let problem = Autocomplete.problem(text.value) {
            reader.refuse(
                text, problem.message,
                suggestion: problem.suggestion.map { "did you mean `\($0)`?" })
        }
    }
}
