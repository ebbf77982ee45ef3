// Tables as in the GitHub Flavored Markdown specification, section 4.10: which lines may be one.

/// How a column's text stands.
enum ColumnAlignment {
    case none, left, center, right
}

/// Lines that may be a table.
struct TableCandidate {
    /// Body line of the header, counted from 1.
    let headerLine: Int
    let alignments: [ColumnAlignment]
    /// Offsets of the cells' texts in the source, without blanks at their ends; the header's first. A row has
    /// as many as the table has columns, or fewer.
    var rows: [[Range<Int>]] = []
    /// Bytes that a row has beyond the columns, by the row; they are part of its last cell.
    var excess: [Int: Range<Int>] = [:]
    /// Number of its first token; one token a line: header, delimiter row, rows.
    let firstToken: Int
    /// Number of its first cell among all cells of the page.
    let firstCell: Int

    /// Whether the header stands behind the indentation of the delimiter row instead of its own.
    var borrowsIndentation = false
    /// Whether its rows lack more cells than a table may.
    var isFull = false

    /// Lines of the source that it covers: header, delimiter row and rows.
    var lineCount: Int { rows.count + 1 }
}

/// A header and a delimiter row that would be a table if they had equally many columns.
struct TableMismatch {
    /// Body line of the header, counted from 1.
    let line: Int
    let delimiters: Range<Int>
    let columns: Int
    let cells: Int
}

/// The lines of tables, in bytes.
struct TableScan {
    let bytes: UnsafeBufferPointer<UInt8>

    /// cmark-gfm counts columns in 16 bits.
    static let maximumColumns = 65_535
    /// Cells that short rows may lack in one table, as in cmark-gfm: 10,000 columns times 10,000 rows of
    /// one cell each would be a page of gigabytes.
    static let maximumMissingCells = 0x80000

    /// The columns of a delimiter row; nil where it is none. Hyphens alone underline a heading.
    func alignments(in line: Range<Int>) -> [ColumnAlignment]? {
        var isUnderline = true
        for i in line {
            switch bytes[i] {
            case UInt8(ascii: "-"): break
            case UInt8(ascii: "|"), UInt8(ascii: ":"): isUnderline = false
            default: guard isBlank(bytes[i]) else { return nil }
            }
        }
        if isUnderline { return nil }
        var alignments: [ColumnAlignment] = []
        guard let cells = cells(in: line) else { return nil }
        for cell in cells {
            guard let first = cell.first, let last = cell.last else { return nil }
            let isLeft = bytes[first] == UInt8(ascii: ":")
            let isRight = bytes[last] == UInt8(ascii: ":")
            let start = isLeft ? first + 1 : first
            let dashes = start..<max(isRight ? last : last + 1, start)
            guard !dashes.isEmpty, dashes.allSatisfy({ bytes[$0] == UInt8(ascii: "-") }) else {
                return nil
            }
            alignments.append(
                isLeft && isRight ? .center : isLeft ? .left : isRight ? .right : .none)
        }
        return alignments
    }

    /// The cells of a row, whose `line` starts at its first byte that is no blank; nil where it has none.
    func cells(in line: Range<Int>) -> [Range<Int>]? {
        var cells: [Range<Int>] = []
        var i = line.lowerBound
        func passPipe() {
            i += 1
            while i < line.upperBound, isBlank(bytes[i]) { i += 1 }
        }
        if i < line.upperBound, bytes[i] == UInt8(ascii: "|") { passPipe() }
        while i < line.upperBound {
            let start = i
            // Any backslash before a pipe escapes it, also one that looks escaped itself.
            while i < line.upperBound,
                bytes[i] != UInt8(ascii: "|") || i > start && bytes[i - 1] == UInt8(ascii: "\\")
            { i += 1 }
            cells.append(trimmed(start..<i))
            if cells.count > Self.maximumColumns { return nil }
            guard i < line.upperBound else { break }
            passPipe()
        }
        return cells.isEmpty ? nil : cells
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C
    }
}
