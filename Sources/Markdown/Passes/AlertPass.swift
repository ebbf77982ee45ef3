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
}

extension Passes {
    /// Makes an alert of the quote that starts with `paragraph`, where its first line says so.
    mutating func takeAlert(_ paragraph: Node) {
        let start = offset(of: paragraph)
        guard paragraph.kind == .paragraph, let quote = paragraph.parent, start + 3 < bytes.count,
            bytes[start] == UInt8(ascii: "["), bytes[start + 1] == UInt8(ascii: "!"),
            let first = paragraph.firstChild, first.kind == .text
        else { return }
        var end = start + 2
        while end < bytes.count, isASCIILetter(bytes[end]), end - start < 40 { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "]") else { return }
        let name = String(decoding: bytes[start + 2..<end], as: UTF8.self)
        // The words of a link definition are not in the tree.
        let isThere = first.withLiteral { text in
            text.count > end - start && text[..<(end + 1 - start)].elementsEqual(bytes[start...end])
        }
        guard isThere else { return }
        guard let kind = AlertKind(rawValue: name.lowercased()) else {
            if dialect == .waymark { reportUnknownAlert(name, at: start, length: end + 1 - start) }
            return
        }
        let isAlone = isAlone(end + 1, first)
        if isAlone || dialect == .github {
            guard isAlone, paragraph.next != nil || first.next?.next != nil else { return }
        }
        // GitHub knows alerts only where nothing is around them.
        if dialect == .github, quote.parent?.kind != .document { return }
        first.dropLiteralPrefix(end + 1 - start)
        first.dropLeadingBlanks()
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

    /// Whether the line of a marker ends behind it, at `end`; a backslash there is a line break of ours.
    private func isAlone(_ end: Int, _ text: Node) -> Bool {
        var i = end
        while i < bytes.count, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
        if i == bytes.count || bytes[i] == 0x0A || bytes[i] == 0x0D { return true }
        return dialect == .waymark && i == end && bytes[i] == UInt8(ascii: "\\")
            && text.next?.kind == .lineBreak
    }

    private mutating func reportUnknownAlert(_ name: String, at offset: Int, length: Int) {
        let names = AlertKind.allCases.map { $0.rawValue.uppercased() }
        let nearest = nearestName(to: name.uppercased(), among: names)
        report(
            Diagnostic(
                .unknownAlert, at: place(at: offset, length: length),
                "there is no alert `[!\(name)]`, so it is shown as a quote",
                suggestion: nearest.map { "did you mean `[!\($0)]`?" }
                    ?? "the alerts are \(names.map { "`[!\($0)]`" }.joined(separator: ", "))"))
    }
}
