// Definition lists: the items that stand for definitions must come back in lists of their own, each behind the
// paragraph of its terms. Then paragraphs and lists become `dt` and `dd`.

import Diagnostics

extension TokenPass {
    mutating func takeDefinition(_ item: Node) {
        let line = item.startLine - scan.linesAhead
        refuseDefinitions(before: line)
        guard nextDefinition < scan.definitions.count,
            scan.definitions[nextDefinition].line == line,
            scan.definitions[nextDefinition].column == item.startColumn
        else { return }
        found.definitions.append((nextDefinition, item))
        nextDefinition += 1
    }

    /// Colons in code, in a text or in HTML.
    mutating func refuseDefinitions(before line: Int) {
        while nextDefinition < scan.definitions.count,
            scan.definitions[nextDefinition].line < line
        {
            refuseDefinition(nextDefinition)
            nextDefinition += 1
        }
    }

    private mutating func refuseDefinition(_ number: Int) {
        found.wrong.refusedDefinitions.insert(scan.definitions[number].line)
        found.isWrong = true
    }

    mutating func checkDefinitions() {
        let numbers = Dictionary(
            uniqueKeysWithValues: found.definitions.map { ($0.item, $0.number) })
        var lists: Set<Node> = []
        var isMixed = false
        for (_, item) in found.definitions {
            guard let list = item.parent, lists.insert(list).inserted else { continue }
            let hasTerms = Self.hasTerms(list)
            // An item of the author's own has the same bullet: then another must be used.
            var isOwn = true
            var one = list.firstChild
            while let item = one, isOwn {
                isOwn = numbers[item] != nil
                one = item.next
            }
            let canChange = found.wrong.definitionAttempts + 1 < scan.definitionBullets
            if hasTerms, isOwn { continue }
            if hasTerms, canChange {
                isMixed = true
                continue
            }
            one = list.firstChild
            while let item = one {
                if let number = numbers[item] { refuseDefinition(number) }
                one = item.next
            }
        }
        if isMixed {
            found.wrong.definitionAttempts += 1
            found.isWrong = true
        }
    }

    /// Whether a paragraph stands right before a list, or one blank line before it.
    private static func hasTerms(_ list: Node) -> Bool {
        guard let terms = list.previous, terms.kind == .paragraph,
            list.startLine - terms.endLine <= 2
        else { return false }
        // The first line of an alert says its kind; it is no term.
        let isAlert =
            terms.previous == nil && terms.parent?.kind == .blockQuote
            && terms.firstChild?.kind == .text
            && terms.firstChild?.withLiteral {
                $0.count > 2 && $0[0] == UInt8(ascii: "[") && $0[1] == UInt8(ascii: "!")
            } == true
        return !isAlert
    }
}

extension Passes {
    /// Makes one list of terms and definitions that follow each other.
    mutating func buildDefinitions(_ found: FoundTokens) {
        var lists: [Node] = []
        var seen: Set<Node> = []
        for (_, item) in found.definitions {
            if let list = item.parent, seen.insert(list).inserted { lists.append(list) }
        }
        // The last list made in each parent: one definition may hold others.
        var groups: [Node?: Node] = [:]
        for list in lists {
            guard let paragraph = list.previous, paragraph.kind == .paragraph else { continue }
            let group: Node
            if let last = groups[list.parent], paragraph.previous == last {
                group = last
            } else {
                guard let new = Node.customBlock(enter: "<dl>", exit: "</dl>") else { return }
                let start = offset(of: paragraph)
                madeBlocks[new] = start..<start
                paragraph.insertBeforeSelf(new)
                groups[list.parent] = new
                group = new
            }
            paragraph.unlink()
            group.append(paragraph)
            terms.append(paragraph)
            reportUnseparatedTerms(in: list)
            let isTight = list.isTight
            while let item = list.firstChild {
                move(item, to: group, isTight: isTight, besides: seen)
            }
            list.remove()
        }
    }

    /// A term right below a definition continues that one's text, as the second line of any list item does.
    private mutating func reportUnseparatedTerms(in list: Node) {
        var item = list.firstChild
        while let one = item, let next = one.next {
            defer { item = next }
            guard let text = one.lastChild, text.kind == .paragraph,
                text.endLine > text.startLine, text.endLine + 1 == next.startLine
            else { continue }
            let line = offset(ofLine: text.endLine)..<offset(ofLine: text.endLine + 1)
            let start = LinePrefix(bytes, line: line).end
            guard start - line.lowerBound < next.startColumn else { continue }
            var end = line.upperBound
            while end > start + 1, bytes[end - 1] <= 0x20 { end -= 1 }
            report(
                Diagnostic(
                    .unseparatedTerm, at: place(at: start, length: end - start),
                    "this line is read as part of the definition above it",
                    suggestion:
                        "put a blank line before it if it is a term; else indent it as far as the definition's text"
                ))
        }
    }

    /// - Parameter lists: all lists of definitions; a paragraph before one is not text but a term.
    private mutating func move(
        _ item: Node, to group: Node, isTight: Bool, besides lists: Set<Node>
    ) {
        if isTight, let text = item.firstChild, text.kind == .paragraph, text.next == nil {
            text.unlink()
            group.append(text)
            takeTags(of: text, enter: "<dd>", exit: "</dd>")
        } else if let block = Node.customBlock(enter: "<dd>", exit: "</dd>") {
            group.append(block)
            var child = item.firstChild
            while let one = child, isTight {
                if one.kind == .paragraph, one.next.map(lists.contains) != true {
                    cells.append(PendingCell(paragraph: one, enter: "", exit: ""))
                }
                child = one.next
            }
            block.takeChildren(of: item)
        }
        item.remove()
    }

    /// Gives a paragraph tags of its own, on a line of their own.
    mutating func takeTags(of paragraph: Node, enter: String, exit: String) {
        guard let holder = Node.customBlock(enter: "", exit: "") else { return }
        paragraph.insertBeforeSelf(holder)
        paragraph.unlink()
        holder.append(paragraph)
        cells.append(PendingCell(paragraph: paragraph, enter: enter, exit: exit))
    }

    /// Each line of a paragraph of terms becomes a term, when its inlines are done.
    mutating func placeTerms() {
        for paragraph in terms {
            var line: Node?
            while let child = paragraph.firstChild {
                if child.kind == .softBreak || child.kind == .lineBreak {
                    child.remove()
                    line = nil
                    continue
                }
                child.unlink()
                if line == nil {
                    // A line of its own for each.
                    let holder = Node.customBlock(enter: "", exit: "")
                    line = Node.customInline(enter: "<dt>", exit: "</dt>")
                    if let holder, let line {
                        paragraph.insertBeforeSelf(holder)
                        holder.append(line)
                    }
                }
                line?.append(child)
            }
            paragraph.remove()
        }
        terms = []
    }
}
