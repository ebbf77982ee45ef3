// A checklist is a group of task lists that readers tick off. Without script it is a list of boxes.

import Diagnostics
import HTMLText

/// A checklist whose tags are written when all ids and forms of the page are known.
struct PendingChecklist {
    let block: Node
    let use: DirectiveUse
    let origin: TextOrigin
    /// The id of the form's field that it feeds.
    var feeds: String?
    /// What its tasks are known by, and where each stands.
    var tasks: [String: Place] = [:]

    private func value(_ key: String) -> AttributeValue? {
        use.opening.attributes.values.first { $0.key == key }
    }

    var feedsAttribute: AttributeValue? { value("feeds") }
    var ownTitle: String? { value("title")?.value }

    /// Ticks are kept by it, so it never depends on what else is on the page.
    var id: String {
        if let id = use.opening.attributes.id { return id }
        let slug = githubSlug(ownTitle ?? Self.defaultTitle)
        return slug.isEmpty ? "checklist" : "checklist-" + slug
    }

    static let defaultTitle = "Checklist"
}

extension Directive {
    static let checklist = Directive(
        name: "checklist", usage: "::: checklist {#id title=\"Title\" feeds=\"FIELD\"}",
        keys: ["title", "feeds"], takes: \.isEmpty, shape: { $0.shapeChecklist($1) })
}

extension Passes {
    fileprivate mutating func shapeChecklist(_ use: DirectiveUse) -> DirectiveShape {
        if let empty = use.opening.attributes.values.first(where: { $0.value.trimmed.isEmpty }) {
            return .wrong(
                Diagnostic(
                    .directiveSyntax,
                    at: place(at: empty.range.lowerBound, length: empty.range.count),
                    "`\(empty.key)` is empty", suggestion: "write `\(Directive.checklist.usage)`"))
        }
        // It was opened later and is closed already.
        if let inner = state.checklists.last, inner.origin === origin,
            inner.use.fence.offset > use.fence.offset
        {
            return wrongContent(
                use, at: inner.block, "a checklist cannot stand inside another",
                suggestion: "close the first before the second, or indent its tasks as parts of one"
            )
        }
        guard hasTask(use.content) else {
            return wrongContent(
                use, at: use.content.first { !isInvisible($0) }, "`checklist` has no tasks",
                suggestion: "write `- [ ] What to do` for each")
        }
        reportBoxes(in: use.content)
        guard let block = Node.customBlock(enter: "", exit: "</fieldset>") else { return .inPlace }
        use.moveContent(to: block)
        checklistBlocks[block] = state.checklists.count
        state.checklists.append(PendingChecklist(block: block, use: use, origin: origin))
        return .block(block)
    }

    /// Whether one of these blocks holds a task, or may do so when a text is included.
    private func hasTask(_ content: [Node]) -> Bool {
        var open = content
        while let node = open.popLast() {
            state.checklistPatience -= 1
            if state.checklistPatience < 0 { return true }
            switch node.kind {
            case .item:
                if let first = node.firstChild, first.kind == .paragraph,
                    box(at: offset(of: first), in: first) != nil
                {
                    return true
                }
            case .customBlock: if includes[node] != nil { return true }
            case .list, .blockQuote: break
            default: continue
            }
            var child = node.firstChild
            while let one = child {
                open.append(one)
                child = one.next
            }
        }
        return false
    }

    /// The number of the checklist in which a block stands.
    func checklist(around node: Node) -> Int? {
        guard !state.checklists.isEmpty else { return nil }
        var parent = node.parent
        while let one = parent, !checklistBlocks.isEmpty {
            if let number = checklistBlocks[one] { return number }
            parent = one.parent
        }
        return surroundings.checklist
    }

    /// Notes a task by what its tick is kept by; reports it where another of the checklist has the same.
    mutating func note(_ item: PendingItem, named name: String, inChecklist number: Int) {
        let place = place(at: offset(of: item.paragraph))
        guard let first = state.checklists[number].tasks[name] else {
            state.checklists[number].tasks[name] = place
            return
        }
        report(
            Diagnostic(
                .repeatedTask, at: place, "another task of this checklist has the same words",
                suggestion: "write other words, or an id at its end: `{#id}`",
                notes: [.init("first here", at: first)]))
    }

    // MARK: At the end of the page

    /// Finds the fields that checklists feed.
    mutating func connectChecklists() {
        for number in state.checklists.indices {
            let list = state.checklists[number]
            guard let feeds = list.feedsAttribute else { continue }
            switch field(named: feeds.value) {
            case .success((let form, let field)):
                state.forms[form].fed.insert(field.id)
                state.checklists[number].feeds = field.elementID
            case .failure(let problem):
                // What is not found may be of a form that could not be read.
                if state.hasBrokenForms, !problem.isOfKnownForm { continue }
                let place = state.place(
                    at: feeds.range.lowerBound, length: feeds.range.count, in: list.origin)
                state.report(
                    Diagnostic(
                        .checklistFeeds, at: place, problem.message, suggestion: problem.suggestion),
                    from: list.origin)
            }
        }
    }

    private struct FeedProblem: Error {
        let message: String
        var suggestion: String?
        /// The form was named, and is on the page.
        var isOfKnownForm = false
    }

    /// `FIELD`, or `FORM.FIELD` where a page has several forms.
    private func field(
        named name: String
    ) -> Result<(form: Int, field: RequestFormField), FeedProblem> {
        let forms = state.forms
        var form = 0
        var field = name
        if let dot = name.firstIndex(of: ".") {
            let formName = String(name[..<dot])
            field = String(name[name.index(after: dot)...])
            guard let found = forms.firstIndex(where: { $0.name == formName }) else {
                return .failure(
                    FeedProblem(
                        message: "there is no form `\(formName)` on this page",
                        suggestion: nearestName(to: formName, among: forms.map(\.name))
                            .map { "did you mean `\($0).\(field)`?" }))
            }
            form = found
        } else if forms.contains(where: { $0.name == name }) {
            // Without quotation marks what stands behind the dot is a class.
            return .failure(
                FeedProblem(
                    message: "`\(name)` is a form, not a field",
                    suggestion: "write form and field in quotes: `feeds=\"\(name).FIELD\"`"))
        } else if forms.count > 1 {
            let names = forms.map { "`\($0.name)`" }.joined(separator: ", ")
            return .failure(
                FeedProblem(
                    message: "this page has several forms: \(names)",
                    suggestion: "write `FORM.FIELD`, such as `\(forms[0].name).\(field)`"))
        }
        guard forms.indices.contains(form) else {
            return .failure(
                FeedProblem(
                    message:
                        "there is no request form on this page whose field `\(name)` it could feed",
                    suggestion: "put `::: request NAME` on the page, or take `feeds` away"))
        }
        let fields = forms[form].fields
        guard let found = fields.first(where: { $0.id == field }) else {
            let texts = fields.filter(\.takesText).map(\.id)
            return .failure(
                FeedProblem(
                    message: "the form `\(forms[form].name)` has no field `\(field)`",
                    suggestion: nearestName(to: field, among: texts).map { "did you mean `\($0)`?" }
                        ?? "fields are named by their `id`",
                    isOfKnownForm: name != field))
        }
        guard found.takesText else {
            return .failure(
                FeedProblem(
                    message:
                        "the field `\(field)` cannot be fed: it is not of type `input` or `textarea`",
                    suggestion: fields.first(where: \.takesText)
                        .map { "feed such a field, as `\($0.id)` is" },
                    isOfKnownForm: name != field))
        }
        return .success((form, found))
    }

    /// Makes the ids of checklists part of the page that their authors have not written.
    mutating func claimChecklists() {
        var seen: [String: PendingChecklist] = [:]
        for list in state.checklists where list.use.opening.attributes.id == nil {
            let fence = list.use.fence
            if let first = seen[list.id] {
                let other = first.use.fence
                state.report(
                    Diagnostic(
                        .duplicateID,
                        at: state.place(at: fence.offset, length: fence.length, in: list.origin),
                        "another checklist of this page has the same title",
                        suggestion: "give it an id of its own: `{#id}`",
                        notes: [
                            .init(
                                "first here",
                                at: state.place(
                                    at: other.offset, length: other.length, in: first.origin))
                        ]), from: list.origin)
                continue
            }
            seen[list.id] = list
            state.claims.append(
                PageClaim(
                    claim: ClaimedID(
                        id: list.id, group: fence.offset..<fence.offset + fence.length),
                    origin: list.origin))
        }
    }

    mutating func placeChecklists() {
        for list in state.checklists {
            let id = HTMLText.escape(options.placedID(list.id))
            let tag = "<fieldset\(list.use.attributes("checklist", withID: false)) id=\"\(id)\""
            // Joined pages are for paper: their boxes are no controls.
            let data = options.joined == nil ? data(of: list) : ""
            let title = HTMLText.escape(list.ownTitle ?? PendingChecklist.defaultTitle)
            list.block.setEnter(
                "\(tag)\(data)>\n<legend class=\"checklist-title\">\(title)</legend>")
        }
        state.checklists = []
    }

    /// What scripts need of a checklist.
    private func data(of list: PendingChecklist) -> String {
        var data = " data-checklist=\"\(HTMLText.escape(list.id))\""
        if let feeds = list.feeds { data += " data-feeds=\"\(HTMLText.escape(feeds))\"" }
        if let root = input.forms?.root { data += " data-root=\"\(HTMLText.escape(root))\"" }
        return data
    }
}
