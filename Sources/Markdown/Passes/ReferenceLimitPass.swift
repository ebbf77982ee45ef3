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

    /// Below half of cmark's bound no label can fail, but for one longer than the other half.
    static let worthLooking = 50_000
}

extension Passes {
    /// Reports the first label that stayed text although it is defined.
    mutating func checkReferences(in text: String, of range: Range<Int>) {
        let labels = references.labels ?? definedLabels()
        references.labels = labels
        var rest = Substring(text)
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "[")) {
            rest = rest[open...].dropFirst()
            guard let close = rest.utf8.firstIndex(of: UInt8(ascii: "]")) else { return }
            let label = rest[..<close]
            // An author may have escaped it.
            guard labels.contains(Self.normalizedLabel(label)),
                let offset = firstOffset(
                    of: Array("[\(label)]".utf8),
                    in: UnsafeBufferPointer(rebasing: bytes[..<range.upperBound]),
                    from: range.lowerBound),
                offset == 0 || bytes[offset - 1] != UInt8(ascii: "\\")
            else { continue }
            references.isReported = true
            report(
                Diagnostic(
                    .referenceLimit, at: place(at: offset, length: label.utf8.count + 2),
                    "`[\(label)]` stays text: the references of this page have become too many",
                    suggestion: "write the address here, or split the page"))
            return
        }
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
