/// A script without what only its authors read: comments, indentation, blank lines, and blanks beside punctuation.
/// Nothing else is changed; where lines end is kept, because a line end may end a statement.
///
/// Whether a slash divides or starts a regular expression depends on what stands before it. Where that takes a
/// parser to tell, the script is given back unchanged.
struct CompactScript {
    private var input: ByteCursor
    private var output: [UInt8] = []
    /// The last word, and whether it names a member, as in `.in`.
    private var word: [UInt8] = []
    private var isMember = false
    /// The last two bytes that are neither white space nor comment.
    private var last: UInt8 = 0
    private var secondLast: UInt8 = 0
    /// Open brackets: whether a parenthesis belongs to `if` and the like, whether a brace stands in a template.
    private var open: [Bracket] = []
    private var closed = Bracket.other

    private enum Bracket {
        case head, unsure, templatePart, other
    }

    static func compact(_ script: [UInt8]) -> [UInt8] {
        var scanner = CompactScript(input: ByteCursor(script))
        return scanner.run() ? scanner.output : script
    }

    private init(input: ByteCursor) {
        self.input = input
        output.reserveCapacity(input.count)
    }

    /// Whether all was understood.
    private mutating func run() -> Bool {
        while let byte = input.current {
            let isFine: Bool
            switch byte {
            case _ where byte.isScriptSpace || input.starts(with: "//") || input.starts(with: "/*"):
                isFine = writeGap()
            case UInt8(ascii: "\""), UInt8(ascii: "'"): isFine = writeString(byte)
            case UInt8(ascii: "`"): isFine = writeTemplate()
            case UInt8(ascii: "/"): isFine = writeSlash()
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                open.append(byte == UInt8(ascii: "(") ? parenthesis : .other)
                isFine = write()
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                closed = open.popLast() ?? .other
                isFine = write() && (closed != .templatePart || writeTemplate())
            // Comments of another kind, white space of another kind, names in escapes.
            case _ where input.starts(with: "<!--") || input.starts(with: "-->"),
                0x80..., UInt8(ascii: "\\"), UInt8(ascii: "#"):
                return false
            default: isFine = write()
            }
            if !isFine { return false }
        }
        return open.isEmpty
    }

    private var parenthesis: Bracket {
        guard last.isScriptWord, !isMember else { return .other }
        return Self.heads.contains(word) ? .head : Self.unsure.contains(word) ? .unsure : .other
    }

    /// Writes one byte of code.
    private mutating func write() -> Bool {
        guard let byte = input.current else { return false }
        if byte.isScriptWord {
            let continues = last.isScriptWord && output.last == last
            if !continues {
                word.removeAll(keepingCapacity: true)
                isMember = last == UInt8(ascii: ".") && secondLast != UInt8(ascii: ".")
            }
            if word.count < 12 { word.append(byte) }
        }
        copy()
        return true
    }

    private mutating func copy() {
        guard let byte = input.current else { return }
        output.append(byte)
        (secondLast, last) = (last, byte)
        input.advance()
    }

    /// White space and comments up to the next token; false for a comment without an end.
    private mutating func writeGap() -> Bool {
        var hasLineEnd = false
        while let byte = input.current {
            if byte.isScriptSpace {
                hasLineEnd = hasLineEnd || byte.isScriptLineEnd
                input.advance()
            } else if input.starts(with: "//") {
                while let byte = input.current, !byte.isScriptLineEnd {
                    if input.starts(with: "\u{2028}") || input.starts(with: "\u{2029}") {
                        return false
                    }
                    input.advance()
                }
            } else if input.starts(with: "/*") {
                let start = input
                guard input.skipComment() else { return false }
                hasLineEnd = hasLineEnd || start.hasLineEnd(before: input)
            } else {
                break
            }
        }
        if hasLineEnd {
            if mayEndStatement { output.append(0x0A) }
        } else if needsBlank {
            output.append(0x20)
        }
        return true
    }

