// The one scan of a page's lines before cmark runs. It knows no block structure: it replaces what may be a
// directive fence, a line of a table or the mark of a footnote by something that CommonMark gives the
// right structure, and puts the cells of tables ahead of the page, so that cmark parses all in one call.

/// A page's bytes for cmark, and what was replaced in them.
struct PageScan {
    let bytes: [UInt8]
    /// Lines before the page's own: two for each cell.
    let linesAhead: Int
    let form: TokenForm
    let tokens: [Token]
    let tables: [TableCandidate]
    /// Offsets of the texts of cells in the source, in the order in which they stand ahead of the page.
    let cells: [Range<Int>]
    let footnotes: [FootnoteCandidate]
    /// Lines that are headers of tables, unless they start another block: then the line below is no part of a
    /// paragraph with them.
    let doubtfulHeaders: [Int]
    let mismatches: [TableMismatch]
    let footnoteMarker: FootnoteMarker
    let definitions: [DefinitionCandidate]
    /// Bullets that can stand for definitions in this page.
    let definitionBullets: Int
    /// Bare addresses that are hidden from cmark, as offsets in the source.
    let addresses: [Range<Int>]
    let mark: AddressMark

    /// nil where nothing is to be replaced, which is so on most pages.
    init?(
        _ source: UnsafeBufferPointer<UInt8>, from body: Int, dialect: Dialect, guesses: Guesses
    ) {
        var lines = LineScan(source, from: body, dialect: dialect, guesses: guesses)
        lines.run()
        guard
            !lines.edits.isEmpty || !guesses.addresses.isEmpty || !lines.doubtful.isEmpty
                || !lines.mismatches.isEmpty
        else {
            return nil
        }
        let marker = guesses.footnoteMarker ?? lines.unusedMarker
        let bullets = DefinitionCandidate.bullets(used: lines.usedMarkers, besides: marker)
        let bullet = bullets[min(guesses.definitionAttempts, bullets.count - 1)]
        let form = TokenForm(unusedIn: source)
        var cells: [Range<Int>] = []

        let mark = guesses.addresses.isEmpty ? AddressMark() : AddressMark(unusedIn: source)
        var out: [UInt8] = []
        out.reserveCapacity(source.count - body + 1024)
        var nextAddress = 0
        /// The next address that lies in `range`, as its number.
        func address(in range: Range<Int>) -> Int? {
            while nextAddress < guesses.addresses.count,
                guesses.addresses[nextAddress].lowerBound < range.lowerBound
            { nextAddress += 1 }
            guard nextAddress < guesses.addresses.count,
                guesses.addresses[nextAddress].upperBound <= range.upperBound
            else { return nil }
            nextAddress += 1
            return nextAddress - 1
        }
        for table in lines.tables {
            for row in table.rows {
                for cell in row where !cell.isEmpty {
                    cells.append(cell)
                    out += Self.cellPrefix
                    var copied = cell.lowerBound
                    while let number = address(in: copied..<cell.upperBound) {
                        let range = guesses.addresses[number]
                        Self.append(copied..<range.lowerBound, of: source, to: &out)
                        mark.append(number, endsWith: source[range.upperBound - 1], to: &out)
                        copied = range.upperBound
                    }
                    Self.append(copied..<cell.upperBound, of: source, to: &out)
                    out.append(0x0A)
                    out.append(0x0A)
                }
            }
        }
        nextAddress = 0
        var copied = body
        func copy(to end: Int) {
            guard end > copied else { return }
            while let number = address(in: copied..<end) {
                let range = guesses.addresses[number]
                out += source[copied..<range.lowerBound]
                mark.append(number, endsWith: source[range.upperBound - 1], to: &out)
                copied = range.upperBound
            }
            out += source[copied..<end]
        }
        for edit in lines.edits {
            copy(to: edit.range.lowerBound)
            switch edit.replacement {
            case .token(let number): form.append(number, to: &out)
            case .indentedToken(let number, let indentation):
                out += source[indentation]
                form.append(number, to: &out)
            case .marker: marker.text.withUTF8Buffer { out += $0 }
            case .bullet: bullet.text.withUTF8Buffer { out.append($0[0]) }
            case .nothing: break
            }
            copied = edit.range.upperBound
        }
        copy(to: source.count)
        bytes = out
        linesAhead = cells.count * 2
        footnoteMarker = marker
        definitions = lines.definitions
        definitionBullets = bullets.count
        self.form = form
        tokens = lines.tokens
        addresses = guesses.addresses
        self.mark = mark
        tables = lines.tables
        self.cells = cells
        footnotes = lines.footnotes
        doubtfulHeaders = lines.doubtful
        mismatches = lines.mismatches
    }

