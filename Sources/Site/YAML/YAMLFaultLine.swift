extension YAMLFault {
    /// The source line around a fault, looked at byte by byte.
    struct Line {
        private let bytes: [UInt8]
        /// UTF-8 offsets of the line without its end.
        let start: Int
        let end: Int

        init(_ bytes: [UInt8], _ offset: Int) {
            self.bytes = bytes
            var start = min(offset, bytes.count)
            while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
            var end = start
            while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
            (self.start, self.end) = (start, end)
        }

        /// The next line above that is not blank.
        var previous: Line? {
            var line = self
            while line.start > 0 {
                line = Line(bytes, line.start - 1)
                if line.firstLetter < line.end { return line }
            }
            return nil
        }

        var firstLetter: Int {
            bytes[start..<end].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? end
        }

        func character(at offset: Int) -> String {
            guard offset < bytes.count else { return "" }
            var stop = offset + 1
            while stop < bytes.count, bytes[stop] & 0xC0 == 0x80 { stop += 1 }
            return String(decoding: bytes[offset..<stop], as: UTF8.self)
        }

        /// A tab in the indentation, at or before `offset`.
        func tab(before offset: Int) -> Int? {
            let stop = min(firstLetter, end)
            guard let tab = bytes[start..<stop].firstIndex(of: 0x09), offset <= stop else {
                return nil
            }
            return tab
        }

        func lastLetter(before offset: Int) -> UInt8? {
            guard offset > start else { return nil }
            return bytes[start..<min(offset, end)].last { $0 != 0x20 && $0 != 0x09 }
        }

        /// Whether a `: ` stands before `offset`.
        func hasKey(before offset: Int) -> Bool {
            guard offset > start else { return false }
            return (start..<min(offset, end)).contains { i in
                bytes[i] == 0x3A && i + 1 < end && (bytes[i + 1] == 0x20 || bytes[i + 1] == 0x09)
            }
        }

        /// The colon of `title:Text`: a word first, and no `//` of an address behind it.
        var colonWithoutSpace: Int? {
            guard let colon = bytes[start..<end].firstIndex(of: 0x3A), colon + 1 < end else {
                return nil
            }
            let word = bytes[firstLetter..<max(colon, firstLetter)]
            let isWord = word.allSatisfy { byte in
                byte == 0x2D || byte == 0x5F || (0x30...0x39).contains(byte)
                    || (0x41...0x5A).contains(byte & 0xDF)
            }
            let next = bytes[colon + 1]
            guard isWord, !word.isEmpty, next != 0x20, next != 0x09, next != 0x2F else {
                return nil
            }
            return colon
        }
    }
}
