// Links, images and raw HTML.

import Diagnostics
import HTMLText

/// An image to replace when the rest of its block is done.
struct PendingImage {
    let node: Node
    let offset: Int
    /// Whether it stands in the text alternative of another.
    let isInImage: Bool
}

extension Passes {
    private func use(of node: Node, at offset: Int, isImage: Bool) -> LinkUse {
        let lines = lines
        let (file, bytes) = (input.source.file, input.source.bytes)
        let (isFull, origin) = (isFull, origin)
        return LinkUse(
            destination: node.destination, isImage: isImage,
            file: origin.isIncluded ? input.path : nil, notes: { origin.notes },
            place: {
                if isFull { return Place(file: file) }
                return lines.place(at: offset, length: Self.lengthOfTarget(in: bytes, at: offset))
            })
    }

    /// Bytes to mark for a link: to its closing bracket, on its own line.
    private static func lengthOfTarget(in bytes: [UInt8], at offset: Int) -> Int {
        var i = offset
        var depth = 0
        while i < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D, i - offset < 300 {
            switch bytes[i] {
            case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"):
                depth -= 1
                let next = i + 1 < bytes.count ? bytes[i + 1] : 0
                if depth == 0, next != UInt8(ascii: "("), next != UInt8(ascii: "[") {
                    return i + 1 - offset
                }
            case UInt8(ascii: ">") where depth == 0: return i + 1 - offset
            default: break
            }
            i += 1
        }
        return max(i - offset, 1)
    }

    /// An autolink may stand in the text of a link, but HTML has no links in links.
    mutating func processLink(
        _ node: Node, at offset: Int, in footnote: Node?, isInLink: Bool, isInImage: Bool = false,
        resolver: inout some LinkResolver
    ) {
        if isInLink { return node.unwrap() }
        let (resolution, diagnostics) = resolver.resolve(use(of: node, at: offset, isImage: false))
        for diagnostic in diagnostics { report(diagnostic) }
        switch resolution {
        case .url(let url), .image(let url, _, _), .page(let url, _):
            node.setDestination(url)
            // One in an image's text is gone with it.
            if options.notesLinks, !isInImage { noteForPaper(node, resolution, in: footnote) }
        case .refused: node.unwrap()
        }
    }

    mutating func processImage(_ image: PendingImage, resolver: inout some LinkResolver) {
        let node = image.node
        let use = use(of: node, at: image.offset, isImage: true)
        if image.isInImage {
            for diagnostic in resolver.resolve(use).1 { report(diagnostic) }
            return
        }
        let alternative = plainText(of: node)
        if alternative.allSatisfy(\.isWhitespace) {
            report(
                Diagnostic(
                    .missingAlt, at: use.place(), "this image has no text alternative",
                    suggestion: "say between the brackets what the picture tells"))
        }
        let (resolution, diagnostics) = resolver.resolve(use)
        for diagnostic in diagnostics { report(diagnostic) }
        switch resolution {
        case .url(let url), .page(let url, _):
            replace(node, url: url, size: "", alternative)
        case .image(let url, let width, let height):
            let size = " width=\"\(width)\" height=\"\(height)\""
            replace(node, url: url, size: size, alternative)
        case .refused: node.unwrap()
        }
    }

    private mutating func replace(
        _ node: Node, url: String, size: String, _ alternative: String
    ) {
        let title = node.linkTitle
        var tag =
            "<img src=\"\(HTMLText.escape(url))\" alt=\"\(HTMLText.escape(alternative))\"\(size)"
        if let attributes = imageAttributes[node] {
            tag += idTag(attributes) + attributes.classTag
        }
        if !title.isEmpty { tag += " title=\"\(HTMLText.escape(title))\"" }
        guard let image = Node.customInline(enter: tag + ">", exit: "") else { return }
        // A heading's text in outline and title is made after this.
        imageTexts[image] = alternative
        node.replace(with: image)
    }

    mutating func processInlineHTML(_ node: Node, at offset: Int) {
        let literal = node.literal
        if literal.hasPrefix("<!--") { return node.remove() }
        if options.allowsRawHTML {
            collectIDs(in: literal)
            if let joined = options.joined {
                node.setLiteral(JoinedHTML.placed(literal, in: joined))
            }
            return
        }
        if !literal.hasPrefix("</") {
            report(
                Diagnostic(
                    .rawHTML, at: place(at: offset, length: literal.utf8.count),
                    "raw HTML is off: `\(Self.abbreviated(literal))` is shown as text"))
        }
        node.replace(with: Node.text(literal))
    }

