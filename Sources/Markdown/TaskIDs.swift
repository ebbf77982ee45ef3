/// Ids of tasks that have none of their own: made from their words and never from their place, so that what a
/// reader ticked off stays ticked when other tasks come and go.
struct TaskIDs {
    private(set) var taken: Set<String>
    private var counts: [String: Int] = [:]

    init(taken: Set<String>) { self.taken = taken }

    /// `task-` and the hash of the text in lower case with each run of white space as one blank; the second and
    /// further of one text get `-2`, `-3`. The name is the id without that.
    mutating func id(for text: String) -> (id: String, name: String) {
        let base = "task-" + Self.hash(of: text)
        var id = base
        while !taken.insert(id).inserted {
            let count = counts[base, default: 1] + 1
            counts[base] = count
            id = "\(base)-\(count)"
        }
        return (id, base)
    }

    /// FNV-1a, 32 bits, as eight hexadecimal digits.
    private static func hash(of text: String) -> String {
        var hash: UInt32 = 0x811C_9DC5
        func add(_ byte: UInt8) { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        var isBlankDue = false
        var hasWords = false
        var text = text
        let isASCII = text.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
            for byte in bytes {
                if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                    isBlankDue = hasWords
                    continue
                }
                if isBlankDue { add(0x20) }
                isBlankDue = false
                hasWords = true
                add(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
            }
            return true
        }
        for scalar in isASCII ? "".unicodeScalars : text.lowercased().unicodeScalars {
            if scalar.properties.isWhitespace {
                isBlankDue = hasWords
                continue
            }
            if isBlankDue { add(0x20) }
            isBlankDue = false
            hasWords = true
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { add(byte) }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}
