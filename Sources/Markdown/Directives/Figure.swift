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
                suggestion: "write `![what the picture tells](picture.svg)` on a line of its own")
        }
        guard let end = Self.endOfImage(in: image) else {
            return wrongContent(
                use, at: image, "the image of a `figure` stands alone on its line",
                suggestion: "write the caption on a line of its own below the image")
        }
        guard let figure = Node.customBlock(enter: "<figure\(use.attributes())>", exit: "</figure>")
        else { return .inPlace }
        var caption = visible.dropFirst()
        if case .line(let lineBreak) = end, let first = splitCaption(off: image, at: lineBreak) {
            caption = [first] + caption
        }
        if caption.isEmpty {
            report(
                Diagnostic(
                    .emptyCaption, at: place(use.fence), "this figure has no caption",
                    suggestion: "write it below the image"))
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

    /// What ends the image at the start of a paragraph.
    private enum ImageEnd {
        case paragraph
        /// The break behind its line.
        case line(Node)
    }

    /// nil where the image has more than attributes in braces behind it on its line.
    private static func endOfImage(in paragraph: Node) -> ImageEnd? {
        guard let first = paragraph.firstChild else { return nil }
        if first.kind == .link, first.firstChild != first.lastChild { return nil }
        guard var rest = first.next else { return .paragraph }
        if rest.kind == .text {
            let isGroup = rest.withLiteral {
                $0.first == UInt8(ascii: "{") && $0.last == UInt8(ascii: "}")
            }
            guard isGroup else { return nil }
            guard let behind = rest.next else { return .paragraph }
            rest = behind
        }
        // A block that a pass made has no lines.
        let isBreak = rest.kind == .softBreak || rest.kind == .lineBreak
        return isBreak && paragraph.startLine > 0 ? .line(rest) : nil
    }

    /// Makes a paragraph of its own of the lines below an image's.
    private mutating func splitCaption(off image: Node, at lineBreak: Node) -> Node? {
        guard let caption = Node.paragraph() else { return nil }
        while let node = lineBreak.next {
            node.unlink()
            caption.append(node)
        }
        lineBreak.remove()
        let end = min(offset(ofLine: image.endLine + 1), bytes.count)
        var start = min(offset(ofLine: image.startLine + 1), end)
        while start < end,
            bytes[start] == 0x20 || bytes[start] == 0x09 || bytes[start] == UInt8(ascii: ">")
        { start += 1 }
        madeBlocks[caption] = start..<end
        caption.insertAfter(image)
        return caption
    }
}
