// Footnotes: list items that stand for them become what they are, references to them become links, and at the
// end of the page those that are used stand in the order of their first use.

import Diagnostics
import HTMLText

/// A footnote's text in the tree.
struct FootnoteBody {
    let label: String
    let block: Node
    /// Offset of its bracket, to report it.
    let offset: Int
    let length: Int
    /// The text that it stands in.
    let origin: TextOrigin
    /// Whether another of its name stands before it.
    let isDuplicate: Bool
    /// Whether it stands in another part of a file than the text that is included.
    let isBorrowed: Bool
    /// From 1, in order of first use; nil as long as nothing refers to it.
    var number: Int?
    var references = 0
}

/// The footnotes of a page, of all its texts.
struct Footnotes {
    var bodies: [FootnoteBody] = []
    /// Bodies in order of first use.
    var used: [Int] = []
    /// Each reference: the text of the footnote that it stands in, nil for none, and the body to which it leads.
    var references: [(origin: Node?, body: Int)] = []
    /// Labels that may still be compared with one that is not there.
    var patience = 20_000

    /// The bodies to which readers get from the text or from those to which nothing refers, maybe through others.
    func reachable() -> Set<Int> {
        var targets: [Node: [Int]] = [:]
        var open = bodies.indices.filter { bodies[$0].number == nil }
        for (origin, body) in references {
            if let origin { targets[origin, default: []].append(body) } else { open.append(body) }
        }
        var found: Set<Int> = []
        while let body = open.popLast() {
            guard found.insert(body).inserted else { continue }
            open += targets[bodies[body].block] ?? []
        }
        return found
    }
}

extension Passes {
    /// Takes the items that stand for footnotes out of their lists; they stay in their places for now, so that
    /// references in them count in document order.
    mutating func takeFootnotes(_ found: FoundTokens) {
        guard let scan else { return }
        var lists: Set<Node> = []
        for (number, item) in found.footnotes {
            guard let list = item.parent, let block = Node.customBlock(enter: "", exit: "") else {
                continue
            }
            lists.insert(list)
            list.insertBeforeSelf(block)
            block.takeChildren(of: item)
            let candidate = scan.footnotes[number]
            let label = Self.normalized(bytes[candidate.label])
            footnotes.bodies.append(
                FootnoteBody(
                    label: String(decoding: bytes[candidate.label], as: UTF8.self), block: block,
                    offset: candidate.offset, length: candidate.label.count + 3, origin: origin,
                    isDuplicate: footnotesByLabel[label] != nil,
                    isBorrowed: candidate.offset >= input.borrowedStart ?? .max))
            if let first = footnotesByLabel[label] {
                if dialect == .waymark { reportDuplicate(footnotes.bodies.count - 1, of: first) }
            } else {
                footnotesByLabel[label] = footnotes.bodies.count - 1
            }
        }
        for list in lists { list.remove() }
        for (number, node) in found.blocks {
            if case .filler = scan.tokens[number].kind { node.remove() }
        }
    }

    /// Labels are compared without regard to case (CommonMark 0.30 section 6.3 for link labels).
    static func normalized(_ label: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        String(decoding: label, as: UTF8.self).trimmed.lowercased()
    }

    private mutating func reportDuplicate(_ index: Int, of first: Int) {
        let (body, other) = (footnotes.bodies[index], footnotes.bodies[first])
        report(
            Diagnostic(
                .duplicateFootnote, at: place(at: body.offset, length: body.length),
                "there already is a footnote `\(body.label)`; this text is not shown",
                notes: [.init("first here", at: place(at: other.offset, length: other.length))]))
    }

    /// The HTML of a reference; nil where there is no such footnote.
    ///
    /// - Parameter origin: the text of the footnote that it stands in.
    mutating func reference(
        to label: Slice<UnsafeBufferPointer<UInt8>>, in origin: Node?
    ) -> String? {
        guard let index = footnotesByLabel[Self.normalized(label)] else { return nil }
        if footnotes.bodies[index].number == nil {
            footnotes.used.append(index)
            footnotes.bodies[index].number = footnotes.used.count
        }
        footnotes.bodies[index].references += 1
        footnotes.references.append((origin, index))
        let body = footnotes.bodies[index]
        let id = options.placedID("fn-" + fragment(of: body))
        let count = body.references > 1 ? "-\(body.references)" : ""
        let own = options.placedID("fnref-" + fragment(of: body) + count)
        let attribute = dialect == .github ? "data-footnote-ref" : "role=\"doc-noteref\""
        return
            "<sup class=\"footnote-ref\"><a href=\"#\(id)\" id=\"\(own)\" \(attribute)>\(printedNumber(of: body))</a></sup>"
    }

