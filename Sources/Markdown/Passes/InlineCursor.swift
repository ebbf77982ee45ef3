// cmark's positions of inline nodes are wrong on continuation lines, after code or titles over several
// lines and after hard breaks. So each block's inlines get theirs from one forward cursor over the block's
// own source lines, in tree order. Where source and tree cannot be matched the cursor searches forward; a
// position may then be late, but never outside the block.

/// Where the inlines of one block stand in the source.
struct InlineCursor {
    let bytes: UnsafeBufferPointer<UInt8>
    /// UTF-8 offset in the source of what comes next.
    var position: Int
    let end: Int
    private let quoteDepth: Int
    /// The last mark of a quote that was passed at the start of a line, until a text is passed.
    private var lastMark: Int?
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

    func byte(at offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

    /// Passes the literal of a text node.
    ///
    /// - Parameter mark: told where a piece of the text starts, as its index in the literal and its offset in
    ///   the source; and whether it was written as an escape or a reference, which punctuation leaves alone.
    mutating func pass(
        text: UnsafeBufferPointer<UInt8>,
        mark: (_ index: Int, _ source: Int, _ isEscaped: Bool) -> Void
    ) {
        var i = 0
        if let lastMark, text.first == UInt8(ascii: ">"), byte(at: position) != UInt8(ascii: ">") {
            // Far to the right on a lazy line it is text and no mark of a quote.
            position = lastMark
        }
        lastMark = nil
        // Blanks at the start of a line are passed with its marks, also where cmark keeps them.
        while i < text.count, text[i] == 0x20 || text[i] == 0x09, byte(at: position) != text[i] {
            i += 1
        }
        mark(0, position, false)
        if i > 0 { mark(i, position, false) }
        while i < text.count {
            let here = byte(at: position)
            if here == UInt8(ascii: "\\"), isASCIIPunctuation(byte(at: position + 1)),
                byte(at: position + 1) == text[i]
            {
                mark(i, position, true)
                position += 2
                i += 1
                mark(i, position, false)
            } else if here == UInt8(ascii: "\\"), text[i] == UInt8(ascii: "|"),
                byte(at: position + 1) == here, byte(at: position + 2) == text[i]
            {
                // In a cell `\|` is a pipe before anything else is seen, and the backslash before it escapes that.
                mark(i, position, true)
                position += 3
                i += 1
                mark(i, position, false)
            } else if here == UInt8(ascii: "&"), let width = referenceWidth(),
                !matches(text, from: i, length: width)
            {
                mark(i, position, true)
                position += width
                i += 1
                while i < text.count, text[i] & 0xC0 == 0x80 { i += 1 }
                i += secondScalarWidth(text, at: i)
                mark(i, position, false)
            } else if here == text[i], position < end {
                position += 1
                i += 1
            } else if resynchronise(with: text, from: i) {
                mark(i, position, false)
            } else {
                i += 1
                while i < text.count, text[i] & 0xC0 == 0x80 { i += 1 }
                mark(i, position, false)
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

    mutating func passLineEnd() {
        if byte(at: position) == 0x0D { position += 1 }
        if byte(at: position) == 0x0A { position += 1 }
        var quotes = 0
        while position < end {
            let here = bytes[position]
            if here == UInt8(ascii: ">"), quotes < quoteDepth {
                quotes += 1
                lastMark = position
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

    /// Moves to the next `byte`, or stays where there is none.
    mutating func seek(_ byte: UInt8) {
        var i = position
        while i < end, bytes[i] != byte { i += 1 }
        if i < end { position = i }
    }
}
