// Definition lists: the colon of a line `: text` is replaced by a bullet of the same width, so that CommonMark
// gives it the structure of a list item and no column shifts.

/// A line that may start a definition.
struct DefinitionCandidate {
    /// Body line, counted from 1.
    let line: Int
    /// Byte column of its colon, from 1.
    let column: Int

    /// Bytes before the colon; in a deeper one no reader would find it, and cmark looks at all open lists on each line.
    private static let maximumIndentation = 100

    /// A colon at `start`, a blank and text behind it; nil where there is none.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>, number: Int, at start: Int) {
        guard start < line.upperBound, bytes[start] == UInt8(ascii: ":"),
            start - line.lowerBound <= Self.maximumIndentation
        else { return nil }
        var i = start + 1
        while i < line.upperBound, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
        guard i > start + 1, i < line.upperBound else { return nil }
        self.line = number
        column = start - line.lowerBound + 1
    }

    /// Bullets in whose place definitions stand, those first that the page does not use itself; without that of its
    /// footnotes. Of `*` and `-` some lines become thematic breaks.
    static func bullets(used: UInt8, besides footnotes: FootnoteMarker) -> [FootnoteMarker] {
        let bullets = [FootnoteMarker.plus, .star, .hyphen].filter { $0 != footnotes }
        let isUsed = { (bullet: FootnoteMarker) in used & (1 << bullet.rawValue) != 0 }
        return bullets.filter { !isUsed($0) } + bullets.filter(isUsed)
    }
}
