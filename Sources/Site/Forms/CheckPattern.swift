/// Why a pattern is not one of the subset that forms take.
package struct PatternProblem: Error, Sendable, Equatable {
    /// Counts from 1, in code points.
    package var column: Int
    /// Code points concerned; 1 or more.
    package var length: Int
    package var message: String
    package var suggestion: String?
}

/// Checks a pattern: literals, escapes, classes, groups, alternation, repeats and anchors, as JavaScript reads them
/// with the flag `u` (ECMA-262, 22.2.1).
///
/// A repeat without bound inside another repeat is refused: what does not match can take such a pattern longer than
/// anybody waits. Look-around, back-references, names, lazy and possessive repeats are refused because no form needs
/// them. One walk over the pattern; open groups are kept in a list of at most 50.
package func checkPattern(_ pattern: String) -> PatternProblem? {
    var check = PatternCheck(Array(pattern.unicodeScalars))
    do {
        try check.run()
        return nil
    } catch {
        return error
    }
}

private struct PatternCheck {
    static let maximumLength = 2000
    static let maximumDepth = 50
    static let maximumRepeat = 1000

    /// What stands since the group was opened.
    struct Group {
        var start: Int
        /// Where a repeat without bound stands in it.
        var unbounded: Int?
        /// The most often that anything in it is repeated.
        var mostOften = 1
        /// How many ways of splitting a text its repeats have, at most; counts no further than the limit.
        var ways = 1
    }

