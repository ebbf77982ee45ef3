// What the directives have in common. Each is one entry: its usage, what its line takes, and how it shapes the
// blocks between its fences. An entry that refuses them changes nothing, so that all stays visible as it is.

import Diagnostics
import HTMLText

/// A directive that Waymark knows.
struct Directive: Sendable {
    let name: String
    /// Its line, as an author writes it.
    let usage: String
    /// Keys of the attributes that it takes.
    var keys: [String] = []
    /// The directive in which it stands directly; nil where it may stand anywhere.
    var container: String?
    /// Whether it takes these words.
    let takes: @Sendable (_ words: [String]) -> Bool
    let shape: @Sendable (_ passes: inout Passes, _ use: DirectiveUse) -> DirectiveShape

    static let all: [Directive] = [
        .details, .screenOnly, .printOnly, .steps, .tabs, .tab, .figure, .include,
        .checklist, .request,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    static func named(_ name: String) -> Directive? { byName[name] }
}

/// What a directive made of its content.
enum DirectiveShape {
    /// Goes in its place and has taken its content.
    case block(Node)
    /// The content stays where it is, and only the fences go.
    case inPlace
    case wrong(Diagnostic)
}

/// An opener and its closer, which have one parent.
struct DirectiveUse {
    let opening: DirectiveOpening
    let fence: Fence
    let opener: Node
    let closer: Node
    let options: MarkdownOptions
    /// Directives in it that are shaped together with it, in order.
    var parts: [DirectiveUse] = []

    /// The blocks between the fences.
    var content: [Node] {
        var nodes: [Node] = []
        var node = opener.next
        while let one = node, one != closer {
            nodes.append(one)
            node = one.next
        }
        return nodes
    }

    /// Moves the blocks between the fences to the end of `block`.
    func moveContent(to block: Node) {
        while let child = opener.next, child != closer {
            child.unlink()
            block.append(child)
        }
    }

    /// ` id="…" class="…"` with the author's id and classes behind `own`; empty where there are none.
    func attributes(_ own: String..., withID: Bool = true) -> String {
        let id = withID ? opening.attributes.id : nil
        let classes = (own + opening.attributes.classes).joined(separator: " ")
        return (id.map { " id=\"\(HTMLText.escape(options.placedID($0)))\"" } ?? "")
            + (classes.isEmpty ? "" : " class=\"\(HTMLText.escape(classes))\"")
    }
}

extension Passes {
    /// Whether readers see nothing of a block at its place: a comment, or the text of a footnote.
    func isInvisible(_ node: Node) -> Bool {
        switch node.kind {
        case .htmlBlock: Self.withoutComments(node.literal)?.trimmed.isEmpty == true
        case .customBlock: footnoteBlocks.contains(node)
        default: false
        }
    }

    /// The first line of a block in a directive; the directive's own where the block was made by a pass.
    func place(of node: Node, in use: DirectiveUse) -> Place {
        guard node.startLine > 0 || madeBlocks[node] != nil else { return place(use.fence) }
        let start = offset(of: node)
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        while end > start + 1, bytes[end - 1] <= 0x20 { end -= 1 }
        return place(at: start, length: max(end - start, 1))
    }

    /// Refuses the content of a directive.
    func wrongContent(
        _ use: DirectiveUse, at node: Node?, _ message: String, suggestion: String
    ) -> DirectiveShape {
        .wrong(
            Diagnostic(
                .directiveContent, at: node.map { place(of: $0, in: use) } ?? place(use.fence),
                message, suggestion: suggestion))
    }
}
