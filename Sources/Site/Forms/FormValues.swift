import Diagnostics

/// Values as GitHub's reader of YAML takes them, and reports that forms share.
extension YAMLReader {
    /// Whether a key of GitHub's is there with a value. GitHub takes `labels:` with nothing behind it as no labels.
    mutating func isGiven(_ key: String) -> Bool {
        allow(key)
        guard let pair = mapping[key] else { return false }
        guard pair.value.isMissing else { return true }
        report(
            .githubSpelling, at: pair, "`\(path)\(key)` has no value",
            suggestion: "delete the line, or write a value behind the colon")
        return false
    }

    mutating func givenText(_ key: String) -> Located<String>? {
        isGiven(key) ? text(key) : nil
    }

    mutating func givenMarkdown(_ key: String) -> MarkdownValue? {
        isGiven(key) ? markdown(key) : nil
    }

    /// `true` or `false` in each spelling that is a boolean for GitHub: `yes`, `True`, `off`.
    mutating func givenBool(_ key: String) -> Located<Bool>? {
        guard isGiven(key), let pair = mapping[key] else { return nil }
        guard case .scalar(let text, .plain) = pair.value.content,
            let value = Self.booleans[text.lowercased()],
            [text.lowercased(), text.uppercased(), Self.capitalized(text)].contains(text)
        else { return bool(key) }
        if text != "true", text != "false" {
            report(
                .githubSpelling, at: pair.value, "`\(text)` means `\(value)` here",
                suggestion: "write `\(value)`")
        }
        return Located(value, at: pair)
    }

    private static let booleans = [
        "true": true, "yes": true, "on": true, "false": false, "no": false, "off": false,
    ]

    private static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst().lowercased()
    }

    /// A list of texts, or one text with commas.
    mutating func names(_ key: String) -> [String] {
        guard isGiven(key), let pair = mapping[key] else { return [] }
        guard let text = pair.value.text else { return textList(key).map(\.value) }
        return text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    }

    /// One line of text that is not blank; nil also where it is missing, which is reported.
    mutating func neededLine(_ key: String, _ ofWhat: String) -> Located<String>? {
        guard mapping[key] != nil else {
            allow(key)
            reportMissing(key, ofWhat)
            return nil
        }
        return filledText(key)?.map { $0.singleLine }
    }

    mutating func reportMissing(_ key: String, _ ofWhat: String, suggestion: String? = nil) {
        reportHere(
            .missingKey,
            "\(ofWhat) has no `\(path.isEmpty ? "" : Self.inner(path))\(key)`",
            suggestion: suggestion ?? "add a line `\(key): …`")
        noteMissing(key)
    }

    /// Reports at the first key of the group: what is not there has no place of its own.
    mutating func reportHere(_ kind: DiagnosticKind, _ message: String, suggestion: String?) {
        let length = mapping.pairs.first?.key.utf8.count ?? 1
        diagnostics.append(
            Diagnostic(
                kind,
                at: source.place(at: mapping.pairs.first?.keyOffset ?? offset, length: length),
                message, suggestion: suggestion))
    }

    /// `attributes.` of `body[3].attributes.`
    private static func inner(_ path: String) -> String {
        let parts = path.split(separator: ".")
        guard let last = parts.last, !last.hasSuffix("]"), parts.count > 1 else { return "" }
        return last + "."
    }

    /// Reports at a key.
    mutating func report(
        _ kind: DiagnosticKind, at pair: YAMLMapping.Pair, _ message: String,
        suggestion: String? = nil, notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(
            Diagnostic(
                kind, at: pair.keyPlace(in: source), message, suggestion: suggestion, notes: notes))
    }

    /// Reports at a value.
    mutating func report(
        _ kind: DiagnosticKind, at node: YAMLNode, _ message: String, suggestion: String? = nil,
        notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(
            Diagnostic(
                kind, at: node.place(in: source), message, suggestion: suggestion, notes: notes))
    }
}

extension StringProtocol {
    /// Without blanks and line ends at both ends.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[start...end]))
    }

    /// Labels and options are lines: what a folded value has of line ends becomes blanks.
    var singleLine: String {
        guard unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) else {
            return String(self)
        }
        return split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}
