// A form as GitHub takes it: its own schema, without what GitHub does not know.

package import Diagnostics
package import Site

package enum GitHubForm {
    /// The YAML of an issue form, for `.github/ISSUE_TEMPLATE/`.
    package static func yaml(_ form: RequestForm) -> String {
        var writer = GitHubFormWriter(form)
        return writer.write()
    }

    /// Why GitHub would refuse the issue form, beyond what the form's own diagnostics say.
    ///
    /// - Parameter source: the form's file.
    package static func problems(of form: RequestForm, in source: SourceText) -> [Diagnostic] {
        if form.fields.allSatisfy({ GitHubFormWriter.isLeftOut($0, of: form) }) {
            return [
                Diagnostic(
                    .refusedByGitHub, at: Place(file: source.file),
                    "all answers are sensitive, so nothing is left to ask on GitHub")
            ]
        }
        return form.fields.filter { $0.kind == .radio }.compactMap { field in
            field.options.first { $0.label.lowercased() == "none" }.map { option in
                Diagnostic(
                    .refusedByGitHub, at: Place(file: source.file),
                    "`\(field.id)` becomes a dropdown, and GitHub keeps its option `\(option.label)` for itself, for who chooses nothing"
                )
            }
        }
    }
}

private struct GitHubFormWriter {
    private let form: RequestForm
    private let words: ConditionWords
    private var yaml = YAMLWriter()

    init(_ form: RequestForm) {
        self.form = form
        words = ConditionWords(form)
    }

    mutating func write() -> String {
        let fields = form.fields.filter { !Self.isLeftOut($0, of: form) }
        yaml.comment(
            "Written by `waymark form --as github` from the form `\(form.id)`. Change that one, not this."
        )
        if !form.outcomes.isEmpty {
            yaml.comment("Left out: advice that ends the form without a request.")
        }
        if fields.count < form.fields.count {
            yaml.comment("Left out: questions whose answers are private.")
        }
        if fields.isEmpty { yaml.comment("Nothing is left to ask, so GitHub refuses this form.") }
        yaml.add("name", form.name, depth: 0)
        yaml.add("description", form.description, depth: 0)
        if let title = form.title { yaml.add("title", title, depth: 0) }
        addList("labels", form.labels)
        addList("assignees", form.assignees)
        addList("projects", form.projects)
        if let type = form.type { yaml.add("type", type, depth: 0) }
        yaml.open("body", depth: 0)
        for element in form.body {
            switch element {
            case .markdown(let text):
                yaml.item("type", raw: "markdown", depth: 2)
                yaml.open("attributes", depth: 4)
                yaml.add("value", text.text, depth: 6)
            case .field(let field): if !Self.isLeftOut(field, of: form) { add(field) }
            }
        }
        return yaml.text
    }

    /// A private answer has no place in a public form.
    static func isLeftOut(_ field: RequestForm.Field, of form: RequestForm) -> Bool {
        field.isSensitive && form.channels.gitHub?.isPrivate != true
    }

    private mutating func addList(_ key: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        yaml.open(key, depth: 0)
        for value in values { yaml.item(value, depth: 2) }
    }

    private mutating func add(_ field: RequestForm.Field) {
        yaml.item("type", raw: type(of: field), depth: 2)
        if field.hasExplicitID { yaml.add("id", field.id, depth: 4) }
        yaml.open("attributes", depth: 4)
        yaml.add("label", field.label, depth: 6)
        if let description = description(of: field) {
            yaml.add("description", description, depth: 6)
        }
        if let placeholder = field.placeholder { yaml.add("placeholder", placeholder, depth: 6) }
        if let value = field.value { yaml.add("value", value, depth: 6) }
        if !field.options.isEmpty { addOptions(of: field) }
        if field.kind == .dropdown, field.isMultiple { yaml.add("multiple", raw: "true", depth: 6) }
        if let number = field.defaultOption { yaml.add("default", raw: "\(number)", depth: 6) }
        if let language = field.render { yaml.add("render", language, depth: 6) }
        if field.isRequired, field.showIf == nil, field.kind != .checkboxes {
            yaml.open("validations", depth: 4)
            yaml.add("required", raw: "true", depth: 6)
        }
    }

    private mutating func addOptions(of field: RequestForm.Field) {
        yaml.open("options", depth: 6)
        for option in field.options {
            guard field.kind == .checkboxes else {
                yaml.item(option.label, depth: 8)
                continue
            }
            yaml.item("label", option.label, depth: 8)
            if option.isRequired, field.showIf == nil {
                yaml.add("required", raw: "true", depth: 10)
            }
        }
    }

    private func type(of field: RequestForm.Field) -> String {
        switch field.kind {
        case .input, .textarea, .dropdown, .checkboxes: field.kind.rawValue
        case .radio: "dropdown"
        case .date, .email, .url, .number: "input"
        }
    }

    /// The condition goes first, since it says whether the rest concerns the reader.
    private func description(of field: RequestForm.Field) -> String? {
        guard let condition = field.showIf else { return field.description?.text }
        let sentence = MarkdownEscape.text(words.sentence(condition))
        guard let text = field.description?.text else { return sentence }
        return sentence + (text.contains("\n") ? "\n\n" : " ") + text
    }
}

/// Plain words as Markdown that shows them.
enum MarkdownEscape {
    static func text(_ words: String) -> String {
        var out = ""
        for character in words {
            if "\\`*_[]<>&~|".contains(character) { out.append("\\") }
            out.append(character)
        }
        return out
    }
}
