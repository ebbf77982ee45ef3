// Quotes whose end depends on how they began, and slashes that may be quotes.

extension Lexer {
    /// On one line, so that an unclosed quote costs no more than its line.
    func quotedKey(_ rule: UnsafePointer<FlatRule>) -> Int? {
        let quote = bytes[position]
        var stop = position + 1
        while stop < end, bytes[stop] != quote {
            if bytes[stop] == UInt8(ascii: "\n") { return nil }
            // YAML has no escapes in single quotes; reading further than its string would take quadratic time.
            let escapes = quote == UInt8(ascii: "\"") && bytes[stop] == UInt8(ascii: "\\")
            stop += escapes && stop + 1 < end ? 2 : 1
        }
        guard stop < end else { return nil }
        return textEnd(rule.pointee.second, at: blankEnd(from: stop + 1)) == nil ? nil : stop + 1
    }

    /// Up to the separator, without blanks before it.
    func lineKey(_ rule: UnsafePointer<FlatRule>) -> Int? {
        let separators = set(rule.pointee.rest)
        var stop = position
        while stop < end, !separators[Int(bytes[stop])] {
            if bytes[stop] == UInt8(ascii: "\n") { return nil }
            stop += 1
        }
        guard stop < end else { return nil }
        while stop > position + 1, isBlank(bytes[stop - 1]) { stop -= 1 }
        return stop
    }

    func prefixedQuote(_ rule: UnsafePointer<FlatRule>) -> Int? {
        let letters = set(rule.pointee.first)
        var stop = position
        var raw = false
        while stop < end, stop < position + 2, letters[Int(bytes[stop])] {
            raw = raw || bytes[stop] | 0x20 == UInt8(ascii: "r")
            stop += 1
        }
        // `second` says which of the two rules this is: raw strings keep their backslashes.
        guard raw == (rule.pointee.second.count > 0) else { return nil }
        return textEnd(rule.pointee.text, at: stop)
    }

    /// Captures the count of number signs and that of quotes. Where no quote follows, the signs are passed as plain
    /// text in one go, so that they are counted once.
    mutating func rawOpen(_ rule: UnsafePointer<FlatRule>) -> Int? {
        guard let start = textEnd(rule.pointee.text, at: position) else { return nil }
        var stop = start
        while stop < end, bytes[stop] == UInt8(ascii: "#") { stop += 1 }
        guard let quoted = textEnd(rule.pointee.second, at: stop) else { return nil }
        captured = (stop - start, Int(rule.pointee.second.count))
        return quoted
    }

    func rawClose() -> Int? {
        let stop = position + frame.b + frame.a
        guard stop <= end else { return nil }
        for index in position..<stop {
            let wanted = index < position + frame.b ? UInt8(ascii: "\"") : UInt8(ascii: "#")
            if bytes[index] != wanted { return nil }
        }
        return stop
    }

    /// At most 16 bytes of a name, as C++ says.
    mutating func delimiterOpen(_ rule: UnsafePointer<FlatRule>) -> Int? {
        guard let start = textEnd(rule.pointee.text, at: position) else { return nil }
        var stop = start
        while stop < end, stop - start <= 16 {
            switch bytes[stop] {
            case UInt8(ascii: "("):
                captured = (start, stop - start)
                return stop + 1
            case UInt8(ascii: " "), UInt8(ascii: ")"), UInt8(ascii: "\\"), UInt8(ascii: "\n"),
                UInt8(ascii: "\""):
                return nil
            default: stop += 1
            }
        }
        return nil
    }

    func delimiterClose() -> Int? {
        let stop = position + 1 + frame.b
        guard stop < end, bytes[stop] == UInt8(ascii: "\"") else { return nil }
        for index in 0..<frame.b where bytes[position + 1 + index] != bytes[frame.a + index] {
            return nil
        }
        return stop + 1
    }

    /// A line is searched once: where one slash found no other, the rest divide.
    mutating func regularExpression() -> Int? {
        guard position >= searchLimit else { return nil }
        var inClass = false
        var stop = position + 1
        while stop < end, bytes[stop] != UInt8(ascii: "\n") {
            switch bytes[stop] {
            case UInt8(ascii: "\\"): stop += 1
            case UInt8(ascii: "["): inClass = true
            case UInt8(ascii: "]"): inClass = false
            case UInt8(ascii: "/") where !inClass:
                stop += 1
                while stop < end, isLetter(bytes[stop]) { stop += 1 }
                return stop
            default: break
            }
            stop += 1
        }
        searchLimit = min(stop, end)
        return nil
    }

    /// A character has one scalar, or an escape, between its quotes.
    mutating func characterOrLifetime() -> Int? {
        var stop = position + 1
        guard stop < end else { return stop }
        if bytes[stop] == UInt8(ascii: "\\") {
            let limit = min(end, position + 14)
            stop += 2
            while stop < limit, bytes[stop] != UInt8(ascii: "'"), bytes[stop] != UInt8(ascii: "\n")
            {
                stop += 1
            }
            return stop < limit && bytes[stop] == UInt8(ascii: "'") ? stop + 1 : min(stop, end)
        }
        let name = isNameByte(bytes[stop])
        stop += 1
        while stop < end, bytes[stop] & 0xC0 == 0x80 { stop += 1 }
        if stop < end, bytes[stop] == UInt8(ascii: "'"), bytes[stop - 1] != UInt8(ascii: "'"),
            bytes[stop - 1] != UInt8(ascii: "\n")
        {
            return stop + 1
        }
        guard name else {
            token = .none
            return position + 1
        }
        while stop < end, isNameByte(bytes[stop]) { stop += 1 }
        token = .variable
        return stop
    }
}
