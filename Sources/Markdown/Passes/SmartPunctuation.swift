// Straight quotes, dots and hyphens become typographic ones, as cmark's own `--smart` does it, but after
// links, autolinks, code and attributes are known: the option edits bare URLs and `{#a--b}`.

/// Plain text, a title for example, with the punctuation that it would have in a paragraph.
package func smartPunctuation(_ text: String) -> String {
    SmartPunctuation.rewrite([(Array(text.utf8), [], true)]).first?.text ?? text
}

/// The text nodes of one block, as runs of bytes with gaps where other inlines stand.
struct SmartPunctuation {
    private struct Quote {
        let run: Int
        let offset: Int
        let isDouble: Bool
        let opens: Bool
        let closes: Bool
        var curly: String
    }

    private var quotes: [Quote] = []

    /// Whether any byte of a text could change.
    static func concerns(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in text {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".")
            {
                return true
            }
        }
        return false
    }

    /// The new text of each run that changes.
    ///
    /// - Parameters:
    ///   - runs: the bytes of each text node of a block, in order; a run of one space stands for a line
    ///     break, and one of U+FFFC for an image or a code span, so that quotes see their neighbours.
    ///   - escaped: offsets in a run that were escaped or written as references.
    static func rewrite(
        _ runs: [(text: [UInt8], escaped: [Int], isText: Bool)]
    ) -> [(run: Int, text: String)] {
        var smart = SmartPunctuation()
        smart.findQuotes(runs)
        smart.pairQuotes()
        var result: [(run: Int, text: String)] = []
        var next = 0
        for (index, run) in runs.enumerated() where run.isText {
            var out: [UInt8] = []
            out.reserveCapacity(run.text.count + 16)
            var changed = false
            var i = 0
            while i < run.text.count {
                let byte = run.text[i]
                if next < smart.quotes.count, smart.quotes[next].run == index,
                    smart.quotes[next].offset == i
                {
                    out += smart.quotes[next].curly.utf8
                    next += 1
                    i += 1
                    changed = true
                } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."),
                    let (width, text) = replacement(at: i, in: run.text, escaped: run.escaped)
                {
                    out += text.utf8
                    i += width
                    changed = true
                } else {
                    out.append(byte)
                    i += 1
                }
            }
            if changed { result.append((index, String(decoding: out, as: UTF8.self))) }
        }
        return result
    }

    /// `...` becomes an ellipsis; two and more hyphens become dashes, as few kinds mixed as can be.
    private static func replacement(
        at start: Int, in text: [UInt8], escaped: [Int]
    ) -> (width: Int, text: String)? {
        let byte = text[start]
        var end = start
        // Three dots are enough to know: a line of a million must not be counted from each of them.
        let limit = byte == UInt8(ascii: ".") ? min(start + 3, text.count) : text.count
        while end < limit, text[end] == byte, !escaped.holdsRising(end) { end += 1 }
        let count = end - start
        if byte == UInt8(ascii: ".") { return count >= 3 ? (3, "…") : nil }
        guard count >= 2 else { return nil }
        var em = 0
        var en = 0
        if count % 3 == 0 {
            em = count / 3
        } else if count % 2 == 0 {
            en = count / 2
        } else if count % 3 == 2 {
            (em, en) = ((count - 2) / 3, 1)
        } else {
            (em, en) = ((count - 4) / 3, 2)
        }
        return (count, String(repeating: "—", count: em) + String(repeating: "–", count: en))
    }

    private mutating func findQuotes(_ runs: [(text: [UInt8], escaped: [Int], isText: Bool)]) {
        for (index, run) in runs.enumerated() where run.isText {
            for (offset, byte) in run.text.enumerated() {
                guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
                    !run.escaped.holdsRising(offset)
                else { continue }
                let before = Self.scalar(before: offset, run: index, in: runs)
                let after = Self.scalar(after: offset, run: index, in: runs)
                let left =
                    !after.isSpace
                    && (!after.isPunctuation || before.isSpace || before.isPunctuation)
                let right =
                    !before.isSpace
                    && (!before.isPunctuation || after.isSpace || after.isPunctuation)
                let isDouble = byte == UInt8(ascii: "\"")
                quotes.append(
                    Quote(
                        run: index, offset: offset, isDouble: isDouble,
                        opens: left && !right && before.scalar != "]" && before.scalar != ")",
                        closes: right, curly: isDouble ? (left && !right ? "“" : "”") : "’"))
            }
        }
    }

    private mutating func pairQuotes() {
        var open: [Int] = []
        for index in quotes.indices {
            if quotes[index].closes,
                let match = open.lastIndex(where: { quotes[$0].isDouble == quotes[index].isDouble })
            {
                quotes[open[match]].curly = quotes[index].isDouble ? "“" : "‘"
                quotes[index].curly = quotes[index].isDouble ? "”" : "’"
                open.removeSubrange(match...)
            } else if quotes[index].opens {
                // Bounded: a page of 100,000 openers must not make the search above quadratic.
                if open.count > 64 { open.removeFirst(32) }
                open.append(index)
            }
        }
    }

    private struct Neighbour {
        let scalar: Unicode.Scalar?

        var isSpace: Bool { scalar.map(\.properties.isWhitespace) ?? true }
        var isPunctuation: Bool { scalar.map(Flanking.isPunctuation) ?? false }
    }

    private static func scalar(
        before offset: Int, run: Int, in runs: [(text: [UInt8], escaped: [Int], isText: Bool)]
    ) -> Neighbour {
        var run = run
        var end = offset
        while end == 0 {
            guard run > 0 else { return Neighbour(scalar: nil) }
            run -= 1
            end = runs[run].text.count
        }
        var start = end - 1
        while start > 0, runs[run].text[start] & 0xC0 == 0x80 { start -= 1 }
        return Neighbour(
            scalar: String(decoding: runs[run].text[start..<end], as: UTF8.self).unicodeScalars.last
        )
    }

    private static func scalar(
        after offset: Int, run: Int, in runs: [(text: [UInt8], escaped: [Int], isText: Bool)]
    ) -> Neighbour {
        var run = run
        var start = offset + 1
        while start >= runs[run].text.count {
            run += 1
            guard run < runs.count else { return Neighbour(scalar: nil) }
            start = 0
        }
        let end = min(start + 4, runs[run].text.count)
        return Neighbour(
            scalar: String(decoding: runs[run].text[start..<end], as: UTF8.self).unicodeScalars
                .first)
    }
}
