// A bare address in which cmark saw emphasis, code or a link is hidden from it in a second round, behind a text
// that cmark takes for letters: a private-use character that the page does not contain, and a number.

/// How hidden addresses are written, for one page.
struct AddressMark {
    /// The bytes of the private-use character.
    let bytes: [UInt8]

    /// For a page that hides none.
    init() { bytes = [] }

    init(unusedIn source: UnsafeBufferPointer<UInt8>) {
        // U+E001 to U+F8FF; a page of 16 MiB can hold them all, but then it holds no addresses worth a link.
        var used: Set<UInt32> = []
        var i = 0
        while i + 2 < source.count {
            if source[i] == 0xEE || source[i] == 0xEF {
                let low = UInt32(source[i + 1] & 0x3F) << 6 | UInt32(source[i + 2] & 0x3F)
                used.insert(UInt32(source[i] & 0x0F) << 12 | low)
            }
            i += 1
        }
        let scalar = (0xE001...0xF8FF).first { !used.contains($0) }.flatMap(Unicode.Scalar.init)
        bytes = Array(String(Character(scalar ?? "\u{E001}")).utf8)
    }

    /// - Parameter last: the last byte of the address: emphasis behind it sees whether that is punctuation.
    func append(_ number: Int, endsWith last: UInt8, to out: inout [UInt8]) {
        out += bytes
        out += String(number).utf8
        out += bytes
        if isASCIIPunctuation(last) { out.append(UInt8(ascii: ")")) }
    }

    /// The first mark in `text` from `start` on.
    func first(
        in text: UnsafeBufferPointer<UInt8>, from start: Int = 0
    ) -> (number: Int, range: Range<Int>)? {
        guard let found = firstOffset(of: bytes, in: text, from: start) else { return nil }
        var i = found + bytes.count
        var number = 0
        while i < text.count, text[i] >= 0x30, text[i] <= 0x39, i - found < 16 {
            number = number * 10 + Int(text[i] - 0x30)
            i += 1
        }
        return (number, found..<min(i + bytes.count, text.count))
    }
}
