// Steps are an ordered list, or sections under headings of one level.

extension Directive {
    static let steps = Directive(
        name: "steps", usage: "::: steps {#id .class}", takes: \.isEmpty,
        shape: { $0.shapeSteps($1) })
}

extension Passes {
    fileprivate mutating func shapeSteps(_ use: DirectiveUse) -> DirectiveShape {
        let content = use.content
        guard let first = content.first(where: { !isInvisible($0) }) else {
            return wrongContent(
                use, at: nil, "`steps` has no steps",
                suggestion: "write a numbered list, or a heading for each step")
        }
        if first.kind == .heading { return shapeSections(content, level: first.headingLevel, use) }
        guard first.kind == .list, first.isOrdered else {
            return wrongContent(
                use, at: first, "`steps` starts with a numbered list or a heading",
                suggestion: "move this before `steps`, or make it part of a step")
        }
        if let other = content.first(where: { $0 != first && !isInvisible($0) }) {
            return wrongContent(
                use, at: other, "beside its numbered list `steps` holds nothing else",
                suggestion: "indent this as far as the text of the step it belongs to")
        }
        // Its items stay a list until tasks are known.
        stepLists[first] = use.attributes("steps")
        return .inPlace
    }

    /// Each heading starts a step, which reaches to the next heading of its level.
    private func shapeSections(
        _ content: [Node], level: Int, _ use: DirectiveUse
    ) -> DirectiveShape {
        for node in content where node.kind == .heading && node.headingLevel < level {
            return wrongContent(
                use, at: node,
                "this heading is of level \(node.headingLevel), above the steps around it",
                suggestion: "end `steps` before it, or start it with \(level) or more `#`")
        }
        guard let list = Node.customBlock(enter: "<ol\(use.attributes("steps"))>", exit: "</ol>")
        else { return .inPlace }
        var step: Node?
        for node in content {
            if node.kind == .heading, node.headingLevel == level,
                let next = Node.customBlock(enter: "<li class=\"step\">", exit: "</li>")
            {
                list.append(next)
                step = next
            }
            // Only what readers do not see may stand before the first step.
            guard let step else { continue }
            node.unlink()
            step.append(node)
        }
        while let node = use.opener.next, node != use.closer { node.insertBefore(use.opener) }
        return .block(list)
    }

    /// Writes the lists of steps that nothing else has written, when tasks have their places.
    mutating func placeSteps() {
        for list in Array(stepLists.keys) { rewrite(list, tag: "") { _ in "<li>" } }
    }

    /// The attributes of a list that is written; one of steps has those of its directive as well.
    mutating func withSteps(_ list: Node, _ attributes: String) -> String {
        guard let steps = stepLists.removeValue(forKey: list) else { return attributes }
        let start = " class=\""
        guard attributes.hasPrefix(start) else { return steps + attributes }
        return "\(steps.dropLast()) \(attributes.dropFirst(start.count))"
    }
}