    /// Where the comment starts that a block of HTML leaves open.
    private func unclosedComment(of node: Node) -> Int {
        let start = offset(of: node)
        // cmark's end line is that of the line before where a block ends at a line's end.
        let lines = node.literal.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        let end = min(offset(ofLine: node.startLine + max(lines, 1)), bytes.count)
        var open: Int?
        var i = start
        while i < end {
            let rest = bytes[i..<end]
            if open == nil, rest.starts(with: "<!--".utf8) {
                open = i
                i += 4
            } else if open != nil, rest.starts(with: "-->".utf8) {
                open = nil
                i += 3
            } else {
                i += 1
            }
        }
        return open ?? start
    }

    mutating func processHTMLBlock(_ node: Node) {
        let literal = node.literal
        let start = offset(of: node)
        guard let visible = Self.withoutComments(literal) else {
            report(
                Diagnostic(
                    .unclosedComment, at: place(at: unclosedComment(of: node), length: 4),
                    "this comment is never closed, so that the rest of the page would be missing",
                    suggestion: "end it with `-->`"))
            return node.remove()
        }
        let text = visible.trimmed
        if text.isEmpty { return node.remove() }
        if options.allowsRawHTML {
            collectIDs(in: visible)
            let shown = literal.trimmed.hasPrefix("<!--") ? visible : literal
            if let joined = options.joined {
                node.setLiteral(JoinedHTML.placed(shown, in: joined))
            } else if shown != literal {
                node.setLiteral(shown)
            }
            return
        }
        // Behind a comment on its line stands perhaps no HTML, only words.
        if text.utf8.contains(UInt8(ascii: "<")) {
            let firstLine = literal.prefix { $0 != "\n" }
            report(
                Diagnostic(
                    .rawHTML, at: place(at: start, length: firstLine.utf8.count),
                    "raw HTML is off: `\(Self.abbreviated(text))` is shown as text"))
        }
        guard let paragraph = Node.paragraph(), let content = Node.text(text) else { return }
        paragraph.append(content)
        node.replace(with: paragraph)
    }

    /// Ids that an author's HTML gives, so that links to them are not called broken. Errs on the side of more.
    private mutating func collectIDs(in html: String) {
        for attribute in ["id=\"", "id='", "name=\"", "name='"] {
            var rest = Substring(html)
            while let start = rest.firstRange(of: attribute) {
                let value = rest[start.upperBound...].prefix {
                    $0 != "\"" && $0 != "'" && $0 != ">"
                }
                page.ids.insert(String(value))
                rest = rest[value.endIndex...]
            }
        }
    }

    private static func abbreviated(_ text: String) -> String {
        let line = text.prefix { $0 != "\n" }
        return line.count > 40 ? line.prefix(40) + "…" : String(line)
    }

    /// The text without its comments; nil where one is never closed.
    static func withoutComments(_ text: String) -> String? {
        guard text.contains("<!--") else { return text }
        var out = ""
        var rest = Substring(text)
        while let start = rest.firstRange(of: "<!--") {
            out += rest[..<start.lowerBound]
            let inside = rest[start.lowerBound...].dropFirst(2)
            guard let end = inside.firstRange(of: "-->") else { return nil }
            rest = inside[end.upperBound...]
        }
        return out + rest
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        var view = Substring(self)
        while view.first?.isWhitespace == true { view.removeFirst() }
        while view.last?.isWhitespace == true { view.removeLast() }
        return String(view)
    }
}

extension Substring {
    /// The first occurrence of `text`, by bytes.
    fileprivate func firstRange(of text: String) -> Range<Index>? {
        let wanted = Array(text.utf8)
        var start = utf8.startIndex
        while start < utf8.endIndex {
            guard let candidate = utf8[start...].firstIndex(of: wanted[0]) else { return nil }
            var i = candidate
            var matched = 0
            while matched < wanted.count, i < utf8.endIndex, utf8[i] == wanted[matched] {
                i = utf8.index(after: i)
                matched += 1
            }
            if matched == wanted.count { return candidate..<i }
            start = utf8.index(after: candidate)
        }
        return nil
    }
}
