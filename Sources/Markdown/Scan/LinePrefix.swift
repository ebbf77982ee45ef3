// What stands at the start of a line, as far as the line itself tells.

/// The marks of quotes and lists at the start of a line.
struct LinePrefix {
    /// Offset of the first byte that is none of them and no blank.
    let end: Int
    let quotes: Int
    /// Offset of the first list marker.
    let firstMarker: Int?

    /// - Parameter isUsed: told the byte of each list marker.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>, isUsed: (UInt8) -> Void = { _ in }
    ) {
        var i = line.lowerBound
        var quotes = 0
        var firstMarker: Int?
        while i < line.upperBound {
            if bytes[i] == 0x20 || bytes[i] == 0x09 {
                i += 1
            } else if bytes[i] == UInt8(ascii: ">") {
                quotes += 1
                i += 1
            } else if let width = Self.listMarkerWidth(bytes, line: i..<line.upperBound) {
                if firstMarker == nil { firstMarker = i }
                i += width
                isUsed(bytes[i - 1])
            } else {
                break
            }
        }
        end = min(i, line.upperBound)
        self.quotes = quotes
        self.firstMarker = firstMarker
    }

    /// Bytes of a list marker with a blank or the line's end behind it, which are not counted.
    private static func listMarkerWidth(
        _ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>
    ) -> Int? {
        var i = line.lowerBound
        switch bytes[i] {
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): i += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            while i < line.upperBound, i - line.lowerBound < 9, bytes[i] >= 0x30, bytes[i] <= 0x39 {
                i += 1
            }
            guard i < line.upperBound,
                bytes[i] == UInt8(ascii: ".") || bytes[i] == UInt8(ascii: ")")
            else { return nil }
            i += 1
        default: return nil
        }
        guard i == line.upperBound || bytes[i] == 0x20 || bytes[i] == 0x09 else { return nil }
        return i - line.lowerBound
    }
}

/// Whether text at the start of a line may start a block that ends a table: CommonMark 0.30 sections 4.1 to 4.6.
/// Errs towards yes: the tree tells where it was none.
func mayStartBlock(_ bytes: UnsafeBufferPointer<UInt8>, _ text: Range<Int>) -> Bool {
    guard let first = text.first else { return true }
    switch bytes[first] {
    case UInt8(ascii: "<"): return true
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
        return text.count > 2 && bytes[first + 1] == bytes[first]
            && bytes[first + 2] == bytes[first]
    case UInt8(ascii: "#"):
        let end = text.first { bytes[$0] != UInt8(ascii: "#") } ?? text.upperBound
        return end - first <= 6
            && (end == text.upperBound || bytes[end] == 0x20 || bytes[end] == 0x09)
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "="):
        return text.allSatisfy {
            bytes[$0] == bytes[first] || bytes[$0] == 0x20 || bytes[$0] == 0x09
        }
    case UInt8(ascii: "["):
        guard text.count > 3, bytes[first + 1] == UInt8(ascii: "^") else { return false }
        let bracket = text.first { bytes[$0] == UInt8(ascii: "]") } ?? first
        return bracket + 1 < text.upperBound && bytes[bracket + 1] == UInt8(ascii: ":")
    default: return false
    }
}