    /// Not after what only begins or parts something.
    private var mayEndStatement: Bool {
        switch output.last {
        case nil, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","),
            UInt8(ascii: ";"), 0x0A:
            false
        default: true
        }
    }

    /// Whether what is written and what comes next would be read in another way without a blank between them.
    private var needsBlank: Bool {
        guard let before = output.last, let next = input.current else { return false }
        switch (before.isScriptWord, next.isScriptWord) {
        case (true, true): return true
        // `1 .a`
        case (true, false) where next == UInt8(ascii: "."): return true
        // `/a/ in b`: letters beside a regular expression are its flags.
        case (false, true):
            return before == UInt8(ascii: ".") || before == UInt8(ascii: "/") && last != before
        case (true, false): return false
        case (false, false): return before.isScriptOperator && before.mayJoin(next)
        }
    }

    private mutating func writeString(_ quote: UInt8) -> Bool {
        copy()
        while let byte = input.current {
            if byte == UInt8(ascii: "\\") { copy() } else if byte.isScriptLineEnd { return false }
            copy()
            if byte == quote { return true }
        }
        return false
    }

    /// From a backquote, or from the brace that ends a part of code, to the end or to the next such part.
    private mutating func writeTemplate() -> Bool {
        if closed != .templatePart || last != UInt8(ascii: "}") { copy() }
        closed = .other
        while let byte = input.current {
            if input.starts(with: "${") {
                copy()
                copy()
                open.append(.templatePart)
                return true
            }
            if byte == UInt8(ascii: "\\") { copy() }
            copy()
            if byte == UInt8(ascii: "`") { return true }
        }
        return false
    }

    private mutating func writeSlash() -> Bool {
        switch last {
        case UInt8(ascii: "}"), UInt8(ascii: "+"), UInt8(ascii: "-"): return false
        case UInt8(ascii: ")"):
            return closed == .head ? writePattern() : closed == .other && write()
        case UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
            return write()
        case _ where !last.isScriptWord: return writePattern()
        case _ where Self.unsure.contains(word): return false
        case _ where !isMember && Self.operators.contains(word): return writePattern()
        default: return write()
        }
    }

    private mutating func writePattern() -> Bool {
        var isInClass = false
        copy()
        while let byte = input.current, !byte.isScriptLineEnd {
            copy()
            switch byte {
            case UInt8(ascii: "\\"): copy()
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass:
                // What follows are flags; what ends here is a value.
                (secondLast, last) = (UInt8(ascii: "/"), UInt8(ascii: "]"))
                return true
            default: continue
            }
        }
        return false
    }

    private static let heads: Set<[UInt8]> = words("if while for with")
    /// A regular expression may follow them, a divisor may not.
    private static let operators: Set<[UInt8]> = words(
        "return typeof case in instanceof new delete void throw do else")
    /// Words of their own in one place, names in another.
    private static let unsure: Set<[UInt8]> = words("of yield await extends default")

    private static func words(_ list: String) -> Set<[UInt8]> {
        Set(list.split(separator: " ").map { Array($0.utf8) })
    }
}

extension ByteCursor {
    fileprivate func hasLineEnd(before other: ByteCursor) -> Bool {
        var cursor = self
        while cursor.index < other.index, let byte = cursor.current {
            if byte.isScriptLineEnd || cursor.starts(with: "\u{2028}")
                || cursor.starts(with: "\u{2029}")
            {
                return true
            }
            cursor.advance()
        }
        return false
    }
}

extension UInt8 {
    fileprivate var isScriptLineEnd: Bool { self == 0x0A || self == 0x0D }
    fileprivate var isScriptSpace: Bool { isScriptLineEnd || self == 0x20 || self == 0x09 }
    fileprivate var isScriptWord: Bool {
        isLetterOrDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "$")
    }
    /// Whether two operators, of which one ends and one begins, would be read as another: `+ ++`, `- -`, `/ /`,
    /// `< !--`, `a ? .5 : b`.
    fileprivate func mayJoin(_ next: UInt8) -> Bool {
        switch next {
        case UInt8(ascii: "!"): self == UInt8(ascii: "<")
        case UInt8(ascii: "/"): self == UInt8(ascii: "/")
        case UInt8(ascii: "."): self == UInt8(ascii: "?") || self == next
        default: next.isScriptOperator
        }
    }
    /// May be one of several characters of one operator.
    fileprivate var isScriptOperator: Bool {
        switch self {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
            false
        default: true
        }
    }
}
