/// The start tags of a document, one after the other: as much of HTML's syntax as it takes to find an attribute and
/// to take no text, comment or script for one.
struct StartTags: Sequence, IteratorProtocol {
    struct Attribute {
        /// Lower case.
        let name: String
        /// From the blank before its name to the end of its value.
        let range: Range<Int>
        /// Without its quotes.
        let value: Range<Int>
    }

    struct Tag {
        /// Lower case.
        let name: String
        let attributes: [Attribute]
        /// Behind its `>`.
        let end: Int
    }

    private let bytes: [UInt8]
    private var position = 0
    /// What holds no tags: in it, only the end tag of this name counts.
    private var textOnly: String?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Tag? {
        while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = open + 1
            if let textOnly {
                if isEndTag(of: textOnly) { self.textOnly = nil }
            } else if starts(with: "!--") {
                skipComment()
            } else if position < bytes.count, isLetter(bytes[position]) {
                let tag = readTag()
                if ["script", "style", "title", "textarea"].contains(tag.name) {
                    textOnly = tag.name
                }
                return tag
            }
        }
        return nil
    }

    private func starts(with text: String) -> Bool {
        bytes[position...].prefix(text.utf8.count).elementsEqual(text.utf8)
    }

    private func isEndTag(of name: String) -> Bool {
        let found = bytes[position...].prefix(name.utf8.count + 1)
        return found.first == UInt8(ascii: "/")
            && found.dropFirst().map(lowercased).elementsEqual(name.utf8)
    }

    private mutating func skipComment() {
        position += 3
        while let dash = bytes[position...].firstIndex(of: UInt8(ascii: "-")) {
            position = dash
            if starts(with: "-->") {
                position += 3
                return
            }
            position += 1
        }
        position = bytes.count
    }

    private mutating func readTag() -> Tag {
        let name = readWord { isBlank($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") }
        var attributes: [Attribute] = []
        while true {
            let start = position
            skip { isBlank($0) || $0 == UInt8(ascii: "/") }
            guard position < bytes.count else { break }
            if bytes[position] == UInt8(ascii: ">") {
                position += 1
                break
            }
            attributes.append(readAttribute(from: start))
        }
        return Tag(name: name, attributes: attributes, end: position)
    }

    private mutating func readAttribute(from start: Int) -> Attribute {
        let nameStart = position
        // A name may begin with `=`.
        position += 1
        let rest = readWord {
            isBlank($0) || [UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "=")].contains($0)
        }
        let name = String(decoding: [lowercased(bytes[nameStart])], as: UTF8.self) + rest
        let nameEnd = position
        skip(isBlank)
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
            position = nameEnd
            return Attribute(name: name, range: start..<nameEnd, value: nameEnd..<nameEnd)
        }
        position += 1
        skip(isBlank)
        let value: Range<Int>
        if position < bytes.count,
            [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[position])
        {
            let quote = bytes[position]
            position += 1
            let valueStart = position
            skip { $0 != quote }
            value = valueStart..<position
            position = Swift.min(position + 1, bytes.count)
        } else {
            let valueStart = position
            skip { !isBlank($0) && $0 != UInt8(ascii: ">") }
            value = valueStart..<position
        }
        return Attribute(name: name, range: start..<position, value: value)
    }

    private mutating func skip(_ matches: (UInt8) -> Bool) {
        while position < bytes.count, matches(bytes[position]) { position += 1 }
    }

    private mutating func readWord(until isEnd: (UInt8) -> Bool) -> String {
        let start = position
        skip { !isEnd($0) }
        return String(decoding: bytes[start..<position].map(lowercased), as: UTF8.self)
    }
}

private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

private func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0a, 0x0c, 0x0d].contains(byte) }

private func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