    /// The bytes of a cell; `\|` stands for `|`, also in code.
    private static func append(
        _ cell: Range<Int>, of source: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
    ) {
        var i = cell.lowerBound
        while i < cell.upperBound {
            if source[i] == UInt8(ascii: "\\"), i + 1 < cell.upperBound,
                source[i + 1] == UInt8(ascii: "|")
            {
                i += 1
            }
            out.append(source[i])
            i += 1
        }
    }

    /// The offset in the source of a place in cmark's text, for lines whose marks of footnotes were replaced; nil for
    /// all others.
    func sourceOffset(line: Int, column: Int, _ lines: LineIndex) -> Int? {
        let line = line - linesAhead
        var low = 0
        var high = footnotes.count
        while low < high {
            let middle = (low + high) / 2
            if footnotes[middle].line < line { low = middle + 1 } else { high = middle }
        }
        var found: Int?
        while low < footnotes.count, footnotes[low].line == line {
            let footnote = footnotes[low]
            if footnote.column > column { break }
            let behind = column - footnote.column - FootnoteMarker.width
            found =
                behind >= 0 ? footnote.replaced.upperBound + behind : footnote.replaced.lowerBound
            low += 1
        }
        return found
    }

    /// What each cell's paragraph starts with: U+E000 makes it a paragraph, and emphasis sees the blank.
    static let cellPrefix = Array("\u{E000} ".utf8)
}

/// A line that may start a footnote: `[^label]:`, as cmark-gfm reads it.
struct FootnoteCandidate {
    /// Body line, counted from 1.
    let line: Int
    /// Offset of its bracket in the source.
    let offset: Int
    let label: Range<Int>
    /// Bytes of the line that were replaced, marker and blanks.
    let replaced: Range<Int>
    /// Byte column in cmark's text, from 1.
    var column = 0
}

/// Replaces bytes of the source, in rising order.
struct LineEdit {
    enum Replacement {
        case token(Int)
        /// The token, indented as the bytes say.
        case indentedToken(Int, Range<Int>)
        case marker
        /// That of a definition; one byte.
        case bullet
        case nothing
    }

    let range: Range<Int>
    let replacement: Replacement
}

/// Goes over the lines once and collects what is to be replaced.
private struct LineScan {
    let source: UnsafeBufferPointer<UInt8>
    let dialect: Dialect
    let guesses: Guesses
    var edits: [LineEdit] = []
    var tokens: [Token] = []
    var tables: [TableCandidate] = []
    var footnotes: [FootnoteCandidate] = []
    /// Lines that are headers of tables, unless they start another block.
    private(set) var doubtful: [Int] = []
    private(set) var mismatches: [TableMismatch] = []
    var definitions: [DefinitionCandidate] = []
    private var cellCount = 0
    private(set) var usedMarkers: UInt8 = 0
    /// Body line under way, counted from 1.
    private var number = 0
    private var start: Int
    private var line: Range<Int>
    /// The line before, where it may be the header of a table.
    private var header: (line: Range<Int>, number: Int)?
    private let hasReturns: Bool
    /// The first line feed from `start` on, as far as it is known: a page whose lines end with returns must not be
    /// searched to its end for each of them.
    private var feed = -1

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

