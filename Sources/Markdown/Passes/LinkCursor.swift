// The cursor's way over links, images and reference definitions, whose targets are in the source and not in
// the tree: CommonMark 0.30 sections 4.7, 6.3 and 6.4.

extension InlineCursor {
    /// Passes the opening of a link or image: `[`, `![`, or `<` of an autolink; its offset.
    mutating func passOpening(image: Bool) -> (offset: Int, isAutolink: Bool) {
        if image {
            while position < end,
                !(bytes[position] == UInt8(ascii: "!")
                    && byte(at: position + 1) == UInt8(ascii: "["))
            { position += 1 }
            let start = min(position, max(end - 1, 0))
            position = min(position + 2, end)
            return (start, false)
        }
        let isAutolink = byte(at: position) == UInt8(ascii: "<")
        if !isAutolink { seek(UInt8(ascii: "[")) }
        let start = position
        position = min(position + 1, end)
        return (start, isAutolink)
    }

    /// Passes the rest of a link after its text: `>` of an autolink, else `](…)`, `][…]`, `][]` or `]`.
    mutating func passClosing(isAutolink: Bool) {
        if isAutolink {
            if byte(at: position) == UInt8(ascii: ">") { position += 1 }
            return
        }
        seek(UInt8(ascii: "]"))
        position = min(position + 1, end)
        switch byte(at: position) {
        case UInt8(ascii: "("): if let after = endOfInlineTarget(position + 1) { position = after }
        case UInt8(ascii: "["): if let after = endOfLabel(position + 1) { position = after }
        default: break
        }
    }

    /// cmark's own bound for parentheses in a destination.
    private static let maximumParentheses = 32

    /// After `(`: destination, optional title, `)` as in CommonMark 0.30 section 6.3; nil where it is none.
    private func endOfInlineTarget(_ start: Int) -> Int? {
        var i = skipBlanks(start)
        if byte(at: i) == UInt8(ascii: "<") {
            i += 1
            while i < end, bytes[i] != UInt8(ascii: ">") {
                if bytes[i] == UInt8(ascii: "<") || bytes[i] == 0x0A { return nil }
                i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1
            }
            i += 1
        } else {
            var depth = 0
            while i < end, bytes[i] > 0x20 {
                if bytes[i] == UInt8(ascii: "\\") {
                    i += 1
                } else if bytes[i] == UInt8(ascii: "(") {
                    depth += 1
                    if depth > Self.maximumParentheses { return nil }
                } else if bytes[i] == UInt8(ascii: ")") {
                    if depth == 0 { break }
                    depth -= 1
                }
                i += 1
            }
        }
        i = skipBlanks(i)
        if let afterTitle = endOfTitle(i) { i = skipBlanks(afterTitle) }
        return byte(at: i) == UInt8(ascii: ")") ? i + 1 : nil
    }

    /// After a title in quotes or parentheses; nil where none starts.
    private func endOfTitle(_ start: Int) -> Int? {
        let quote = byte(at: start)
        guard
            quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "(")
        else { return nil }
        let closing = quote == UInt8(ascii: "(") ? UInt8(ascii: ")") : quote
        var i = start + 1
        while i < end, bytes[i] != closing {
            if bytes[i] == quote { return nil }
            i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1
        }
        return i < end ? i + 1 : nil
    }

    /// Passes the reference definitions at the start of a paragraph, which are not part of its text.
    mutating func passDefinitions() {
        while byte(at: position) == UInt8(ascii: "["), let after = endOfDefinition(position) {
            position = after
            passLineEnd()
        }
    }

    /// The line's end after a definition as in CommonMark 0.30 section 4.7; nil where there is none.
    private func endOfDefinition(_ start: Int) -> Int? {
        guard let label = endOfLabel(start + 1), byte(at: label) == UInt8(ascii: ":"),
            skipBlanks(start + 1) < label - 1
        else { return nil }
        let destination = skipBlanks(label + 1)
        var i = destination
        if byte(at: i) == UInt8(ascii: "<") {
            i += 1
            while i < end, bytes[i] != UInt8(ascii: ">") {
                if bytes[i] == 0x0A || bytes[i] == 0x0D || bytes[i] == UInt8(ascii: "<") { return nil }
                i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1
            }
            guard i < end else { return nil }
            i += 1
        } else {
            var depth = 0
            while i < end, bytes[i] > 0x20 {
                if bytes[i] == UInt8(ascii: "(") { depth += 1 }
                if bytes[i] == UInt8(ascii: ")") { depth -= 1 }
                i += bytes[i] == UInt8(ascii: "\\") && i + 1 < end && bytes[i + 1] > 0x20 ? 2 : 1
                if depth < 0 { return nil }
            }
            guard depth == 0 else { return nil }
        }
        guard i > destination else { return nil }
        let withTitle = endOfTitle(skipBlanks(i)).flatMap(lineEnd)
        return withTitle ?? lineEnd(i)
    }

    /// The end of the line, where nothing but blanks stands before it.
    private func lineEnd(_ start: Int) -> Int? {
        var i = start
        while i < end, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
        return i >= end || bytes[i] == 0x0A || bytes[i] == 0x0D ? min(i, end) : nil
    }

    private func skipBlanks(_ start: Int) -> Int {
        var i = start
        while i < end, bytes[i] == 0x20 || bytes[i] == 0x09 || bytes[i] == 0x0A || bytes[i] == 0x0D
        { i += 1 }
        return i
    }

    private func endOfLabel(_ start: Int) -> Int? {
        var i = start
        while i < end, i - start < 1_000 {
            if bytes[i] == UInt8(ascii: "]") { return i + 1 }
            if bytes[i] == UInt8(ascii: "[") { return nil }
            i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }
}
