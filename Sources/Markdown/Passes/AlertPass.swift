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
        guard let quote = paragraph.parent, start + 3 < bytes.count,
            bytes[start] == UInt8(ascii: "["), bytes[start + 1] == UInt8(ascii: "!"),
            let first = paragraph.firstChild, first.kind == .text
        else { return }
        var end = start + 2
        while end < bytes.count, isASCIILetter(bytes[end]), end - start < 40 { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "]") else { return }
        let name = String(decoding: bytes[start + 2..<end], as: UTF8.self)
        var lineEnd = end + 1
        while lineEnd < bytes.count, bytes[lineEnd] == 0x20 || bytes[lineEnd] == 0x09 {
            lineEnd += 1
        }
        let isAlone =
            lineEnd == bytes.count || bytes[lineEnd] == 0x0A || bytes[lineEnd] == 0x0D
        guard let kind = AlertKind(rawValue: name.lowercased()) else {
            if dialect == .waymark { reportUnknownAlert(name, at: start, length: end + 1 - start) }
            return
        }
        if dialect == .github {
            guard isAlone, quote.parent?.kind == .document,
                paragraph.next != nil || first.next != nil
            else { return }
        }
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
