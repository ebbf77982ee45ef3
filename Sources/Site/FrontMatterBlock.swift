import Diagnostics

/// Where the front matter of a page stands, found by its lines alone.
struct FrontMatterBlock {
    /// The lines between the fences, as UTF-8 offsets.
    var block: Range<Int>?
    /// Where the page's Markdown begins.
    var bodyOffset: Int
    var diagnostics: [Diagnostic] = []

    static func find(in source: SourceText) -> FrontMatterBlock {
        source.bytes.withUnsafeBufferPointer { Search(source: source, bytes: $0).run() }
    }
}

private struct Search {
    let source: SourceText
    let bytes: UnsafeBufferPointer<UInt8>

    func run() -> FrontMatterBlock {
        let isMarked =
            bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        let start = isMarked ? 3 : 0
        let first = line(at: start)
        if isFence(first.content, closes: false) {
            if let found = close(from: first.next) { return found }
            let unclosed = Diagnostic(
                .unclosedFrontMatter, at: source.place(at: start, length: 3),
                "the front matter that begins here is never closed",
                suggestion: "end it with a line `---`; a rule across the page is written `***`")
            return FrontMatterBlock(bodyOffset: start, diagnostics: [unclosed])
        }
        return late(from: first, start: start) ?? FrontMatterBlock(bodyOffset: start)
    }

    /// Front matter below blank lines: reported, and read all the same, so that its title is not missed too.
    private func late(from first: Line, start: Int) -> FrontMatterBlock? {
        var line = first
        while isBlank(line.content) {
            guard line.next < bytes.count else { return nil }
            line = self.line(at: line.next)
        }
        guard line.content.lowerBound > start, isFence(line.content, closes: false),
            line.next < bytes.count, isKey(self.line(at: line.next).content),
            var found = close(from: line.next)
        else { return nil }
        found.diagnostics.append(
            Diagnostic(
                .lateFrontMatter, at: source.place(at: line.content.lowerBound, length: 3),
                "front matter must begin on the first line of the file",
                suggestion: "delete the blank lines above it"))
        return found
    }

    private func close(from start: Int) -> FrontMatterBlock? {
        var offset = start
        while offset < bytes.count {
            let line = line(at: offset)
            if isFence(line.content, closes: true) {
                return FrontMatterBlock(block: start..<offset, bodyOffset: line.next)
            }
            offset = line.next
        }
        return nil
    }

    // MARK: Lines

    private struct Line {
        /// Without its end.
        var content: Range<Int>
        /// The start of the next line, or the end of the file.
        var next: Int
    }

    private func line(at start: Int) -> Line {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        var next = min(end + 1, bytes.count)
        if end < bytes.count, bytes[end] == 0x0D, next < bytes.count, bytes[next] == 0x0A {
            next += 1
        }
        return Line(content: start..<end, next: next)
    }

    private func isBlank(_ line: Range<Int>) -> Bool {
        line.allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 }
    }

    /// `---`, or `...` where it closes, with nothing but blanks behind it.
    private func isFence(_ line: Range<Int>, closes: Bool) -> Bool {
        guard line.count >= 3 else { return false }
        let sign = bytes[line.lowerBound]
        guard sign == 0x2D || (closes && sign == 0x2E) else { return false }
        let signs = line.prefix(3).allSatisfy { bytes[$0] == sign }
        return signs && isBlank(line.lowerBound + 3..<line.upperBound)
    }

    /// `word:`, alone or with a value.
    private func isKey(_ line: Range<Int>) -> Bool {
        let word = line.prefix { i in
            bytes[i] == 0x2D || bytes[i] == 0x5F || (0x30...0x39).contains(bytes[i])
                || (0x41...0x5A).contains(bytes[i] & 0xDF)
        }
        guard !word.isEmpty, word.upperBound < line.upperBound, bytes[word.upperBound] == 0x3A
        else {
            return false
        }
        let next = word.upperBound + 1
        return next == line.upperBound || bytes[next] == 0x20 || bytes[next] == 0x09
    }
}
