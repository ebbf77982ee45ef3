// cmark bounds what references expand to: beyond as many bytes as the page has, or 100,000 if that is more, a label
// that is defined stays text. An author would look long for the reason.

import Diagnostics

/// How much of cmark's bound a text may have used.
struct ReferenceLimit {
    /// Bytes of destinations and titles of the links so far, also of those that are no references.
    var used = 0
    var isReported = false
    /// The labels that a text defines, read when it may matter.
    var labels: Set<String>?

    /// Bytes of blocks that may still be gone through for the place of a label: a block may be nothing but escaped ones.
    var patience = 1 << 20

    /// Below half of cmark's bound no label can fail, but for one longer than the other half.
    static let worthLooking = 50_000
}

extension Passes {
    /// Reports the first label that stayed text although it is defined, in the text that is the event at `index`.
    mutating func checkReferences(
        at index: Int, of block: InlineBlock, _ events: ArraySlice<Event>
    ) {
        guard dialect == .waymark, references.patience > 0 else { return }
        let labels = references.labels ?? definedLabels()
        references.labels = labels
        let found = events[index].node.withLiteral { Self.firstLabel(in: $0, of: labels) }
        guard let found else { return }
        let range = sourceRange(of: block)
        references.patience -= range.count
        let offsets = locate(block, events, in: range, wantsRuns: false).offsets
        let next = index + 1 - events.startIndex
        let start = min(max(offsets[next - 1], range.lowerBound), range.upperBound)
        let end = next < offsets.count ? max(offsets[next], start) : range.upperBound
        // An author may have escaped it.
        guard
            let offset = firstOffset(
                of: Array("[\(found)]".utf8), in: UnsafeBufferPointer(rebasing: bytes[..<end]),
                from: start),
            offset == 0 || bytes[offset - 1] != UInt8(ascii: "\\")
        else { return }
        references.isReported = true
        report(
            Diagnostic(
                .referenceLimit, at: place(at: offset, length: found.utf8.count + 2),
                "`[\(found)]` stays text: the references of this page have become too many",
                suggestion: "write the address here, or split the page"))
    }

    /// The first text in brackets that is one of these labels, as it is written.
    private static func firstLabel(
        in text: UnsafeBufferPointer<UInt8>, of labels: Set<String>
    ) -> String? {
        var open: Int?
        for (i, byte) in text.enumerated() {
            if byte == UInt8(ascii: "[") {
                open = i
            } else if byte == UInt8(ascii: "]"), let start = open {
                open = nil
                // cmark's own bound for a label.
                guard i - start <= 1_000 else { continue }
                let label = String(decoding: text[start + 1..<i], as: UTF8.self)
                if labels.contains(normalizedLabel(label[...])) { return label }
            }
        }
        return nil
    }

    private func definedLabels() -> Set<String> {
        var labels: Set<String> = []
        var line = input.start
        while line < bytes.count {
            let end = firstOffset(of: 0x0A, in: bytes, from: line) ?? bytes.count
            let start = LinePrefix(bytes, line: line..<end).end
            if start < end, bytes[start] == UInt8(ascii: "[") {
                let text = String(
                    decoding: bytes[start + 1..<min(end, start + 1_001)], as: UTF8.self)
                if let colon = text.firstRange(of: "]:") {
                    labels.insert(Self.normalizedLabel(text[..<colon.lowerBound]))
                }
            }
            line = end + 1
        }
        return labels
    }

    /// Without regard to case and white space (CommonMark 0.30 section 6.3).
    private static func normalizedLabel(_ label: Substring) -> String {
        label.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
}
