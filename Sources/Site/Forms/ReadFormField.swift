import Diagnostics

extension DraftField {
    /// Reads an element that is a field. Of one whose type is not known, all keys are let through.
    mutating func read(_ reader: inout YAMLReader, isKnown: Bool, isUpload: Bool) {
        readID(&reader)
        if reader.mapping["attributes"] == nil {
            reader.allow("attributes")
            // One beside `type` is reported below.
            if reader.mapping["label"] == nil {
                reader.reportMissing(
                    "label", "this element", suggestion: "write it under `attributes:`")
            }
            isBroken = true
        } else {
            var draft = self
            draft.isBroken = true
            let beside = reader.mapping
            reader.group("attributes") { reader in
                draft.isBroken = self.isBroken
                draft.readAttributes(&reader, isKnown: isKnown, beside: beside)
            }
            self = draft
        }
        if reader.isGiven("validations") {
            let required = reader.group("validations") { reader in
                if isUpload { reader.allow("accept") }
                return reader.givenBool("required")?.value ?? false
            }
            field.isRequired = required == true && !isUpload
        }
        readOwnKeys(&reader, isKnown: isKnown)
        for key in FieldKeys.attributes + ["required"] where reader.mapping[key] != nil {
            let group = key == "required" ? "validations" : "attributes"
            reader.reportMisplaced(
                key, "`\(key)` stands beside `type`",
                suggestion: "write it under `\(group):`")
            if key == "label" || key == "options" { isBroken = true }
        }
    }

    private mutating func readID(_ reader: inout YAMLReader) {
        guard let id = reader.givenText("id") else { return }
        self.id = id
        field.id = id.value
        field.hasExplicitID = true
        let isSound =
            !id.value.isEmpty
            && id.value.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
                    || byte == 0x2D || byte == 0x5F
            }
        if !isSound {
            reader.diagnostics.append(
                Diagnostic(
                    .fieldID, at: id.place(in: reader.source),
                    "the id `\(YAMLReader.shortened(id.value))` has characters other than "
                        + "letters, digits, `-` and `_`",
                    suggestion: "write for example `\(FormDraft.slug(id.value))`"))
        }
    }

    /// - Parameter beside: the keys of the element. What stands there by mistake is not called missing, too.
    private mutating func readAttributes(
        _ reader: inout YAMLReader, isKnown: Bool, beside: YAMLMapping
    ) {
        if reader.mapping["label"] == nil, beside["label"] != nil {
            reader.allow("label")
        } else {
            label = reader.neededLine("label", "this element")
        }
        field.label = label?.value ?? ""
        if let node = reader.mapping["label"]?.value { place = node }
        field.description = reader.givenMarkdown("description")
        for key in FieldKeys.ours + ["required"] where reader.mapping[key] != nil {
            reader.reportMisplaced(
                key, "`\(key)` stands under `attributes`",
                suggestion: key == "required"
                    ? "write it under `validations:`" : "write it beside `type`")
        }
        guard isKnown else { return reader.allow(FieldKeys.attributes) }
        let kind = field.kind
        for key in FieldKeys.attributes where !FieldKeys.takes(kind, key) {
            if kind.isGitHubs {
                reader.reportUseless(key, kind.rawValue, suggestion: FieldKeys.hint(key))
            } else if reader.mapping[key] != nil {
                reader.reportMisplaced(
                    key, "`\(key)` has no meaning in an element of type `\(kind.rawValue)`",
                    suggestion: FieldKeys.hint(key))
            }
        }
        if FieldKeys.takes(kind, "placeholder") {
            placeholder = reader.givenText("placeholder")
            field.placeholder = placeholder?.value
        }
        if FieldKeys.takes(kind, "value") { readValue(&reader) }
        if kind == .textarea { field.render = reader.givenText("render")?.value }
        field.isMultiple = kind == .checkboxes
        if kind == .dropdown { field.isMultiple = reader.givenBool("multiple")?.value ?? false }
        if kind.hasOptions {
            if reader.mapping["options"] == nil, beside["options"] != nil {
                reader.allow("options")
                isBroken = true
            } else {
                readOptions(&reader)
            }
            readDefault(&reader)
        }
    }

    private mutating func readValue(_ reader: inout YAMLReader) {
        guard let value = reader.givenText("value") else { return }
        field.value = value.value
        if field.kind == .date, CalendarDate(value.value) == nil {
            reader.refuse(
                value, "the value of a date must be a day such as `2026-01-31`",
                suggestion: "write year, month and day: `YYYY-MM-DD`")
        }
        if field.kind == .number, Double(value.value)?.isFinite != true {
            reader.refuse(value, "the value of a number must be a number such as `12` or `0.5`")
        }
    }

    private mutating func readDefault(_ reader: inout YAMLReader) {
        guard FieldKeys.takes(field.kind, "default"), reader.isGiven("default"),
            let number = reader.optionNumber("default", of: field.options)
        else { return }
        if field.options.indices.contains(number.value) {
            field.defaultOption = number.value
        } else if !isBroken {
            reader.refuse(
                number,
                "`default` counts options from 0 to \(field.options.count - 1), found \(number.value)"
            )
        }
    }
}

extension YAMLReader {
    /// The number of an option, counted from 0. Some write the option itself.
    fileprivate mutating func optionNumber(
        _ key: String, of options: [RequestForm.Field.Option]
    ) -> Located<Int>? {
        if let pair = mapping[key], let text = pair.value.text,
            let number = options.firstIndex(where: { $0.label == text }), Int(text) == nil
        {
            allow(key)
            refuseType(
                pair, "the number of an option, counted from 0",
                found: "`\(Self.shortened(text))`", suggestion: "write `\(key): \(number)`")
            return nil
        }
        return int(key)
    }
}
