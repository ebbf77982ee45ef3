/// A text node of a block, with the way from its bytes back to the source.
struct TextRun {
    let node: Node
    var text: [UInt8]
    /// Where pieces of the text start, in it and in the source; both rise.
    var pieces: [(text: Int, source: Int)] = []
    /// Offsets in the text of what was written as an escape or a reference, rising.
    var escaped: [Int] = []
    /// Whether it stands in a link or in the text alternative of an image.
    let isInLink: Bool
    /// Whether it is the text of an autolink in angle brackets.
    let isAutolink: Bool
    let parent: Node?

    /// The offset in the source of the byte at `index`.
    func source(of index: Int) -> Int {
        var low = 0
        var high = pieces.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if pieces[middle].text <= index { low = middle } else { high = middle }
        }
        guard low < pieces.count else { return 0 }
        return pieces[low].source + index - pieces[low].text
    }

    func isEscaped(_ index: Int) -> Bool { escaped.holdsRising(index) }

    /// The index of the byte that stands at `offset` of the source; nil where it is not in this text.
    func index(ofSource offset: Int) -> Int? {
        var low = 0
        var high = pieces.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if pieces[middle].source <= offset { low = middle } else { high = middle }
        }
        guard low < pieces.count, offset >= pieces[low].source else { return nil }
        let index = pieces[low].text + offset - pieces[low].source
        let limit = low + 1 < pieces.count ? pieces[low + 1].text : text.count
        // An escape is one mark of two bytes: an address may not end between them.
        if offset > pieces[low].source, isEscaped(pieces[low].text) { return nil }
        return index <= limit ? index : nil
    }
}

extension [Int] {
    /// Whether numbers that rise hold this one: a page may be nothing but escapes.
    func holdsRising(_ number: Int) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == number
    }
}
