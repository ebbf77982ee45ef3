// Where the match of a rule ends. Each function gets a rule whose first byte fits, and answers nil where the rest
// does not.

extension Lexer {
    @inline(__always)
    mutating func match(_ rule: UnsafePointer<FlatRule>) -> Int? {
        switch rule.pointee.kind {
        case .text: textEnd(rule.pointee.text, at: position)
        case .folded: foldedEnd(rule.pointee.text, at: position)
        case .run: runEnd(set(rule.pointee.first), from: position + 1)
        case .word: word(rule)
        case .number: number(rule)
        case .leave: position
        case .escape: escapeEnd()
        default: matchOther(rule)
        }
    }

    @inline(never)
    private mutating func matchOther(_ rule: UnsafePointer<FlatRule>) -> Int? {
        switch rule.pointee.kind {
        case .prefixed: prefixed(rule)
        case .enclosed: enclosed(rule)
        case .restOfLine: textEnd(rule.pointee.text, at: position).map { lineEnd(from: $0) }
        case .wholeLine: wholeLine(rule)
        case .quotedKey: quotedKey(rule)
        case .lineKey: lineKey(rule)
        case .prefixedQuote: prefixedQuote(rule)
        case .rawOpen: rawOpen(rule)
        case .rawClose: rawClose()
        case .delimiterOpen: delimiterOpen(rule)
        case .delimiterClose: delimiterClose()
        case .hereDocument: hereDocument(rule)
        case .hereDocumentLine: hereDocumentLine()
        case .newline: newline()
        case .regularExpression: regularExpression()
        case .characterOrLifetime: characterOrLifetime()
        case .shellPrompt: shellPromptEnd()
        case .plainScalar: plainScalar(rule)
        case .blockScalar: blockScalar()
        case .blockScalarLine: blockScalarLine()
        case .selectorAhead: selectorAhead()
        case .text, .folded, .run, .word, .number, .leave, .escape: nil
        }
    }

    /// The offset after `text`, or nil where it does not stand at `start`.
    @inline(__always)
    func textEnd(_ text: TextRange, at start: Int) -> Int? {
        let count = Int(text.count)
        guard end - start >= count else { return nil }
        let wanted = tables.texts + Int(text.start)
        for index in 0..<count where bytes[start + index] != wanted[index] { return nil }
        return start + count
    }

    /// `textEnd` for letters in either case; `text` has small ones.
    func foldedEnd(_ text: TextRange, at start: Int) -> Int? {
        let count = Int(text.count)
        guard end - start >= count else { return nil }
        let wanted = tables.texts + Int(text.start)
        for index in 0..<count where lowercased(bytes[start + index]) != wanted[index] {
            return nil
        }
        return start + count
    }

    @inline(__always)
    func runEnd(_ set: UnsafePointer<Bool>, from start: Int) -> Int {
        var stop = start
        while stop < end, set[Int(bytes[stop])] { stop += 1 }
        return stop
    }

    func lineEnd(from start: Int) -> Int {
        var stop = start
        while stop < end, bytes[stop] != UInt8(ascii: "\n") { stop += 1 }
        return stop
    }

    func blankEnd(from start: Int) -> Int {
        var stop = start
        while stop < end, isBlank(bytes[stop]) { stop += 1 }
        return stop
    }

    private func prefixed(_ rule: UnsafePointer<FlatRule>) -> Int? {
        guard let start = textEnd(rule.pointee.text, at: position), start < end,
            set(rule.pointee.first)[Int(bytes[start])]
        else { return nil }
        return runEnd(set(rule.pointee.rest), from: start + 1)
    }

    private func enclosed(_ rule: UnsafePointer<FlatRule>) -> Int? {
        guard let start = textEnd(rule.pointee.text, at: position) else { return nil }
        let stop = runEnd(set(rule.pointee.first), from: start)
        // Without an opening text there is something before the closing one.
        return stop > position ? textEnd(rule.pointee.second, at: stop) : nil
    }

    private mutating func wholeLine(_ rule: UnsafePointer<FlatRule>) -> Int? {
        guard let start = textEnd(rule.pointee.text, at: position) else { return nil }
        commandState = nil
        return min(end, lineEnd(from: start) + 1)
    }

