// Directive fences are found before cmark runs, by a scan of lines that knows no block structure. Each fence
// is replaced in its line by a processing instruction that the page does not contain: CommonMark makes it
// an HTML block of its own, which interrupts a paragraph and ends a lazy list item, wherever a directive may
// stand. The tree then decides what was a fence and what was code (`DirectivePass`).

import Diagnostics

/// One line that may open or close a directive.
struct Fence {
    /// Offset of the first colon in the source.
    let offset: Int
    /// The bytes that the token stands for, from the first colon to the line's end.
    let text: String
    let colons: Int
    /// nil for a closer.
    let opening: DirectiveOpening?
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
    var values: [(key: String, value: String)] = []
}

/// The page's bytes for cmark, and what its tokens stand for.
struct DirectiveScan {
    let bytes: [UInt8]
    let fences: [Fence]
    /// What each token starts with; the index and `?>` follow.
    let tokenPrefix: String

    func token(_ index: Int) -> String { "\(tokenPrefix)\(index)?>" }

    /// nil where the page has no fence, which is most pages.
    init?(_ source: UnsafeBufferPointer<UInt8>, from body: Int) {
        guard let first = Self.firstTriple(source, from: body) else { return nil }
        let prefix = Self.unusedPrefix(source)
        tokenPrefix = prefix

        var out: [UInt8] = []
        out.reserveCapacity(source.count + 256)
        var fences: [Fence] = []
        var line = first
        while line > body, source[line - 1] != 0x0A, source[line - 1] != 0x0D { line -= 1 }
        out.append(contentsOf: source[body..<line])
        while line < source.count {
            var end = line
            while end < source.count, source[end] != 0x0A, source[end] != 0x0D { end += 1 }
            if let fence = Self.fence(source, line: line..<end) {
                out.append(contentsOf: source[line..<fence.offset])
                out.append(contentsOf: "\(prefix)\(fences.count)?>".utf8)
                fences.append(fence)
            } else {
                out.append(contentsOf: source[line..<end])
            }
            if end < source.count { out.append(source[end]) }
            line = end + 1
        }
        guard !fences.isEmpty else { return nil }
        bytes = out
        self.fences = fences
    }

    /// Found in one pass: an author may have written any number of such prefixes.
    private static func unusedPrefix(_ source: UnsafeBufferPointer<UInt8>) -> String {
        let stem = "<?waymark-fence-"
        let wanted = Array(stem.utf8)
        var isUsed = false
        var rounds: Set<Int> = []
        var i = 0
        while i + wanted.count <= source.count {
            guard source[i] == wanted[0], source[i..<i + wanted.count].elementsEqual(wanted) else {
                i += 1
                continue
            }
            i += wanted.count
            isUsed = true
            let digits = source[i...].prefix(9).prefix { $0 >= 0x30 && $0 <= 0x39 }
            if let round = Int(String(decoding: digits, as: UTF8.self)) { rounds.insert(round) }
        }
        guard isUsed else { return stem }
        var round = 1
        while rounds.contains(round) { round += 1 }
        return "\(stem)\(round)-"
    }

    /// Three colons in a row hold one at every third byte, so most bytes are never looked at.
    private static func firstTriple(_ source: UnsafeBufferPointer<UInt8>, from body: Int) -> Int? {
        let colon = UInt8(ascii: ":")
        var i = body + 2
        while i < source.count {
            guard source[i] == colon else {
                i += 3
                continue
            }
            var start = i
            while start > body, source[start - 1] == colon { start -= 1 }
            var end = i + 1
            while end < source.count, source[end] == colon { end += 1 }
            if end - start >= 3 { return start }
            i = end + 2
        }
        return nil
    }

    /// The fence in a line: container prefix, three or more colons, then nothing or a directive's opening.
    private static func fence(
        _ source: UnsafeBufferPointer<UInt8>, line: Range<Int>
    ) -> Fence? {
        var i = line.lowerBound
        while i < line.upperBound {
            if source[i] == 0x20 || source[i] == 0x09 || source[i] == UInt8(ascii: ">") {
                i += 1
            } else if let width = InputBounds.listMarkerWidth(source, at: i) {
                i += width
            } else {
                break
            }
        }
        let start = i
        while i < line.upperBound, source[i] == UInt8(ascii: ":") { i += 1 }
        let colons = i - start
        guard colons >= 3 else { return nil }
        var parser = DirectiveParser(source, from: i, to: line.upperBound, origin: start)
        parser.skipBlanks()
        let text = String(decoding: source[start..<line.upperBound], as: UTF8.self)
        if parser.atEnd { return Fence(offset: start, text: text, colons: colons, opening: nil) }
        guard let opening = parser.opening() else { return nil }
        return Fence(offset: start, text: text, colons: colons, opening: opening)
    }
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
                    opening.attributes.values.append((key, value))
                } else {
                    opening.attributes.values.append((key, nameHere()))
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
