package import Diagnostics

extension DiagnosticKind {
    package static let patternSyntax = DiagnosticKind(
        .error, "pattern-syntax", title: "A pattern has something that forms do not take",
        explanation: """
            A `pattern` is made of characters, escapes (`\\d`, `\\w`, `\\s`, `\\.`), classes (`[a-z_]`), groups, `|`, repeats \
            (`*`, `+`, `?`, `{2,5}`) and anchors, in the sense of JavaScript with the flag `u`. The whole answer must \
            match. What could keep a browser busy for minutes, such as a repeat without bound inside another, is refused, and so is \
            what other languages understand otherwise: looking around, names, going back to a group, lazy repeats.
            """)
}

extension YAMLReader {
    /// A pattern of the subset; nil where it is none, which is reported at the column.
    mutating func pattern(_ key: String, isSearched: Bool = false) -> String? {
        guard let text = filledText(key), let node = mapping[key]?.value else { return nil }
        guard let problem = checkPattern(text.value, isSearched: isSearched) else {
            return text.value
        }
        let before = String.UnicodeScalarView(text.value.unicodeScalars.prefix(problem.column - 1))
        let marked = String.UnicodeScalarView(
            text.value.unicodeScalars.dropFirst(problem.column - 1).prefix(problem.length))
        let start = String(before).utf8.count
        diagnostics.append(
            Diagnostic(
                .patternSyntax,
                at: source.place(of: start..<start + String(marked).utf8.count, in: node),
                problem.message, suggestion: problem.suggestion))
        return nil
    }
}
