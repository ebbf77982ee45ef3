// Tables: the tokens of a candidate must come back one behind the other in one parent. Then the paragraphs that
// were parsed ahead of the page become its cells.

import Diagnostics
import HTMLText

extension TokenPass {
    /// Checks each table against the tree; what does not fit is a wrong guess.
    mutating func checkTables() {
        var i = 0
        let blocks = found.blocks
        var isDone = Set<Int>()
        while i < blocks.count {
            guard case .tableLine(let index, let line) = scan.tokens[blocks[i].number].kind else {
                i += 1
                continue
            }
            let table = scan.tables[index]
            guard isDone.insert(index).inserted else {
                // Behind the line at which the table was cut.
                i += 1
                continue
            }
            guard line == 0, isOpen(blocks[i].node, table) else {
                if line == 0, !table.borrowsIndentation {
                    borrowIndentation(of: table.headerLine)
                } else {
                    refuseTable(index)
                }
                i += 1
                continue
            }
            var last = i
            while last + 1 < blocks.count, blocks[last + 1].number == blocks[last].number + 1,
                last - i + 1 < table.lineCount, blocks[last].node.next == blocks[last + 1].node
            { last += 1 }
            let lines = last - i + 1
            if lines < 2 {
                borrowIndentation(of: table.headerLine)
            } else if lines < table.lineCount {
                found.isWrong = true
                found.wrong.lastRow[table.headerLine] = table.headerLine + lines - 1
            } else {
                extend(table, behind: blocks[last].node)
            }
            i = last + 1
        }
    }

    mutating func refuseTable(_ index: Int) {
        found.isWrong = true
        let header = scan.tables[index].headerLine
        // Its header has another try.
        if found.wrong.indentedHeaders.contains(header), !guesses.indentedHeaders.contains(header) {
            return
        }
        found.wrong.refusedTables.insert(header)
    }

    /// A header may continue a paragraph without its indentation; then it has that of the line below.
    mutating func borrowIndentation(of header: Int) {
        found.isWrong = true
        if !found.wrong.indentedHeaders.insert(header).inserted {
            found.wrong.refusedTables.insert(header)
        }
    }

    /// Whether a header stands where the tree has it: one without its own indentation must continue a paragraph.
    private func isOpen(_ header: Node, _ table: TableCandidate) -> Bool {
        guard table.borrowsIndentation else { return !isLazy(header) }
        guard let before = header.previous, before.kind == .paragraph else { return false }
        return before.endLine == header.startLine - 1
    }

    /// Whether the line of `header` would have continued the paragraph of a container that it does not stand in.
    private func isLazy(_ header: Node) -> Bool {
        guard var node = header.previous, node.kind == .blockQuote || node.kind == .list else {
            return false
        }
        while let child = node.lastChild { node = child }
        while node.kind.isInline, let parent = node.parent { node = parent }
        return node.kind == .paragraph && node.endLine == header.startLine - 1
    }

    /// A paragraph that starts on the line behind a table is a row: the scan took it for another block.
    private mutating func extend(_ table: TableCandidate, behind last: Node) {
        guard found.wrong.lastRow[table.headerLine] == nil, let next = last.next,
            next.kind == .paragraph || next.kind == .heading && next.endLine > next.startLine,
            next.startLine == last.startLine + 1, !table.isFull
        else { return }
        let line = next.startLine - scan.linesAhead
        if found.wrong.rows.insert(line).inserted { found.isWrong = true }
    }
}

/// A cell, whose paragraph loses its own tags when its inlines are done.
struct PendingCell {
    let paragraph: Node
    let enter: String
    let exit: String
    /// Code points of a word beyond which paper may break it anywhere; nil for all that fits.
    var longestWord: Int?
}

extension Passes {
    /// Puts each table in the place of its tokens.
    mutating func buildTables(_ found: FoundTokens, in tree: CMarkTree) {
        guard let scan else { return }
        var cells: [Node] = []
        cells.reserveCapacity(scan.cells.count)
        var child = tree.root.firstChild
        while let node = child, node.startLine <= scan.linesAhead {
            cells.append(node)
            child = node.next
        }
        var isUsed = [Bool](repeating: false, count: cells.count)
        for (number, node) in found.blocks {
            guard case .tableLine(let index, let line) = scan.tokens[number].kind else { continue }
            if line == 0 {
                let table = scan.tables[index]
                let count = table.rows.reduce(0) { $0 + $1.count { !$0.isEmpty } }
                guard table.firstCell + count <= cells.count else { continue }
                for cell in table.firstCell..<table.firstCell + count { isUsed[cell] = true }
                build(table, in: node, cells: cells[table.firstCell..<table.firstCell + count])
            } else {
                node.remove()
            }
        }
        for (index, cell) in cells.enumerated() where !isUsed[index] { cell.remove() }
    }

