// The tree decides what was a fence: a token that came back as an HTML block of its own is one; in code, in
// an author's HTML or in a paragraph the original bytes are put back. Opener and closer share one parent.

import Diagnostics

extension Passes {
    private struct OpenFence {
        let fence: Fence
        let node: Node
        let opening: DirectiveOpening
        /// Closed directives in it that are shaped together with it.
        var parts: [DirectiveUse] = []
        /// Whether a problem in it was reported: then its content is not called wrong because of what that left.
        var isBroken = false
    }

    /// What an opener and its closer have in common.
    private struct FenceKey: Hashable {
        let parent: Node?
        let colons: Int
    }

    mutating func resolveDirectives(_ found: FoundTokens) {
        guard let scan, dialect == .waymark else { return }
        footnoteBlocks = Set(footnotes.bodies.map(\.block))
        defer { footnoteBlocks = [] }
        var fences: [(fence: Fence, node: Node)] = []
        for (number, node) in found.blocks {
            if case .fence(let fence) = scan.tokens[number].kind { fences.append((fence, node)) }
        }
        var open: [OpenFence] = []
        // Where in `open` the fences of one key stand, so that a page of stray closers is not searched again and again.
        var openByKey: [FenceKey: [Int]] = [:]
        for (fence, node) in fences {
            let key = FenceKey(parent: node.parent, colons: fence.colons)
            if let opening = fence.opening {
                if let outer = open.last, outer.fence.colons <= fence.colons,
                    outer.node.parent == node.parent
                {
                    let outerFence = outer.fence
                    report(
                        Diagnostic(
                            .directiveNesting, at: place(fence),
                            "`\(opening.name)` is opened inside `\(outer.opening.name)`, so it needs fewer than \(outerFence.colons) colons",
                            notes: [
                                .init(
                                    "`\(outer.opening.name)` is opened here", at: place(outerFence))
                            ]))
                }
                openByKey[key, default: []].append(open.count)
                open.append(OpenFence(fence: fence, node: node, opening: opening))
            } else if let match = openByKey[key]?.last {
                for ended in open[match...] {
                    let colons = ended.fence.colons
                    openByKey[FenceKey(parent: ended.node.parent, colons: colons)]?.removeLast()
                }
                var ended = open[match]
                for unclosed in open[(match + 1)...] {
                    reportUnclosed(unclosed)
                    ended.isBroken = true
                }
                open.removeSubrange(match...)
                close(ended, with: node, in: &open)
            } else {
                reportStray(fence, node, open)
                showAsText(node, fence)
            }
        }
        for unclosed in open { reportUnclosed(unclosed) }
    }

    func place(_ fence: Fence) -> Place {
        place(at: fence.offset, length: fence.length)
    }

    private mutating func close(
        _ opener: OpenFence, with closer: Node, in open: inout [OpenFence]
    ) {
        if opener.opening.name == Directive.include.name {
            return closeInclude(opener.opening, opener.fence, from: opener.node, to: closer)
        }
        let use = DirectiveUse(
            opening: opener.opening, fence: opener.fence, opener: opener.node, closer: closer,
            options: options, parts: opener.parts)
        func refuse() {
            noteBrokenForm(use.opening)
            showAsText(use)
            if let outer = open.indices.last { open[outer].isBroken = true }
        }
        guard let directive = check(use) else { return refuse() }
        if let container = directive.container {
            guard let outer = open.indices.last, open[outer].opening.name == container,
                open[outer].node.parent == use.opener.parent
            else {
                report(
                    Diagnostic(
                        .misplacedDirective, at: place(use.fence),
                        "`\(directive.name)` stands directly inside `\(container)`, and nowhere else",
                        suggestion:
                            "open `\(container)` around it with a line of \(use.fence.colons + 1) colons"
                    ))
                return refuse()
            }
            return open[outer].parts.append(use)
        }
        let shape = directive.shape(&self, use)
        if case .wrong(let problem) = shape {
            if !opener.isBroken { report(problem) }
            return refuse()
        }
        place(use, as: shape)
    }

    /// Puts what was made of a directive in its place.
    mutating func place(_ use: DirectiveUse, as shape: DirectiveShape) {
        takeID(of: use)
        use.closer.remove()
        if case .block(let block) = shape {
            let fence = use.fence
            madeBlocks[block] = fence.offset..<min(fence.offset + fence.length, bytes.count)
            use.opener.replace(with: block)
        } else {
            use.opener.remove()
        }
    }

    /// What a broken `request` was to show is not called unused, and what feeds it not wrong.
    private mutating func noteBrokenForm(_ opening: DirectiveOpening) {
        guard opening.name == Directive.request.name else { return }
        let name = opening.words.first.map { Self.formName($0) }
        // One that is on the page already is known.
        if !state.forms.contains(where: { $0.name == name }) { state.hasBrokenForms = true }
        if let name { page.forms.insert(name) }
    }

