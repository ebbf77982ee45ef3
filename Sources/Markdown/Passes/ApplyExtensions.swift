// Replaces text nodes by the pieces that the search found in them.

import Diagnostics

/// One step of a block's inlines.
enum LocatedRun {
    case text(TextRun)
    case lineBreak
    /// A code span or the like, which punctuation sees as one character.
    case other
}

/// A run for smart punctuation.
struct SmartRun {
    let node: Node?
    let text: [UInt8]
    let escaped: [Int]
    let isText: Bool

    init(node: Node?, text: [UInt8], escaped: [Int] = [], isText: Bool) {
        self.node = node
        self.text = text
        self.escaped = escaped
        self.isText = isText
    }

    init(_ run: LocatedRun) {
        switch run {
        case .text(let run):
            self.init(
                node: run.node, text: run.text, escaped: run.escaped, isText: !run.isAutolink)
        case .lineBreak: self.init(node: nil, text: [0x20], isText: false)
        case .other: self.init(node: nil, text: Array("\u{FFFC}".utf8), isText: false)
        }
    }
}

/// A bare address that became a link.
struct PendingLink {
    let node: Node
    let offset: Int
}

extension Passes {
    mutating func applySmartPunctuation(_ runs: [SmartRun]) {
        let texts = runs.map { (text: $0.text, escaped: $0.escaped, isText: $0.isText) }
        for change in SmartPunctuation.rewrite(texts) {
            runs[change.run].node?.setLiteral(change.text)
        }
    }

    /// Searches the texts of a block, whose bytes are `range`, and changes its nodes; the links that it made.
    mutating func applyExtensions(
        to block: InlineBlock, in range: Range<Int>, _ located: [LocatedRun], isSmart: Bool
    ) -> [PendingLink] {
        var runs: [TextRun] = []
        for case .text(let run) in located { runs.append(run) }
        var search = InlineExtensions(
            bytes, range: range, isCell: block.cell != nil, runCount: runs.count, dialect: dialect)
        var number = 0
        var isAtLineStart = true
        for step in located {
            switch step {
            case .text(let run):
                defer { number += 1 }
                if run.isAutolink { break }
                search.search(run, number: number, isAtLineStart: isAtLineStart) {
                    takeReference($0, at: $1, in: block.footnote)
                }
            case .lineBreak, .other: break
            }
            if case .lineBreak = step { isAtLineStart = true } else { isAtLineStart = false }
        }
        if let refusedAddresses {
            let hidden = search.overlaps.filter { !refusedAddresses.contains($0) }
            guard hidden.isEmpty else {
                overlaps += hidden
                return []
            }
        }
        search.pairTildes(runs)
        for (number, run) in runs.enumerated() { search.searchEmails(run, number: number) }
        return rebuild(located, runs, search, isSmart: isSmart)
    }

    private mutating func takeReference(
        _ label: Slice<UnsafeBufferPointer<UInt8>>, at offset: Int, in footnote: Node?
    ) -> String? {
        if let html = reference(to: label, in: footnote) { return html }
        if dialect == .waymark { reportUndefinedFootnote(label, at: offset) }
        return nil
    }

    private mutating func rebuild(
        _ located: [LocatedRun], _ texts: [TextRun], _ search: InlineExtensions, isSmart: Bool
    ) -> [PendingLink] {
        var links: [PendingLink] = []
        var smart: [SmartRun] = []
        var pairs = [(opener: Node?, closer: Node?)](
            repeating: (nil, nil), count: search.pairCount + 1)
        var number = 0
        var span: (run: Int, end: Int)?
        for step in located {
            guard case .text(let run) = step else {
                smart.append(SmartRun(step))
                continue
            }
            let edits = search.edits[number]
            number += 1
            // What a label reaches over is gone, but for the text that it ends in.
            if let end = span, number - 1 < end.run { continue }
            var copied = span?.end ?? 0
            span = nil
            if edits.isEmpty, copied == 0 {
                smart.append(SmartRun(step))
                continue
            }
            var escape = 0
            func keep(to end: Int) {
                guard end > copied else { return }
                let piece = Array(run.text[copied..<end])
                guard let node = Node.text(String(decoding: piece, as: UTF8.self)) else { return }
                run.node.insertBeforeSelf(node)
                var escaped: [Int] = []
                while escape < run.escaped.count, run.escaped[escape] < end {
                    if run.escaped[escape] >= copied {
                        escaped.append(run.escaped[escape] - copied)
                    }
                    escape += 1
                }
                smart.append(
                    SmartRun(node: node, text: piece, escaped: escaped, isText: !run.isAutolink))
            }
            for edit in edits where edit.range.lowerBound >= copied {
                keep(to: edit.range.lowerBound)
                copied = edit.range.upperBound
                switch edit.kind {
                case .address(let text, let url):
                    guard let link = Node.link(to: url, text: text) else { continue }
                    run.node.insertBeforeSelf(link)
                    links.append(
                        PendingLink(node: link, offset: run.source(of: edit.range.lowerBound)))
                    smart.append(SmartRun(node: nil, text: Array(text.utf8), isText: false))
                case .html(let html):
                    guard let inline = Node.customInline(enter: html, exit: "") else { continue }
                    run.node.insertBeforeSelf(inline)
                    smart.append(SmartRun(.other))
                case .span(let html, let text, let last, let end):
                    let inline = html.flatMap { Node.customInline(enter: $0, exit: "") }
                    guard let inline = inline ?? Node.text(text) else { continue }
                    run.node.insertBeforeSelf(inline)
                    smart.append(SmartRun(.other))
                    if last == number - 1 {
                        copied = end
                    } else {
                        span = (last, end)
                        copied = run.text.count
                        while let sibling = run.node.next, sibling != texts[last].node {
                            sibling.remove()
                        }
                    }
                case .keys(let names):
                    guard let keys = Node.keys(names) else { continue }
                    run.node.insertBeforeSelf(keys)
                    smart.append(SmartRun(.other))
                case .tildes(let tildes):
                    let node = Node.customInline(
                        enter: tildes.opens == true ? "<del>" : "",
                        exit: tildes.opens == true ? "</del>" : "")
                    guard let node, let partner = tildes.partner else { continue }
                    run.node.insertBeforeSelf(node)
                    if tildes.opens == true {
                        pairs[partner].opener = node
                    } else {
                        pairs[partner].closer = node
                    }
                }
            }
            keep(to: run.text.count)
            run.node.remove()
        }
        for pair in pairs {
            guard let opener = pair.opener, let closer = pair.closer else {
                // Its partner went with a label that reaches over it.
                (pair.opener ?? pair.closer)?.replace(with: Node.text("~"))
                continue
            }
            while let sibling = opener.next, sibling != closer {
                sibling.unlink()
                opener.append(sibling)
            }
            closer.remove()
        }
        if isSmart { applySmartPunctuation(smart) }
        return links
    }
}
