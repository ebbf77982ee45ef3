// `::: request NAME` is the place of a form of the site. It becomes HTML when the checklists that feed it and the
// heading above it are known, and before headings get their ids, since its own are fixed.

import Diagnostics

/// A form that is on the page.
struct PendingForm {
    let name: String
    let fields: [RequestFormField]
    let block: Node
    let fence: Fence
    let origin: TextOrigin
    /// That of the heading above it; 1 where there is none.
    var headingLevel = 1
    /// Ids of the fields that checklists feed.
    var fed: Set<String> = []
}

extension Directive {
    static let request = Directive(
        name: "request", usage: "::: request NAME", takes: { $0.count == 1 && !$0.contains("") },
        shape: { $0.shapeRequest($1) })
}

extension Passes {
    fileprivate mutating func shapeRequest(_ use: DirectiveUse) -> DirectiveShape {
        let name = use.opening.words.first ?? ""
        page.forms.insert(Self.formName(name))
        if use.opening.attributes.id != nil || !use.opening.attributes.classes.isEmpty {
            return .wrong(
                Diagnostic(
                    .directiveSyntax, at: place(use.fence), "`request` takes no id and no classes",
                    suggestion: "write `::: request \(name)`; its id is `request-\(name)`"))
        }
        if let content = use.content.first(where: { !isInvisible($0) }) {
            return wrongContent(
                use, at: content, "nothing may stand inside `request`: the form is in a file",
                suggestion: "move it above or below the directive")
        }
        guard let source = input.forms else {
            return .wrong(
                Diagnostic(
                    .unknownForm, at: place(use.fence),
                    "there is no form `\(name)`: this text belongs to no site"))
        }
        switch source.form(name) {
        case .broken:
            state.hasBrokenForms = true
            return .inPlace
        case .missing(let nearest):
            state.hasBrokenForms = true
            return .wrong(
                Diagnostic(
                    .unknownForm, at: place(use.fence), "there is no form `\(name)`",
                    suggestion: missingForm(name, nearest: nearest, among: source)))
        case .known(let fields):
            if let first = state.forms.first(where: { $0.name == name }) {
                return .wrong(
                    Diagnostic(
                        .repeatedForm, at: place(use.fence),
                        "the form `\(name)` is already on this page",
                        notes: [
                            .init(
                                "first here",
                                at: state.place(
                                    at: first.fence.offset, length: first.fence.length,
                                    in: first.origin))
                        ]))
            }
            guard let block = Node.customBlock(enter: "", exit: "") else { return .inPlace }
            formBlocks[block] = state.forms.count
            state.forms.append(
                PendingForm(
                    name: name, fields: fields, block: block, fence: use.fence, origin: origin))
            return .block(block)
        }
    }

    /// What a name means where its author wrote the file's name, or the way to it.
    static func formName(_ name: String) -> String {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        return file.hasSuffix(".yml") ? String(file.dropLast(4)) : file
    }

    /// What to write instead of a name that no form has.
    private func missingForm(
        _ name: String, nearest: String?, among source: some RequestFormSource
    ) -> String {
        let stem = Self.formName(name)
        if stem != name {
            if case .missing = source.form(stem) {
            } else {
                return "write only its name: `::: request \(stem)`"
            }
        }
        if let nearest { return "did you mean `\(nearest)`?" }
        return stem == name
            ? "write the form in `content/forms/\(name).yml`"
            : "forms stand in `content/forms/`; write only the name, without `.yml`"
    }

    /// Called where a form stands among the blocks of the page.
    func settleLevel(ofForm number: Int) {
        state.forms[number].headingLevel = headings.last?.level ?? 1
    }

    /// Writes the forms of the page and claims their ids.
    mutating func placeForms(resolver: inout some LinkResolver) {
        guard let source = input.forms else { return }
        for form in state.forms {
            let made = source.html(
                of: form.name, under: options.placedLevel(form.headingLevel), fedFields: form.fed,
                options: options,
                resolver: &resolver)
            form.block.setEnter(made.html)
            for problem in made.diagnostics { report(problem) }
            // They come before an author's, which are not settled yet, and before those of headings.
            for id in made.ids.sorted() where !page.ids.insert(id).inserted {
                let place = state.place(
                    at: form.fence.offset, length: form.fence.length, in: form.origin)
                state.report(
                    Diagnostic(
                        .duplicateID, at: place,
                        "the id `\(id)` of this form is already used on this page",
                        suggestion:
                            "rename one of the forms, or the field or option that the id is made of"
                    ),
                    from: form.origin)
            }
        }
    }
}
