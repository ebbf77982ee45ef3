/// How bad a problem is. Errors stop a build from being written; `--strict` makes warnings do so too.
package enum Severity: Int, Sendable, Comparable {
    case error, warning, remark

    package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

    package var word: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .remark: "remark"
        }
    }
}

/// A kind of problem: what `waymark explain ID` and the generated reference page say about it.
///
/// Kinds are constants beside the code that reports them; each target lists its own in one array.
package struct DiagnosticKind: Sendable, Hashable {
    /// Stable, kebab-case: `broken-link`. Never reused for another meaning.
    package let id: String
    package let severity: Severity
    /// One line, no full stop: the heading of its explanation.
    package let title: String
    /// Markdown: what it means, why it matters, how to mend it.
    package let explanation: String

    package init(_ severity: Severity, _ id: String, title: String, explanation: String) {
        self.id = id
        self.severity = severity
        self.title = title
        self.explanation = explanation
    }
}

/// One problem at one place, in words for the author.
package struct Diagnostic: Sendable, Equatable {
    /// A second place or a fact that helps to understand the problem.
    package struct Note: Sendable, Equatable {
        package var message: String
        package var place: Place?

        package init(_ message: String, at place: Place? = nil) {
            self.message = message
            self.place = place
        }
    }

    package var kind: DiagnosticKind
    package var place: Place?
    /// One sentence, lower case at its start, no full stop at its end.
    package var message: String
    /// What to write instead, as a sentence: "did you mean `reset-password.md`?".
    package var suggestion: String?
    package var notes: [Note]

    package init(
        _ kind: DiagnosticKind, at place: Place?, _ message: String, suggestion: String? = nil,
        notes: [Note] = []
    ) {
        self.kind = kind
        self.place = place
        self.message = message
        self.suggestion = suggestion
        self.notes = notes
    }

    package var severity: Severity { kind.severity }

    /// What two reports of one problem have in common, when several pages show the text that it stands in.
    package struct Key: Hashable, Sendable {
        let file: String?
        let position: Position?
        let kind: String
    }

    package var key: Key { Key(file: place?.file, position: place?.position, kind: kind.id) }

    /// By file, line, column, then severity, id and message: the order in which a person mends a text.
    package static func precedes(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
        let (p, q) = (a.place, b.place)
        if p?.file != q?.file { return (p?.file ?? "") < (q?.file ?? "") }
        let (i, j) = (p?.position, q?.position)
        if i?.line != j?.line { return (i?.line ?? 0) < (j?.line ?? 0) }
        if i?.column != j?.column { return (i?.column ?? 0) < (j?.column ?? 0) }
        if a.severity != b.severity { return a.severity < b.severity }
        return (a.kind.id, a.message) < (b.kind.id, b.message)
    }
}
