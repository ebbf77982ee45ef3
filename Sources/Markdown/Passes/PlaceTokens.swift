// What the tokens of a page stood for takes their place, when all of them were guessed right.

import Diagnostics

extension Passes {
    mutating func reportGivenUp() {
        guard dialect == .waymark else { return }
        report(
            Diagnostic(
                .tangled, at: place(at: input.start),
                "the lines of this page depend on each other in too many ways",
                suggestion:
                    "put blank lines around tables, footnotes and directives, and close what is open"
            ))
    }

    /// Gives every token its meaning, when all of them were guessed right.
    mutating func place(_ found: FoundTokens, in tree: CMarkTree) {
        for node in found.addresses { placeAddresses(node) }
        buildTables(found, in: tree)
        for mismatch in found.mismatches { report(mismatch) }
        takeFootnotes(found)
        buildDefinitions(found)
        resolveDirectives(found)
    }

    private mutating func placeAddresses(_ node: Node) {
        guard let scan else { return }
        let isCell = node.blockLine <= scan.linesAhead
        node.withLiteral { text in
            var copied = 0
            func keep(to end: Int) {
                let piece = String(decoding: text[copied..<max(end, copied)], as: UTF8.self)
                if !piece.isEmpty, let text = Node.text(piece) { node.insertBeforeSelf(text) }
            }
            while let (number, mark) = scan.mark.first(in: text, from: copied) {
                keep(to: mark.lowerBound)
                copied = mark.upperBound
                guard scan.addresses.indices.contains(number) else { continue }
                let range = scan.addresses[number]
                if isASCIIPunctuation(bytes[range.upperBound - 1]) {
                    copied = min(copied + 1, text.count)
                }
                let address = InlineExtensions.addressText(bytes, range, isCell: isCell)
                let prefix = address.hasPrefix("www.") ? "http://" : ""
                guard let link = Node.link(to: prefix + address, text: address) else { continue }
                node.insertBeforeSelf(link)
                addresses[link] = range
            }
            keep(to: text.count)
        }
        node.remove()
    }
}
