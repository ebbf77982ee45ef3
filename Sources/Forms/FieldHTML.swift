// One field of a form: its label, what helps to answer it, and its control.

import HTMLText
import Site

extension FormWriter {
    func fieldHTML(_ field: RequestForm.Field, _ number: Int) -> String {
        let id = ids.fields[number]
        let text = texts.fields[number]
        let label = HTMLText.escape(field.label) + optional(field, class: "field-optional")
        let describing = [text.hint.map { _ in id.hint }, id.error].compactMap(\.self)
        let description = " aria-describedby=\"\(describing.joined(separator: " "))\""
        var html =
            "<div class=\"field\" id=\"\(id.outer)\" data-field=\"\(HTMLText.escape(field.id))\">\n"
        if field.isGroup {
            html += "<fieldset class=\"field-group\"\(description)>\n"
            html += "<legend class=\"field-label\">\(label)</legend>\n"
        } else {
            html += "<label class=\"field-label\" for=\"\(id.control)\">\(label)</label>\n"
        }
        html += help(field, number)
        html += "<p class=\"field-error\" id=\"\(id.error)\" hidden></p>\n"
        html += field.isGroup ? choices(field, number) : control(field, number, description)
        if field.isGroup { html += "</fieldset>\n" }
        return html + "</div>\n"
    }

    private func help(_ field: RequestForm.Field, _ number: Int) -> String {
        let id = ids.fields[number]
        let text = texts.fields[number]
        var html = ""
        if let hint = text.hint {
            html += "<p class=\"field-hint\" id=\"\(id.hint)\">\(hint)</p>\n"
        } else if let description = text.description {
            html += "<div class=\"field-text\">\n\(description)</div>\n"
        }
        if let why = text.why {
            html += "<div class=\"field-why\">\n\(titled(FormWords.why, why))</div>\n"
        }
        if let place = text.whereToFind {
            html += "<div class=\"field-where\">\n\(titled(FormWords.whereToFind, place))</div>\n"
        }
        if field.isSensitive { html += "<p class=\"field-private\">\(FormWords.sensitive)</p>\n" }
        if surroundings.fedFields.contains(field.id) {
            html += "<div class=\"field-feed\" data-feed hidden></div>\n"
        }
        return html
    }

    // MARK: Controls

    private func control(
        _ field: RequestForm.Field, _ number: Int, _ description: String
    ) -> String {
        var attributes =
            " id=\"\(ids.fields[number].control)\" name=\"\(ids.fields[number].control)\""
        attributes += description
        func add(_ name: String, _ value: String?) {
            if let value { attributes += " \(name)=\"\(HTMLText.escape(value))\"" }
        }
        switch field.kind {
        case .textarea:
            add("autocomplete", field.autocomplete)
            add("placeholder", field.placeholder)
            // The first line end behind the tag is none of the text (HTML, 13.1.2.5).
            let value = field.value.map { "\n" + HTMLText.escape($0) } ?? ""
            return "<textarea class=\"field-input\"\(attributes) rows=\"5\">\(value)</textarea>\n"
        case .dropdown:
            add("autocomplete", field.autocomplete)
            var html = "<select class=\"field-input\"\(attributes)>\n"
            html += "<option value=\"\">\(FormWords.chooseOne)</option>\n"
            for (index, option) in field.options.enumerated() {
                let chosen = index == field.defaultOption ? " selected" : ""
                html +=
                    "<option\(value(of: option.label))\(chosen)>\(HTMLText.escape(option.label))</option>\n"
            }
            return html + "</select>\n"
        default:
            add("inputmode", field.kind == .number ? "decimal" : nil)
            add("autocomplete", field.autocomplete)
            add("value", field.value)
            if field.kind != .date { add("placeholder", field.placeholder) }
            return "<input class=\"field-input\" type=\"\(type(of: field))\"\(attributes)>\n"
        }
    }

    private func type(of field: RequestForm.Field) -> String {
        switch field.kind {
        case .date, .email, .url: field.kind.rawValue
        // A number field changes its value under the mouse wheel, and loses what it cannot read.
        default: "text"
        }
    }

    /// Without a value an option's is its text, in which white space is collapsed.
    private func value(of label: String) -> String {
        var isOdd = label.first?.isWhitespace == true || label.last?.isWhitespace == true
        var last: UInt8 = 0
        for byte in label.utf8 {
            if byte < 0x20 || byte == 0x20 && last == 0x20 { isOdd = true }
            last = byte
        }
        return isOdd ? " value=\"\(HTMLText.escape(label))\"" : ""
    }

    private func choices(_ field: RequestForm.Field, _ number: Int) -> String {
        let type = field.hasManyAnswers ? "checkbox" : "radio"
        let name = ids.fields[number].control
        let marks = field.marksOptionalOptions
        var html = ""
        for (index, option) in field.options.enumerated() {
            let id = ids.fields[number].options[index]
            let chosen = index == field.defaultOption ? " checked" : ""
            html += "<div class=\"choice\"><input type=\"\(type)\" id=\"\(id)\" name=\"\(name)\""
            html += " value=\"\(HTMLText.escape(option.label))\"\(chosen)>"
            html +=
                "<label for=\"\(id)\">\(optionHTML(field, number, index, marks))</label></div>\n"
        }
        return html
    }

    /// The label of an option; where others of its field must be ticked, one that need not says so.
    func optionHTML(
        _ field: RequestForm.Field, _ number: Int, _ index: Int, _ marksOptional: Bool
    ) -> String {
        let option = field.options[index]
        let rendered = texts.fields[number].options
        let label = index < rendered.count ? rendered[index] : HTMLText.escape(option.label)
        return marksOptional && !option.isRequired
            ? label + " <span class=\"field-optional\">\(FormWords.optional)</span>" : label
    }
}
