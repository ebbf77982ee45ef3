/// Turns libyaml's marks, lines and columns in code points, into UTF-8 offsets.
///
/// Marks come in the order of the text, so one walk forward serves all of them: a file in one long line costs
/// no more than many short ones. A mark behind the cursor starts again.
struct YAMLCursor {
    private let bytes: [UInt8]
    private let range: Range<Int>
    private var offset: Int
    private var line = 1
    private var column = 1

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
        offset = range.lowerBound
    }

    /// The UTF-8 offset of a mark (both 1-based); past the end means the end.
    mutating func offset(line: Int, column: Int) -> Int {
        if (line, column) < (self.line, self.column) {
            (offset, self.line, self.column) = (range.lowerBound, 1, 1)
        }
        while offset < range.upperBound, (self.line, self.column) < (line, column) { step() }
        return offset
    }

    private mutating func step() {
        let length = breakLength
        if length > 0 {
            offset += length
            line += 1
            column = 1
            return
        }
        offset += 1
        while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        column += 1
    }

    /// YAML 1.1's line ends: LF, CR, CRLF, U+0085, U+2028, U+2029. Zero elsewhere.
    private var breakLength: Int {
        func at(_ distance: Int) -> UInt8 {
            offset + distance < range.upperBound ? bytes[offset + distance] : 0
        }
        switch bytes[offset] {
        case 0x0A: return 1
        case 0x0D: return at(1) == 0x0A ? 2 : 1
        case 0xC2: return at(1) == 0x85 ? 2 : 0
        case 0xE2: return at(1) == 0x80 && (at(2) == 0xA8 || at(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }
}
