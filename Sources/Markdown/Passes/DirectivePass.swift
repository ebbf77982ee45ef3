// The tree decides what was a fence: a token that came back as an HTML block of its own is one; in code, in
// an author's HTML or in a paragraph the original bytes are put back. Opener and closer share one parent.

import Diagnostics
import HTMLText

/// A directive that Waymark knows, and the HTML around its content.
enum Directive: String, CaseIterable {
    case details
    case screenOnly = "screen-only"
    case printOnly = "print-only"
    /// Has no tags: `closeInclude` handles it.
    case include

    /// Words and attributes that it takes.
    var usage: String {
        switch self {
        case .details: "::: details \"Summary\" {#id .class}"
        case .screenOnly, .printOnly: "::: \(rawValue) {#id .class}"
        case .include: "::: include PATH {part=NAME}"
        }
    }

    func tags(for opening: DirectiveOpening) -> (enter: String, exit: String)? {
        guard opening.attributes.values.isEmpty else { return nil }
        var classes = opening.attributes.classes
        let id = opening.attributes.id.map { " id=\"\(HTMLText.escape($0))\"" } ?? ""
        switch self {
        case .details:
            guard opening.words.count == 1, let summary = opening.words.first, !summary.isEmpty
            else { return nil }
            let list = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
            return (
                "<details\(id)\(list)>\n<summary>\(HTMLText.escape(summary))</summary>",
                "</details>"
            )
        case .screenOnly, .printOnly:
            guard opening.words.isEmpty else { return nil }
            classes.insert(rawValue, at: 0)
            return ("<div\(id) class=\"\(classes.joined(separator: " "))\">", "</div>")
        case .include: return nil
        }
    }
}

extension Passes {
    private struct OpenFence {
        let fence: Fence
        let node: Node
        let opening: DirectiveOpening
    }

    /// What an opener and its closer have in common.
    private struct FenceKey: Hashable {
        let parent: Node?
        let colons: Int
    }

    mutating func resolveDirectives(_ found: FoundTokens) {
        guard let scan else { return }
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
                for unclosed in open[(match + 1)...] { reportUnclosed(unclosed) }
                close(open[match], with: node)
                open.removeSubrange(match...)
            } else {
                reportStray(fence, node, open)
                showAsText(node, fence)
            }
        }
        for unclosed in open { reportUnclosed(unclosed) }
    }

    private func place(_ fence: Fence) -> Place {
        place(at: fence.offset, length: fence.length)
    }

    private mutating func close(_ opener: OpenFence, with closer: Node) {
        let fence = opener.fence
        if opener.opening.name == Directive.include.rawValue {
            return closeInclude(opener.opening, fence, from: opener.node, to: closer)
        }
        let tags = tags(for: opener, fence)
        guard let tags, let block = Node.customBlock(enter: tags.enter, exit: tags.exit) else {
            showAsText(closer, String(repeating: ":", count: fence.colons))
            return showAsText(opener.node, fence)
        }
        while let child = opener.node.next, child != closer {
            child.unlink()
            block.append(child)
        }
        closer.remove()
        opener.node.replace(with: block)
    }

    private mutating func tags(
        for opener: OpenFence, _ fence: Fence
    ) -> (enter: String, exit: String)? {
        let opening = opener.opening
        guard let directive = Directive(rawValue: opening.name) else {
            reportUnknown(opening, fence)
            return nil
        }
        if let problem = opening.problem {
            report(
                Diagnostic(
                    .directiveSyntax, at: place(at: fence.offset + problem.offset),
                    problem.message))
            return nil
        }
        guard let tags = directive.tags(for: opening) else {
            report(
                Diagnostic(
                    .directiveSyntax, at: place(fence),
                    "`\(opening.name)` does not take these words or attributes",
                    suggestion: "write `\(directive.usage)`"))
            return nil
        }
        if let id = opening.attributes.id {
            if id.hasPrefix("wm-") || !page.ids.insert(id).inserted {
                report(
                    Diagnostic(
                        id.hasPrefix("wm-") ? .invalidID : .duplicateID, at: place(fence),
                        "the id `\(id)` is already used"))
            }
        }
        return tags
    }

    private mutating func reportUnknown(_ opening: DirectiveOpening, _ fence: Fence) {
        let names = Directive.allCases.map(\.rawValue)
        let nearest = nearestName(to: opening.name, among: names)
        report(
            Diagnostic(
                .unknownDirective, at: place(fence), "there is no directive `\(opening.name)`",
                suggestion: nearest.map { "did you mean `\($0)`?" }
                    ?? "the directives are \(names.map { "`\($0)`" }.joined(separator: ", "))"))
    }

    private mutating func reportUnclosed(_ opener: OpenFence) {
        let fence = opener.fence
        if opener.opening.name == Directive.include.rawValue { page.isIncomplete = true }
        if Directive(rawValue: opener.opening.name) == nil {
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

    /// A fence that is none stays visible as the text it was.
    func showAsText(_ node: Node, _ fence: Fence) {
        let range = fence.offset..<min(fence.offset + fence.length, bytes.count)
        showAsText(node, String(decoding: bytes[range], as: UTF8.self))
    }

    func showAsText(_ node: Node, _ text: String) {
        guard let paragraph = Node.paragraph(), let content = Node.text(text) else { return }
        paragraph.append(content)
        node.replace(with: paragraph)
    }
}
