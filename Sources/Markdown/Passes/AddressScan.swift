// Addresses that stand in a text without angle brackets: GitHub Flavored Markdown specification, section 6.9, as
// cmark-gfm reads it.

/// Finds the bounds of bare addresses in bytes.
struct AddressScan {
    let bytes: UnsafeBufferPointer<UInt8>
    /// The bytes that an address may take.
    let range: Range<Int>

    /// Characters that may stand before `www.`, beside white space and the start of the text.
    private static let openers = Array("*_~(".utf8)

    /// An address that starts with `www.` at `start`.
    ///
    /// - Parameter isAtStart: whether nothing but white space stands before.
    func www(at start: Int, isAtStart: Bool) -> Range<Int>? {
        guard range.contains(start), start + 4 <= range.upperBound,
            bytes[start..<start + 4].elementsEqual("www.".utf8)
        else { return nil }
        if !isAtStart, start > range.lowerBound {
            let before = bytes[start - 1]
            guard isSpace(before) || Self.openers.contains(before) else { return nil }
        }
        guard let domain = domain(from: start, needsPeriod: true) else { return nil }
        return end(of: start..<domain)
    }

    /// An address whose scheme ends with the colon at `colon`.
    func url(colon: Int) -> Range<Int>? {
        guard colon + 3 < range.upperBound, bytes[colon + 1] == UInt8(ascii: "/"),
            bytes[colon + 2] == UInt8(ascii: "/")
        else { return nil }
        var start = colon
        while start > range.lowerBound, isASCIILetter(bytes[start - 1]), colon - start < 6 {
            start -= 1
        }
        let scheme = bytes[start..<colon].map { $0 | 0x20 }
        guard
            scheme == Array("http".utf8) || scheme == Array("https".utf8)
                || scheme == Array("ftp".utf8), isHostByte(at: colon + 3),
            let domain = domain(from: colon + 3, needsPeriod: false)
        else { return nil }
        return end(of: start..<domain)
    }

    /// The end of the domain that starts at `start`; nil where its last two parts hold an underscore.
    private func domain(from start: Int, needsPeriod: Bool) -> Int? {
        var periods = 0
        var underscoresBefore = 0
        var underscores = 0
        var i = start + 1
        // A name of the network has 253 bytes at most; a line may hold many that are none.
        let limit = min(range.upperBound - 1, start + 1_000)
        while i < limit {
            let byte = bytes[i]
            if byte == UInt8(ascii: "_") {
                underscores += 1
            } else if byte == UInt8(ascii: ".") {
                underscoresBefore = underscores
                underscores = 0
                periods += 1
            } else if byte != UInt8(ascii: "-"), !isHostByte(at: i) {
                break
            }
            i += 1
        }
        guard underscores == 0, underscoresBefore == 0 else { return nil }
        return needsPeriod && periods == 0 ? nil : i
    }

    /// A letter or digit; beyond ASCII the first byte of what is neither space nor punctuation.
    private func isHostByte(at offset: Int) -> Bool {
        guard offset < range.upperBound else { return false }
        let byte = bytes[offset]
        if byte < 0x80 { return isASCIILetter(byte) || (byte >= 0x30 && byte <= 0x39) }
        guard byte >= 0xC0 else { return false }
        let scalar = String(
            decoding: bytes[offset..<min(offset + 4, range.upperBound)], as: UTF8.self
        )
        .unicodeScalars.first
        return scalar.map { !Flanking.isSpace($0) && !Flanking.isPunctuation($0) } ?? false
    }

    /// The whole address, without the punctuation that ends the sentence around it.
    private func end(of domain: Range<Int>) -> Range<Int>? {
        var end = domain.upperBound
        while end < range.upperBound, !isSpace(bytes[end]), bytes[end] != UInt8(ascii: "<") {
            end += 1
        }
        end = withoutPunctuation(domain.lowerBound..<end)
        return end > domain.lowerBound ? domain.lowerBound..<end : nil
    }

    /// The end of an address in `text`: before a `<`, and without closing punctuation that opens nowhere in it.
    func withoutPunctuation(_ text: Range<Int>) -> Int {
        let start = text.lowerBound
        var end =
            firstOffset(
                of: UInt8(ascii: "<"), in: UnsafeBufferPointer(rebasing: bytes[..<text.upperBound]),
                from: start) ?? text.upperBound
        var surplus: Int?
        while end > start {
            switch bytes[end - 1] {
            case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","),
                UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"),
                UInt8(ascii: "'"), UInt8(ascii: "\""):
                end -= 1
            case UInt8(ascii: ";"): end = beforeReference(start..<end)
            case UInt8(ascii: ")"):
                // Counted once: each parenthesis that goes makes the surplus smaller by one.
                let count =
                    surplus
                    ?? bytes[start..<end].reduce(0) {
                        $0 + ($1 == UInt8(ascii: ")") ? 1 : $1 == UInt8(ascii: "(") ? -1 : 0)
                    }
                guard count > 0 else { return end }
                surplus = count - 1
                end -= 1
            default: return end
            }
        }
        return end
    }

    /// Without `&name;` at the end, else without the semicolon.
    private func beforeReference(_ text: Range<Int>) -> Int {
        let semicolon = text.upperBound - 1
        var i = semicolon - 1
        while i > text.lowerBound, isASCIILetter(bytes[i]) { i -= 1 }
        return i < semicolon - 1 && i >= text.lowerBound && bytes[i] == UInt8(ascii: "&")
            ? i : semicolon
    }

    /// An email address around the `@` at `sign`, and whether its scheme stands before it.
    func email(sign: Int) -> (range: Range<Int>, hasScheme: Bool)? {
        var start = sign
        var hasScheme = false
        var isXMPP = false
        while start > range.lowerBound {
            let byte = bytes[start - 1]
            if isAlphanumeric(byte) || ".+-_".utf8.contains(byte) {
                start -= 1
            } else if byte == UInt8(ascii: ":"), follows("mailto", colon: start - 1) {
                hasScheme = true
                start -= 1
            } else if byte == UInt8(ascii: ":"), follows("xmpp", colon: start - 1) {
                hasScheme = true
                isXMPP = true
                start -= 1
            } else {
                break
            }
        }
        guard start < sign else { return nil }
        var end = sign
        var signs = 0
        var periods = 0
        scan: while end < range.upperBound {
            let byte = bytes[end]
            switch byte {
            case UInt8(ascii: "@"): signs += 1
            case UInt8(ascii: ".")
            where end + 1 < range.upperBound && isAlphanumeric(bytes[end + 1]):
                periods += 1
            case UInt8(ascii: "/") where isXMPP: break
            case UInt8(ascii: "-"), UInt8(ascii: "_"): break
            default: if !isAlphanumeric(byte) { break scan }
            }
            end += 1
            // A second sign spoils it, however long it goes on: a line may be nothing but signs.
            if signs > 1 { return nil }
        }
        guard end - sign >= 2, signs == 1, periods > 0,
            isASCIILetter(bytes[end - 1]) || bytes[end - 1] == UInt8(ascii: ".")
        else { return nil }
        end = withoutPunctuation(sign..<end)
        return end > sign ? (start..<end, hasScheme) : nil
    }

    private func follows(_ scheme: StaticString, colon: Int) -> Bool {
        let start = colon - scheme.utf8CodeUnitCount
        guard start >= range.lowerBound,
            scheme.withUTF8Buffer({ bytes[start..<colon].elementsEqual($0) })
        else { return false }
        return start == range.lowerBound || !isAlphanumeric(bytes[start - 1])
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        isASCIILetter(byte) || (byte >= 0x30 && byte <= 0x39)
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }
}
