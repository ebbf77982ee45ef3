// The walk over a page's lines that `PageScan` is made from: what each may be, from its marks alone.

/// Goes over the lines once and collects what is to be replaced.
struct LineScan {
    let source: UnsafeBufferPointer<UInt8>
    let dialect: Dialect
    let guesses: Guesses
    var edits: [LineEdit] = []
    var tokens: [Token] = []
    var tables: [TableCandidate] = []
    var footnotes: [FootnoteCandidate] = []
    /// Lines that are headers of tables, unless they start another block.
    var doubtful: [Int] = []
    var mismatches: [TableMismatch] = []
    var definitions: [DefinitionCandidate] = []
    var cellCount = 0
    var usedMarkers: UInt8 = 0
    /// Body line under way, counted from 1.
    var number = 0
    var start: Int
    var line: Range<Int>
    /// The line before, where it may be the header of a table.
    var header: (line: Range<Int>, number: Int)?
    let hasReturns: Bool
    /// The first line feed from `start` on, as far as it is known: a page whose lines end with returns must not be
    /// searched to its end for each of them.
    var feed = -1

    init(
        _ source: UnsafeBufferPointer<UInt8>, from body: Int, dialect: Dialect, guesses: Guesses
    ) {
        self.source = source
        self.dialect = dialect
        self.guesses = guesses
        start = body
        line = body..<body
        hasReturns = firstOffset(of: 0x0D, in: source, from: body) != nil
    }

    var unusedMarker: FootnoteMarker {
        FootnoteMarker.allCases.first { usedMarkers & (1 << $0.rawValue) == 0 } ?? .parenthesis
    }

    mutating func run() {
        while nextLine() {
            let candidate = header
            header = nil
            scan(candidate)
        }
    }

    mutating func nextLine() -> Bool {
        guard start < source.count else { return false }
        number += 1
        if feed < start { feed = firstOffset(of: 0x0A, in: source, from: start) ?? source.count }
        var end = feed
        var next = min(end + 1, source.count)
        if hasReturns {
            var i = start
            while i < end, source[i] != 0x0D { i += 1 }
            if i < end {
                end = i
                next = i + 1 < source.count && source[i + 1] == 0x0A ? i + 2 : i + 1
            }
        }
        line = start..<end
        start = next
        return true
    }

    /// Most lines start with a letter, and are only remembered as a header that a delimiter row may follow.
    mutating func scan(_ candidate: (line: Range<Int>, number: Int)?) {
        var i = line.lowerBound
        while i < line.upperBound, source[i] == 0x20 || source[i] == 0x09 { i += 1 }
        guard i < line.upperBound else { return }
        switch source[i] {
        case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "["),
            UInt8(ascii: "|"):
            scanMarks(candidate)
        default: header = (line, number)
        }
    }

    mutating func scanMarks(_ candidate: (line: Range<Int>, number: Int)?) {
        var used = usedMarkers
        let prefix = LinePrefix(source, line: line) { byte in
            if let marker = FootnoteMarker(byte) { used |= 1 << marker.rawValue }
        }
        usedMarkers = used
        var rest = prefix.end
        var shift = 0
        var count = 0
        while count < InputBounds.maximumNesting, var footnote = footnote(at: rest) {
            count += 1
            rest = footnote.replaced.upperBound
            var from = footnote.replaced.lowerBound
            if let blanks = guesses.indentation[number], footnotes.last?.line != number {
                from -= min(blanks, from - line.lowerBound)
            }
            footnote.column = from - line.lowerBound + 1 - shift
            shift += rest - from - FootnoteMarker.width
            footnotes.append(footnote)
            if from < footnote.replaced.lowerBound {
                edits.append(
                    LineEdit(range: from..<footnote.replaced.lowerBound, replacement: .nothing))
            }
            edits.append(LineEdit(range: footnote.replaced, replacement: .marker))
            if rest == line.upperBound {
                return edit(rest..<rest, as: .filler)
            }
            rest = LinePrefix(source, line: rest..<line.upperBound).end
        }
        guard rest < line.upperBound else { return }
        if dialect == .waymark, source[rest] == UInt8(ascii: ":"), !guesses.areGivenUp,
            !guesses.refusedMarks.contains(rest),
            let fence = Fence(source, at: rest, to: line.upperBound)
        {
            return edit(rest..<line.upperBound, as: .fence(fence))
        }
        if prefix.quotes > 0, let colon = AlertKind.colon(source, in: rest..<line.upperBound),
            dialect == .waymark, !guesses.areGivenUp, !guesses.refusedMarks.contains(colon)
        {
            return edit(colon..<colon + 1, as: .alertColon)
        }
        if prefix.firstMarker == nil, footnotes.last?.line != number, readDefinition(at: rest) {
            return
        }
        if let candidate, prefix.firstMarker == nil, footnotes.last?.line != number,
            readTable(header: candidate, delimiters: rest..<line.upperBound, quotes: prefix.quotes)
        {
            return
        }
        header = (line, number)
    }

    mutating func edit(_ range: Range<Int>, as kind: Token.Kind) {
        edits.append(LineEdit(range: range, replacement: .token(tokens.count)))
        tokens.append(Token(kind: kind, range: range))
    }

    /// A line `: text`, which may define the terms before it.
    mutating func readDefinition(at start: Int) -> Bool {
        guard dialect == .waymark, !guesses.areGivenUp,
            !guesses.refusedDefinitions.contains(number),
            let definition = DefinitionCandidate(source, line: line, number: number, at: start)
        else { return false }
        var used = usedMarkers
        _ = LinePrefix(source, line: start + 1..<line.upperBound) { byte in
            if let marker = FootnoteMarker(byte) { used |= 1 << marker.rawValue }
        }
        usedMarkers = used
        definitions.append(definition)
        edits.append(LineEdit(range: start..<start + 1, replacement: .bullet))
        return true
    }

    func footnote(at start: Int) -> FootnoteCandidate? {
        guard !guesses.areGivenUp, start + 4 < line.upperBound + 1,
            start + 1 < line.upperBound, source[start] == UInt8(ascii: "["),
            source[start + 1] == UInt8(ascii: "^"), !guesses.refusedFootnotes.contains(number)
        else { return nil }
        var i = start + 2
        while i < line.upperBound, source[i] != UInt8(ascii: "]"), source[i] != 0x20,
            source[i] != 0x09
        { i += 1 }
        guard i > start + 2, i + 1 < line.upperBound, source[i] == UInt8(ascii: "]"),
            source[i + 1] == UInt8(ascii: ":")
        else { return nil }
        let label = start + 2..<i
        i += 2
        while i < line.upperBound, source[i] == 0x20 || source[i] == 0x09 { i += 1 }
        return FootnoteCandidate(line: number, offset: start, label: label, replaced: start..<i)
    }

}
