/// A file's bytes with its name, which turns UTF-8 offsets into places.
///
/// Holds bytes, not a `String`: pages are read, scanned and parsed as bytes, and only a diagnostic pays
/// for decoding, and only its own line. Line ends are LF, CR and CRLF, as in CommonMark 0.30 section 2.1.
package struct SourceText: Sendable {
    package let file: String
    package let bytes: [UInt8]

    package init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }

    /// The place of the UTF-8 `offset`, marking `length` bytes of its line. Offsets past the end mean the end.
    package func place(at offset: Int, length: Int = 1) -> Place {
        let offset = min(max(offset, 0), bytes.count)
        var line = 1
        var start = 0
        var i = 0
        while i < offset {
            if bytes[i] == 0x0A {
                line += 1
                start = i + 1
            } else if bytes[i] == 0x0D {
                if i + 1 < bytes.count, bytes[i + 1] == 0x0A {
                    if i + 1 >= offset { break }
                    i += 1
                }
                line += 1
                start = i + 1
            }
            i += 1
        }
        return place(line: line, lineStart: start, offset: offset, length: length)
    }

    /// The place of byte `column` (1-based, as cmark counts) in `line` (1-based), marking `length` bytes.
    package func place(line: Int, byteColumn column: Int = 1, length: Int = 1) -> Place {
        var start = 0
        var current = 1
        var i = 0
        while current < line, i < bytes.count {
            let byte = bytes[i]
            i += 1
            if byte == 0x0D, i < bytes.count, bytes[i] == 0x0A { i += 1 }
            if byte == 0x0A || byte == 0x0D {
                current += 1
                start = i
            }
        }
        return place(
            line: current, lineStart: start, offset: min(start + column - 1, bytes.count),
            length: length)
    }

    /// How much of a long line an excerpt shows on each side of the mark, in bytes.
    private static let window = 120

    /// The place of `offset` for who knows its line already: the line's number and where it starts, and
    /// perhaps its column, which otherwise is counted.
    package func place(
        line: Int, lineStart: Int, offset: Int, length: Int, column known: Int? = nil
    ) -> Place {
        var end = offset
        let limit = min(bytes.count, offset + max(length, 1) + Self.window)
        while end < limit, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        while end < bytes.count, end >= limit, bytes[end] & 0xC0 == 0x80 { end += 1 }
        var start = max(lineStart, offset - Self.window)
        while start > lineStart, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        let markEnd = min(max(offset + length, offset), end)
        let before = codePoints(start..<offset)
        let excerpt = Excerpt(
            text: String(decoding: bytes[start..<max(end, start)], as: UTF8.self),
            markStart: before,
            markLength: max(1, codePoints(offset..<markEnd)))
        let column =
            known ?? (start == lineStart ? before : codePoints(lineStart..<offset)) + 1
        return Place(
            file: file, position: Position(line: line, column: column), excerpt: excerpt)
    }

    /// Code points in a range, counted as the bytes that do not continue one.
    package func codePoints(_ range: Range<Int>) -> Int {
        var count = 0
        for i in range where bytes[i] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
