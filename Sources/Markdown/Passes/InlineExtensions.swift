// What GitHub's Markdown and ours find in the texts of a block: bare addresses, footnote references,
// strikethrough. Text nodes are searched with their bytes in the source beside them, which tell an escape from a
// mark; then each is replaced by its pieces.

import Diagnostics
import HTMLText

/// A piece of a text node that becomes something else.
struct InlineEdit {
    enum Kind {
        case address(text: String, url: String)
        /// Ready HTML.
        case html(String)
        case tildes(Tildes)
        /// From here to `end` in the text `run`, over all that stands between.
        case span(html: String?, text: String, run: Int, end: Int)
        case keys([String])
    }

    let range: Range<Int>
    var kind: Kind
}

/// A run of one or two tildes.
struct Tildes {
    let length: Int
    let flanking: Flanking
    /// Whether it opens or closes; nil where it is text.
    var opens: Bool?
    var partner: Int?
}

/// Searches the texts of one block.
struct InlineExtensions {
    let bytes: UnsafeBufferPointer<UInt8>
    /// The block's bytes in the source, without white space at the end.
    let range: Range<Int>
    let isCell: Bool
    let dialect: Dialect
    /// Whether `++Ctrl+C++` stands for keys.
    var findsKeys: Bool { dialect == .waymark }
    var edits: [[InlineEdit]]
    /// Pairs of tildes that were found.
    var pairCount = 0
    /// Addresses in which cmark saw something else, as offsets in the source.
    var overlaps: [Range<Int>] = []
    var openBrackets: [Bracket] = []
    /// Bytes that addresses may still have in which cmark saw something else: each may reach over all that follow.
    var patience: Int

    /// Bytes of a footnote's label; brackets in brackets would else be read again for each of them.
    private static let maximumLabel = 1_000

