// A figure is an image, maybe in a link, and its caption.

import Diagnostics

extension Directive {
    static let figure = Directive(
        name: "figure", usage: "::: figure {#id .class}", takes: \.isEmpty,
        shape: { $0.shapeFigure($1) })
}

extension Passes {
    fileprivate mutating func shapeFigure(_ use: DirectiveUse) -> DirectiveShape {
        let visible = use.content.filter { !isInvisible($0) }
        guard let image = visible.first, Self.startsWithImage(image) else {
            return wrongContent(
                use, at: visible.first, "`figure` starts with an image",
                suggestion: "write `![what the picture tells](picture.svg)` and a blank line")
        }
        guard Self.isImageAlone(image) else {
            return wrongContent(
                use, at: image, "the image of a `figure` stands alone in its paragraph",
                suggestion: "put a blank line between the image and its caption")
        }
        guard let figure = Node.customBlock(enter: "<figure\(use.attributes())>", exit: "</figure>")
        else { return .inPlace }
        let caption = visible.dropFirst()
        if caption.isEmpty {
            report(
                Diagnostic(
                    .emptyCaption, at: place(use.fence), "this figure has no caption",
                    suggestion: "write it after the image and a blank line"))
        }
        use.moveContent(to: figure)
        takeTags(of: image, enter: "", exit: "")
        if caption.count == 1, let text = caption.first, text.kind == .paragraph {
            takeTags(of: text, enter: "<figcaption>", exit: "</figcaption>")
        } else if !caption.isEmpty,
            let block = Node.customBlock(enter: "<figcaption>", exit: "</figcaption>")
        {
            for node in caption {
                node.unlink()
                block.append(node)
            }
            figure.append(block)
        }
        return .block(figure)
    }

    private static func startsWithImage(_ paragraph: Node) -> Bool {
        guard paragraph.kind == .paragraph, let first = paragraph.firstChild else { return false }
        if first.kind == .link { return first.firstChild?.kind == .image }
        return first.kind == .image
    }

    /// Attributes in braces may stand behind it.
    private static func isImageAlone(_ paragraph: Node) -> Bool {
        guard let first = paragraph.firstChild else { return false }
        if first.kind == .link, first.firstChild != first.lastChild { return false }
        guard let rest = first.next else { return true }
        return rest.kind == .text && rest.next == nil
            && rest.withLiteral {
                $0.first == UInt8(ascii: "{") && $0.last == UInt8(ascii: "}")
            }
    }
}
