package import Diagnostics

extension RequestForm {
    /// Reads `content/forms/ID.yml`. Without an error in the diagnostics there is a form, with one there is none.
    package static func parse(
        id: String, source: SourceText
    ) -> (form: RequestForm?, diagnostics: [Diagnostic]) {
        let (root, problems) = YAMLDocument.parse(source: source, range: 0..<source.bytes.count)
        if root == nil, !problems.isEmpty { return (nil, problems) }
        guard let root, case .mapping(let mapping) = root.content,
            ["name", "description", "body"].contains(where: { mapping[$0] != nil })
        else { return (nil, problems + [noForm(root, source)]) }

        var reader = YAMLReader(mapping, source: source)
        let form = readForm(id: id, &reader)
        let diagnostics = (problems + reader.finish()).sorted(by: Diagnostic.precedes)
        let isSound = !diagnostics.contains { $0.severity == .error }
        return (isSound ? form : nil, diagnostics)
    }

    private static func noForm(_ root: YAMLNode?, _ source: SourceText) -> Diagnostic {
        let found: String
        switch root?.content {
        case nil: found = "the file is empty"
        case .mapping: found = "none of these keys is in the file"
        default:
            found =
                root?.isMissing == true
                ? "the file is empty" : "found \(root?.kindInWords ?? "nothing")"
        }
        return Diagnostic(
            .notAForm, at: root?.place(in: source) ?? source.place(at: 0),
            "a form has the keys `name`, `description` and `body`, but \(found)",
            suggestion: root?.suggestionForKeys)
    }

    private static func readForm(id: String, _ reader: inout YAMLReader) -> RequestForm {
        let name = reader.neededLine("name", "the form")?.value ?? ""
        let description = reader.neededLine("description", "the form")?.value ?? ""
        var draft = FormDraft(form: RequestForm(id: id, name: name, description: description))
        draft.form.title = reader.givenText("title")?.value.singleLine
        draft.form.labels = reader.names("labels")
        draft.form.assignees = reader.names("assignees")
        draft.form.projects = reader.names("projects")
        draft.form.type = reader.givenText("type")?.value
        draft.readBody(&reader)
        let areConditionsSound = draft.readConditions(&reader)
        if areConditionsSound { draft.checkReachability(&reader) }
        draft.readChannels(&reader)
        draft.checkLabels(&reader)
        draft.checkWording(&reader)
        if let days = reader.int("keep-days") {
            draft.form.keepDays = days.value
            if !(1...365).contains(days.value) {
                reader.refuse(
                    days, "`keep-days` must be from 1 to 365, found \(days.value)",
                    suggestion: "leave the line out for 30 days")
            }
        }
        draft.form.isSigned = reader.bool("signature")?.value ?? true
        draft.form.body = draft.elements.map { element in
            switch element {
            case .markdown(let text): .markdown(text)
            case .field(let field): .field(field.field)
            }
        }
        return draft.form
    }
}