    /// The directive, where its line is as it should be.
    private mutating func check(_ use: DirectiveUse) -> Directive? {
        let opening = use.opening
        guard let directive = Directive.named(opening.name) else {
            reportUnknown(opening, use.fence)
            return nil
        }
        if let problem = opening.problem {
            report(
                Diagnostic(
                    .directiveSyntax, at: place(at: use.fence.offset + problem.offset),
                    problem.message))
            return nil
        }
        let unknown = opening.attributes.values.filter { !directive.keys.contains($0.key) }
        for value in unknown { reportUnknown(value, of: directive) }
        guard unknown.isEmpty else { return nil }
        guard directive.takes(opening.words) else {
            report(
                Diagnostic(
                    .directiveSyntax, at: place(use.fence),
                    opening.words.isEmpty
                        ? "`\(opening.name)` needs more than its name"
                        : opening.words.contains { $0.trimmed.isEmpty }
                            ? "the quotation marks behind `\(opening.name)` hold no words"
                            : "`\(opening.name)` does not take these words",
                    suggestion: "write `\(directive.usage)`"))
            return nil
        }
        return directive
    }

    private mutating func reportUnknown(_ attribute: AttributeValue, of directive: Directive) {
        let suggestion: String
        switch attribute.key {
        case "id": suggestion = "write `#\(attribute.value)`"
        case "class": suggestion = "write `.\(attribute.value)`"
        default:
            suggestion =
                nearestName(to: attribute.key, among: directive.keys).map {
                    "did you mean `\($0)`?"
                } ?? "write `\(directive.usage)`"
        }
        report(
            Diagnostic(
                .unknownDirectiveAttribute,
                at: place(at: attribute.range.lowerBound, length: attribute.key.utf8.count),
                "`\(directive.name)` has no attribute `\(attribute.key)`", suggestion: suggestion))
    }

    private mutating func takeID(of use: DirectiveUse) {
        guard let id = use.opening.attributes.id else { return }
        if id.hasPrefix("wm-") || !page.ids.insert(id).inserted {
            report(
                Diagnostic(
                    id.hasPrefix("wm-") ? .invalidID : .duplicateID, at: place(use.fence),
                    id.hasPrefix("wm-")
                        ? "ids that start with `wm-` belong to the theme"
                        : "the id `\(id)` is already used"))
        }
    }

    private mutating func reportUnknown(_ opening: DirectiveOpening, _ fence: Fence) {
        let names = Directive.all.map(\.name)
        let nearest =
            opening.name == "form"
            ? Directive.request.name : nearestName(to: opening.name, among: names)
        report(
            Diagnostic(
                .unknownDirective, at: place(fence), "there is no directive `\(opening.name)`",
                suggestion: nearest.map { "did you mean `\($0)`?" }
                    ?? "the directives are \(names.map { "`\($0)`" }.joined(separator: ", "))"))
    }

    private mutating func reportUnclosed(_ opener: OpenFence) {
        let fence = opener.fence
        noteBrokenForm(opener.opening)
        if opener.opening.name == Directive.include.name { page.isIncomplete = true }
        if Directive.named(opener.opening.name) == nil {
            reportUnknown(opener.opening, fence)
        } else {
            report(
                Diagnostic(
                    .unclosedDirective, at: place(fence),
                    "`\(opener.opening.name)` is never closed",
                    suggestion:
                        "end it with a line of \(fence.colons) colons in the same list item or quote"
                ))
        }
        for part in opener.parts { showAsText(part) }
        showAsText(opener.node, fence)
    }

    private mutating func reportStray(
        _ fence: Fence, _ node: Node, _ open: [OpenFence]
    ) {
        var notes: [Diagnostic.Note] = []
        if let last = open.last {
            let opener = last.fence
            let reason =
                last.node.parent == node.parent
                ? "it has \(opener.colons) colons" : "it stands in another list item or quote"
            notes = [.init("`\(last.opening.name)` is open here, but \(reason)", at: place(opener))]
        }
        report(
            Diagnostic(
                .strayCloser, at: place(fence),
                "these \(fence.colons) colons close nothing", notes: notes))
    }

    /// Shows the fences of a directive, and of what was to be shaped with it.
    private mutating func showAsText(_ use: DirectiveUse) {
        for one in [use] + use.parts {
            showAsText(one.closer, String(repeating: ":", count: one.fence.colons))
            showAsText(one.opener, one.fence)
        }
    }

    /// A fence that is none stays visible as the text it was.
    mutating func showAsText(_ node: Node, _ fence: Fence) {
        let range = fence.offset..<min(fence.offset + fence.length, bytes.count)
        showAsText(node, String(decoding: bytes[range], as: UTF8.self))
    }

    mutating func showAsText(_ node: Node, _ text: String) {
        guard let paragraph = Node.paragraph(), let content = Node.text(text) else { return }
        paragraph.append(content)
        if node.startLine > 0 {
            let start = offset(of: node)
            madeBlocks[paragraph] = start..<min(start + text.utf8.count, bytes.count)
        }
        // Without tags, as in a list of one-line items, it would stick to the text beside it.
        if node.parent?.kind == .item, let holder = Node.customBlock(enter: "", exit: "") {
            holder.append(paragraph)
            node.replace(with: holder)
        } else {
            node.replace(with: paragraph)
        }
    }
}
