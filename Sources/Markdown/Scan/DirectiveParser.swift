// What stands behind the colons of a directive fence, and in the braces of any attribute list.

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

/// `{#id .class key="value"}`
struct Attributes {
    var id: String?
    var classes: [String] = []
    var values: [AttributeValue] = []
}

/// `key="value"`
struct AttributeValue {
    let key: String
    let value: String
    /// Bytes of the source, from the key on.
    let range: Range<Int>
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
                if let text = quoted() {
                    opening.words.append(text)
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

    /// A quoted text with `\"` and `\\`; nil and no move where it is not closed.
    private mutating func quoted() -> String? {
        var out: [UInt8] = []
        var j = i + 1
        while j < end {
            if bytes[j] == UInt8(ascii: "\\"), j + 1 < end,
                bytes[j + 1] == UInt8(ascii: "\"") || bytes[j + 1] == UInt8(ascii: "\\")
            {
                out.append(bytes[j + 1])
                j += 2
            } else if bytes[j] == UInt8(ascii: "\"") {
                i = j + 1
                return String(decoding: out, as: UTF8.self)
            } else {
                out.append(bytes[j])
                j += 1
            }
        }
        return nil
    }

    private mutating func readAttributes(into opening: inout DirectiveOpening) {
        let brace = i
        i += 1
        while true {
            skipBlanks()
            guard !atEnd else {
                opening.problem = (brace - origin, "this brace is never closed")
                return
            }
            let start = i
            switch bytes[i] {
            case UInt8(ascii: "}"):
                i += 1
                return
            case UInt8(ascii: "#"), UInt8(ascii: "."):
                i += 1
                let name = nameHere()
                if !isExplicitID(name) {
                    opening.problem = (
                        start - origin,
                        "an id or class is a letter, then letters, digits, `_` and `-`"
                    )
                    return
                }
                if bytes[start] == UInt8(ascii: ".") {
                    opening.attributes.classes.append(name)
                } else if opening.attributes.id != nil {
                    opening.problem = (start - origin, "a directive has one id at most")
                    return
                } else {
                    opening.attributes.id = name
                }
            default:
                let key = nameHere()
                guard !key.isEmpty, i < end, bytes[i] == UInt8(ascii: "=") else {
                    opening.problem = (
                        start - origin, "attributes are written `#id`, `.class` or `key=\"value\"`"
                    )
                    return
                }
                i += 1
                if i < end, bytes[i] == UInt8(ascii: "\"") {
                    guard let value = quoted() else {
                        opening.problem = (i - origin, "this quotation mark is never closed")
                        return
                    }
                    opening.attributes.values.append(
                        AttributeValue(key: key, value: value, range: start..<i))
                } else {
                    let value = nameHere()
                    opening.attributes.values.append(
                        AttributeValue(key: key, value: value, range: start..<i))
                }
            }
        }
    }

    private mutating func nameHere() -> String {
        let start = i
        while i < end,
            isASCIILetter(bytes[i]) || (bytes[i] >= 0x30 && bytes[i] <= 0x39)
                || bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "_")
        { i += 1 }
        return String(decoding: bytes[start..<i], as: UTF8.self)
    }
}
