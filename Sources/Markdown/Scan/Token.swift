// Lines that are no Markdown for cmark are replaced by processing instructions that the page does not
// contain: CommonMark makes each an HTML block of its own, which interrupts a paragraph and ends a lazy
// list item. Where one comes back in code, the author's bytes are put back.

/// What a processing instruction in cmark's text stands for.
struct Token {
    enum Kind {
        case fence(Fence)
        /// Header, delimiter row or body row of a table.
        case tableLine(table: Int, line: Int)
        /// In place of the text that is missing behind a footnote's marker.
        case filler
        /// The colon behind the name of an alert, which would else define a link and hide what follows it.
        case alertColon
    }

    let kind: Kind
    /// The author's bytes, as offsets in the source.
    let range: Range<Int>
}

/// How tokens are written, for one page.
struct TokenForm {
    /// The number of the token and `?>` follow.
    let prefix: [UInt8]

    private static let stem = Array("<?waymark-".utf8)

    /// Found in one pass: an author may have written any number of such prefixes.
    init(unusedIn source: UnsafeBufferPointer<UInt8>) {
        let stem = Self.stem
        var isUsed = false
        var rounds: Set<Int> = []
        var i = 0
        while let start = firstOffset(of: stem, in: source, from: i) {
            i = start + stem.count
            isUsed = true
            var round = 0
            var digits = 0
            while i < source.count, digits < 9, source[i] >= 0x30, source[i] <= 0x39 {
                round = round * 10 + Int(source[i] - 0x30)
                digits += 1
                i += 1
            }
            if digits > 0 { rounds.insert(round) }
        }
        guard isUsed else {
            prefix = stem
            return
        }
        var round = 1
        while rounds.contains(round) { round += 1 }
        prefix = stem + "\(round)-".utf8
    }

    func append(_ number: Int, to bytes: inout [UInt8]) {
        bytes += prefix
        bytes += String(number).utf8
        bytes += "?>".utf8
    }

    /// The number of the token at `start`, and the offset behind it; nil where none is.
    func number(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> (number: Int, end: Int)? {
        guard start + prefix.count < text.count, text[start] == prefix[0] else { return nil }
        for i in prefix.indices where text[start + i] != prefix[i] { return nil }
        var i = start + prefix.count
        var number = 0
        let digits = i
        while i < text.count, i - digits < 9, text[i] >= 0x30, text[i] <= 0x39 {
            number = number * 10 + Int(text[i] - 0x30)
            i += 1
        }
        guard i > digits, i + 1 < text.count, text[i] == UInt8(ascii: "?"),
            text[i + 1] == UInt8(ascii: ">")
        else { return nil }
        return (number, i + 2)
    }

    /// The first token in `text` from `start` on.
    func first(
        in text: UnsafeBufferPointer<UInt8>, from start: Int = 0
    ) -> (number: Int, range: Range<Int>)? {
        var i = start
        while let found = firstOffset(of: prefix, in: text, from: i) {
            if let (number, end) = number(in: text, at: found) { return (number, found..<end) }
            i = found + prefix.count
        }
        return nil
    }
}
