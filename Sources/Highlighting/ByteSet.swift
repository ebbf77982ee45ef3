/// A set of byte values.
struct ByteSet: Sendable, Equatable {
    private(set) var contains = [Bool](repeating: false, count: 256)

    /// The bytes of `text`.
    init(_ text: String = "") {
        for byte in text.utf8 { contains[Int(byte)] = true }
    }

    init(_ range: ClosedRange<UInt8>) {
        for byte in range { contains[Int(byte)] = true }
    }

    static func | (a: ByteSet, b: ByteSet) -> ByteSet {
        var union = a
        for byte in 0..<256 where b.contains[byte] { union.contains[byte] = true }
        return union
    }

    static func - (a: ByteSet, b: ByteSet) -> ByteSet {
        var difference = a
        for byte in 0..<256 where b.contains[byte] { difference.contains[byte] = false }
        return difference
    }

    static let all = ByteSet(0...255)
    static let digit = ByteSet("0123456789")
    static let lower = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
    static let upper = ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    static let letter = lower | upper
    static let alphanumeric = letter | digit
    /// Where a name may begin; all of Unicode beyond ASCII counts as letters.
    static let nameStart = letter | ByteSet("_") | ByteSet(0x80...0xFF)
    static let name = nameStart | digit
    static let blank = ByteSet(" \t")
    static let space = ByteSet(" \t\r\n")
    static let newline = ByteSet("\n")
    /// Spaces and ends of lines; the end of the code counts as one.
    static let gap = space
}
