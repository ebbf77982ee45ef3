// cmark 0.30.2 is quadratic where containers nest deeply: every line checks every open container. Input is
// bounded before it gets there. Real pages nest fewer than ten deep.

package import Diagnostics

extension DiagnosticKind {
    package static let pageTooLarge = DiagnosticKind(
        .error, "page-too-large", title: "The page is too large",
        explanation: """
            A Markdown file may have at most 16 MiB. A larger one is a log, a data file or an accident, and no \
            reader wants it as one page. Split it, or publish it as an asset and link to it.
            """)
    package static let nestingTooDeep = DiagnosticKind(
        .error, "nesting-too-deep", title: "Quotes or lists are nested too deeply",
        explanation: """
            One line opens more than 100 quotes and list items inside each other, or the page nests quotes, lists, \
            directives and emphasis more than 400 deep. Markdown parsers slow down badly on such input, and no page \
            looks right with it. Mostly it is pasted text: put it into a code block.
            """)
    package static let invalidUTF8 = DiagnosticKind(
        .error, "invalid-utf8", title: "The file is not UTF-8",
        explanation: """
            Pages, forms and configuration are UTF-8. This file holds bytes that are not, so Waymark would have \
            to guess at its letters. Save it as UTF-8 in your editor; from Latin-1, `iconv -f latin1 -t utf-8` does it.
            """)
    package static let utf16 = DiagnosticKind(
        .error, "utf-16", title: "The file is UTF-16",
        explanation: """
            The file starts with the byte order mark of UTF-16, which some Windows editors call "Unicode". \
            Waymark reads UTF-8: save the file as UTF-8 in your editor.
            """)
    package static let nulByte = DiagnosticKind(
        .error, "nul-byte", title: "The file contains a NUL byte",
        explanation: """
            Text files have no NUL bytes. It is a binary file with the name of a page, or one that was damaged: \
            restore it, or rename it if it is not a page.
            """)
}

