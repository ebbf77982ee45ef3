// Strikethrough: GitHub Flavored Markdown specification, section 6.5, on what CommonMark has left of the text.

extension InlineExtensions {
    /// Pairs tildes of one parent, as cmark pairs other delimiters (CommonMark 0.30, appendix), and only runs of
    /// one length.
    mutating func pairTildes(_ runs: [TextRun]) {
        struct Entry {
            let run: Int
            let edit: Int
            let tildes: Tildes
            let parent: Node?
        }
        var stack: [Entry] = []
        // Per length of the closer modulo 3: below this height of the stack there is no opener for it.
        var bottoms = [0, 0, 0]
        // Steps that vain searches may still take: an opener of another parent is found, but nothing comes of it.
        var patience = 1_024 + 8 * edits.reduce(0) { $0 + $1.count }
        for run in edits.indices {
            for edit in edits[run].indices {
                guard case .tildes(let tildes) = edits[run][edit].kind else { continue }
                let entry = Entry(
                    run: run, edit: edit, tildes: tildes, parent: runs[run].parent)
                guard tildes.flanking.canClose else {
                    stack.append(entry)
                    continue
                }
                let bottom = bottoms[tildes.length % 3]
                var match: Int?
                var i = stack.count - 1
                while i >= bottom, patience > 0 {
                    patience -= 1
                    let opener = stack[i].tildes
                    let isOdd =
                        (tildes.flanking.canOpen || opener.flanking.canClose)
                        && (opener.length + tildes.length) % 3 == 0
                    if opener.flanking.canOpen, !isOdd {
                        match = i
                        break
                    }
                    i -= 1
                }
                if let match {
                    let opener = stack[match]
                    if opener.tildes.length == tildes.length, opener.parent == entry.parent {
                        pair(opener.run, opener.edit, run, edit)
                        stack.removeSubrange(match...)
                        for length in bottoms.indices {
                            bottoms[length] = min(bottoms[length], stack.count)
                        }
                    } else if tildes.flanking.canOpen {
                        stack.append(entry)
                    }
                } else {
                    bottoms[tildes.length % 3] = stack.count
                    if tildes.flanking.canOpen { stack.append(entry) }
                }
            }
        }
    }

    mutating func pair(_ openerRun: Int, _ opener: Int, _ closerRun: Int, _ closer: Int) {
        pairCount += 1
        for (run, edit, opens) in [(openerRun, opener, true), (closerRun, closer, false)] {
            guard case .tildes(var tildes) = edits[run][edit].kind else { continue }
            tildes.opens = opens
            tildes.partner = pairCount
            edits[run][edit].kind = .tildes(tildes)
        }
    }

}
