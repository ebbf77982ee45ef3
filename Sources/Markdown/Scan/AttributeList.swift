// One reader for the braces of directives, headings, list items, images and code blocks.

/// `{#id .class key="value"}`
struct Attributes {
    var id: String?
    var classes: [String] = []
    var values: [AttributeValue] = []

    /// Names of ids and classes are ASCII letters, digits, `_` and `-`, so nothing needs to be escaped.
    var classTag: String {
        classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    }

    /// Adds what another list says of the same thing; false where both give it an id, of which the first is kept.
    mutating func add(_ other: Attributes) -> Bool {
        let isClear = id == nil || other.id == nil
        id = id ?? other.id
        classes += other.classes
        values += other.values
        return isClear
    }
}

/// `key="value"`
struct AttributeValue {
    let key: String
    let value: String
    /// Bytes of the source, from the key on.
    let range: Range<Int>
    let isQuoted: Bool
}

/// An attribute list in the source, as far as it is well formed.
struct AttributeList {
    struct Problem {
        let offset: Int
        let length: Int
        let message: String
        /// Whether it is the form of an id.
        let isID: Bool
    }

    static let secondID = "there can be one id at most"

    private(set) var attributes = Attributes()
    /// From the opening brace to behind the closing one, or to the problem.
    private(set) var range: Range<Int>
    private(set) var problem: Problem?

    /// Reads the list whose opening brace stands at `brace`, not beyond `end`; stops at the first problem.
    init(_ bytes: UnsafeBufferPointer<UInt8>, at brace: Int, to end: Int) {
        range = brace..<brace + 1
        read(bytes, to: end)
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, to end: Int) {
        let brace = range.lowerBound
        var i = brace + 1
        while true {
            while i < end, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
            guard i < end else {
                return fail(brace, 1, "this brace is never closed")
            }
            let start = i
            switch bytes[i] {
            case UInt8(ascii: "}"):
                range = brace..<i + 1
                return
            case UInt8(ascii: "#"), UInt8(ascii: "."):
                let isID = bytes[i] == UInt8(ascii: "#")
                i = Self.endOfName(bytes, from: i + 1, to: end)
                let name = String(decoding: bytes[start + 1..<i], as: UTF8.self)
                guard isExplicitID(name), Self.endsPart(bytes, i, end) else {
                    return fail(
                        start, max(i - start, 1),
                        "an id or class is a letter, then letters, digits, `_` and `-`", isID: isID)
                }
                if !isID {
                    attributes.classes.append(name)
                } else if attributes.id != nil {
                    return fail(start, i - start, Self.secondID)
                } else {
                    attributes.id = name
                }
            default:
                i = Self.endOfName(bytes, from: i, to: end)
                guard i > start, i < end, bytes[i] == UInt8(ascii: "=") else {
                    return fail(
                        start, max(i - start, 1),
                        "attributes are written `#id`, `.class` or `key=\"value\"`")
                }
                let key = String(decoding: bytes[start..<i], as: UTF8.self)
                guard let value = Self.value(bytes, from: i + 1, to: end) else {
                    return fail(i + 1, 1, "this quotation mark is never closed")
                }
                let isQuoted = value.end > i + 1 && bytes[i + 1] == UInt8(ascii: "\"")
                i = value.end
                attributes.values.append(
                    AttributeValue(
                        key: key, value: value.text, range: start..<i, isQuoted: isQuoted))
            }
        }
    }

    private mutating func fail(
        _ offset: Int, _ length: Int, _ message: String, isID: Bool = false
    ) {
        problem = Problem(offset: offset, length: length, message: message, isID: isID)
        range = range.lowerBound..<max(offset, range.lowerBound + 1)
    }

    /// Whether a name ends well at `i`: what else stands there is part of a name that cannot be one.
    private static func endsPart(
        _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ end: Int
    ) -> Bool {
        i >= end || bytes[i] == 0x20 || bytes[i] == 0x09 || bytes[i] == UInt8(ascii: "}")
            || bytes[i] == UInt8(ascii: "#") || bytes[i] == UInt8(ascii: ".")
    }

    private static func endOfName(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> Int {
        var i = start
        while i < end,
            isASCIILetter(bytes[i]) || (bytes[i] >= 0x30 && bytes[i] <= 0x39)
                || bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "_")
        { i += 1 }
        return i
    }

    /// A value in quotation marks or a bare name; nil where the marks are not closed.
    static func value(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> (text: String, end: Int)? {
        if start < end, bytes[start] == UInt8(ascii: "\"") {
            return quotedText(bytes, from: start, to: end)
        }
        let stop = endOfName(bytes, from: start, to: end)
        return (String(decoding: bytes[start..<stop], as: UTF8.self), stop)
    }
}

/// A text in quotation marks that starts at `start`, with `\"` and `\\`; nil where it is not closed.
func quotedText(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
) -> (text: String, end: Int)? {
    var out: [UInt8] = []
    var i = start + 1
    while i < end {
        if bytes[i] == UInt8(ascii: "\\"), i + 1 < end,
            bytes[i + 1] == UInt8(ascii: "\"") || bytes[i + 1] == UInt8(ascii: "\\")
        {
            out.append(bytes[i + 1])
            i += 2
        } else if bytes[i] == UInt8(ascii: "\"") {
            return (String(decoding: out, as: UTF8.self), i + 1)
        } else {
            out.append(bytes[i])
            i += 1
        }
    }
    return nil
}
