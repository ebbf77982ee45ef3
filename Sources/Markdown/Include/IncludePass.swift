// `::: include PATH {part=NAME}`: the blocks of another file, or of a part of it, take the directive's place. Their
// text is a document of its own to cmark, with its own reference definitions and footnotes; ids, outline,
// numbers of footnotes and problems are the page's.

import Diagnostics

/// An include whose fences were found; its text is rendered when the passes get to its place.
struct IncludeRequest {
    let path: String
    let part: String?
    let fence: Fence
    /// An empty block in the closer's place.
    let closer: Node
}

/// Where an include stands among the blocks of its text.
struct IncludePoint {
    let node: Node
    /// The block of text before which it stands.
    let block: Int
    let depth: Int
    let containers: Int
}

extension Directive {
    /// `closeInclude` handles it before it would be shaped: its content comes from elsewhere.
    static let include = Directive(
        name: "include", usage: "::: include PATH {part=NAME}", keys: ["part"],
        takes: { $0.count == 1 }, shape: { _, _ in .inPlace })
}

extension Passes {
    /// Called in place of a directive's own tags when both fences are there. What stands between them stays behind.
    mutating func closeInclude(
        _ opening: DirectiveOpening, _ fence: Fence, from opener: Node, to closer: Node
    ) {
        if let content = firstContent(from: opener, to: closer) {
            let isPlaced = content.startLine > (scan?.linesAhead ?? 0)
            report(
                Diagnostic(
                    .includeContent,
                    at: isPlaced ? place(at: offset(of: content)) : place(fence),
                    "nothing may stand inside `include`; this is shown after the included text",
                    suggestion: "move it below the line that closes the directive"))
        }
        guard let request = request(opening, fence),
            let node = Node.customBlock(enter: "", exit: ""),
            let end = Node.customBlock(enter: "", exit: "")
        else {
            page.isIncomplete = true
            showAsText(closer, String(repeating: ":", count: fence.colons))
            return showAsText(opener, fence)
        }
        // Side by side, so that the lines stay together where nothing can be included.
        closer.remove()
        end.insertAfter(opener)
        opener.replace(with: node)
        includes[node] = IncludeRequest(
            path: request.path, part: request.part, fence: fence, closer: end)
    }

    /// The first block between two fences that is more than a comment.
    private func firstContent(from opener: Node, to closer: Node) -> Node? {
        var node = opener.next
        while let one = node, one != closer {
            let isComment =
                one.kind == .htmlBlock
                && Self.withoutComments(one.literal).map { $0.allSatisfy(\.isWhitespace) } == true
            if !isComment { return one }
            node = one.next
        }
        return nil
    }

    private mutating func request(
        _ opening: DirectiveOpening, _ fence: Fence
    ) -> (path: String, part: String?)? {
        if let problem = opening.problem {
            report(
                Diagnostic(
                    .directiveSyntax, at: place(at: fence.offset + problem.offset),
                    problem.message))
            return nil
        }
        let attributes = opening.attributes
        let part = attributes.values.first { $0.key == "part" }?.value
        var message: String?
        var suggestion: String?
        if opening.words.count > 1 {
            message = "`include` takes one path; put it into quotes where it has blanks"
        } else if opening.words.first?.isEmpty != false {
            message = "`include` needs the path of a file"
        } else if attributes.id != nil || !attributes.classes.isEmpty
            || attributes.values.count > (part == nil ? 0 : 1)
        {
            message = "`include` takes no attribute but `part`"
            let unknown = attributes.values.first { $0.key != "part" }
            suggestion = unknown.flatMap { nearestName(to: $0.key, among: Directive.include.keys) }
                .map { "did you mean `\($0)`?" }
        } else if let part, !isExplicitID(part) {
            message =
                "`\(part)` cannot be the name of a part: that is a letter, then letters, digits, `_` and `-`"
        }
        if let message {
            report(
                Diagnostic(
                    .directiveSyntax, at: place(fence), message,
                    suggestion: suggestion ?? "write `\(Directive.include.usage)`"))
            return nil
        }
        return opening.words.first.map { ($0, part) }
    }

    /// Puts the included blocks in their place, or the directive's own lines where that cannot be.
    mutating func include(_ point: IncludePoint, resolver: inout some LinkResolver) {
        guard let request = includes[point.node] else { return }
        if includeText(of: request, at: point, resolver: &resolver) {
            request.closer.remove()
        } else {
            page.isIncomplete = true
            showAsText(point.node, request.fence)
            showAsText(request.closer, String(repeating: ":", count: request.fence.colons))
        }
    }

    private mutating func includeText(
        of request: IncludeRequest, at point: IncludePoint, resolver: inout some LinkResolver
    ) -> Bool {
        let place = place(request.fence)
        guard let file = file(of: request, at: place), isInBounds(at: place),
            isNoCycle(file, at: place)
        else { return false }
        let inclusions =
            origin.inclusions + [
                Inclusion(path: file.path, place: place, offset: request.fence.offset)
            ]
        guard let settled = settled(file, request, at: place) else { return false }
        let text = settled.text
        let inner = Surroundings(
            state: state, origin: TextOrigin(lines: text.lines, inclusions: inclusions),
            includesFiles: true, depth: surroundings.depth + point.depth,
            containers: surroundings.containers + point.containers,
            isTopLevel: surroundings.isTopLevel && point.node.parent?.kind == .document,
            checklist: checklist(around: point.node))
        let footnotesBefore = footnotes.bodies.count
        let paperLinksBefore = state.paperLinks.mark
        let (formsBefore, checklistsBefore) = (state.forms.count, state.checklists.count)
        var guesses = settled.guesses
        var isIncluded = false
        _ = text.attempt(&guesses, isFinal: true, in: inner, resolver: &resolver) {
            tree, isShallow in
            guard isShallow else { return }
            let keepsBlock = standsBesideText(request, at: point.node, tree.root)
            while let child = tree.root.firstChild {
                child.unlink()
                if keepsBlock {
                    point.node.append(child)
                } else {
                    point.node.insertBeforeSelf(child)
                }
            }
            if !keepsBlock { point.node.remove() }
            isIncluded = true
        }
        if !isIncluded {
            // Their nodes are gone with the tree.
            footnotes.bodies.removeSubrange(footnotesBefore...)
            state.paperLinks.goBack(to: paperLinksBefore)
            state.forms.removeSubrange(formsBefore...)
            state.checklists.removeSubrange(checklistsBefore...)
        }
        return isIncluded
    }

    /// In a tight list paragraphs have no tags, so that an included one would run on from the item's own text. In a
    /// block of its own it has them.
    private func standsBesideText(_ request: IncludeRequest, at node: Node, _ root: Node) -> Bool {
        guard let item = node.parent, item.kind == .item, item.parent?.isTight == true else {
            return false
        }
        let isAlone = node.previous == nil && request.closer.next == nil
        return !(isAlone && root.firstChild?.next == nil)
    }
}
