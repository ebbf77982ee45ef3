/// What a text may hold beside plain words.
struct TextNeeds: OptionSet {
    let rawValue: UInt8

    static let punctuation = TextNeeds(rawValue: 1)
    static let extensions = TextNeeds(rawValue: 2)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Whether one of the 16 bytes from `start` on may be a mark; the byte behind them must exist.
    @inline(__always)
    private static func mayHoldMark(_ text: UnsafeRawPointer, at start: Int) -> Bool {
        typealias Bytes = SIMD16<UInt8>
        let here = text.loadUnaligned(fromByteOffset: start, as: Bytes.self)
        let next = text.loadUnaligned(fromByteOffset: start + 1, as: Bytes.self)
        func pair(_ first: UInt8, _ second: UInt8) -> SIMDMask<Bytes.MaskStorage> {
            (here .== Bytes(repeating: first)) .& (next .== Bytes(repeating: second))
        }
        func one(_ byte: UInt8) -> SIMDMask<Bytes.MaskStorage> { here .== Bytes(repeating: byte) }
        let single =
            one(UInt8(ascii: "\"")) .| one(UInt8(ascii: "'")) .| one(UInt8(ascii: "~"))
            .| one(UInt8(ascii: "@"))
        let double =
            pair(UInt8(ascii: "-"), UInt8(ascii: "-")) .| pair(UInt8(ascii: "."), UInt8(ascii: "."))
            .| pair(UInt8(ascii: "["), UInt8(ascii: "^"))
            .| pair(UInt8(ascii: "+"), UInt8(ascii: "+"))
            .| pair(UInt8(ascii: ":"), UInt8(ascii: "/"))
            .| pair(UInt8(ascii: "w"), UInt8(ascii: "w"))
        return any(single .| double)
    }

    /// Looks at each byte once; most are letters.
    init(of text: UnsafeBufferPointer<UInt8>) {
        var needs: TextNeeds = []
        var i = 0
        var checked = 0
        func next(_ distance: Int) -> UInt8 {
            i + distance < text.count ? text[i + distance] : 0
        }
        while i < text.count {
            // Most pieces of a text hold none.
            if i >= checked {
                while let base = text.baseAddress, i + 17 <= text.count,
                    !Self.mayHoldMark(base, at: i)
                { i += 16 }
                checked = i + 16
                if i >= text.count { break }
            }
            switch text[i] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): needs.insert(.punctuation)
            case UInt8(ascii: "-"):
                if next(1) == UInt8(ascii: "-") { needs.insert(.punctuation) }
            case UInt8(ascii: "."):
                if next(1) == UInt8(ascii: "."), next(2) == UInt8(ascii: ".") {
                    needs.insert(.punctuation)
                }
            case UInt8(ascii: "~"), UInt8(ascii: "@"): needs.insert(.extensions)
            case UInt8(ascii: "["):
                if next(1) == UInt8(ascii: "^") { needs.insert(.extensions) }
            case UInt8(ascii: "+"):
                if next(1) == UInt8(ascii: "+") { needs.insert(.extensions) }
            case UInt8(ascii: ":"):
                if next(1) == UInt8(ascii: "/"), next(2) == UInt8(ascii: "/") {
                    needs.insert(.extensions)
                }
            case UInt8(ascii: "w"):
                if next(1) == UInt8(ascii: "w"), next(2) == UInt8(ascii: "w") {
                    needs.insert(.extensions)
                }
            default: break
            }
            i += 1
        }
        self = needs
    }
}
