// What GitHub's Markdown and ours find in the texts of a block: bare addresses, footnote references,
// strikethrough. Text nodes are searched with their bytes in the source beside them, which tell an escape from a
// mark; then each is replaced by its pieces.

import Diagnostics
import HTMLText

/// What a text may hold beside plain words.
struct TextNeeds: OptionSet {
    let rawValue: UInt8

    static let punctuation = TextNeeds(rawValue: 1)
    static let extensions = TextNeeds(rawValue: 2)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Whether one of the 16 bytes from `start` on may be a mark; the byte behind them must exist.
    @inline(__always)
    private static func mayHoldMark(_ text: UnsafeRawPointer, at start: Int) -> Bool {
        typealias Bytes = SIMD16<UInt8>
        let here = text.loadUnaligned(fromByteOffset: start, as: Bytes.self)
        let next = text.loadUnaligned(fromByteOffset: start + 1, as: Bytes.self)
        func pair(_ first: UInt8, _ second: UInt8) -> SIMDMask<Bytes.MaskStorage> {
            (here .== Bytes(repeating: first)) .& (next .== Bytes(repeating: second))
        }
        func one(_ byte: UInt8) -> SIMDMask<Bytes.MaskStorage> { here .== Bytes(repeating: byte) }
        let single =
            one(UInt8(ascii: "\"")) .| one(UInt8(ascii: "'")) .| one(UInt8(ascii: "~"))
            .| one(UInt8(ascii: "@"))
        let double =
            pair(UInt8(ascii: "-"), UInt8(ascii: "-")) .| pair(UInt8(ascii: "."), UInt8(ascii: "."))
            .| pair(UInt8(ascii: "["), UInt8(ascii: "^"))
            .| pair(UInt8(ascii: "+"), UInt8(ascii: "+"))
            .| pair(UInt8(ascii: ":"), UInt8(ascii: "/"))
            .| pair(UInt8(ascii: "w"), UInt8(ascii: "w"))
        return any(single .| double)
    }

