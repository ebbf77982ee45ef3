/// Reads the pieces of a pattern: characters, escapes, classes and the numbers of repeats.
struct PatternScan {
    static let maximumRepeat = 1000

    /// One character, or an escape that stands for a set of them.
    enum Character {
        case one(UInt32)
        case set(PatternSet)

        var set: PatternSet {
            switch self {
            case .one(let value): PatternSet([value...value])
            case .set(let set): set
            }
        }
    }

    let scalars: [Unicode.Scalar]
    var position = 0

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    var current: Unicode.Scalar? {
        position < scalars.count ? scalars[position] : nil
    }

    func next(_ distance: Int) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    func problem(
        _ message: String, at start: Int, length: Int = 1, _ suggestion: String? = nil
    ) -> PatternProblem {
        PatternProblem(
            column: start + 1, length: max(length, 1), message: message, suggestion: suggestion)
    }

    /// The least and most of a repeat; nil where it has no bound. Ends behind it.
    mutating func bounds() throws(PatternProblem) -> (Int, Int?) {
        let start = position
        position += 1
        switch scalars[start] {
        case "*": return (0, nil)
        case "+": return (1, nil)
        case "?": return (0, 1)
        default: break
        }
        let literal = "write `\\{` for the sign itself"
        guard let least = number() else {
            throw problem("a number is expected after `{`", at: start, literal)
        }
        var most: Int? = least
        if current == "," {
            position += 1
            most = current == "}" ? nil : number()
            if most == nil, current != "}" {
                throw problem("a number or `}` is expected after the comma", at: position)
            }
        }
        guard current == "}" else { throw problem("`{` is never closed", at: start, literal) }
        position += 1
        if max(least, most ?? 0) > Self.maximumRepeat {
            throw problem(
                "a repeat counts to \(Self.maximumRepeat) at most", at: start,
                length: position - start)
        }
        if let most, most < least {
            throw problem(
                "the smaller number of a repeat stands first", at: start, length: position - start,
                "write `{\(most),\(least)}`")
        }
        return (least, most)
    }

    /// Digits; counts no further than it is allowed to repeat.
    private mutating func number() -> Int? {
        var number: Int?
        while let scalar = current, ("0"..."9").contains(scalar) {
            number = min((number ?? 0) * 10 + Int(scalar.value - 0x30), Self.maximumRepeat + 1)
            position += 1
        }
        return number
    }

    // MARK: Escapes and classes

    /// Reads one character or escape.
    mutating func character(inClass: Bool) throws(PatternProblem) -> Character {
        let start = position
        guard scalars[start] == "\\" else {
            position += 1
            return .one(scalars[start].value)
        }
        guard let letter = next(1) else {
            throw problem(
                "nothing stands behind this backslash", at: start,
                "write `\\\\` for the sign itself")
        }
        position += 2
        switch letter {
        case "d": return .set(.digits)
        case "D": return .set(PatternSet.digits.complement)
        case "w": return .set(.word)
        case "W": return .set(PatternSet.word.complement)
        case "s": return .set(.blank)
        case "S": return .set(PatternSet.blank.complement)
        case "t": return .one(9)
        case "n": return .one(10)
        case "v": return .one(11)
        case "f": return .one(12)
        case "r": return .one(13)
        case "x": return .one(try hex(start, 2))
        case "u": return .one(try unicode(start))
        case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/":
            return .one(letter.value)
        case "-" where inClass: return .one(letter.value)
        case "1"..."9", "k":
            throw problem(
                "going back to what a group matched is not part of the patterns that forms take",
                at: start, length: 2)
        case "p", "P":
            throw problem(
                "properties of characters are not part of the patterns that forms take", at: start,
                length: 2,
                "write a class such as `[A-Za-z]`, or `[^\\x00-\\x7F]` for what is not ASCII")
        default:
            throw problem(
                "`\\\(letter)` is no escape", at: start, length: 2,
                letter.isASCII && letter.properties.isAlphabetic || letter == "0"
                    ? nil : "write `\(letter)` without the backslash")
        }
    }

    private mutating func hex(_ start: Int, _ count: Int) throws(PatternProblem) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = current.flatMap(Self.hexValue) else {
                throw problem("\(count) hexadecimal digits are expected here", at: start, length: 2)
            }
            value = value * 16 + digit
            position += 1
        }
        return value
    }

    private mutating func unicode(_ start: Int) throws(PatternProblem) -> UInt32 {
        let value: UInt32
        if current == "{" {
            position += 1
            var number: UInt32 = 0
            var digits = 0
            while let digit = current.flatMap(Self.hexValue) {
                number = min(number * 16 + digit, 0x11_0000)
                digits += 1
                position += 1
            }
            guard digits > 0, current == "}" else {
                throw problem("`\\u{` needs hexadecimal digits and `}`", at: start, length: 3)
            }
            position += 1
            value = number
        } else {
            value = try hex(start, 4)
        }
        guard Unicode.Scalar(value) != nil else {
            throw problem("this is the number of no character", at: start, length: position - start)
        }
        return value
    }

    private static func hexValue(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar {
        case "0"..."9": scalar.value - 0x30
        case "a"..."f": scalar.value - 0x61 + 10
        case "A"..."F": scalar.value - 0x41 + 10
        default: nil
        }
    }

    mutating func characterClass() throws(PatternProblem) -> PatternSet {
        let start = position
        position += 1
        let isNegated = current == "^"
        if isNegated { position += 1 }
        var ranges: [ClosedRange<UInt32>] = []
        while let scalar = current, scalar != "]" {
            let from = position
            if scalar == "\n" || scalar == "\r" { break }
            let low = try character(inClass: true)
            guard current == "-", let after = next(1), after != "]" else {
                ranges += low.set.ranges
                continue
            }
            position += 1
            let high = try character(inClass: true)
            guard case .one(let low) = low, case .one(let high) = high else {
                throw problem(
                    "a range goes from one character to another", at: from, length: position - from,
                    "write `\\-` for the sign itself")
            }
            if high < low {
                throw problem(
                    "this range goes backwards", at: from, length: position - from,
                    "write `\\-` for the sign itself")
            }
            ranges.append(low...high)
        }
        guard current == "]" else { throw problem("`[` is never closed", at: start, "add `]`") }
        if position == start + 1 {
            throw problem("a class without characters matches nothing", at: start, length: 2)
        }
        position += 1
        let set = PatternSet(ranges)
        return isNegated ? set.complement : set
    }
}
