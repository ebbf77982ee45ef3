import Diagnostics

/// Where the lines of a page's body start, so that a place costs a search and not a walk through the file.
struct LineIndex {
    private let source: SourceText
    private let locate: ((_ offset: Int, _ length: Int) -> Place)?
    private let starts: [Int]
    /// Lines of the file before the body.
    private let linesBefore: Int
    private let last = Last()

    init(_ input: MarkdownInput, _ bytes: UnsafeBufferPointer<UInt8>) {
        source = input.source
        locate = input.locate
        linesBefore =
            input.linesBefore + Self.starts(in: bytes, from: 0, to: input.start).count - 1
        starts = Self.starts(in: bytes, from: input.start, to: bytes.count)
    }

    /// Where the lines of a range start; the first at its start.
    private static func starts(
        in bytes: UnsafeBufferPointer<UInt8>, from first: Int, to end: Int
    ) -> [Int] {
        var starts: [Int] = []
        starts.reserveCapacity((end - first) / 40 + 1)
        starts.append(first)
        // Carriage returns are rare, and the search for line feeds alone is many times as fast.
        if firstOffset(of: 0x0D, in: bytes, from: first) ?? end >= end {
            var i = first
            while let found = firstOffset(of: 0x0A, in: bytes, from: i), found < end {
                starts.append(found + 1)
                i = found + 1
            }
            return starts
        }
        for i in first..<end where endsLine(bytes, i) { starts.append(i + 1) }
        return starts
    }

    /// LF, CRLF at its LF, or CR.
    private static func endsLine(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
        bytes[i] == 0x0A || (bytes[i] == 0x0D && !(i + 1 < bytes.count && bytes[i + 1] == 0x0A))
    }

    /// The source offset at which the body's `line` (from 1, as cmark counts) starts.
    func offset(ofLine line: Int) -> Int {
        line - 1 < starts.count ? starts[max(line - 1, 0)] : source.bytes.count
    }

    var file: String { source.file }

    func place(at offset: Int, length: Int) -> Place {
        if let locate { return locate(offset, length) }
        var low = 0
        var high = starts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let offset = min(max(offset, starts[low]), source.bytes.count)
        return source.place(
            line: linesBefore + low + 1, lineStart: starts[low], offset: offset, length: length,
            column: column(of: offset, lineStart: starts[low]))
    }

    /// Counts on, or back, from the last place of the same line: a line of a megabyte may hold 50,000 problems.
    private func column(of offset: Int, lineStart: Int) -> Int {
        let isNear = last.lineStart == lineStart && offset - lineStart > last.offset - offset
        if !isNear { (last.lineStart, last.offset, last.column) = (lineStart, lineStart, 1) }
        if offset >= last.offset {
            last.column += source.codePoints(last.offset..<offset)
        } else {
            last.column -= source.codePoints(offset..<last.offset)
        }
        last.offset = offset
        return last.column
    }

    /// The last place that was asked for.
    private final class Last {
        var lineStart = -1
        var offset = 0
        var column = 1
    }
}
