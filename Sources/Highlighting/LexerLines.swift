// What depends on lines: here-documents, prompts, YAML's blocks, regions and what CSS has further on.

extension Lexer {
    /// Here-documents begin before the newline, which `hereDocumentLine` then reads.
    mutating func newline() -> Int? {
        lineStart = position + 1
        guard !pending.isEmpty else { return position + 1 }
        while let last = pending.popLast() { push(last) }
        return position
    }

    /// `<<EOF`, `<<-EOF`, `<<'EOF'`, `<< "EOF"`.
    mutating func hereDocument(_ rule: UnsafePointer<FlatRule>) -> Int? {
        guard let open = textEnd(rule.pointee.text, at: position) else { return nil }
        var start = open
        if start < end, bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "~") {
            start += 1
        }
        start = blankEnd(from: start)
        guard start < end else { return nil }
        let quote = bytes[start]
        let quoted =
            quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "\\")
        if quoted { start += 1 }
        var stop = start
        while stop < end, isNameByte(bytes[stop]) || bytes[stop] == UInt8(ascii: "-") { stop += 1 }
        guard stop > start else { return nil }
        if pending.count < 8 {
            let state = Int(rule.pointee.target) + (quoted ? 1 : 0)
            pending.append(Frame(state: state, a: start, b: stop - start))
        }
        return quoted && stop < end && bytes[stop] == quote ? stop + 1 : stop
    }

    /// A newline, and the line that ends a here-document.
    func hereDocumentLine() -> Int? {
        var start = position + 1
        while start < end, isBlank(bytes[start]) { start += 1 }
        let stop = start + frame.b
        guard stop <= end, stop == end || bytes[stop] == UInt8(ascii: "\n") else { return nil }
        for index in 0..<frame.b where bytes[start + index] != bytes[frame.a + index] { return nil }
        return stop
    }

    /// `$ `, `# `, `% `, `bash-5.2$ `, `alice@example:~$ `, `[alice@example ~]$ `, each perhaps after `(name) `.
    /// Only a few bytes at a line's start are read for it.
    func shellPromptEnd() -> Int? {
        let limit = min(end, position + 100)
        var stop = position
        if bytes[stop] == UInt8(ascii: "(") {
            while stop < limit, bytes[stop] != UInt8(ascii: ")"), bytes[stop] != UInt8(ascii: "\n")
            {
                stop += 1
            }
            stop = blankEnd(from: min(limit, stop + 1))
        }
        let start = stop
        var known = false
        var inBrackets = false
        while stop < limit {
            let byte = bytes[stop]
            switch byte {
            case UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "%"):
                guard known || stop == start else { return nil }
                stop += 1
                guard stop < end, bytes[stop] != UInt8(ascii: "\n") else { return stop }
                return bytes[stop] == UInt8(ascii: " ") ? stop + 1 : nil
            case UInt8(ascii: "["): inBrackets = stop == start
            case UInt8(ascii: "]"): inBrackets = false
            case UInt8(ascii: " ") where inBrackets: break
            case UInt8(ascii: "@"): known = stop > start
            case UInt8(ascii: "-") where stop - start <= 4:
                known =
                    stop > start + 1 && bytes[stop - 1] == UInt8(ascii: "h")
                    && bytes[stop - 2] == UInt8(ascii: "s")
            default: guard byte > UInt8(ascii: " ") else { return nil }
            }
            stop += 1
        }
        return nil
    }

    /// Where the line ends that does not end in a backslash.
    func findCommandEnd() -> Int {
        var stop = lineEnd(from: position)
        while stop < end, stop > position, bytes[stop - 1] == UInt8(ascii: "\\") {
            // A prompt on the next line is not part of the command.
            if stop + 2 < end, bytes[stop + 1] == UInt8(ascii: ">"),
                bytes[stop + 2] == UInt8(ascii: " ")
            {
                break
            }
            stop = lineEnd(from: stop + 1)
        }
        return stop
    }

    /// Where `text` stands next, letters in either case, or the end.
    func findText(_ text: TextRange) -> Int {
        guard text.count > 0 else { return end }
        let first = tables.texts[Int(text.start)]
        var stop = position
        while stop < end {
            if bytes[stop] == first, foldedEnd(text, at: stop) != nil { return stop }
            stop += 1
        }
        return end
    }

    /// Text without quotes, up to the line's end, a comment, or `: `, which makes it a key.
    mutating func plainScalar(_ rule: UnsafePointer<FlatRule>) -> Int? {
        let enders = set(rule.pointee.first)
        var stop = position
        var isKey = false
        while stop < end {
            let byte = bytes[stop]
            if byte == UInt8(ascii: "\n") || enders[Int(byte)] { break }
            if byte == UInt8(ascii: ":") {
                let next = stop + 1 < end ? bytes[stop + 1] : UInt8(ascii: "\n")
                isKey =
                    next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") || isBlank(next)
                    || enders[Int(next)]
                if isKey { break }
            }
            if byte == UInt8(ascii: "#"), stop > position, isBlank(bytes[stop - 1]) { break }
            stop += 1
        }
        while stop > position, isBlank(bytes[stop - 1]) || bytes[stop - 1] == UInt8(ascii: "\r") {
            stop -= 1
        }
        guard stop > position else { return nil }
        if isKey {
            token = .attribute
            column = position - lineStart
        } else {
            token = scalarToken(upTo: stop, rule)
        }
        return stop
    }

    private func scalarToken(upTo stop: Int, _ rule: UnsafePointer<FlatRule>) -> Token {
        let words = tables.words + Int(rule.pointee.words)
        if let known = find(stop, words, atHead: true) { return known.pointee.token }
        var start = position
        if bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+") { start += 1 }
        guard start < stop, isDigit(bytes[start]) else { return .string }
        return runEnd(set(rule.pointee.rest), from: start) == stop ? .number : .string
    }

    /// `|`, `>`, with indicators, at the line's end.
    mutating func blockScalar() -> Int? {
        var stop = position + 1
        while stop < end,
            isDigit(bytes[stop]) || bytes[stop] == UInt8(ascii: "-")
                || bytes[stop] == UInt8(ascii: "+")
        { stop += 1 }
        let rest = blankEnd(from: stop)
        guard
            rest == end || bytes[rest] == UInt8(ascii: "\n") || bytes[rest] == UInt8(ascii: "\r")
                || bytes[rest] == UInt8(ascii: "#") && rest > stop
        else { return nil }
        captured.a = column
        return stop
    }

    /// Nothing, where the next line has text no further to the right than the block's key.
    func blockScalarLine() -> Int? {
        var stop = position + 1
        while stop < end, bytes[stop] == UInt8(ascii: " ") { stop += 1 }
        guard stop < end, bytes[stop] != UInt8(ascii: "\n"), bytes[stop] != UInt8(ascii: "\r")
        else {
            return nil
        }
        return stop - position - 1 <= frame.a ? position : nil
    }

    /// Nothing, where a block begins before a declaration ends.
    mutating func selectorAhead() -> Int? {
        // What ended the last search in vain still stands before any `{`.
        guard position >= searchLimit else { return nil }
        var stop = position
        while stop < end {
            switch bytes[stop] {
            case UInt8(ascii: "{"): return position
            case UInt8(ascii: ";"), UInt8(ascii: "}"):
                searchLimit = stop
                return nil
            default: stop += 1
            }
        }
        searchLimit = stop
        return nil
    }
}