package enum InputBounds {
    /// Bytes; a page has about 6,000.
    package static let maximumSize = 16 << 20
    /// Containers that one line may open inside each other.
    static let maximumNesting = 100
    /// Quotes, lists, directives, emphasis and links inside each other: cmark checks all that hold a node whenever it is
    /// replaced.
    static let maximumDepth = 400
    /// Bytes; in a smaller page no number of open images takes long.
    private static let openImagesMatterFrom = 100_000
    /// Open images, counted again at each bracket that closes; about half a second of work.
    private static let maximumOpenImages = 200_000_000
    /// Columns of indentation before a list marker: each level of a nested list needs at least two.
    static let maximumIndentation = 400

    /// Whether a file's bytes can be read as text at all: size, encoding, NUL.
    package static func checkText(_ source: SourceText) -> Diagnostic? {
        let bytes = source.bytes
        let start = Place(file: source.file)
        if bytes.count > maximumSize {
            return Diagnostic(
                .pageTooLarge, at: start,
                "the file is larger than \(maximumSize >> 20) MiB",
                suggestion: "split it, or put it into a folder `assets` and link to it")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return Diagnostic(
                .utf16, at: start, "the file is UTF-16; Waymark reads UTF-8",
                suggestion: "save it as UTF-8 in your editor")
        }
        if let nul = bytes.firstIndex(of: 0) {
            return Diagnostic(
                .nulByte, at: source.place(at: nul), "NUL byte: this is not a text file")
        }
        if let offset = firstInvalidUTF8(bytes) {
            let byte = String(bytes[offset], radix: 16, uppercase: true)
            return Diagnostic(
                .invalidUTF8, at: source.place(at: offset),
                "byte 0x\(byte) is not valid UTF-8 here",
                suggestion: "save the file as UTF-8")
        }
        return nil
    }

    /// The offset of the first byte that is not part of well-formed UTF-8, nil where all is.
    static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
        let ascii = bytes.withUnsafeBytes { raw in
            var i = 0
            var any: UInt64 = 0
            while i + 8 <= raw.count {
                any |= raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
                i += 8
            }
            while i < raw.count {
                any |= UInt64(raw[i])
                i += 1
            }
            return any & 0x8080_8080_8080_8080 == 0
        }
        if ascii { return nil }
        var decoder = UTF8()
        var offset = 0
        var iterator = bytes.makeIterator()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }

    /// The first line that nests containers beyond the bound.
    static func checkNesting(_ input: MarkdownInput) -> Diagnostic? {
        let (bytes, body) = (input.source.bytes, input.start)
        if let offset = bytes.withUnsafeBufferPointer({ firstOpenImages($0, from: body) }) {
            return Diagnostic(
                .nestingTooDeep, at: input.place(at: offset),
                "too many `![` before this place are never closed",
                suggestion: "write `\\![` for an exclamation mark before a bracket")
        }
        let offset = bytes.withUnsafeBufferPointer { firstDeepLine($0, from: body) }
        return offset.map {
            Diagnostic(
                .nestingTooDeep, at: input.place(at: $0),
                "this line nests more than \(maximumNesting) quotes and lists inside each other")
        }
    }

    static func nesting(at place: Place) -> Diagnostic {
        Diagnostic(
            .nestingTooDeep, at: place,
            "more than \(maximumDepth) quotes, lists, directives or emphasised texts stand inside each other"
        )
    }

    /// Where the work would pass a bound that cmark 0.30.2 has for each link: it looks at all open `![` of the block.
    private static func firstOpenImages(
        _ bytes: UnsafeBufferPointer<UInt8>, from body: Int
    ) -> Int? {
        guard bytes.count - body > openImagesMatterFrom else { return nil }
        var isImage: [Bool] = []
        var open = 0
        var work = 0
        var isBlank = true
        for i in body..<bytes.count {
            switch bytes[i] {
            case 0x0A, 0x0D:
                if isBlank {
                    isImage.removeAll(keepingCapacity: true)
                    open = 0
                }
                isBlank = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"): break
            case UInt8(ascii: "["):
                isBlank = false
                let image = i > body && bytes[i - 1] == UInt8(ascii: "!")
                isImage.append(image)
                if image { open += 1 }
            case UInt8(ascii: "]"):
                isBlank = false
                if isImage.popLast() == true { open -= 1 }
                work += open
                if work > maximumOpenImages { return i }
            default: isBlank = false
            }
        }
        return nil
    }

    private static func firstDeepLine(
        _ bytes: UnsafeBufferPointer<UInt8>, from body: Int
    ) -> Int? {
        let hasReturns = firstOffset(of: 0x0D, in: bytes, from: body) != nil
        var line = body
        while line < bytes.count {
            var i = line
            var depth = 0
            var columns = 0
            prefix: while i < bytes.count {
                switch bytes[i] {
                case UInt8(ascii: " "): columns += 1
                case UInt8(ascii: "\t"): columns += 4
                case UInt8(ascii: ">"):
                    depth += 1
                    columns = 0
                default:
                    guard let width = listMarkerWidth(bytes, at: i) else { break prefix }
                    if columns > maximumIndentation { return i }
                    depth += 1
                    columns = 0
                    i += width - 1
                }
                i += 1
            }
            if depth > maximumNesting, !isThematicBreak(bytes, from: line) { return line }
            if hasReturns {
                while i < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D { i += 1 }
            } else {
                i = firstOffset(of: 0x0A, in: bytes, from: i) ?? bytes.count
            }
            line = i + 1
        }
        return nil
    }

    private static func isThematicBreak(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Bool {
        var mark: UInt8?
        var i = start
        while i < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D {
            let byte = bytes[i]
            i += 1
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { continue }
            guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*"), mark ?? byte == byte
            else { return false }
            mark = byte
        }
        return true
    }

    /// Bytes of a list marker with its following blank, nil where there is none.
    static func listMarkerWidth(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
        var i = start
        switch bytes[i] {
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): i += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            while i < bytes.count, i - start < 9, bytes[i] >= 0x30, bytes[i] <= 0x39 { i += 1 }
            guard i < bytes.count, bytes[i] == UInt8(ascii: ".") || bytes[i] == UInt8(ascii: ")")
            else { return nil }
            i += 1
        default: return nil
        }
        guard i < bytes.count, bytes[i] == UInt8(ascii: " ") || bytes[i] == UInt8(ascii: "\t")
        else { return nil }
        return i - start + 1
    }
}
