// The tree decides what was a fence: a token that came back as an HTML block of its own is one; in code, in
// an author's HTML or in a paragraph the original bytes are put back. Opener and closer share one parent.

import Diagnostics
import HTMLText

/// A directive that Waymark knows, and the HTML around its content.
enum Directive: String, CaseIterable {
    case details
    case screenOnly = "screen-only"
    case printOnly = "print-only"

    /// Words and attributes that it takes.
    var usage: String {
        switch self {
        case .details: "::: details \"Summary\" {#id .class}"
        case .screenOnly, .printOnly: "::: \(rawValue) {#id .class}"
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
        }
    }
}

extension Passes {
    private struct OpenFence {
        let index: Int
        let node: Node
        let opening: DirectiveOpening
    }

    /// What an opener and its closer have in common.
    private struct FenceKey: Hashable {
        let parent: Node?
        let colons: Int
    }

    mutating func resolveDirectives(in tree: CMarkTree, scan: DirectiveScan) {
        var fences: [(index: Int, node: Node)] = []
        var others: [Node] = []
        tree.walk { node, isEntering in
            guard isEntering else { return }
            switch node.kind {
            case .htmlBlock, .codeBlock, .htmlInline, .code:
                let literal = node.literal
                guard literal.contains(scan.tokenPrefix) else { return }
                if node.kind == .htmlBlock, let index = Self.index(ofToken: literal, in: scan) {
                    fences.append((index, node))
                } else {
                    others.append(node)
                }
            case .link, .image:
                if node.linkTitle.contains(scan.tokenPrefix)
                    || node.destination.contains(scan.tokenPrefix.dropFirst())
                {
                    others.append(node)
                }
            default: break
            }
        }
        for node in others { restore(node, scan) }

        var open: [OpenFence] = []
        // Where in `open` the fences of one key stand, so that a page of stray closers is not searched again and again.
        var openByKey: [FenceKey: [Int]] = [:]
        for (index, node) in fences {
            let fence = scan.fences[index]
            let key = FenceKey(parent: node.parent, colons: fence.colons)
            if let opening = fence.opening {
                if let outer = open.last, scan.fences[outer.index].colons <= fence.colons,
                    outer.node.parent == node.parent
                {
                    let outerFence = scan.fences[outer.index]
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
                open.append(OpenFence(index: index, node: node, opening: opening))
            } else if let match = openByKey[key]?.last {
                for ended in open[match...] {
                    let colons = scan.fences[ended.index].colons
                    openByKey[FenceKey(parent: ended.node.parent, colons: colons)]?.removeLast()
                }
                for unclosed in open[(match + 1)...] { reportUnclosed(unclosed, scan) }
                close(open[match], with: node, scan)
                open.removeSubrange(match...)
            } else {
                reportStray(fence, node, open, scan)
                showAsText(node, fence)
            }
        }
        for unclosed in open { reportUnclosed(unclosed, scan) }
    }

    private func place(_ fence: Fence) -> Place {
        place(at: fence.offset, length: fence.text.utf8.count)
    }

    /// The fence that an HTML block stands for, where it is nothing but the token.
    private static func index(ofToken literal: String, in scan: DirectiveScan) -> Int? {
        let text = literal.trimmed
        guard text.hasPrefix(scan.tokenPrefix), text.hasSuffix("?>") else { return nil }
        let digits = text.dropFirst(scan.tokenPrefix.count).dropLast(2)
        guard let index = Int(digits), scan.fences.indices.contains(index),
            scan.token(index) == text
        else { return nil }
        return index
    }

    /// Puts the author's bytes back where a token stands for text.
    private func restore(_ node: Node, _ scan: DirectiveScan) {
        func original(_ text: String, prefix: String) -> String {
            var out = ""
            var rest = Substring(text)
            while let start = rest.range(ofToken: prefix) {
                out += rest[..<start.lowerBound]
                let digits = rest[start.upperBound...].prefix { $0.isNumber }
                if let index = Int(digits), scan.fences.indices.contains(index) {
                    out += scan.fences[index].text
                }
                rest = rest[digits.endIndex...].dropFirst(prefix.hasPrefix("<") ? 2 : 1)
            }
            return out + rest
        }
        switch node.kind {
        case .link, .image:
            node.setLinkTitle(original(node.linkTitle, prefix: scan.tokenPrefix))
            // As a destination the token stands in the angle brackets of one, which cmark takes off.
            let bare = String(scan.tokenPrefix.dropFirst())
            node.setDestination(original(node.destination, prefix: bare))
        case .htmlInline where node.literal.hasPrefix(scan.tokenPrefix):
            node.replace(with: Node.text(original(node.literal, prefix: scan.tokenPrefix)))
        default: node.setLiteral(original(node.literal, prefix: scan.tokenPrefix))
        }
    }

    private mutating func close(_ opener: OpenFence, with closer: Node, _ scan: DirectiveScan) {
        let fence = scan.fences[opener.index]
        let tags = tags(for: opener, fence)
        guard let tags, let block = Node.customBlock(enter: tags.enter, exit: tags.exit) else {
            showAsText(closer, nil, text: String(repeating: ":", count: fence.colons))
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

    private mutating func reportUnclosed(_ opener: OpenFence, _ scan: DirectiveScan) {
        let fence = scan.fences[opener.index]
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
        _ fence: Fence, _ node: Node, _ open: [OpenFence], _ scan: DirectiveScan
    ) {
        var notes: [Diagnostic.Note] = []
        if let last = open.last {
            let opener = scan.fences[last.index]
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
    private func showAsText(_ node: Node, _ fence: Fence?, text: String? = nil) {
        guard let paragraph = Node.paragraph(), let content = Node.text(text ?? fence?.text ?? "")
        else { return }
        paragraph.append(content)
        node.replace(with: paragraph)
    }
}

extension Substring {
    fileprivate func range(ofToken prefix: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            guard let first = prefix.first, let candidate = self[start...].firstIndex(of: first)
            else { return nil }
            if self[candidate...].hasPrefix(prefix) {
                return candidate..<index(candidate, offsetBy: prefix.count)
            }
            start = index(after: candidate)
        }
        return nil
    }
}
