extension HTMLText {
    /// A value in the query of a URL, or an address in `mailto:`: all but RFC 3986's unreserved characters, and `@`
    /// where it is kept, is percent-encoded as UTF-8. A line end is encoded as RFC 6068 asks for, as CR and LF.
    package static func urlQuery(_ text: String, keepsAt: Bool = false) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                out.append(byte)
            case UInt8(ascii: "@") where keepsAt: out.append(byte)
            case 0x0A: out += "%0D%0A".utf8
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
