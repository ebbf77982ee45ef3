package import Site

/// The text of a request before anybody has filled it in: what to write stands in angle brackets.
package struct FormText {
    package enum Kind: Sendable {
        /// Headings and answers, as GitHub writes the text of an issue form.
        case markdown
        /// For email and paper.
        case plain
    }

    private let form: RequestForm
    private let kind: Kind
    private let fieldsByID: [String: RequestForm.Field]
    private let words: ConditionWords
    /// Whether private answers stay out.
    private let isPublic: Bool

    /// The template with LF at its end.
    ///
    /// - Parameter page: nil where the form stands on none; then the text is not signed.
    package static func template(_ form: RequestForm, as kind: Kind, page: FormPage?) -> String {
        let text = FormText(form, kind)
        let sections = text.sections()
        var blocks = sections.map { section in
            kind == .markdown
                ? "### \(section.label)\n\n\(section.answer)"
                : "\(section.label)\n\(section.answer)"
        }
        if form.isSigned, let page {
            blocks.append(
                "Written with \(page.guide), revision \(page.revision)"
                    + (page.address.map { "\n" + $0 } ?? ""))
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    /// How the request is sent when the reader has the choice.
    package static func kind(for form: RequestForm) -> Kind {
        form.channels.gitHub == nil && form.channels.email != nil ? .plain : .markdown
    }

    private init(_ form: RequestForm, _ kind: Kind) {
        self.form = form
        self.kind = kind
        fieldsByID = Dictionary(
            form.fields.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        words = ConditionWords(form)
        isPublic =
            switch kind {
            case .markdown: form.channels.gitHub?.isPrivate != true
            case .plain: form.channels.email?.isPrivate != true
            }
    }

    private func sections() -> [(label: String, answer: String)] {
        let receiving = kind == .markdown ? form.channels.gitHub?.fields ?? [] : []
        guard !receiving.isEmpty else {
            return form.fields.filter { !isLeftOut($0) }.map { ($0.label, answer($0)) }
        }
        return receiving.compactMap { target in
            switch target.source {
            case .byHand: return nil
            case .from(let id):
                guard let field = fieldsByID[id], !isLeftOut(field) else { return nil }
                return (target.label, answer(field))
            case .compose(let ids):
                let lines = ids.compactMap { fieldsByID[$0] }.filter { !isLeftOut($0) }.map {
                    field in
                    let answer = answer(field)
                    return "\(field.label):" + (answer.contains("\n") ? "\n" : " ") + answer
                }
                return (target.label, lines.joined(separator: "\n"))
            }
        }
    }

    private func isLeftOut(_ field: RequestForm.Field) -> Bool { field.isSensitive && isPublic }

    // MARK: What to write

    private func answer(_ field: RequestForm.Field) -> String {
        if field.kind == .checkboxes {
            let boxes = field.options.map { "- [ ] \($0.label)" }.joined(separator: "\n")
            guard let condition = field.showIf else { return boxes }
            return "<only if \(words.clause(condition))>\n" + boxes
        }
        let text = field.value ?? "<\(hint(field))>"
        guard kind == .markdown, let language = field.render else { return text }
        let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
        return "\(fence)\(language)\n\(text)\n\(fence)"
    }

    private func hint(_ field: RequestForm.Field) -> String {
        var hint = ""
        if field.isOptional { hint += "optional: " }
        if let condition = field.showIf { hint += "only if \(words.clause(condition)): " }
        return hint + content(field)
    }

    /// More options than a person reads in a line stand in the question above.
    private static let longestList = 20

    private func content(_ field: RequestForm.Field) -> String {
        switch field.kind {
        case .input, .textarea: return "your answer"
        case .date: return "a date, as year-month-day"
        case .email: return "an email address"
        case .url: return "a web address"
        case .number: return "a number"
        case .dropdown, .radio, .checkboxes:
            let count = field.isMultiple ? "one or more" : "one"
            let labels = field.options.map(\.label)
            return labels.count > Self.longestList
                ? "\(count) of the \(labels.count) options of this question"
                : "\(count) of: \(labels.joined(separator: "; "))"
        }
    }

    private func longestRun(in text: String) -> Int {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
