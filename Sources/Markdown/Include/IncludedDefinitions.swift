// A part of a file may use what the file defines elsewhere: the targets of its references, and its footnotes. Those
// definitions are found by their lines alone, and stand behind the part's own text for cmark.

import Diagnostics

/// Link definitions and footnotes that start at the start of a line, outside of code, found in one pass.
struct IncludedDefinitions {
    struct Definition {
        /// Whole lines of the file, without the last one's end.
        var range: Range<Int>
        /// The label of a footnote, normalized; nil for the target of a link.
        let footnote: String?
    }

    private(set) var all: [Definition] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
        var code = FencedCode()
        /// Whether a paragraph cannot be under way, so that a definition may start here.
        var mayStart = true
        var isFootnote = false
        var isAfterBlank = true
        var i = start
        while i < bytes.count {
            let line = i..<(bytes[i...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count)
            i = line.upperBound + 1
            guard let text = IncludedParts.trimmed(bytes, line) else {
                let isBlank = line.allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 }
                if !isBlank, isFootnote { extend(to: line.upperBound) }
                isAfterBlank = isBlank
                if isBlank { mayStart = true }
                continue
            }
            defer { isAfterBlank = false }
            switch code.take(bytes, text) {
            case .fence:
                isFootnote = false
                mayStart = true
                continue
            case .code: continue
            case .none: break
            }
            if let footnote = Self.definition(bytes, text), mayStart || footnote != nil {
                all.append(Definition(range: line, footnote: footnote))
                isFootnote = footnote != nil
                mayStart = true
            } else if isFootnote, !isAfterBlank, bytes[text.lowerBound] != UInt8(ascii: "<") {
                extend(to: line.upperBound)
            } else {
                isFootnote = false
                // A comment ends where it ends, whatever follows.
                mayStart = bytes[text].starts(with: "<!--".utf8)
            }
        }
    }

    private mutating func extend(to end: Int) {
        guard let last = all.indices.last else { return }
        all[last].range = all[last].range.lowerBound..<end
    }

    /// What a line starts to define: the label of a footnote, or nil within for a link; nil where it defines nothing.
    private static func definition(
        _ bytes: UnsafeBufferPointer<UInt8>, _ text: Range<Int>
    ) -> String?? {
        guard bytes[text.lowerBound] == UInt8(ascii: "[") else { return nil }
        var i = text.lowerBound + 1
        while i < text.upperBound, bytes[i] != UInt8(ascii: "]"), bytes[i] != UInt8(ascii: "[") {
            i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard i + 2 < text.upperBound, bytes[i] == UInt8(ascii: "]"),
            bytes[i + 1] == UInt8(ascii: ":"), i > text.lowerBound + 1
        else { return nil }
        guard bytes[text.lowerBound + 1] == UInt8(ascii: "^") else { return .some(nil) }
        return .some(Passes.normalized(Slice(base: bytes, bounds: text.lowerBound + 2..<i)))
    }

    /// What a part needs of the definitions outside it, in the order of the file.
    func needed(
        by content: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>
    ) -> [Definition] {
        guard bytes[content].contains(UInt8(ascii: "[")) else { return [] }
        var footnotes: [String: Int] = [:]
        for (index, one) in all.enumerated() {
            guard let label = one.footnote else { continue }
            let isOwn = content.overlaps(one.range)
            if footnotes[label] == nil || isOwn { footnotes[label] = isOwn ? -1 : index }
        }
        var taken: Set<Int> = []
        var open = [content]
        while let range = open.popLast() {
            for label in Self.references(in: range, of: bytes) {
                guard let index = footnotes[label], index >= 0, taken.insert(index).inserted else {
                    continue
                }
                open.append(all[index].range)
            }
        }
        return all.indices.filter {
            all[$0].footnote == nil ? !content.overlaps(all[$0].range) : taken.contains($0)
        }
        .map { all[$0] }
    }

    /// The labels of footnotes that a text may refer to.
    private static func references(
        in range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>
    ) -> [String] {
        var labels: [String] = []
        var open: Int?
        for i in range {
            if bytes[i] == UInt8(ascii: "[") {
                open = i
            } else if bytes[i] == UInt8(ascii: "]"), let start = open {
                open = nil
                if i > start + 2, i - start <= 1_000, bytes[start + 1] == UInt8(ascii: "^") {
                    labels.append(Passes.normalized(Slice(base: bytes, bounds: start + 2..<i)))
                }
            }
        }
        return labels
    }
}

extension IncludedFile {
    /// A part's text with what it needs of the rest of the file behind it.
    func input(
        of part: IncludedPart, _ content: Range<Int>, includes: (any IncludeSource)?
    ) -> MarkdownInput {
        text.bytes.withUnsafeBufferPointer { bytes in
            var out = Array(bytes[content])
            let ownCount = out.count
            var pieces = [(offset: 0, source: content.lowerBound)]
            for definition in definitions.needed(by: content, of: bytes) {
                out += "\n\n".utf8
                pieces.append((out.count, definition.range.lowerBound))
                out += bytes[definition.range]
            }
            let source = SourceText(file: text.file, bytes: out)
            if pieces.count == 1 {
                return MarkdownInput(
                    source, from: 0, path: path, includes: includes, linesBefore: part.line)
            }
            let lines = LineIndex(MarkdownInput(text, from: bodyStart), bytes)
            var input = MarkdownInput(source, path: path, includes: includes) { offset, length in
                var (low, high) = (0, pieces.count)
                while low + 1 < high {
                    let middle = (low + high) / 2
                    if pieces[middle].offset <= offset { low = middle } else { high = middle }
                }
                return lines.place(
                    at: pieces[low].source + offset - pieces[low].offset, length: length)
            }
            input.borrowedStart = ownCount
            return input
        }
    }
}
