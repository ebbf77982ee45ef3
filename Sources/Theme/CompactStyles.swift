/// Styles without what only their authors read: comments, indentation and blank lines.
///
/// White space and comments that stand together become one line end or one blank; where a comment alone keeps two
/// tokens apart, an empty comment stays. Strings, escapes and `url(…)` are as they were (CSS Syntax Level 3,
/// section 4). What the scanner cannot be sure of, it gives back unchanged.
struct CompactStyles {
    private var input: ByteCursor
    private var output: [UInt8] = []
    /// The name that ends at the cursor, in lower case; at most four letters of it matter.
    private var name: [UInt8] = []
    private var nameHasEscape = false

    static func compact(_ styles: [UInt8]) -> [UInt8] {
        var scanner = CompactStyles(input: ByteCursor(styles))
        return scanner.run() ? scanner.output : styles
    }

    private init(input: ByteCursor) {
        self.input = input
        output.reserveCapacity(input.count)
    }

    /// Whether all was understood.
    private mutating func run() -> Bool {
        while let byte = input.current {
            switch byte {
            case _ where byte.isStyleSpace || input.starts(with: "/*"):
                guard writeGap() else { return false }
                endName()
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                writeString(byte)
                endName()
            case UInt8(ascii: "\\"):
                writeEscape()
                nameHasEscape = true
            case UInt8(ascii: "("):
                // `u\72l(` may be the start of an address, too.
                if nameHasEscape { return false }
                let isAddress = name == Array("url".utf8)
                write()
                endName()
                if isAddress { writeAddress() }
            default:
                write()
                if byte.isStyleName {
                    if name.count < 4 { name.append(byte | 0x20) }
                } else {
                    endName()
                }
            }
        }
        return true
    }

    private mutating func endName() {
        name.removeAll(keepingCapacity: true)
        nameHasEscape = false
    }

    private mutating func write() {
        if let byte = input.current { output.append(byte) }
        input.advance()
    }

    /// White space and comments up to the next token; false for a comment without an end.
    private mutating func writeGap() -> Bool {
        var hasSpace = false
        var hasLineEnd = false
        while let byte = input.current {
            if byte.isStyleSpace {
                hasSpace = true
                hasLineEnd = hasLineEnd || byte.isStyleLineEnd
                input.advance()
            } else if input.starts(with: "/*") {
                guard input.skipComment() else { return false }
            } else {
                break
            }
        }
        output += Array((hasLineEnd ? "\n" : hasSpace ? " " : "/**/").utf8)
        return true
    }

    /// To its end, or to the line end that breaks it off.
    private mutating func writeString(_ quote: UInt8) {
        write()
        while let byte = input.current, !byte.isStyleLineEnd {
            if byte == UInt8(ascii: "\\") {
                writeEscape()
            } else {
                write()
                if byte == quote { return }
            }
        }
    }

    /// A backslash and what belongs to it: after hexadecimal digits also one white space.
    private mutating func writeEscape() {
        write()
        var digits = 0
        while digits < 6, let byte = input.current, byte.isHexDigit {
            write()
            digits += 1
        }
        guard let byte = input.current, digits == 0 || byte.isStyleSpace else { return }
        let isPair = input.starts(with: "\r\n")
        write()
        if isPair { write() }
    }

    /// An address without quotes, to its closing parenthesis; in quotes it is a string like any other.
    private mutating func writeAddress() {
        while let byte = input.current, byte.isStyleSpace { write() }
        if input.current == UInt8(ascii: "\"") || input.current == UInt8(ascii: "'") { return }
        while let byte = input.current {
            if byte == UInt8(ascii: "\\") {
                writeEscape()
            } else {
                write()
                if byte == UInt8(ascii: ")") { return }
            }
        }
    }
}

/// A place in bytes.
struct ByteCursor {
    private let bytes: [UInt8]
    private(set) var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }
    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    func starts(with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard length <= bytes.count - index else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[index..<(index + length)]) }
    }

    mutating func advance() {
        index += 1
    }

    /// Skips a comment `/*…*/` that starts here; false where it has no end.
    mutating func skipComment() -> Bool {
        index += 2
        while index < bytes.count {
            if starts(with: "*/") {
                index += 2
                return true
            }
            index += 1
        }
        return false
    }
}

extension UInt8 {
    fileprivate var isStyleLineEnd: Bool { self == 0x0A || self == 0x0D || self == 0x0C }
    fileprivate var isStyleSpace: Bool { isStyleLineEnd || self == 0x20 || self == 0x09 }
    fileprivate var isStyleName: Bool {
        self >= 0x80 || isLetterOrDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
    fileprivate var isHexDigit: Bool {
        (0x30...0x39).contains(self) || (0x61...0x66).contains(self | 0x20)
    }
    var isLetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
    }
}