    @inline(__always)
    private mutating func word(_ rule: UnsafePointer<FlatRule>) -> Int? {
        let words = tables.words + Int(rule.pointee.words)
        let stop = runEnd(set(words.pointee.body), from: position + 1)
        let expected = nextWord
        nextWord = .none
        let atHead = head
        head = false
        if let known = find(stop, words, atHead: atHead) {
            token = known.pointee.token
            nextWord = known.pointee.next
            head = known.pointee.opens
            if token != .none { return stop }
        }
        let next = stop < end ? bytes[stop] : 0
        if expected != .none {
            token = expected
        } else if atHead, words.pointee.head != .none {
            token = words.pointee.head
        } else if next == UInt8(ascii: "!"), words.pointee.bang != .none,
            stop + 1 >= end || bytes[stop + 1] != UInt8(ascii: "=")
        {
            token = words.pointee.bang
            return stop + 1
        } else if words.pointee.capital != .none, isUpper(bytes[position]) {
            token = capitalToken(upTo: stop, words)
        } else {
            token = next == UInt8(ascii: "(") ? words.pointee.call : .none
            if token == .none { token = words.pointee.other }
        }
        return stop
    }

    /// The known word between `position` and `stop`.
    @inline(__always)
    func find(
        _ stop: Int, _ words: UnsafePointer<FlatWords>, atHead: Bool
    ) -> UnsafePointer<FlatWord>? {
        let count = stop - position
        guard count <= Int(words.pointee.longest) else { return nil }
        if !words.pointee.knownAfterDot, position > 0, bytes[position - 1] == UInt8(ascii: "."),
            position < 2 || bytes[position - 2] != UInt8(ascii: ".")
        {
            return nil
        }
        let mask = Int(words.pointee.mask)
        let folds = words.pointee.foldsCase
        let fold: UInt8 = folds ? 0x20 : 0
        var slot =
            FlatWord.hash(
                count: count, first: bytes[position] | fold,
                middle: bytes[position + count / 2] | fold, last: bytes[stop - 1] | fold) & mask
        while true {
            let entry = tables.slots + Int(words.pointee.slots) + slot
            if entry.pointee.text.count == 0 { return nil }
            if Int(entry.pointee.text.count) == count,
                (folds
                    ? foldedEnd(entry.pointee.text, at: position)
                    : textEnd(entry.pointee.text, at: position)) != nil
            {
                return words.pointee.headOnly && !atHead && !entry.pointee.anywhere ? nil : entry
            }
            slot = (slot + 1) & mask
        }
    }

    /// `HTTP_PORT` is a constant, `Port` and `T` are types.
    private func capitalToken(upTo stop: Int, _ words: UnsafePointer<FlatWords>) -> Token {
        guard stop - position > 1 else { return words.pointee.capital }
        for index in position..<stop where bytes[index] & 0x60 == 0x60 || bytes[index] >= 0x80 {
            return words.pointee.capital
        }
        return .constant
    }

    @inline(__always)
    private func number(_ rule: UnsafePointer<FlatRule>) -> Int? {
        var stop = position
        if !isDigit(bytes[stop]) {
            // A sign or a dot: a digit must follow.
            guard stop + 1 < end, isDigit(bytes[stop + 1]) else { return nil }
            stop += 1
        }
        let rest = set(rule.pointee.rest)
        let radix =
            bytes[stop] == UInt8(ascii: "0") && stop + 1 < end && bytes[stop + 1] | 0x20 != 0x65
            && isLetter(bytes[stop + 1])
        stop += 1
        while stop < end {
            let byte = bytes[stop]
            if isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "_") || rest[Int(byte)] {
                stop += 1
            } else if byte == UInt8(ascii: "."), stop + 1 < end, isDigit(bytes[stop + 1]) {
                stop += 2
            } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"), !radix,
                bytes[stop - 1] | 0x20 == UInt8(ascii: "e"), stop + 1 < end,
                isDigit(bytes[stop + 1])
            {
                stop += 2
            } else {
                break
            }
        }
        return stop
    }

    /// `\n`, `\x41`, `\101`, `\u0041`, `\U00000041`, `\u{41}`; else the backslash and one byte.
    private func escapeEnd() -> Int {
        var stop = position + 1
        guard stop < end else { return stop }
        let kind = bytes[stop]
        stop += 1
        switch kind {
        case UInt8(ascii: "x"): return digits(from: stop, atMost: 2, hexadecimal: true)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            if stop < end, bytes[stop] == UInt8(ascii: "{") {
                let close = digits(from: stop + 1, atMost: 8, hexadecimal: true)
                return close < end && bytes[close] == UInt8(ascii: "}") ? close + 1 : stop
            }
            return digits(
                from: stop, atMost: kind == UInt8(ascii: "u") ? 4 : 8, hexadecimal: true)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            return digits(from: stop, atMost: 2, hexadecimal: false)
        default: return stop
        }
    }

    private func digits(from start: Int, atMost count: Int, hexadecimal: Bool) -> Int {
        var stop = start
        while stop < end, stop < start + count,
            isDigit(bytes[stop])
                || hexadecimal
                    && (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(bytes[stop] | 0x20)
        {
            stop += 1
        }
        return stop
    }
}

func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
func isUpper(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
}
func lowercased(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }
