import Site

/// The ids of a form's elements in the page. All start with `request-NAME`; two fields never share one, though the
/// id of a field may be that of an option, or of a part of the form.
struct FormIDs {
    /// That of the whole: `request-NAME`.
    let form: String
    private var taken: Set<String> = []

    /// One field's.
    struct Field {
        /// Around the field: `request-NAME-field-ID`.
        let outer: String
        /// Of the control: `request-NAME-ID`; of a group the start of those of its options. Also the name: by a name
        /// such as `append`, a control would hide what the `form` element itself has of that name.
        let control: String
        let hint: String
        let error: String
        /// Of the boxes of a group, in order.
        let options: [String]
    }

    private(set) var fields: [Field] = []

    init(_ form: RequestForm) {
        self.form = Self.start(of: form.id)
        let own = self.form
        let fixed = [own, template, body, result]
        taken = Set(fixed + form.outcomes.indices.map { outcome($0) })
        let outers = form.fields.map { claim("\(own)-field-\($0.id)") }
        for (field, outer) in zip(form.fields, outers) {
            let control = claim("\(own)-\(field.id)")
            let hint = claim("\(control)-hint")
            let error = claim("\(control)-error")
            let options =
                field.isGroup
                ? (1...max(field.options.count, 1)).map { claim("\(control)-\($0)") } : []
            fields.append(
                Field(outer: outer, control: control, hint: hint, error: error, options: options))
        }
    }

    static func start(of name: String) -> String { "request-" + name }

    var template: String { form + "-template" }
    var body: String { form + "-form" }
    var result: String { form + "-result" }
    func outcome(_ number: Int) -> String { "\(form)-outcome-\(number)" }

    /// All that may stand in the page.
    var all: Set<String> { taken }

    private mutating func claim(_ wanted: String) -> String {
        var id = wanted
        var number = 2
        while !taken.insert(id).inserted {
            id = "\(wanted)-\(number)"
            number += 1
        }
        return id
    }
}

extension RequestForm.Field {
    /// Whether it is shown as a group of boxes.
    var isGroup: Bool {
        switch kind {
        case .checkboxes, .radio: true
        case .dropdown: isMultiple
        default: false
        }
    }

    /// Whether nothing in it must be answered.
    var isOptional: Bool { !isRequired && !options.contains(where: \.isRequired) }

    /// Whether some of its boxes must be ticked, so that the others say that they need not.
    var marksOptionalOptions: Bool { options.contains(where: \.isRequired) }

    /// Whether each answer is a list.
    var hasManyAnswers: Bool { kind == .checkboxes || isMultiple }
}
