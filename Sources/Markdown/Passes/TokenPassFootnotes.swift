// Footnotes among the tokens: each must come back as an item of a list that holds nothing else.

extension TokenPass {
    mutating func takeItem(_ item: Node) {
        let line = item.startLine - scan.linesAhead
        while nextFootnote < scan.footnotes.count, scan.footnotes[nextFootnote].line < line {
            refuseFootnote(nextFootnote)
            nextFootnote += 1
        }
        guard nextFootnote < scan.footnotes.count, scan.footnotes[nextFootnote].line == line else {
            return
        }
        // A list marker of the author's own may stand before it on its line.
        guard item.startColumn == scan.footnotes[nextFootnote].column else { return }
        if item.startColumn > 1, item.parent?.parent?.kind == .document,
            found.wrong.indentation[line] == nil
        {
            found.wrong.indentation[line] = item.startColumn - 1
            found.isWrong = true
        }
        found.footnotes.append((nextFootnote, item))
        nextFootnote += 1
    }

    /// A list of the author's own beside a footnote has taken it in: then another marker must be used.
    mutating func checkFootnoteLists() {
        let items = Set(found.footnotes.map(\.item))
        for (_, item) in found.footnotes
        where item.previous == nil || item.previous.map(items.contains) == false {
            var sibling = item.parent?.firstChild
            while let one = sibling, items.contains(one) { sibling = one.next }
            guard sibling != nil else { continue }
            found.isWrong = true
            if let next = scan.footnoteMarker.next {
                found.wrong.footnoteMarker = next
            } else {
                found.wrong.areGivenUp = true
            }
            return
        }
    }

    mutating func refuseMissingFootnotes() {
        while nextFootnote < scan.footnotes.count {
            refuseFootnote(nextFootnote)
            nextFootnote += 1
        }
    }

    mutating func refuseFootnote(_ number: Int) {
        found.wrong.refusedFootnotes.insert(scan.footnotes[number].line)
        found.isWrong = true
    }

}
