/// Checks a pattern: literals, escapes, classes, groups, alternation, repeats and anchors, as JavaScript reads them
/// with the flag `u` (ECMA-262, 22.2.1).
///
/// Look-around, back-references, names, lazy and possessive repeats are refused because no form needs them. So is a
/// repeat without bound inside another, and one of a group that can match one text in several ways: what does not
/// match can take such a pattern longer than anybody waits. One walk over the pattern; open groups are kept in a
/// list of at most 50. One that is searched for in a text must not match the empty text, which is found everywhere.
package func checkPattern(_ pattern: String, isSearched: Bool = false) -> PatternProblem? {
    var check = PatternCheck(Array(pattern.unicodeScalars))
    do {
        let whole = try check.run()
        // Copied from a script, where slashes stand around: here, no answer would match.
        let scalars = check.scan.scalars
        if scalars.count > 2, scalars.first == "/", scalars.last == "/",
            scalars.dropLast().last != "\\"
        {
            return check.scan.problem(
                "the slashes around this pattern are part of it", at: 0, length: scalars.count,
                "leave them out; where a slash is meant, write `\\/`")
        }
        guard isSearched, whole.isNullable else { return nil }
        return check.scan.problem(
            "this pattern matches an empty text, so it is found in every answer", at: 0,
            length: check.scan.scalars.count, "let at least one character be needed")
    } catch {
        return error
    }
}

private struct PatternCheck {
    static let maximumLength = 2000
    static let maximumDepth = 50
    /// In how many ways a group with a bound may match one text.
    static let maximumWays = 10_000
    /// Places where a matcher may have to come back; each can double the time.
    static let maximumChoices = 10
    /// Such places in repeats without bound; each multiplies the time by the length of the text.
    static let maximumLoopChoices = 3

    /// A piece of the pattern, with the places that begin and end it.
    struct Piece {
        var start: Int
        var first: [Int] = []
        var last: [Int] = []
        var isNullable = true
        var positions: Range<Int>
        /// Where a repeat without bound stands in it.
        var unbounded: Int?
        /// In how many ways it splits a text, at most; counted to the limit only.
        var ways = 1
    }

    /// An open group: the alternatives that are complete, the one that is read, and what a repeat stands behind.
    struct Group {
        var alternatives: Piece?
        var sequence: Piece
        var atom: Piece?
    }

    var scan: PatternScan
    var positions = PatternPositions()
    var groups: [Group]

    init(_ scalars: [Unicode.Scalar]) {
        scan = PatternScan(scalars)
        groups = [Group(sequence: Piece(start: 0, positions: 0..<0))]
    }

    mutating func run() throws(PatternProblem) -> Piece {
        if scan.scalars.count > Self.maximumLength {
            throw scan.problem(
                "a pattern has at most \(Self.maximumLength) characters", at: Self.maximumLength)
        }
        while let scalar = scan.current { try step(scalar) }
        let whole = try finishGroup()
        if !groups.isEmpty {
            throw scan.problem("this group is never closed", at: whole.start, "add `)`")
        }
        let (all, looping) = positions.ambiguous()
        if positions.isFull || all > Self.maximumChoices || looping > Self.maximumLoopChoices {
            throw scan.problem(
                "too many parts of this pattern can take the same characters", at: 0,
                length: scan.scalars.count,
                "let each part end with a character that the next one does not begin with")
        }
        return whole
    }

    private mutating func step(_ scalar: Unicode.Scalar) throws(PatternProblem) {
        let start = scan.position
        switch scalar {
        case "(": try open()
        case ")": try close()
        case "[": take(try scan.characterClass(), start)
        case "\\":
            if let letter = scan.next(1), letter == "b" || letter == "B" {
                scan.position += 2
                flush()
            } else {
                take(try scan.character(inClass: false).set, start)
            }
        case "^", "$":
            scan.position += 1
            flush()
        case "|":
            scan.position += 1
            endAlternative()
        case "*", "+", "?", "{": try readRepeat()
        case "]", "}":
            throw scan.problem(
                "`\(scalar)` closes nothing", at: start, "write `\\\(scalar)` for the sign itself")
        case "\n", "\r":
            throw scan.problem(
                "a pattern stands on one line", at: start, "write `\\n` for a line end")
        case ".":
            scan.position += 1
            take(.dot, start)
        default: take(try scan.character(inClass: false).set, start)
        }
    }

    // MARK: Building

    private mutating func take(_ set: PatternSet, _ start: Int) {
        let position = positions.add(set)
        put(
            Piece(
                start: start, first: [position], last: [position], isNullable: false,
                positions: position..<position + 1))
    }

    /// Makes a piece the one that a repeat would stand behind.
    private mutating func put(_ piece: Piece) {
        flush()
        groups[groups.count - 1].atom = piece
    }

    /// Puts the piece that waits for a repeat behind the sequence.
    private mutating func flush() {
        let index = groups.count - 1
        guard let atom = groups[index].atom else { return }
        groups[index].atom = nil
        var sequence = groups[index].sequence
        positions.link(sequence.last, to: atom.first)
        if sequence.isNullable { sequence.first += atom.first }
        sequence.last = atom.isNullable ? sequence.last + atom.last : atom.last
        sequence.isNullable = sequence.isNullable && atom.isNullable
        sequence.unbounded = sequence.unbounded ?? atom.unbounded
        sequence.ways = Self.capped(sequence.ways * atom.ways)
        sequence.positions = sequence.positions.lowerBound..<positions.count
        groups[index].sequence = sequence
    }