    let scalars: [Unicode.Scalar]
    var position = 0
    var groups = [Group(start: 0)]
    /// What a repeat would stand behind; nil at the start, behind `(`, `|`, an anchor or another repeat.
    var atom: Group?

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var current: Unicode.Scalar? {
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

    mutating func run() throws(PatternProblem) {
        if scalars.count > Self.maximumLength {
            throw problem(
                "a pattern has at most \(Self.maximumLength) characters", at: Self.maximumLength)
        }
        while let scalar = current { try step(scalar) }
        if let open = groups.last, groups.count > 1 {
            throw problem("this group is never closed", at: open.start, "add `)`")
        }
    }

    private mutating func step(_ scalar: Unicode.Scalar) throws(PatternProblem) {
        switch scalar {
        case "(": try open()
        case ")": try close()
        case "[": try readClass()
        case "\\": try escape()
        case "|", "^", "$":
            position += 1
            atom = nil
        case "*", "+", "?", "{": try readRepeat()
        case "]", "}":
            throw problem(
                "`\(scalar)` closes nothing", at: position,
                "write `\\\(scalar)` for the sign itself")
        case "\n", "\r":
            throw problem(
                "a pattern stands on one line", at: position, "write `\\n` for a line end")
        default:
            atom = Group(start: position)
            position += 1
        }
    }

    private mutating func open() throws(PatternProblem) {
        guard groups.count <= Self.maximumDepth else {
            throw problem(
                "groups stand in one another more than \(Self.maximumDepth) deep", at: position)
        }
        groups.append(Group(start: position))
        atom = nil
        guard next(1) == "?" else {
            position += 1
            return
        }
        switch (next(2), next(3)) {
        case (":", _): position += 3
        case ("=", _), ("!", _), ("<", "="), ("<", "!"):
            throw problem(
                "looking ahead or behind is not part of the patterns that forms take", at: position,
                length: next(2) == "<" ? 4 : 3)
        case ("<", _), ("P", _):
            throw problem(
                "groups have no names in the patterns that forms take", at: position, length: 3,
                "write `(` alone")
        default:
            throw problem(
                "a group begins with `(` or `(?:`", at: position, length: 2,
                "write `\\?` for the sign itself")
        }
    }

    private mutating func close() throws(PatternProblem) {
        guard groups.count > 1, let group = groups.popLast() else {
            throw problem("`)` closes nothing", at: position, "write `\\)` for the sign itself")
        }
        position += 1
        atom = group
        take(group)
    }

    /// What a group or repeat has in it, the group around it has, too.
    private mutating func take(_ inner: Group) {
        let last = groups.count - 1
        groups[last].unbounded = groups[last].unbounded ?? inner.unbounded
        groups[last].mostOften = max(groups[last].mostOften, inner.mostOften)
        groups[last].ways = capped(groups[last].ways, times: inner.ways)
    }

    func capped(_ a: Int, times b: Int) -> Int { min(a * b, Self.maximumWays + 1) }
    static let maximumWays = 10_000

    private mutating func readRepeat() throws(PatternProblem) {
        let start = position
        let (least, most) = try bounds()
        guard let atom else {
            throw problem(
                "nothing stands before this repeat", at: start, length: position - start,
                "write `\\\(scalars[start])` for the sign itself")
        }
        if let sign = current, sign == "?" || sign == "+" || sign == "*" || sign == "{" {
            throw problem(
                sign == "?"
                    ? "repeats are not lazy in the patterns that forms take"
                    : "a repeat stands behind another", at: position,
                sign == "?" ? "delete the `?`: the whole answer must match anyway" : nil)
        }
        self.atom = nil
        guard most != 1 else {
            // Perhaps once, perhaps not: two ways.
            if least == 0 { take(Group(start: start, ways: 2)) }
            return
        }
        try nest(atom, start, least, most)
    }

    /// Checks a repeat of `atom` for one inside it.
    private mutating func nest(
        _ atom: Group, _ start: Int, _ least: Int, _ most: Int?
    ) throws(PatternProblem) {
        let length = position - start
        if let inner = atom.unbounded {
            throw problem(
                "this repeats a group that has a repeat without bound in it (column \(inner + 1))",
                at: start, length: length, "give the inner repeat a bound, such as `{1,20}`")
        }
        var ways = 1
        if atom.mostOften > 1 {
            if most == nil, atom.ways > 1 {
                throw problem(
                    "this repeats without bound a group that has a repeat in it", at: start,
                    length: length, "give both repeats a bound, such as `{1,20}`")
            }
            for _ in 0..<(most ?? 1) where ways <= Self.maximumWays {
                ways = capped(ways, times: atom.ways)
                if atom.ways == 1 { break }
            }
            if ways > Self.maximumWays {
                throw problem(
                    "these repeats inside one another can match in too many ways", at: start,
                    length: length, "use smaller numbers, or write the repeated part once")
            }
        }
        var outer = Group(start: start)
        outer.unbounded = most == nil ? start : nil
        outer.mostOften = most ?? Self.maximumRepeat
        if let most { outer.ways = capped(ways, times: most - least + 1) }
        take(outer)
    }

    /// The least and most of a repeat; nil where it has no bound. Ends behind it.
    private mutating func bounds() throws(PatternProblem) -> (Int, Int?) {
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

    private mutating func escape() throws(PatternProblem) {
        let start = position
        if let letter = next(1), letter == "b" || letter == "B" {
            position += 2
            atom = nil
            return
        }
        _ = try character(inClass: false)
        atom = Group(start: start)
    }

    /// Reads one character or escape. Nil for an escape that stands for a set of characters.
    private mutating func character(inClass: Bool) throws(PatternProblem) -> UInt32? {
        let start = position
        guard scalars[start] == "\\" else {
            position += 1
            return scalars[start].value
        }
        guard let letter = next(1) else {
            throw problem(
                "nothing stands behind this backslash", at: start,
                "write `\\\\` for the sign itself")
        }
        position += 2
        switch letter {
        case "d", "D", "w", "W", "s", "S": return nil
        case "t": return 9
        case "n": return 10
        case "v": return 11
        case "f": return 12
        case "r": return 13
        case "x": return try hex(start, 2)
        case "u": return try unicode(start)
        case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/":
            return letter.value
        case "-" where inClass: return letter.value
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

    private mutating func readClass() throws(PatternProblem) {
        let start = position
        position += 1
        if current == "^" { position += 1 }
        while let scalar = current, scalar != "]" {
            let from = position
            if scalar == "\n" || scalar == "\r" { break }
            let low = try character(inClass: true)
            guard current == "-", let after = next(1), after != "]" else { continue }
            position += 1
            let high = try character(inClass: true)
            guard let low, let high else {
                throw problem(
                    "a range goes from one character to another", at: from, length: position - from,
                    "write `\\-` for the sign itself")
            }
            if high < low {
                throw problem(
                    "this range goes backwards", at: from, length: position - from,
                    "write `\\-` for the sign itself")
            }
        }
        guard current == "]" else { throw problem("`[` is never closed", at: start, "add `]`") }
        if position == start + 1 {
            throw problem("a class without characters matches nothing", at: start, length: 2)
        }
        position += 1
        atom = Group(start: start)
    }
}
