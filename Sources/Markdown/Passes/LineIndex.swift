import Diagnostics

/// Where the lines of a page's body start, so that a place costs a search and not a walk through the file.
struct LineIndex {
    private let source: SourceText
    private let locate: ((_ offset: Int, _ length: Int) -> Place)?
    private var starts: [Int] = []
    /// Lines of the file before the body.
    private let linesBefore: Int
    private let last = Last()

    init(_ input: MarkdownInput, _ bytes: UnsafeBufferPointer<UInt8>) {
        source = input.source
        locate = input.locate
        var before = input.linesBefore
        var i = 0
        while i < input.start {
            if Self.endsLine(bytes, i) { before += 1 }
            i += 1
        }
        linesBefore = before
        starts.reserveCapacity(256)
        starts.append(input.start)
        while i < bytes.count {
            if Self.endsLine(bytes, i) { starts.append(i + 1) }
            i += 1
        }
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
