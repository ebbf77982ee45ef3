// Keys to press: `++Ctrl+C++`. In prose two pluses are `C++` or `i++`, so that the marks must stand at the ends of a
// word and around names of keys.

/// Finds keys in a text.
struct KeyScan {
    let text: UnsafeBufferPointer<UInt8>
    let run: TextRun

    /// Bytes from the first mark to the last.
    private static let maximumLength = 40

    private static let plus = UInt8(ascii: "+")

    /// The names of the keys between the marks that open at `start`, and the index behind them.
    func keys(at start: Int) -> (names: [String], end: Int)? {
        guard isPlus(start), isPlus(start + 1), !run.isEscaped(start), !run.isEscaped(start + 1),
            start == 0 || !continuesWord(endingAt: start)
        else { return nil }
        let limit = min(start + Self.maximumLength, text.count)
        var names: [String] = []
        var name = start + 2
        var i = name
        while i < limit {
            guard text[i] == Self.plus else {
                i += 1
                continue
            }
            guard !run.isEscaped(i), let key = key(name..<i) else { return nil }
            names.append(key)
            if isPlus(i + 1), !run.isEscaped(i + 1) {
                guard i + 2 <= limit, !continuesWord(at: i + 2) else { return nil }
                return (names, i + 2)
            }
            i += 1
            name = i
        }
        return nil
    }

    private func isPlus(_ i: Int) -> Bool { i < text.count && text[i] == Self.plus }

    /// A name as it is shown; nil where these bytes are none. Blanks stand only before capitals and digits, as in
    /// `Page Down`: else `++i or i++` would be a key.
    private func key(_ range: Range<Int>) -> String? {
        guard let first = range.first, text[first] > 0x20, text[range.upperBound - 1] > 0x20 else {
            return nil
        }
        for i in range {
            switch text[i] {
            case 0x20:
                let next = text[i + 1]
                guard isUpperOrDigit(text[first]), isUpperOrDigit(next) else { return nil }
            case 0...0x1F, 0x7F: return nil
            case UInt8(ascii: "/") where i > first && text[i - 1] == UInt8(ascii: ":"): return nil
            default: break
            }
        }
        let name = String(decoding: text[range], as: UTF8.self)
        guard name.unicodeScalars.allSatisfy({ $0 == " " || !$0.properties.isWhitespace }) else {
            return nil
        }
        return name == "plus" ? "+" : name
    }

    private func isUpperOrDigit(_ byte: UInt8) -> Bool {
        (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x30 && byte <= 0x39)
    }

    private func continuesWord(endingAt end: Int) -> Bool {
        var start = end - 1
        while start > 0, text[start] & 0xC0 == 0x80, end - start < 4 { start -= 1 }
        return isOfWord(String(decoding: text[start..<end], as: UTF8.self).unicodeScalars.last)
    }

    private func continuesWord(at start: Int) -> Bool {
        guard start < text.count else { return false }
        let end = min(start + 4, text.count)
        return isOfWord(String(decoding: text[start..<end], as: UTF8.self).unicodeScalars.first)
    }

    private func isOfWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar == "+" || scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil
    }
}

extension Node {
    /// The keys as HTML that keeps their names as texts, for headings and text alternatives.
    static func keys(_ names: [String]) -> Node? {
        guard let keys = customInline(enter: "<span class=\"keys\">", exit: "</span>") else {
            return nil
        }
        for (index, name) in names.enumerated() {
            if index > 0, let plus = text("+") { keys.append(plus) }
            guard let key = customInline(enter: "<kbd>", exit: "</kbd>"), let label = text(name)
            else { continue }
            key.append(label)
            keys.append(key)
        }
        return keys
    }
}
