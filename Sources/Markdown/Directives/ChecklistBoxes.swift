// Lines of a checklist that their author meant to be tasks, and that Markdown takes for text.

import Diagnostics

extension Passes {
    /// Reports what looks like a box and is none, in the items and paragraphs of a checklist.
    mutating func reportBoxes(in content: [Node]) {
        var open = Array(content.reversed())
        while let node = open.popLast() {
            state.checklistPatience -= 1
            if state.checklistPatience < 0 { return }
            switch node.kind {
            case .paragraph: reportBox(in: node)
            case .item, .list, .blockQuote:
                var children: [Node] = []
                var child = node.firstChild
                while let one = child {
                    children.append(one)
                    child = one.next
                }
                open += children.reversed()
            default: break
            }
        }
    }

    private mutating func reportBox(in paragraph: Node) {
        // A made paragraph has no line of its own, and a link is one on purpose: `[x](page.md)`.
        guard paragraph.startLine > 0, let first = paragraph.firstChild, first.kind == .text
        else { return }
        let start = offset(of: paragraph)
        if paragraph.parent?.kind == .item, paragraph.previous == nil {
            if box(at: start, in: paragraph) == nil, let length = likeBox(at: start) {
                report(wrongBox(at: start, length: length))
            }
            return
        }
        // `-[ ]` begins no item.
        guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "-"),
            let length = likeBox(at: start + 1)
        else { return }
        report(wrongBox(at: start, length: length + 1))
    }

    private func wrongBox(at offset: Int, length: Int) -> Diagnostic {
        Diagnostic(
            .taskBox, at: place(at: offset, length: length), "this is text, and no box to tick",
            suggestion: "write `- [ ]` and a blank")
    }

    /// The length of brackets with nothing but blanks and one `x` in them, and no link behind them; nil for others.
    private func likeBox(at start: Int) -> Int? {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return nil }
        var end = start + 1
        var marks = 0
        while end < bytes.count, end - start < 5, bytes[end] != UInt8(ascii: "]") {
            guard bytes[end] == 0x20 || bytes[end] | 0x20 == UInt8(ascii: "x") else { return nil }
            if bytes[end] != 0x20 { marks += 1 }
            end += 1
        }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "]"), marks < 2 else { return nil }
        if end + 1 < bytes.count, "([:".utf8.contains(bytes[end + 1]) { return nil }
        return end + 1 - start
    }
}