    private mutating func endAlternative() {
        flush()
        let index = groups.count - 1
        let sequence = groups[index].sequence
        if var whole = groups[index].alternatives {
            whole.first += sequence.first
            whole.last += sequence.last
            whole.isNullable = whole.isNullable || sequence.isNullable
            whole.unbounded = whole.unbounded ?? sequence.unbounded
            whole.ways = Self.capped(whole.ways + sequence.ways)
            whole.positions = whole.positions.lowerBound..<positions.count
            groups[index].alternatives = whole
        } else {
            groups[index].alternatives = sequence
        }
        groups[index].sequence = Piece(
            start: sequence.start, positions: positions.count..<positions.count)
    }

    private static func capped(_ ways: Int) -> Int { min(ways, maximumWays + 1) }

    // MARK: Groups

    private mutating func open() throws(PatternProblem) {
        let start = scan.position
        guard groups.count <= Self.maximumDepth else {
            throw scan.problem(
                "groups stand in one another more than \(Self.maximumDepth) deep", at: start)
        }
        flush()
        groups.append(
            Group(sequence: Piece(start: start, positions: positions.count..<positions.count)))
        guard scan.next(1) == "?" else {
            scan.position += 1
            return
        }
        switch (scan.next(2), scan.next(3)) {
        case (":", _): scan.position += 3
        case ("=", _), ("!", _), ("<", "="), ("<", "!"):
            throw scan.problem(
                "looking ahead or behind is not part of the patterns that forms take", at: start,
                length: scan.next(2) == "<" ? 4 : 3)
        case ("<", _), ("P", _):
            throw scan.problem(
                "groups have no names in the patterns that forms take", at: start, length: 3,
                "write `(` alone")
        default:
            throw scan.problem(
                "a group begins with `(` or `(?:`", at: start, length: 2,
                "write `\\?` for the sign itself")
        }
    }

    private mutating func close() throws(PatternProblem) {
        guard groups.count > 1 else {
            throw scan.problem(
                "`)` closes nothing", at: scan.position, "write `\\)` for the sign itself")
        }
        scan.position += 1
        put(try finishGroup())
    }

    private mutating func finishGroup() throws(PatternProblem) -> Piece {
        endAlternative()
        guard let group = groups.popLast(), let piece = group.alternatives else {
            return Piece(start: 0, positions: 0..<0)
        }
        return piece
    }

    // MARK: Repeats

    private mutating func readRepeat() throws(PatternProblem) {
        let start = scan.position
        let (least, most) = try scan.bounds()
        let index = groups.count - 1
        guard let atom = groups[index].atom else {
            throw scan.problem(
                "nothing stands before this repeat", at: start, length: scan.position - start,
                "write `\\\(scan.scalars[start])` for the sign itself")
        }
        if let sign = scan.current, sign == "?" || sign == "+" || sign == "*" || sign == "{" {
            throw scan.problem(
                sign == "?"
                    ? "repeats are not lazy in the patterns that forms take"
                    : "a repeat stands behind another", at: scan.position,
                sign == "?" ? "delete the `?`: the whole answer must match anyway" : nil)
        }
        groups[index].atom = nil
        var piece = atom
        if most.map({ $0 > 1 }) ?? true { try loop(&piece, start, least, most) }
        if least == 0 {
            piece.isNullable = true
            if most == 1 { piece.ways = Self.capped(piece.ways + 1) }
        }
        // What stands before it is in the sequence already; no second repeat may follow.
        groups[index].atom = piece
        flush()
    }

    /// Checks a repeat that comes back to the beginning of `piece`.
    private mutating func loop(
        _ piece: inout Piece, _ start: Int, _ least: Int, _ most: Int?
    ) throws(PatternProblem) {
        let length = scan.position - start
        if let inner = piece.unbounded {
            throw scan.problem(
                "this repeats a group that has a repeat without bound in it (column \(inner + 1))",
                at: start, length: length, "give the inner repeat a bound, such as `{1,20}`")
        }
        // A fixed number of fixed pieces leaves nothing to decide.
        if least != most || positions.hasFollowers(piece.last) || piece.isNullable {
            positions.link(piece.last, to: piece.first)
        }
        let isAmbiguous =
            positions.isFull || piece.isNullable && least > 1
            || positions.isAmbiguous(piece.positions, first: piece.first)
        var ways = 1
        if isAmbiguous {
            guard let most else {
                throw scan.problem(
                    "the group before this repeat can match the same text in several ways",
                    at: start, length: length, "make its parts begin with different characters")
            }
            for _ in 0..<most where ways <= Self.maximumWays {
                ways = Self.capped(ways * piece.ways)
                if piece.ways == 1 { break }
            }
            if ways > Self.maximumWays {
                throw scan.problem(
                    "these repeats inside one another can match in too many ways", at: start,
                    length: length, "use smaller numbers, or write the repeated part once")
            }
        }
        if let most {
            piece.ways = Self.capped(ways * (most - least + 1))
        } else {
            piece.unbounded = start
            positions.markLooping(piece.positions)
        }
    }
}