    private mutating func build(
        _ candidate: TableCandidate, in node: Node, cells: ArraySlice<Node>
    ) {
        let width = dialect == .waymark ? width(of: candidate) : 0
        let tags = dialect.table(isWide: width > Self.narrowTableColumns)
        let longestWord = Self.longestWord(width: width, columns: candidate.alignments.count)
        guard let table = Node.customBlock(enter: tags.enter, exit: tags.exit) else { return }
        node.replace(with: table)
        var remaining = cells
        var section: Node?
        for (number, row) in candidate.rows.enumerated() {
            if number < 2 {
                let name = number == 0 ? "thead" : "tbody"
                section = Node.customBlock(enter: "<\(name)>", exit: "</\(name)>")
                if let section { table.append(section) }
            }
            guard let section, let line = Node.customBlock(enter: "<tr>", exit: "</tr>") else {
                return
            }
            section.append(line)
            build(
                row, isHeader: number == 0, candidate.alignments, longestWord: longestWord,
                in: line,
                cells: &remaining)
            if dialect == .waymark, let excess = candidate.excess[number] { reportExcess(excess) }
        }
    }

    private mutating func build(
        _ row: [Range<Int>], isHeader: Bool, _ alignments: [ColumnAlignment], longestWord: Int?,
        in line: Node, cells: inout ArraySlice<Node>
    ) {
        let exit = isHeader ? "</th>\n" : "</td>\n"
        var empty = ""
        for (column, alignment) in alignments.enumerated() {
            let tag = dialect.cell(isHeader: isHeader, alignment)
            guard column < row.count, !row[column].isEmpty, let paragraph = cells.popFirst() else {
                empty += tag + exit
                continue
            }
            paragraph.unlink()
            line.append(paragraph)
            self.cells.append(
                PendingCell(
                    paragraph: paragraph, enter: empty.isEmpty ? tag : empty + tag, exit: exit,
                    longestWord: longestWord))
            if !empty.isEmpty { empty = "" }
        }
        if !empty.isEmpty, let rest = Node.customBlock(enter: String(empty.dropLast()), exit: "") {
            line.append(rest)
        }
    }

    mutating func report(_ mismatch: TableMismatch) {
        report(
            Diagnostic(
                .tableColumns,
                at: place(at: mismatch.delimiters.lowerBound, length: mismatch.delimiters.count),
                "this line has \(mismatch.columns) columns and the one above \(mismatch.cells), so they are no table",
                suggestion: "give both lines equally many"))
    }

    private mutating func reportExcess(_ excess: Range<Int>) {
        report(
            Diagnostic(
                .excessCells, at: place(at: excess.lowerBound, length: max(excess.count, 1)),
                "this row has more cells than the table has columns",
                suggestion:
                    "add a column to the header and to the line below it, or write `\\|` for a pipe that is text"
            ))
    }

    /// A custom inline prints a cell's tags without line ends around its content.
    mutating func placeCells() {
        for cell in cells {
            var enter = cell.enter
            if let limit = cell.longestWord, Self.hasWord(in: cell.paragraph, longerThan: limit) {
                enter = Self.withClass("has-long-word", enter)
            }
            guard let tags = Node.customInline(enter: enter, exit: cell.exit) else { continue }
            tags.takeChildren(of: cell.paragraph)
            cell.paragraph.replace(with: tags)
        }
        cells = []
    }

    /// A class for the element whose opening tag ends `tags`.
    private static func withClass(_ name: String, _ tags: String) -> String {
        tags.hasSuffix("\">")
            ? tags.dropLast(2) + " \(name)\">" : tags.dropLast() + " class=\"\(name)\">"
    }
}

extension Dialect {
    fileprivate func table(isWide: Bool) -> (enter: String, exit: String) {
        switch self {
        case .github: ("<table>", "</table>")
        case .waymark where isWide:
            (
                "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n<table>",
                "</table>\n</div>"
            )
        case .waymark: ("<div class=\"table\">\n<table>", "</table>\n</div>")
        }
    }

    /// The opening tag of a cell; the site's policy forbids `style`, and `align` is obsolete.
    fileprivate func cell(isHeader: Bool, _ alignment: ColumnAlignment) -> String {
        let side: String
        switch alignment {
        case .none: return isHeader ? "<th>" : "<td>"
        case .left: side = "left"
        case .center: side = "center"
        case .right: side = "right"
        }
        let attribute = self == .github ? "align=\"\(side)\"" : "class=\"align-\(side)\""
        return isHeader ? "<th \(attribute)>" : "<td \(attribute)>"
    }
}
