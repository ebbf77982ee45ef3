// What stands behind the colons of a directive fence.

/// One line that may open or close a directive.
struct Fence {
    /// Offset of the first colon in the source.
    let offset: Int
    /// Bytes from the first colon to the line's end.
    let length: Int
    let colons: Int
    /// nil for a closer.
    let opening: DirectiveOpening?

    /// Three or more colons at `start`, then nothing or a directive's opening; nil where it is no fence.
    init?(_ source: UnsafeBufferPointer<UInt8>, at start: Int, to end: Int) {
        var i = start
        while i < end, source[i] == UInt8(ascii: ":") { i += 1 }
        guard i - start >= 3 else { return nil }
        offset = start
        length = end - start
        colons = i - start
        var parser = DirectiveParser(source, from: i, to: end, origin: start)
        parser.skipBlanks()
        if parser.atEnd {
            opening = nil
        } else if let found = parser.opening() {
            opening = found
        } else {
            return nil
        }
    }
}

/// `::: name words {#id .class key="value"}`
struct DirectiveOpening {
    var name: String
    var words: [String] = []
    var attributes = Attributes()
    /// What is wrong in it, and where, relative to the first colon.
    var problem: (offset: Int, message: String)?
}

/// Reads what follows the colons of an opener.
struct DirectiveParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var i: Int
    private let end: Int
    private let origin: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, origin: Int) {
        self.bytes = bytes
        self.i = start
        self.end = end
        self.origin = origin
    }

    var atEnd: Bool { i >= end }

    mutating func skipBlanks() {
        while i < end, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
    }

    /// nil where no name follows: then the line is text.
    mutating func opening() -> DirectiveOpening? {
        guard isASCIILetter(bytes[i]) else { return nil }
        var opening = DirectiveOpening(name: word())
        while true {
            skipBlanks()
            guard !atEnd, opening.problem == nil else { return opening }
            if bytes[i] == UInt8(ascii: "{") {
                readAttributes(into: &opening)
            } else if bytes[i] == UInt8(ascii: "\"") {
                if let quoted = quotedText(bytes, from: i, to: end) {
                    opening.words.append(quoted.text)
                    i = quoted.end
                } else {
                    opening.problem = (i - origin, "this quotation mark is never closed")
                }
            } else {
                opening.words.append(word())
            }
        }
    }

    private mutating func word() -> String {
        let start = i
        while i < end, bytes[i] != 0x20, bytes[i] != 0x09, bytes[i] != UInt8(ascii: "{"),
            bytes[i] != UInt8(ascii: "}"), bytes[i] != UInt8(ascii: "\"") || i == start
        { i += 1 }
        if i == start { i += 1 }
        return String(decoding: bytes[start..<i], as: UTF8.self)
    }

    private mutating func readAttributes(into opening: inout DirectiveOpening) {
        let list = AttributeList(bytes, at: i, to: end)
        opening.problem = list.problem.map { ($0.offset - origin, $0.message) }
        if !opening.attributes.add(list.attributes) {
            opening.problem = (i - origin, AttributeList.secondID)
        }
        i = list.range.upperBound
    }
}
