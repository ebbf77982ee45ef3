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
    let explicitID: String?
    /// Of its explicit id, else of the heading.
    let offset: Int
    let start: Int
    /// The text that it stands in.
    let origin: TextOrigin
}

extension Passes {
    /// Reads a heading before its punctuation changes, and takes `{#id}` off its end.
    mutating func readHeading(
        _ node: Node, isNested: Bool, events: ArraySlice<Event>
    ) -> PendingHeading {
        var id: String?
        let block = offset(of: node)
        var start = block
        if let attribute = explicitID(of: node) {
            let text = String(decoding: bytes[attribute], as: UTF8.self)
            let name = String(text.dropFirst(2).dropLast())
            if !isExplicitID(name) || name.hasPrefix("wm-") {
                let reason =
                    name.hasPrefix("wm-")
                    ? "ids that start with `wm-` belong to the theme"
                    : "an id is a letter, then letters, digits, `_` and `-`"
                report(
                    Diagnostic(
                        .invalidID,
                        at: place(at: attribute.lowerBound, length: attribute.count),
                        "`\(name)` cannot be an id: \(reason)",
                        suggestion: suggestion(for: name)))
            } else if strip(text, from: events) {
                id = name
                start = attribute.lowerBound
            }
        }
        return PendingHeading(
            node: node, level: node.headingLevel, isNested: isNested, rawText: plainText(of: node),
            text: "", explicitID: id, offset: id == nil ? block : start,
            start: block, origin: origin)
    }

    private func suggestion(for name: String) -> String? {
        let slug = githubSlug(name).drop { $0 == "-" || $0.isNumber }
        guard !name.hasPrefix("wm-"), isExplicitID(slug) else { return nil }
        return "write `{#\(slug)}`"
    }

    /// The range of `{#…}` at the end of a heading's line, not escaped, outside code.
    private func explicitID(of node: Node) -> Range<Int>? {
        var line = node.endLine
        let start = offset(of: node)
        let isATX = start < bytes.count && bytes[start] == UInt8(ascii: "#")
        if !isATX { line -= 1 }
        var end = min(offset(ofLine: line + 1), bytes.count)
        let lineStart = offset(ofLine: line)
        func skipBlanksBack() {
            while end > lineStart, bytes[end - 1] <= 0x20 { end -= 1 }
        }
        skipBlanksBack()
        if isATX {
            var hashes = end
            while hashes > lineStart, bytes[hashes - 1] == UInt8(ascii: "#") { hashes -= 1 }
            if hashes < end, hashes > lineStart, bytes[hashes - 1] <= 0x20 {
                end = hashes
                skipBlanksBack()
            }
        }
        guard end > lineStart, bytes[end - 1] == UInt8(ascii: "}") else { return nil }
        var open = end - 1
        while open > lineStart, bytes[open] != UInt8(ascii: "{") { open -= 1 }
        guard bytes[open] == UInt8(ascii: "{"), open + 2 < end,
            bytes[open + 1] == UInt8(ascii: "#"),
            open == lineStart || bytes[open - 1] != UInt8(ascii: "\\")
        else { return nil }
        return open..<end
    }

    /// Takes `suffix` and the blanks before it off the last text nodes; false where they are not text.
    private func strip(_ suffix: String, from events: ArraySlice<Event>) -> Bool {
        var tail: [(node: Node, text: String)] = []
        var collected = ""
        for event in events.reversed() {
            guard event.kind == .text else { break }
            let literal = event.node.literal
            tail.append((event.node, literal))
            collected = literal + collected
            if collected.utf8.count >= suffix.utf8.count { break }
        }
        guard collected.hasSuffix(suffix), let first = tail.last else { return false }
        for entry in tail.dropLast() { entry.node.setLiteral("") }
        var rest = collected.dropLast(suffix.count)
        while rest.last == " " || rest.last == "\t" { rest = rest.dropLast() }
        first.node.setLiteral(String(rest))
        return true
    }

    /// Gives every heading its id and writes it; a custom inline in an empty custom block prints a heading's
    /// tags without the line ends that cmark puts around a custom block's content.
    mutating func placeHeadings() {
        var ids = HeadingIDs(reserved: page.ids)
        var places: [String: PendingHeading] = [:]
        for heading in headings {
            guard let id = heading.explicitID else { continue }
            if places[id] != nil || page.ids.contains(id) {
                state.report(
                    Diagnostic(
                        .duplicateID,
                        at: idPlace(of: heading),
                        "the id `\(id)` is already used on this page",
                        notes: places[id].map {
                            [.init("first used here", at: idPlace(of: $0))] + $0.origin.notes
                        } ?? []),
                    from: heading.origin)
            } else {
                places[id] = heading
                ids.reserve(id)
            }
        }
        var titles = 0
        for heading in headings {
            let id = heading.explicitID ?? themeSafe(ids.id(for: heading.rawText), &ids)
            page.ids.insert(id)
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
            guard let block = Node.customBlock(enter: "", exit: ""),
                let tags = Node.customInline(
                    enter: "<h\(heading.level) id=\"\(HTMLText.escape(id))\">",
                    exit: "</h\(heading.level)>")
            else { continue }
            tags.takeChildren(of: heading.node)
            block.append(tags)
            heading.node.replace(with: block)
        }
    }

    private func idPlace(of heading: PendingHeading) -> Place {
        state.place(
            at: heading.offset, length: (heading.explicitID?.utf8.count ?? 0) + 3,
            in: heading.origin)
    }

    private func themeSafe(_ id: String, _ ids: inout HeadingIDs) -> String {
        id.hasPrefix("wm-") ? ids.id(for: "section-" + id) : id
    }
}
