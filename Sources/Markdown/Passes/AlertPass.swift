// Alerts: a quote whose first line is `[!NOTE]` or one of its four siblings, as GitHub's documentation has it.

import Diagnostics

enum AlertKind: String, CaseIterable {
    case note, tip, important, warning, caution

    var title: String {
        switch self {
        case .note: "Note"
        case .tip: "Tip"
        case .important: "Important"
        case .warning: "Warning"
        case .caution: "Caution"
        }
    }

    /// The offset of the colon behind `[!NAME]` at the start of a text; nil where the name is none, or like none.
    static func colon(_ bytes: UnsafeBufferPointer<UInt8>, in text: Range<Int>) -> Int? {
        guard let name = Self.name(bytes, at: text.lowerBound, to: text.upperBound),
            name.end + 1 < text.upperBound, bytes[name.end + 1] == UInt8(ascii: ":"),
            nearestName(to: name.text, among: allCases.map(\.rawValue)) != nil
        else { return nil }
        return name.end + 1
    }

    /// The name in `[!NAME]` at `start`, and where its closing bracket stands; blanks around it are left out.
    static func name(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, to limit: Int
    ) -> (text: String, isTight: Bool, end: Int)? {
        guard start + 3 < limit, bytes[start] == UInt8(ascii: "["),
            bytes[start + 1] == UInt8(ascii: "!")
        else { return nil }
        let limit = min(limit, start + 40)
        func blanksEnd(_ start: Int) -> Int {
            var i = start
            while i < limit, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
            return i
        }
        let first = blanksEnd(start + 2)
        var last = first
        while last < limit, isASCIILetter(bytes[last]) { last += 1 }
        let end = blanksEnd(last)
        guard end < limit, bytes[end] == UInt8(ascii: "]") else { return nil }
        return (
            String(decoding: bytes[first..<last], as: UTF8.self),
            first == start + 2 && last == end, end
        )
    }
}

extension Passes {
    /// Makes an alert of the quote that starts with `paragraph`, where its first line says so.
    mutating func takeAlert(_ paragraph: Node) {
        let start = offset(of: paragraph)
        guard paragraph.kind == .paragraph, let quote = paragraph.parent,
            let (name, isTight, end) = AlertKind.name(bytes, at: start, to: bytes.count),
            let first = paragraph.firstChild, first.kind == .text
        else { return }
        // The words of a link definition are not in the tree.
        let isThere = first.withLiteral { text in
            text.count > end - start && text[..<(end + 1 - start)].elementsEqual(bytes[start...end])
        }
        guard isThere else { return }
        let known = AlertKind(rawValue: name.lowercased())
        guard isTight, let kind = known else {
            // With blanks in it, it may be anything else.
            if dialect == .waymark, isTight || known != nil {
                reportUnknownAlert(
                    String(decoding: bytes[start + 2..<end], as: UTF8.self), at: start)
            }
            return
        }
        let hasColon =
            dialect == .waymark && end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: ":")
        let isAlone = isAlone(hasColon ? end + 2 : end + 1, first)
        if isAlone || dialect == .github {
            guard isAlone, paragraph.next != nil || first.next?.next != nil else { return }
        }
        // GitHub knows alerts only where nothing is around them.
        if dialect == .github, quote.parent?.kind != .document { return }
        first.dropLiteralPrefix(end + 1 - start)
        dropBlanks(from: first, colons: hasColon ? 1 : 0)
        let tags = dialect == .github ? "markdown-alert" : "alert"
        let role = dialect == .github ? "" : " role=\"note\""
        guard
            let alert = Node.customBlock(
                enter: "<div class=\"\(tags) \(tags)-\(kind.rawValue)\"\(role)>", exit: "</div>"),
            let titleBlock = Node.customBlock(enter: "", exit: ""),
            let title = Node.customInline(enter: "<p class=\"\(tags)-title\">", exit: "</p>")
        else { return }
        titleBlock.append(title)
        if isAlone {
            if let text = Node.text(kind.title) { title.append(text) }
        }
        while let child = paragraph.firstChild {
            if child.kind == .softBreak || child.kind == .lineBreak {
                child.remove()
                break
            }
            child.unlink()
            if isAlone { child.free() } else { title.append(child) }
        }
        if paragraph.firstChild == nil { paragraph.remove() }
        alert.takeChildren(of: quote)
        alert.prepend(titleBlock)
        quote.replace(with: alert)
    }

    /// Takes blanks, and as many colons, off the texts from `first` on.
    private func dropBlanks(from first: Node, colons: Int) {
        var colons = colons
        var node: Node? = first
        while let text = node, text.kind == .text {
            if colons > 0, text.withLiteral({ $0.first == UInt8(ascii: ":") }) {
                colons -= 1
                text.dropLiteralPrefix(1)
            }
            text.dropLeadingBlanks()
            guard text.withLiteral(\.isEmpty) else { return }
            node = text.next
        }
    }

    /// Whether the line of a marker ends behind it, at `end`; a backslash there is a line break of ours.
    private func isAlone(_ end: Int, _ text: Node) -> Bool {
        var i = end
        while i < bytes.count, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
        if i == bytes.count || bytes[i] == 0x0A || bytes[i] == 0x0D { return true }
        return dialect == .waymark && i == end && bytes[i] == UInt8(ascii: "\\")
            && text.next?.kind == .lineBreak
    }

    private mutating func reportUnknownAlert(_ name: String, at offset: Int) {
        let names = AlertKind.allCases.map { $0.rawValue.uppercased() }
        let nearest = nearestName(to: name.trimmed.uppercased(), among: names)
        report(
            Diagnostic(
                .unknownAlert, at: place(at: offset, length: name.utf8.count + 3),
                "there is no alert `[!\(name)]`, so it is shown as a quote",
                suggestion: nearest.map { "did you mean `[!\($0)]`?" }
                    ?? "the alerts are \(names.map { "`[!\($0)]`" }.joined(separator: ", "))"))
    }
}