    mutating func reportUndefinedFootnote(
        _ label: Slice<UnsafeBufferPointer<UInt8>>, at offset: Int
    ) {
        let name = String(decoding: label, as: UTF8.self)
        footnotes.patience -= footnotes.bodies.count
        let nearest =
            footnotes.patience < 0
            ? nil
            : nearestName(
                to: name, among: footnotesByLabel.values.map { footnotes.bodies[$0].label }.sorted()
            )
        report(
            Diagnostic(
                .undefinedFootnote, at: place(at: offset, length: label.count + 3),
                "there is no footnote `\(name)`, so the brackets are shown",
                suggestion: nearest.map { "did you mean `[^\($0)]`?" }
                    ?? "write its text after `[^\(name)]:` at the start of a line"))
    }

    private func fragment(of body: FootnoteBody) -> String {
        dialect == .github ? HTMLText.escapeURL(body.label) : String(body.number ?? 0)
    }

    /// The number that readers see.
    private func printedNumber(of body: FootnoteBody) -> Int {
        (body.number ?? 0) + (options.joined?.firstFootnote ?? 1) - 1
    }

    /// Keeps the ids of footnotes and of references to them from headings. Their numbers must be known, and the ids
    /// of headings not yet.
    mutating func reserveFootnoteIDs() {
        for index in footnotes.used {
            let body = footnotes.bodies[index]
            let name = fragment(of: body)
            page.ids.formUnion(["fn-\(name)", "fnref-\(name)"])
            for count in 1...max(body.references, 1) where count > 1 {
                page.ids.insert("fnref-\(name)-\(count)")
            }
        }
    }

    private mutating func reportUnusedFootnotes() {
        let reachable = footnotes.reachable()
        for (index, body) in footnotes.bodies.enumerated()
        where !body.isDuplicate && !body.isBorrowed
            && (body.number == nil || !reachable.contains(index))
        {
            state.report(
                Diagnostic(
                    .unusedFootnote,
                    at: state.place(at: body.offset, length: body.length, in: body.origin),
                    body.number == nil
                        ? "nothing refers to the footnote `\(body.label)`, so it is not shown"
                        : "nothing leads to the footnote `\(body.label)` but itself, or others like it",
                    suggestion: "write `[^\(body.label)]` where it belongs"),
                from: body.origin)
        }
    }

    /// Moves the footnotes that are used to the end of the page; the others are no part of it.
    mutating func placeFootnotes(in tree: CMarkTree) {
        guard !footnotes.bodies.isEmpty else { return }
        if dialect == .waymark { reportUnusedFootnotes() }
        // One footnote may be defined inside another: each leaves its place before any goes.
        for body in footnotes.bodies { body.block.unlink() }
        page.footnotes = footnotes.used.count
        if !footnotes.used.isEmpty {
            let tags = footnoteSection()
            guard let section = Node.customBlock(enter: tags.enter, exit: tags.exit) else { return }
            tree.root.append(section)
            for index in footnotes.used {
                let body = footnotes.bodies[index]
                guard
                    let item = Node.customBlock(
                        enter: "<li id=\"\(options.placedID("fn-" + fragment(of: body)))\">",
                        exit: "</li>")
                else { continue }
                section.append(item)
                item.takeChildren(of: body.block)
                appendBackLinks(to: item, body)
            }
        }
        for body in footnotes.bodies { body.block.free() }
    }

    /// The heading over the footnotes gives way to an author's of the same name.
    private mutating func footnoteSection() -> (enter: String, exit: String) {
        if dialect == .github {
            return ("<section class=\"footnotes\" data-footnotes>\n<ol>", "</ol>\n</section>")
        }
        var ids = HeadingIDs(reserved: page.ids)
        let id = ids.id(for: "footnotes")
        page.ids.insert(id)
        let name = HTMLText.escape(options.placedID(id))
        let heading = "h\(options.placedLevel(2))"
        let first = options.joined?.firstFootnote ?? 1
        let start = first == 1 ? "" : " start=\"\(first)\""
        return (
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"\(name)\">\n<\(heading) id=\"\(name)\">Footnotes</\(heading)>\n<ol\(start)>",
            "</ol>\n</section>"
        )
    }

    private func appendBackLinks(to item: Node, _ body: FootnoteBody) {
        var links: [String] = []
        for count in 1...max(body.references, 1) {
            let suffix = count > 1 ? "-\(count)" : ""
            let target = "#" + options.placedID("fnref-" + fragment(of: body) + suffix)
            if dialect == .github {
                let mark = count > 1 ? "<sup class=\"footnote-ref\">\(count)</sup>" : ""
                links.append(
                    "<a href=\"\(target)\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩\(mark)</a>"
                )
            } else {
                let place = "\(printedNumber(of: body))\(suffix)"
                let mark = count > 1 ? "<sup>\(count)</sup>" : ""
                links.append(
                    "<a href=\"\(target)\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back to reference \(place)\">↩\(mark)</a>"
                )
            }
        }
        let html = links.joined(separator: " ")
        if let last = item.lastChild, last.kind == .paragraph {
            if let inline = Node.customInline(enter: " " + html, exit: "") { last.append(inline) }
        } else if let block = Node.customBlock(enter: html, exit: "") {
            item.append(block)
        }
    }
}
