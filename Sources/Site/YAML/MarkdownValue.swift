package import Diagnostics

/// Markdown that stands in a YAML value, and the way back from its lines to the file's.
///
/// Exact for a block after `|`, each of whose lines is one line of the file, and for a text of one line that
/// stands in the file as it is. Other scalars fold lines and have escapes: what is wrong in them is reported
/// at their key, or at the item where they are one of a list.
package struct MarkdownValue: Sendable {
    package let text: String
    private let style: YAMLNode.ScalarStyle
    private let offset: Int
    private let keyOffset: Int
    private let keyLength: Int

    package init?(_ pair: YAMLMapping.Pair) {
        self.init(pair.value, keyOffset: pair.keyOffset, keyLength: pair.key.utf8.count)
    }

    /// An item of a list.
    package init?(_ node: YAMLNode) {
        self.init(node, keyOffset: node.offset, keyLength: node.markLength)
    }

    private init?(_ node: YAMLNode, keyOffset: Int, keyLength: Int) {
        guard case .scalar(let text, let style) = node.content else { return nil }
        self.text = text
        self.style = style
        (offset, self.keyOffset, self.keyLength) = (node.offset, keyOffset, keyLength)
    }

    package var isLiteral: Bool { style == .literal }

    package func keyPlace(in source: SourceText) -> Place {
        source.place(at: keyOffset, length: keyLength)
    }

    /// Where byte `column` of `line` of the text stands in the file; both count from 1.
    package func place(
        in source: SourceText, line: Int, byteColumn column: Int = 1, length: Int = 1
    ) -> Place {
        let found =
            isLiteral
            ? contentOffset(ofLine: line, in: source.bytes)
            : line == 1 ? offsetAsWritten(in: source.bytes) : nil
        guard let start = found else { return keyPlace(in: source) }
        return source.place(at: start + max(column, 1) - 1, length: length)
    }

    /// The UTF-8 offset in the file of the first byte of a line of the text, its indentation left out.
    package func contentOffset(ofLine line: Int, in bytes: [UInt8]) -> Int? {
        guard isLiteral, line >= 1 else { return nil }
        let first = Self.nextLine(bytes, offset)
        let indentation = indentation(bytes, first)
        var start = first
        for _ in 1..<line {
            guard start < bytes.count else { return nil }
            start = Self.nextLine(bytes, start)
        }
        // A blank line may be shorter than the indentation.
        var content = start
        while content < bytes.count, content - start < indentation, bytes[content] == 0x20 {
            content += 1
        }
        return content
    }

    /// The UTF-8 offset in the file of the first byte of a text that has one line and no escapes.
    private func offsetAsWritten(in bytes: [UInt8]) -> Int? {
        let start = style == .quoted ? offset + 1 : offset
        guard start <= bytes.count, !text.isEmpty, !text.utf8.contains(0x0A),
            bytes[start...].starts(with: text.utf8)
        else { return nil }
        return start
    }

    /// Columns taken off each line: what the first line with text has in the file and not in the value.
    private func indentation(_ bytes: [UInt8], _ first: Int) -> Int {
        var start = first
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let kept = line.prefix { $0 == 0x20 }.count
            if kept < line.count {
                let inFile = bytes[min(start, bytes.count)...].prefix { $0 == 0x20 }.count
                return max(inFile - kept, 0)
            }
            start = Self.nextLine(bytes, start)
        }
        return 0
    }

    /// The start of the line after the one at `offset`. Ends are LF, CR, CRLF and U+0085, which all are one
    /// line end in the value.
    private static func nextLine(_ bytes: [UInt8], _ offset: Int) -> Int {
        var i = offset
        while i < bytes.count {
            let next = i + 1 < bytes.count ? bytes[i + 1] : 0
            switch bytes[i] {
            case 0x0A: return i + 1
            case 0x0D: return next == 0x0A ? i + 2 : i + 1
            case 0xC2 where next == 0x85: return i + 2
            default: i += 1
            }
        }
        return i
    }
}
