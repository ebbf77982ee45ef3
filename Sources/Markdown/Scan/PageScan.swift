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
