import Diagnostics

/// A form while it is read: its values with the places that later checks report at.
struct FormDraft {
    var form: RequestForm
    var elements: [Element] = []
    /// The condition of each outcome.
    var outcomePlaces: [YAMLNode] = []

    enum Element {
        case markdown(MarkdownValue)
        case field(DraftField)
    }

    var fields: [DraftField] {
        elements.compactMap { element in
            if case .field(let field) = element { field } else { nil }
        }
    }
}

/// A field while it is read.
struct DraftField {
    var field: RequestForm.Field
    /// Where it is reported as a whole: its label, else its type.
    var place: YAMLNode
    var id: Located<String>?
    var label: Located<String>?
    var placeholder: Located<String>?
    var error: Located<String>?
    var showIf: YAMLMapping.Pair?
    /// Something that others need of it could not be read and was reported: what names it is not checked.
    var isBroken = false
    /// The places of its options by label.
    var options: [String: Int] = [:]

    /// What is said where another place names a field that is not there: maybe it meant this one.
    func noteOfMissingID(in source: SourceText) -> Diagnostic.Note {
        .init(
            "this field has no `id` of its own, so it is called `\(field.id)`",
            at: place.place(in: source))
    }
}
