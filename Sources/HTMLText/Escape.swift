/// The one place that escapes: text and attribute values for HTML, bytes of a path for a URL.
package enum HTMLText {
    /// Text or a double-quoted attribute value: `&`, `<`, `>` and `"` become references.
    ///
    /// The same four as cmark's, so that what we write reads like what it writes.
    package static func escape(_ text: String) -> String {
        var text = text
        let clean = text.withUTF8 { !$0.contains(where: needsEscape) }
        if clean { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + 32)
        append(text.utf8, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// `escape` for bytes that are already UTF-8, appended to `out`.
    package static func append(_ bytes: some Sequence<UInt8>, to out: inout [UInt8]) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { append($0, to: &out) }
        if isDone == nil { Array(bytes).withUnsafeBufferPointer { append($0, to: &out) } }
    }

    /// What needs no escape is copied in one piece.
    package static func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        var copied = 0
        for i in 0..<bytes.count where needsEscape(bytes[i]) {
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<i]))
            copied = i + 1
            switch bytes[i] {
            case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
            default: out.append(contentsOf: "&quot;".utf8)
            }
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
    }

    /// The number of bytes that `write` makes of `bytes`.
    package static func escapedCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = bytes.count
        for byte in bytes {
            // Sums of comparisons, which the compiler turns into vector instructions.
            count += byte == UInt8(ascii: "&") ? 4 : 0
            count += byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") ? 3 : 0
            count += byte == UInt8(ascii: "\"") ? 5 : 0
        }
        return count
    }

    /// `append` for who has made room already: `escapedCount(bytes)` bytes from `out` on. Returns where the next
    /// byte goes.
    package static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, to out: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var out = out
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): out = write("&amp;", to: out)
            case UInt8(ascii: "<"): out = write("&lt;", to: out)
            case UInt8(ascii: ">"): out = write("&gt;", to: out)
            case UInt8(ascii: "\""): out = write("&quot;", to: out)
            default:
                out.initialize(to: byte)
                out += 1
            }
        }
        return out
    }

    private static func write(
        _ text: StaticString, to out: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        out.initialize(from: text.utf8Start, count: text.utf8CodeUnitCount)
        return out + text.utf8CodeUnitCount
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "\"")
    }

    /// A relative path as it stands in a URL: everything but RFC 3986's unreserved characters, `/` and
    /// the sub-delimiters and `@` that a path may hold is percent-encoded, as UTF-8. A colon is encoded too, since in a
    /// first segment it would read as a scheme.
    package static func urlPath(_ path: String) -> String {
        if path.utf8.allSatisfy(isPathByte) { return path }
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(path.utf8.count + 16)
        for byte in path.utf8 {
            if isPathByte(byte) {
                out.append(byte)
            } else {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// A text as cmark writes it in `href`: what no URL holds is percent-encoded, `&` and `'` become references.
    package static func escapeURL(_ url: String) -> String {
        if url.utf8.allSatisfy(isURLByte) { return url }
        var out: [UInt8] = []
        out.reserveCapacity(url.utf8.count + 16)
        for byte in url.utf8 {
            switch byte {
            case UInt8(ascii: "&"): out += "&amp;".utf8
            case UInt8(ascii: "'"): out += "&#x27;".utf8
            case _ where isURLByte(byte): out.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether cmark leaves a byte of an address as it is.
    private static func isURLByte(_ byte: UInt8) -> Bool {
        switch byte {
        // All from `!` to `z` but these, and the tilde.
        case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x5B...0x5E, 0x60: false
        case 0x21...0x7A, 0x7E: true
        default: false
        }
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~/!$()*+,;=@".utf8.contains(byte)
        }
    }

    /// Bytes of a percent-encoded text; nil where a `%` is not followed by two hexadecimal digits.
    package static func percentDecoded(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            guard byte == UInt8(ascii: "%") else {
                out.append(byte)
                continue
            }
            guard let high = bytes.next().flatMap(hexValue),
                let low = bytes.next().flatMap(hexValue)
            else { return nil }
            out.append(high << 4 | low)
        }
        return out
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
