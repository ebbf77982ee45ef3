/// Writes a diagnostic for a person at a terminal: place, sentence, source line, caret, help and notes.
///
///     content/a.md:12:8: error: `reset.md` does not exist [broken-link]
///      12 | See [reset](reset.md).
///         |             ^~~~~~~~
///     help: did you mean `reset-password.md`?
///
/// The caret stands by display width. Nothing from a page or a file's name reaches the terminal unseen
/// (`VisibleText`).
package struct TextFormatter: Sendable {
    private let color: Bool

    package init(color: Bool) { self.color = color }

    /// The lines of one diagnostic, joined by LF, without one at the end.
    package func format(_ diagnostic: Diagnostic) -> String {
        let severity = diagnostic.severity
        var lines = [
            paint(.bold, location(diagnostic.place)) + paint(.of(severity), "\(severity.word):")
                + " " + paint(.bold, VisibleText.visible(diagnostic.message))
                + " [\(diagnostic.kind.id)]"
        ]
        lines += excerpt(of: diagnostic.place, mark: .of(severity))
        if let suggestion = diagnostic.suggestion {
            lines.append(paint(.help, "help:") + " " + VisibleText.visible(suggestion))
        }
        for note in diagnostic.notes {
            lines.append(
                paint(.note, "note:") + " " + location(note.place)
                    + VisibleText.visible(note.message))
            lines += excerpt(of: note.place, mark: .note)
        }
        return lines.joined(separator: "\n")
    }

    /// `content/a.md:12:8: `, or nothing where a problem has no place.
    private func location(_ place: Place?) -> String {
        guard let place else { return "" }
        let file = VisibleText.visible(place.file)
        guard let position = place.position else { return "\(file): " }
        return "\(file):\(position.line):\(position.column): "
    }

    /// How many code points are shown from the start of a mark: a mark may be as long as a page.
    private static let longest = 160

    private func excerpt(of place: Place?, mark color: Paint) -> [String] {
        guard let place, let position = place.position, let excerpt = place.excerpt else {
            return []
        }
        let all = excerpt.text.unicodeScalars
        let start = min(max(excerpt.markStart, 0), all.count)
        let shown = all.prefix(start + Self.longest)
        let before = shown.prefix(start)
        let marked = shown.dropFirst(start).prefix(max(excerpt.markLength, 1))

        let cutBefore = position.column - 1 > excerpt.markStart ? "…" : ""
        let cutAfter = shown.count < all.count ? "…" : ""
        let text = cutBefore + keepingTabs(shown) + cutAfter
        var underline = String(repeating: " ", count: cutBefore.isEmpty ? 0 : 1)
        // A tab before the mark is copied: only it is as wide as itself.
        for (index, part) in before.split(separator: "\t", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 { underline += "\t" }
            underline += String(repeating: " ", count: cells(part))
        }
        let tildes = String(repeating: "~", count: max(cells(marked) - 1, 0))

        let number = String(position.line)
        let gutter = String(repeating: " ", count: max(3 - number.count, 0))
        let blank = String(repeating: " ", count: gutter.count + number.count)
        return [
            paint(.gutter, " \(gutter)\(number) |") + (text.isEmpty ? "" : " " + text),
            paint(.gutter, " \(blank) |") + " " + underline + paint(color, "^" + tildes),
        ]
    }

    private func keepingTabs(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        scalars.map { $0 == "\t" ? "\t" : VisibleText.visible($0) }.joined()
    }

    private func cells(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
        VisibleText.width(keepingTabs(scalars).unicodeScalars)
    }

    /// Parameters of ECMA-48's "select graphic rendition".
    private enum Paint: String {
        case bold = "1"
        case error = "1;31"
        case warning = "1;33"
        case note = "1;36"
        case help = "1;32"
        case gutter = "34"

        static func of(_ severity: Severity) -> Paint {
            switch severity {
            case .error: .error
            case .warning: .warning
            case .remark: .note
            }
        }
    }

    private func paint(_ paint: Paint, _ text: String) -> String {
        color && !text.isEmpty ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}
