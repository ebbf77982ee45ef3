/// The tags of HTML that this program wrote, one after the other. HTML of an author may be among it: what is not well
/// formed gives odd tags, and never more than one step for each byte.
struct TagScan {
    struct Tag {
        let name: String
        let isEnd: Bool
        /// Of all from `<` to `>`.
        let range: Range<Int>
        /// Names, and where the values stand; values are quoted by `"`.
        let attributes: [(name: String, value: Range<Int>)]
    }

    let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// An attribute's value, without the references that `HTMLText.escape` writes.
    func value(_ name: String, of tag: Tag) -> String? {
        guard let range = tag.attributes.first(where: { $0.name == name })?.value else {
            return nil
        }
        var value = String(decoding: bytes[range], as: UTF8.self)
        guard value.utf8.contains(UInt8(ascii: "&")) else { return value }
        for (reference, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
            value = value.replacing(reference, with: sign)
        }
        return value
    }

    /// Whether the attribute `class` of a tag starts with this name.
    func hasFirstClass(_ name: String, _ tag: Tag) -> Bool {
        value("class", of: tag)?.split(separator: " ").first.map(String.init) == name
    }

    mutating func next() -> Tag? {
        while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = start + 1
            let isEnd = byte(at: position) == UInt8(ascii: "/")
            let nameStart = isEnd ? position + 1 : position
            var end = nameStart
            while let byte = byte(at: end), isNameByte(byte) { end += 1 }
            guard end > nameStart else { continue }
            let name = String(decoding: bytes[nameStart..<end], as: UTF8.self).lowercased()
            position = end
            let attributes = readAttributes()
            return Tag(
                name: name, isEnd: isEnd, range: start..<position, attributes: attributes)
        }
        position = bytes.count
        return nil
    }

    /// Reads to behind the tag's `>`.
    private mutating func readAttributes() -> [(name: String, value: Range<Int>)] {
        var attributes: [(name: String, value: Range<Int>)] = []
        while let byte = byte(at: position) {
            if byte == UInt8(ascii: ">") {
                position += 1
                break
            }
            guard isNameByte(byte) else {
                position += 1
                continue
            }
            let start = position
            while let byte = self.byte(at: position), isNameByte(byte) { position += 1 }
            let end = position
            guard self.byte(at: position) == UInt8(ascii: "="),
                self.byte(at: position + 1) == UInt8(ascii: "\"")
            else { continue }
            let valueStart = position + 2
            let valueEnd =
                bytes[valueStart...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
            attributes.append(
                (String(decoding: bytes[start..<end], as: UTF8.self), valueStart..<valueEnd))
            position = min(valueEnd + 1, bytes.count)
        }
        return attributes
    }

    private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private func isNameByte(_ byte: UInt8) -> Bool {
        byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A
            || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "-")
    }
}
