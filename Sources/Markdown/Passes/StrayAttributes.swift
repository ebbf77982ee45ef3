// Attribute lists that are written well and stand where nothing takes them: readers see the braces, and the author, who
// meant an id or a class, must hear of it.

import Diagnostics

extension Passes {
    /// Reports what is left in the texts of a block when its own lists are taken: each list that holds an id, and of
    /// those that hold only classes the ones that end a line or stand directly behind a link, an image or code.
    mutating func reportStrayAttributes(in block: InlineBlock, _ events: ArraySlice<Event>) {
        let mayHold = events.contains { event in
            event.kind == .text && event.node.withLiteral { Self.opening(in: $0, from: 0) != nil }
        }
        guard mayHold else { return }
        let range = sourceRange(of: block)
        let end = min(range.upperBound, bytes.count)
        // The line of a directive that was refused is reported already.
        guard !bytes[min(range.lowerBound, end)..<end].starts(with: ":::".utf8) else { return }
        var texts: [TextRun] = []
        for case .text(let run) in locate(block, events, in: range, wantsRuns: true).runs {
            texts.append(run)
        }
        var next = texts.startIndex
        for (index, event) in zip(events.indices, events) where event.kind == .text {
            guard next < texts.endIndex else { return }
            let run = texts[next]
            next += 1
            var from = 0
            while let start = run.text.withUnsafeBufferPointer({ Self.opening(in: $0, from: from) })
            {
                from = start + 1
                let source = run.source(of: start)
                guard !run.isEscaped(start), source < end, bytes[source] == UInt8(ascii: "{") else {
                    continue
                }
                let list = AttributeList(bytes, at: source, to: end)
                let attributes = list.attributes
                // Of others an error is reported where they count, and elsewhere they may be anything.
                guard list.problem == nil, attributes.values.isEmpty,
                    attributes.id?.hasPrefix("wm-") != true
                else { continue }
                let before = index > events.startIndex ? events[index - 1].kind : nil
                let isBehindImage =
                    before == .image && run.text[..<start].allSatisfy { $0 == 0x20 }
                let isBehind = isBehindImage || start == 0 && (before == .link || before == .code)
                guard attributes.id != nil || isBehind || endsLine(list.range.upperBound, end)
                else { continue }
                reportStray(list.range, isBehindImage: isBehindImage)
            }
        }
    }

    /// The first `{#` or `{.` from `start` on, with a letter behind it.
    private static func opening(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var from = start
        while let brace = firstOffset(of: UInt8(ascii: "{"), in: text, from: from) {
            guard brace + 2 < text.count else { return nil }
            let mark = text[brace + 1]
            if mark == UInt8(ascii: "#") || mark == UInt8(ascii: "."),
                isASCIILetter(text[brace + 2])
            {
                return brace
            }
            from = brace + 1
        }
        return nil
    }

    private func endsLine(_ offset: Int, _ end: Int) -> Bool {
        var i = offset
        while i < end, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
        return i >= end || bytes[i] == 0x0A || bytes[i] == 0x0D
    }

    private mutating func reportStray(_ range: Range<Int>, isBehindImage: Bool) {
        let list = String(decoding: bytes[range], as: UTF8.self)
        report(
            Diagnostic(
                .strayAttributes, at: place(at: range.lowerBound, length: range.count),
                "`\(list)` belongs to nothing here, so the braces are shown",
                suggestion: isBehindImage
                    ? "leave no blank between the image and the brace"
                    : "put a backslash before the brace if it is meant as text"))
    }
}
