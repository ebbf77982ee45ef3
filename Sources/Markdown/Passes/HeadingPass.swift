// Headings get their ids: explicit ones first, so that no text's slug takes one of them.

import Diagnostics
import HTMLText

struct PendingHeading {
    let node: Node
    let level: Int
    let isNested: Bool
    /// The plain text as written, from which GitHub would make the slug.
    let rawText: String
    /// The plain text as printed.
    var text: String
    let attributes: Attributes?
    /// Where it starts in the source.
    let start: Int
    /// The text that it stands in.
    let origin: TextOrigin
}

extension Passes {
    /// Reads a heading before its punctuation changes, and takes `{#id .class}` off its end.
    mutating func readHeading(
        _ node: Node, isNested: Bool, events: ArraySlice<Event>
    ) -> PendingHeading {
        let (line, end) = lastLine(ofHeading: node)
        let group = takeTrailingGroup(endingAt: end, in: line, events)
        return PendingHeading(
            node: node, level: node.headingLevel, isNested: isNested, rawText: plainText(of: node),
            text: "", attributes: group?.attributes, start: offset(of: node),
            origin: origin)
    }

    /// Where the last line of a heading's text starts and ends, without blanks and closing `#`.
    private func lastLine(ofHeading node: Node) -> (line: Int, end: Int) {
        let start = offset(of: node)
        let isATX = start < bytes.count && bytes[start] == UInt8(ascii: "#")
        var number = isATX ? node.endLine : node.endLine - 1
        // cmark counts the line behind an underline to its heading, but not where there is none.
        while !isATX, number > node.startLine, isUnderline(number) { number -= 1 }
        let line = max(offset(ofLine: number), start)
        var end = self.end(ofLine: number, from: line)
        guard isATX else { return (line, end) }
        var hashes = end
        while hashes > line, bytes[hashes - 1] == UInt8(ascii: "#") { hashes -= 1 }
        if hashes < end, hashes > line, bytes[hashes - 1] <= 0x20 {
            end = hashes
            while end > line, bytes[end - 1] <= 0x20 { end -= 1 }
        }
        return (line, end)
    }

    /// Where the text of a line ends, white space left out; not before `start`.
    func end(ofLine line: Int, from start: Int) -> Int {
        var end = min(offset(ofLine: line + 1), bytes.count)
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return max(end, start)
    }

    /// Gives every heading its id and writes it; a custom inline in an empty custom block prints a heading's
    /// tags without the line ends that cmark puts around a custom block's content.
    mutating func placeHeadings() {
        guard !headings.isEmpty else { return }
        if let fragment = input.fragment { return placeHeadings(of: fragment) }
        var ids = HeadingIDs(reserved: page.ids)
        // One owner, so that nothing is copied.
        page.ids = []
        defer { page.ids = ids.taken }
        var titles = 0
        for heading in headings {
            let id: String
            if let explicit = heading.attributes?.id {
                id = explicit
                ids.reserve(id)
            } else {
                id = themeSafe(ids.id(for: heading.rawText), &ids)
            }
            if heading.level == 1 {
                titles += 1
                if titles == 1 { page.title = heading.text }
                if titles == 2 {
                    state.report(
                        Diagnostic(
                            .multipleTitles,
                            at: state.place(at: heading.start, length: 1, in: heading.origin),
                            "this page already has a level-1 heading",
                            suggestion: "start this heading with `##`"),
                        from: heading.origin)
                }
            }
            if !heading.isNested {
                page.outline.append(Heading(level: heading.level, id: id, text: heading.text))
            }
            write(
                heading, level: options.placedLevel(heading.level),
                id: " id=\"\(HTMLText.escape(options.placedID(id)))\"")
        }
    }

    /// Headings of a text that has no ids, moved down below what it stands under.
    private func placeHeadings(of fragment: MarkdownInput.Fragment) {
        let highest = headings.map(\.level).min() ?? 1
        let shift = max(fragment.leastHeadingLevel - highest, 0)
        for heading in headings { write(heading, level: min(heading.level + shift, 6), id: "") }
    }

    private func write(_ heading: PendingHeading, level: Int, id: String) {
        let classes = heading.attributes?.classTag ?? ""
        guard let block = Node.customBlock(enter: "", exit: ""),
            let tags = Node.customInline(
                enter: "<h\(level)\(id)\(classes)>", exit: "</h\(level)>")
        else { return }
        tags.takeChildren(of: heading.node)
        block.append(tags)
        heading.node.replace(with: block)
    }

    private func themeSafe(_ id: String, _ ids: inout HeadingIDs) -> String {
        id.hasPrefix("wm-") ? ids.id(for: "section-" + id) : id
    }
}
