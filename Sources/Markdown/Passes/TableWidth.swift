// How wide a table is, by its longest words: one that is wider than a phone scrolls in a box of its own, and one that is
// wider than a sheet of paper has words broken.

extension Passes {
    /// Code points that fit a phone beside the padding of a table of one column.
    static let narrowTableColumns = 34

    /// Code points that fit a sheet of paper.
    private static let paperColumns = 95

    /// Where a table's longest words are wider than a sheet, those longer than a column's share must break; nil where
    /// they fit, and where there are so many columns that the style breaks all words.
    static func longestWord(width: Int, columns: Int) -> Int? {
        guard width > paperColumns, (1..<8).contains(columns) else { return nil }
        return paperColumns / columns - 3
    }

    /// Whether a word outside of links and code, which break anyway, has more code points than `limit`.
    static func hasWord(in paragraph: Node, longerThan limit: Int) -> Bool {
        var word = 0
        var stack = [paragraph]
        while let node = stack.popLast() {
            switch node.kind {
            case .text:
                let isLong = node.withLiteral { text in
                    for byte in text where byte & 0xC0 != 0x80 {
                        word = byte <= 0x20 ? 0 : word + 1
                        if word > limit { return true }
                    }
                    return false
                }
                if isLong { return true }
            case .link, .code, .softBreak, .lineBreak: word = 0
            default:
                var child = node.lastChild
                while let one = child {
                    stack.append(one)
                    child = one.previous
                }
            }
        }
        return false
    }

    /// Code points of a table's longest words side by side.
    func width(of table: TableCandidate) -> Int {
        var widths = [Int](repeating: 0, count: table.alignments.count)
        for row in table.rows {
            for (column, cell) in row.enumerated() {
                var word = 0
                for i in cell {
                    if bytes[i] <= 0x20 {
                        word = 0
                    } else if bytes[i] & 0xC0 != 0x80 {
                        word += 1
                        widths[column] = max(widths[column], word)
                    }
                }
            }
        }
        return widths.reduce(0) { $0 + $1 + 3 }
    }
}