    private mutating func nextLine() -> Bool {
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
    private mutating func scan(_ candidate: (line: Range<Int>, number: Int)?) {
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

    private mutating func scanMarks(_ candidate: (line: Range<Int>, number: Int)?) {
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
            !guesses.refusedFences.contains(rest),
            let fence = Fence(source, at: rest, to: line.upperBound)
        {
            return edit(rest..<line.upperBound, as: .fence(fence))
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

    private mutating func edit(_ range: Range<Int>, as kind: Token.Kind) {
        edits.append(LineEdit(range: range, replacement: .token(tokens.count)))
        tokens.append(Token(kind: kind, range: range))
    }

    /// A line `: text`, which may define the terms before it.
    private mutating func readDefinition(at start: Int) -> Bool {
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

    private func footnote(at start: Int) -> FootnoteCandidate? {
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

    // MARK: Tables

    private mutating func readTable(
        header: (line: Range<Int>, number: Int), delimiters: Range<Int>, quotes: Int
    ) -> Bool {
        let scan = TableScan(bytes: source)
        guard !guesses.areGivenUp, !guesses.refusedTables.contains(header.number),
            source[delimiters.lowerBound] != UInt8(ascii: "["),
            let alignments = scan.alignments(in: delimiters)
        else { return false }
        let prefix = LinePrefix(source, line: header.line)
        var headerStart = prefix.end
        if let footnote = footnotes.last, footnote.line == header.number {
            headerStart =
                LinePrefix(
                    source, line: footnote.replaced.upperBound..<header.line.upperBound
                ).end
        }
        guard prefix.quotes <= quotes || headerStart != prefix.end,
            let cells = scan.cells(in: headerStart..<header.line.upperBound),
            cells.count == alignments.count
        else {
            noteMismatch(
                headerStart..<header.line.upperBound, header.number, delimiters, alignments.count)
            return false
        }
        // What stands behind a footnote's marker has its indentation from there.
        if headerStart != prefix.end, guesses.indentedHeaders.contains(header.number) {
            return false
        }
        if !guesses.headers.contains(header.number),
            mayStartBlock(source, headerStart..<header.line.upperBound)
        {
            doubtful.append(header.number)
            return false
        }
        var table = TableCandidate(
            headerLine: header.number, alignments: alignments, rows: [cells],
            firstToken: tokens.count, firstCell: cellCount)
        cellCount += cells.count { !$0.isEmpty }
        let index = tables.count
        let kind = Token.Kind.tableLine(table: index, line: 0)
        if headerStart == prefix.end, prefix.firstMarker == nil,
            prefix.quotes < quotes || guesses.indentedHeaders.contains(header.number)
        {
            table.borrowsIndentation = true
            edits.append(
                LineEdit(
                    range: header.line,
                    replacement: .indentedToken(
                        tokens.count, line.lowerBound..<delimiters.lowerBound)))
            tokens.append(Token(kind: kind, range: headerStart..<header.line.upperBound))
        } else {
            edit(headerStart..<header.line.upperBound, as: kind)
        }
        edit(delimiters, as: .tableLine(table: index, line: 1))
        var missing = 0
        let lastRow = guesses.lastRow[header.number] ?? Int.max
        while missing <= TableScan.maximumMissingCells {
            let before = (number, start, line)
            guard nextLine() else { break }
            guard number <= lastRow, let (text, cells) = row(quotes: quotes, scan) else {
                (number, start, line) = before
                break
            }
            let columns = alignments.count
            missing += max(columns - cells.count, 0)
            var kept = Array(cells.prefix(columns))
            if cells.count > columns, dialect == .waymark, let last = cells.last {
                // GitHub drops what is too much; a word of an author is never lost.
                table.excess[table.rows.count] = cells[columns].lowerBound..<last.upperBound
                kept[columns - 1] = kept[columns - 1].lowerBound..<last.upperBound
            }
            table.rows.append(kept)
            cellCount += kept.count { !$0.isEmpty }
            edit(text, as: .tableLine(table: index, line: table.rows.count))
        }
        table.isFull = missing > TableScan.maximumMissingCells
        tables.append(table)
        return true
    }

    /// What looks like a table but for the number of its columns was surely meant as one.
    private mutating func noteMismatch(
        _ header: Range<Int>, _ number: Int, _ delimiters: Range<Int>, _ columns: Int
    ) {
        guard dialect == .waymark, !header.isEmpty,
            source[delimiters].contains(UInt8(ascii: "|")),
            source[header].contains(UInt8(ascii: "|")),
            let cells = TableScan(bytes: source).cells(in: header), cells.count != columns
        else { return }
        mismatches.append(
            TableMismatch(
                line: number, delimiters: delimiters, columns: columns, cells: cells.count))
    }

    /// The text and cells of the line under way where it is a row.
    private func row(quotes: Int, _ scan: TableScan) -> (text: Range<Int>, cells: [Range<Int>])? {
        let prefix = LinePrefix(source, line: line)
        let text = prefix.end..<line.upperBound
        guard !text.isEmpty, prefix.quotes == quotes, prefix.firstMarker == nil else { return nil }
        if !guesses.rows.contains(number) {
            if mayStartBlock(source, text) { return nil }
            if dialect == .waymark, Fence(source, at: prefix.end, to: line.upperBound) != nil {
                return nil
            }
        }
        return scan.cells(in: text).map { (text, $0) }
    }
}
