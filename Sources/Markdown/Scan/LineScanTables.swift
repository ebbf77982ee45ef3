// Tables among the lines: a delimiter row makes a header of the line before it, and rows of those behind it.

extension LineScan {
    mutating func readTable(
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
    mutating func noteMismatch(
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
    func row(quotes: Int, _ scan: TableScan) -> (text: Range<Int>, cells: [Range<Int>])? {
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