    /// An open bracket in a text.
    struct Bracket {
        let run: Int
        let index: Int
        /// Offset in the source.
        let source: Int
        /// Whether `^` follows.
        let isFootnote: Bool
        let parent: Node?
    }

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, isCell: Bool, runCount: Int,
        dialect: Dialect
    ) {
        self.bytes = bytes
        self.dialect = dialect
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
        self.range = range.lowerBound..<end
        self.isCell = isCell
        patience = 1_024 + 8 * self.range.count
        edits = Array(repeating: [], count: runCount)
    }

    /// Searches the next text.
    ///
    /// - Parameters:
    ///   - isAtLineStart: whether it is the first of its line.
    ///   - reference: the HTML of a reference to a footnote; nil where there is none of that label.
    mutating func search(
        _ run: TextRun, number: Int, isAtLineStart: Bool,
        reference: (_ label: Slice<UnsafeBufferPointer<UInt8>>, _ offset: Int) -> String?
    ) {
        let address = AddressScan(bytes: bytes, range: range)
        run.text.withUnsafeBufferPointer { text in
            var i = 0
            while i < text.count {
                var next = i + 1
                switch text[i] {
                case UInt8(ascii: "["):
                    if run.isEscaped(i) { break }
                    if let end = endOfLabel(text, from: i, run),
                        let html = reference(
                            Slice(base: text, bounds: i + 2..<end - 1), run.source(of: i))
                    {
                        edits[number].append(InlineEdit(range: i..<end, kind: .html(html)))
                        next = end
                        break
                    }
                    let isFootnote =
                        i + 1 < text.count && text[i + 1] == UInt8(ascii: "^")
                        && !run.isEscaped(i + 1)
                    openBrackets.append(
                        Bracket(
                            run: number, index: i, source: run.source(of: i),
                            isFootnote: isFootnote, parent: run.parent))
                case UInt8(ascii: "]"):
                    if !run.isEscaped(i) { close(at: i, run, number, reference: reference) }
                case UInt8(ascii: "w"):
                    guard mayBeAddress(run, at: i), i + 3 < text.count,
                        text[i + 1] == UInt8(ascii: "w"), text[i + 2] == UInt8(ascii: "w")
                    else { break }
                    let isFirst = i == 0 && isAtLineStart
                    if let found = address.www(at: run.source(of: i), isAtStart: isFirst) {
                        next = take(found, prefix: "http://", run, number, from: i)
                    }
                case UInt8(ascii: ":"):
                    guard mayBeAddress(run, at: i), i + 2 < text.count,
                        text[i + 1] == UInt8(ascii: "/"), text[i + 2] == UInt8(ascii: "/")
                    else { break }
                    if let found = address.url(colon: run.source(of: i)) {
                        next = take(found, prefix: "", run, number, from: i)
                    }
                case UInt8(ascii: "~"):
                    if run.isEscaped(i) { break }
                    next = takeTildes(text, from: i, run, number, isAtLineStart: isAtLineStart)
                case UInt8(ascii: "+"):
                    guard findsKeys, !run.isAutolink,
                        let keys = KeyScan(text: text, run: run).keys(at: i)
                    else { break }
                    edits[number].append(InlineEdit(range: i..<keys.end, kind: .keys(keys.names)))
                    next = keys.end
                default: break
                }
                i = max(next, i + 1)
            }
        }
    }

    /// cmark-gfm takes all that stands between `[^` and its bracket for a label, whatever it holds, and shows it as it is
    /// written where there is no such footnote.
    mutating func close(
        at index: Int, _ run: TextRun, _ number: Int,
        reference: (_ label: Slice<UnsafeBufferPointer<UInt8>>, _ offset: Int) -> String?
    ) {
        guard let bracket = openBrackets.popLast(), bracket.isFootnote, dialect == .github,
            bracket.parent == run.parent, !run.isInLink
        else { return }
        let end = run.source(of: index)
        guard end > bracket.source + 2, end - bracket.source <= Self.maximumLabel,
            end < bytes.count, bytes[end] == UInt8(ascii: "]")
        else {
            return
        }
        let label = Slice(base: bytes, bounds: bracket.source + 2..<end)
        guard !label.contains(0x0A), !label.contains(0x0D) else { return }
        let html = reference(label, bracket.source)
        if html == nil, bracket.run == number, end - bracket.source == index - bracket.index {
            return
        }
        for between in bracket.run...number {
            edits[between].removeAll {
                (between > bracket.run || $0.range.lowerBound >= bracket.index)
                    && (between < number || $0.range.upperBound <= index)
            }
        }
        edits[bracket.run].append(
            InlineEdit(
                range: bracket.index..<bracket.index + 1,
                kind: .span(
                    html: html, text: "[^" + String(decoding: label, as: UTF8.self) + "]",
                    run: number, end: index + 1)))
    }

    /// In an open bracket there is no address, whether or not it becomes a link.
    func mayBeAddress(_ run: TextRun, at index: Int) -> Bool {
        patience > 0 && !run.isInLink && openBrackets.isEmpty && !run.isEscaped(index)
    }

    /// The index behind the `]` of `[^label]`.
    func endOfLabel(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ run: TextRun
    ) -> Int? {
        guard start + 3 < text.count, text[start + 1] == UInt8(ascii: "^"),
            !run.isEscaped(start + 1)
        else { return nil }
        var i = start + 2
        while i < text.count, i - start < Self.maximumLabel {
            switch text[i] {
            case UInt8(ascii: "]"): return i > start + 2 && !run.isEscaped(i) ? i + 1 : nil
            case UInt8(ascii: "["): return nil
            default: i += 1
            }
        }
        return nil
    }

    /// Notes an address; the index behind it.
    mutating func take(
        _ found: Range<Int>, prefix: String, _ run: TextRun, _ number: Int, from index: Int
    ) -> Int {
        // A site refuses these in links, and an author who typed no link must not be told so.
        if dialect == .waymark, prefix.isEmpty, bytes[found.lowerBound] | 0x20 == UInt8(ascii: "f")
        {
            return index + 1
        }
        guard let start = run.index(ofSource: found.lowerBound),
            let end = run.index(ofSource: found.upperBound), end > start
        else {
            patience -= found.count
            overlaps.append(found)
            return run.text.count
        }
        if let last = edits[number].last, last.range.upperBound > start { return index + 1 }
        // What is not written in the address must not go with it, should the way to the source be wrong.
        guard stands(run.text[start..<end], in: found) else { return index + 1 }
        let text = Self.addressText(bytes, found, isCell: isCell)
        edits[number].append(
            InlineEdit(range: start..<end, kind: .address(text: text, url: prefix + text)))
        return end
    }

    /// Whether a text is what those bytes of the source say, references and escapes apart.
    func stands(_ text: ArraySlice<UInt8>, in range: Range<Int>) -> Bool {
        var i = text.startIndex
        for byte in bytes[range] where i < text.endIndex {
            // It may stand for other bytes: then only the number of bytes tells.
            if byte == UInt8(ascii: "&") { return text.count <= range.count }
            if byte == text[i] { i += 1 } else if byte != UInt8(ascii: "\\") { return false }
        }
        return i == text.endIndex
    }

    /// The bytes of an address as they stand in the source; in a cell `\|` is `|`.
    static func addressText(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isCell: Bool
    ) -> String {
        let text = String(decoding: bytes[range], as: UTF8.self)
        return isCell
            ? text.split(separator: "\\|", omittingEmptySubsequences: false).joined(separator: "|")
            : text
    }

    mutating func takeTildes(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ run: TextRun, _ number: Int,
        isAtLineStart: Bool
    ) -> Int {
        var end = start
        while end < text.count, text[end] == UInt8(ascii: "~"), !run.isEscaped(end) { end += 1 }
        guard end - start <= 2 else { return end }
        let source = run.source(of: start)
        let behind = source + end - start
        let isFirst = source <= range.lowerBound || start == 0 && isAtLineStart
        let flanking = Flanking(
            before: isFirst ? nil : scalar(before: source),
            after: behind < range.upperBound ? scalar(at: behind) : nil)
        guard flanking.canOpen || flanking.canClose else { return end }
        edits[number].append(
            InlineEdit(
                range: start..<end,
                kind: .tildes(Tildes(length: end - start, flanking: flanking))))
        return end
    }

    func scalar(before offset: Int) -> Unicode.Scalar? {
        var start = offset - 1
        while start > range.lowerBound, bytes[start] & 0xC0 == 0x80, offset - start < 4 {
            start -= 1
        }
        guard start >= range.lowerBound else { return nil }
        return String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.last
    }

    func scalar(at offset: Int) -> Unicode.Scalar? {
        String(decoding: bytes[offset..<min(offset + 4, range.upperBound)], as: UTF8.self)
            .unicodeScalars.first
    }

}
