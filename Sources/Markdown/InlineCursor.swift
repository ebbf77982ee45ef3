// cmark's positions of inline nodes are wrong on continuation lines, after code or titles over several
// lines and after hard breaks. So each block's inlines get theirs from one forward cursor over the block's
// own source lines, in tree order. Where source and tree cannot be matched the cursor searches forward; a
// position may then be late, but never outside the block.

/// Where the inlines of one block stand in the source.
struct InlineCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// UTF-8 offset in the source of what comes next.
    private(set) var position: Int
    private let end: Int
    private let quoteDepth: Int
    /// Bytes that vain searches may still cost, so that a hostile block stays linear.
    private var patience: Int

    /// `range`: offsets of the block's content, without its first line's container prefix.
    init(_ bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, quoteDepth: Int) {
        self.bytes = bytes
        self.position = range.lowerBound
        self.end = min(range.upperBound, bytes.count)
        self.quoteDepth = quoteDepth
        patience = 8 * max(end - position, 0) + 1_024
    }

    private func byte(at offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

    /// Passes the literal of a text node and reports the offsets in it that were written as an escape or
    /// a reference, which smart punctuation leaves alone.
    mutating func pass(text: UnsafeBufferPointer<UInt8>, escaped: (Int) -> Void) {
        var i = 0
        while i < text.count {
            let here = byte(at: position)
            if here == UInt8(ascii: "\\"), isASCIIPunctuation(byte(at: position + 1)),
                byte(at: position + 1) == text[i]
            {
                escaped(i)
                position += 2
                i += 1
            } else if here == UInt8(ascii: "&"), let width = referenceWidth(),
                !matches(text, from: i, length: width)
            {
                escaped(i)
                position += width
                i += 1
                while i < text.count, text[i] & 0xC0 == 0x80 { i += 1 }
                i += secondScalarWidth(text, at: i)
            } else if here == text[i], position < end {
                position += 1
                i += 1
            } else if !resynchronise(with: text, from: i) {
                i += 1
                while i < text.count, text[i] & 0xC0 == 0x80 { i += 1 }
            }
        }
    }

    /// Some references stand for two scalars (`&ngE;` is U+2267 U+0338): bytes of the second one, which has no
    /// place of its own.
    private func secondScalarWidth(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        guard start < text.count, text[start] >= 0x80 else { return 0 }
        var width = 1
        while start + width < text.count, text[start + width] & 0xC0 == 0x80 { width += 1 }
        let scalar = String(decoding: text[start..<start + width], as: UTF8.self)
        return Self.secondScalars.contains(scalar) && !matches(text, from: start, length: width)
            ? width : 0
    }

    /// Of HTML's list of named character references.
    private static let secondScalars: Set<String> = [
        "\u{200A}", "\u{331}", "\u{333}", "\u{338}", "\u{20D2}", "\u{20E5}", "\u{FE00}",
    ]

    private func matches(_ text: UnsafeBufferPointer<UInt8>, from start: Int, length: Int) -> Bool {
        guard start + length <= text.count else { return false }
        for i in 0..<length where text[start + i] != byte(at: position + i) { return false }
        return true
    }

    /// Bytes of a character reference here: `&`, up to 32 letters, digits or `#`, `;`.
    private func referenceWidth() -> Int? {
        var i = position + 1
        while i < end, i - position <= 33 {
            let byte = bytes[i]
            if byte == UInt8(ascii: ";") { return i > position + 1 ? i + 1 - position : nil }
            guard isASCIILetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "#")
            else { return nil }
            i += 1
        }
        return nil
    }

    private mutating func resynchronise(
        with text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Bool {
        guard patience > 0 else { return false }
        let length = min(12, text.count - start)
        var i = position
        while i + length <= end {
            var same = 0
            while same < length, bytes[i + same] == text[start + same] { same += 1 }
            if same == length {
                position = i
                return true
            }
            i += 1
        }
        patience -= end - position
        return false
    }

    /// Passes a soft or hard break: the line's end and the next line's container prefix.
    mutating func passBreak() {
        while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        passLineEnd()
    }

    private mutating func passLineEnd() {
        if byte(at: position) == 0x0D { position += 1 }
        if byte(at: position) == 0x0A { position += 1 }
        var quotes = 0
        while position < end {
            let here = bytes[position]
            if here == UInt8(ascii: ">"), quotes < quoteDepth {
                quotes += 1
            } else if here != UInt8(ascii: " "), here != UInt8(ascii: "\t") {
                return
            }
            position += 1
        }
    }

    /// Passes `count` delimiters of emphasis.
    mutating func passDelimiters(_ count: Int) {
        let here = byte(at: position)
        if here == UInt8(ascii: "*") || here == UInt8(ascii: "_") {
            position = min(position + count, end)
        }
    }

    /// Passes a code span; its offset.
    mutating func passCode() -> Int {
        seek(UInt8(ascii: "`"))
        let start = position
        let width = run(of: UInt8(ascii: "`"), at: start)
        position += width
        while position < end {
            let closing = run(of: UInt8(ascii: "`"), at: position)
            position += max(closing, 1)
            if closing == width { break }
        }
        return start
    }

    private func run(of byte: UInt8, at start: Int) -> Int {
        var i = start
        while i < end, bytes[i] == byte { i += 1 }
        return i - start
    }

    /// Passes raw inline HTML; its offset.
    mutating func pass(html: UnsafeBufferPointer<UInt8>) -> Int {
        seek(UInt8(ascii: "<"))
        let start = position
        for byte in html {
            if byte == 0x0A {
                passBreak()
            } else if position < end {
                position += 1
            }
        }
        return start
    }

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
        return i + 1
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
            while i < end, bytes[i] != UInt8(ascii: ">") { i += 1 }
            i += 1
        } else {
            while i < end, bytes[i] > 0x20 { i += 1 }
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

    /// Moves to the next `byte`, or stays where there is none.
    private mutating func seek(_ byte: UInt8) {
        var i = position
        while i < end, bytes[i] != byte { i += 1 }
        if i < end { position = i }
    }
}