    /// Looks at each byte once; most are letters.
    init(of text: UnsafeBufferPointer<UInt8>) {
        var needs: TextNeeds = []
        var i = 0
        var checked = 0
        func next(_ distance: Int) -> UInt8 {
            i + distance < text.count ? text[i + distance] : 0
        }
        while i < text.count {
            // Most pieces of a text hold none.
            if i >= checked {
                while let base = text.baseAddress, i + 17 <= text.count,
                    !Self.mayHoldMark(base, at: i)
                { i += 16 }
                checked = i + 16
                if i >= text.count { break }
            }
            switch text[i] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): needs.insert(.punctuation)
            case UInt8(ascii: "-"):
                if next(1) == UInt8(ascii: "-") { needs.insert(.punctuation) }
            case UInt8(ascii: "."):
                if next(1) == UInt8(ascii: "."), next(2) == UInt8(ascii: ".") {
                    needs.insert(.punctuation)
                }
            case UInt8(ascii: "~"), UInt8(ascii: "@"): needs.insert(.extensions)
            case UInt8(ascii: "["):
                if next(1) == UInt8(ascii: "^") { needs.insert(.extensions) }
            case UInt8(ascii: "+"):
                if next(1) == UInt8(ascii: "+") { needs.insert(.extensions) }
            case UInt8(ascii: ":"):
                if next(1) == UInt8(ascii: "/"), next(2) == UInt8(ascii: "/") {
                    needs.insert(.extensions)
                }
            case UInt8(ascii: "w"):
                if next(1) == UInt8(ascii: "w"), next(2) == UInt8(ascii: "w") {
                    needs.insert(.extensions)
                }
            default: break
            }
            i += 1
        }
        self = needs
    }
}

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
    private(set) var edits: [[InlineEdit]]
    /// Addresses in which cmark saw something else, as offsets in the source.
    private(set) var overlaps: [Range<Int>] = []
    private var openBrackets: [Bracket] = []
    /// Bytes that addresses may still have in which cmark saw something else: each may reach over all that follow.
    private var patience: Int

    /// Bytes of a footnote's label; brackets in brackets would else be read again for each of them.
    private static let maximumLabel = 1_000

    /// An open bracket in a text.
    private struct Bracket {
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
    private mutating func close(
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
    private func mayBeAddress(_ run: TextRun, at index: Int) -> Bool {
        patience > 0 && !run.isInLink && openBrackets.isEmpty && !run.isEscaped(index)
    }

    /// The index behind the `]` of `[^label]`.
    private func endOfLabel(
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
    private mutating func take(
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
        let text = Self.addressText(bytes, found, isCell: isCell)
        edits[number].append(
            InlineEdit(range: start..<end, kind: .address(text: text, url: prefix + text)))
        return end
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

    private mutating func takeTildes(
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

    private func scalar(before offset: Int) -> Unicode.Scalar? {
        var start = offset - 1
        while start > range.lowerBound, bytes[start] & 0xC0 == 0x80, offset - start < 4 {
            start -= 1
        }
        guard start >= range.lowerBound else { return nil }
        return String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.last
    }

    private func scalar(at offset: Int) -> Unicode.Scalar? {
        String(decoding: bytes[offset..<min(offset + 4, range.upperBound)], as: UTF8.self)
            .unicodeScalars.first
    }

    // MARK: Strikethrough

    /// Pairs tildes of one parent, as cmark pairs other delimiters (CommonMark 0.30, appendix), and only runs of
    /// one length.
    mutating func pairTildes(_ runs: [TextRun]) {
        struct Entry {
            let run: Int
            let edit: Int
            let tildes: Tildes
            let parent: Node?
        }
        var stack: [Entry] = []
        // Per length of the closer modulo 3: below this height of the stack there is no opener for it.
        var bottoms = [0, 0, 0]
        // Steps that vain searches may still take: an opener of another parent is found, but nothing comes of it.
        var patience = 1_024 + 8 * edits.reduce(0) { $0 + $1.count }
        for run in edits.indices {
            for edit in edits[run].indices {
                guard case .tildes(let tildes) = edits[run][edit].kind else { continue }
                let entry = Entry(
                    run: run, edit: edit, tildes: tildes, parent: runs[run].parent)
                guard tildes.flanking.canClose else {
                    stack.append(entry)
                    continue
                }
                let bottom = bottoms[tildes.length % 3]
                var match: Int?
                var i = stack.count - 1
                while i >= bottom, patience > 0 {
                    patience -= 1
                    let opener = stack[i].tildes
                    let isOdd =
                        (tildes.flanking.canOpen || opener.flanking.canClose)
                        && (opener.length + tildes.length) % 3 == 0
                    if opener.flanking.canOpen, !isOdd {
                        match = i
                        break
                    }
                    i -= 1
                }
                if let match {
                    let opener = stack[match]
                    if opener.tildes.length == tildes.length, opener.parent == entry.parent {
                        pair(opener.run, opener.edit, run, edit)
                        stack.removeSubrange(match...)
                        for length in bottoms.indices {
                            bottoms[length] = min(bottoms[length], stack.count)
                        }
                    } else if tildes.flanking.canOpen {
                        stack.append(entry)
                    }
                } else {
                    bottoms[tildes.length % 3] = stack.count
                    if tildes.flanking.canOpen { stack.append(entry) }
                }
            }
        }
    }

    private mutating func pair(_ openerRun: Int, _ opener: Int, _ closerRun: Int, _ closer: Int) {
        pairCount += 1
        for (run, edit, opens) in [(openerRun, opener, true), (closerRun, closer, false)] {
            guard case .tildes(var tildes) = edits[run][edit].kind else { continue }
            tildes.opens = opens
            tildes.partner = pairCount
            edits[run][edit].kind = .tildes(tildes)
        }
    }

    private(set) var pairCount = 0

    // MARK: E-mail

    /// Looks for e-mail addresses in what the other marks have left, as cmark-gfm does it after all else.
    mutating func searchEmails(_ run: TextRun, number: Int) {
        edits[number].removeAll {
            if case .tildes(let tildes) = $0.kind { tildes.opens == nil } else { false }
        }
        guard !run.isInLink else { return }
        run.text.withUnsafeBufferPointer { text in
            guard firstOffset(of: UInt8(ascii: "@"), in: text) != nil else { return }
            var found: [InlineEdit] = []
            var start = 0
            for edit in edits[number] {
                searchEmails(text, start..<max(edit.range.lowerBound, start), &found)
                start = edit.range.upperBound
            }
            searchEmails(text, start..<text.count, &found)
            guard !found.isEmpty else { return }
            edits[number] = (edits[number] + found).sorted {
                $0.range.lowerBound < $1.range.lowerBound
            }
        }
    }

    private func searchEmails(
        _ text: UnsafeBufferPointer<UInt8>, _ gap: Range<Int>, _ found: inout [InlineEdit]
    ) {
        let searched = UnsafeBufferPointer(rebasing: text[..<gap.upperBound])
        var from = gap.lowerBound
        while let sign = firstOffset(of: UInt8(ascii: "@"), in: searched, from: from) {
            if let (range, hasScheme) = AddressScan(bytes: text, range: from..<gap.upperBound)
                .email(sign: sign)
            {
                let address = String(decoding: text[range], as: UTF8.self)
                from = range.upperBound
                if dialect == .waymark, hasScheme, address.hasPrefix("xmpp:") { continue }
                found.append(
                    InlineEdit(
                        range: range,
                        kind: .address(text: address, url: (hasScheme ? "" : "mailto:") + address)))
            } else {
                from = sign + 1
            }
        }
    }
}
