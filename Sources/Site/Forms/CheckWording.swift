import Diagnostics

/// Advice on the texts of a form: a warning for Waymark's own keys, a remark for GitHub's.
extension FormDraft {
    /// Of a hint; a screen reader reads it out in one go.
    private static let longHint = 25
    /// Of `why` and `where`, which stand above the field.
    private static let longText = 60

    func checkWording(_ reader: inout YAMLReader) {
        var advice = Advice(source: reader.source)
        for draft in fields {
            if let text = draft.field.description { advice.checkHint(text, Self.longHint) }
            if let text = draft.field.why { advice.checkLength(text, "why", Self.longText) }
            if let text = draft.field.whereToFind {
                advice.checkLength(text, "where", Self.longText)
            }
            advice.checkPlaceholder(draft)
            if let error = draft.error { advice.checkError(error) }
        }
        reader.diagnostics += advice.diagnostics
    }

    /// GitHub refuses two fields with one label.
    func checkLabels(_ reader: inout YAMLReader) {
        var first: [String: YAMLNode] = [:]
        var reported = 0
        for draft in fields where !draft.field.label.isEmpty {
            guard let earlier = first[draft.field.label] else {
                first[draft.field.label] = draft.place
                continue
            }
            reported += 1
            guard reported <= YAMLDocument.maximumProblems else { return }
            reader.report(
                .refusedByGitHub, at: draft.place,
                "two fields have the label `\(YAMLReader.shortened(draft.field.label))`",
                suggestion: "say in the label what makes them different",
                notes: [.init("it is first given here", at: earlier.place(in: reader.source))])
        }
    }

    private struct Advice {
        let source: SourceText
        var diagnostics: [Diagnostic] = []

        mutating func checkHint(_ text: MarkdownValue, _ limit: Int) {
            let words = Words(text.text)
            if words.count > limit {
                say(
                    .formAdvice, { text.keyPlace(in: $0) },
                    "the description has \(words.count) words; a hint has at most \(limit)",
                    "say what is not needed to answer in a text of type `markdown` above")
            } else if words.hasLink {
                say(
                    .formAdvice, { text.keyPlace(in: $0) },
                    "the description has a link, which is read out as plain words in a hint",
                    "put the link into a text of type `markdown` above")
            } else if words.sentences > 1 {
                say(
                    .formAdvice, { text.keyPlace(in: $0) },
                    "the description has several sentences, so it stands above the field and is no hint",
                    "shorten it to one sentence")
            }
        }

        mutating func checkLength(_ text: MarkdownValue, _ key: String, _ limit: Int) {
            let words = Words(text.text)
            guard words.count > limit else { return }
            say(
                .formWording, { text.keyPlace(in: $0) },
                "`\(key)` has \(words.count) words; who fills in a form reads at most \(limit)",
                "say the rest on a page, and link to it")
        }

        mutating func checkPlaceholder(_ draft: DraftField) {
            guard let placeholder = draft.placeholder else { return }
            let text = placeholder.value.trimmed.lowercased()
            if !text.isEmpty, text == draft.field.label.trimmed.lowercased() {
                say(
                    .formAdvice, { placeholder.place(in: $0) }, "the placeholder repeats the label",
                    "delete it, or give an example of an answer")
            } else if draft.field.description == nil, Self.isInstruction(text) {
                say(
                    .formAdvice, { placeholder.place(in: $0) },
                    "the placeholder says what to do, and vanishes when the reader begins to type",
                    "write it as the field's `description`")
            }
        }

        private static func isInstruction(_ text: String) -> Bool {
            let verbs: Set<String> = [
                "enter", "type", "write", "describe", "please", "provide", "paste", "add",
                "explain",
                "tell", "give", "list", "include", "insert", "select", "choose", "fill",
            ]
            let first = text.prefix { $0.isLetter }
            return verbs.contains(String(first)) && text.contains(" ")
        }

        mutating func checkError(_ error: Located<String>) {
            let words = error.value.lowercased().split { !$0.isLetter && !$0.isNumber }
            let said = words.filter { !Self.empty.contains(String($0)) }
            if said.isEmpty {
                say(
                    .formWording, { error.place(in: $0) },
                    "`\(YAMLReader.shortened(error.value))` does not say what to do",
                    "name the thing: \"Enter your user name\"")
            } else if Words(error.value).hasLink {
                say(
                    .formWording, { error.place(in: $0) },
                    "an error is shown and read out as plain text, so it cannot hold a link",
                    "put the link into `where`")
            } else if words.count > FormDraft.longHint {
                say(
                    .formWording, { error.place(in: $0) },
                    "`error` has \(words.count) words; it is read aloud, so one sentence is enough",
                    nil)
            }
        }

        /// Words of which an error says nothing.
        private static let empty: Set<String> = [
            "this", "the", "a", "an", "your", "field", "is", "are", "required", "mandatory", "must",
            "be", "not", "cannot", "can", "t", "empty", "blank", "filled", "fill", "in", "out",
            "please", "invalid", "valid", "value", "input", "answer", "wrong", "error", "missing",
            "incorrect", "enter", "it", "needed", "provide", "has", "to", "of", "there",
        ]

        private mutating func say(
            _ kind: DiagnosticKind, _ place: (SourceText) -> Place, _ message: String,
            _ suggestion: String?
        ) {
            guard diagnostics.count < YAMLDocument.maximumProblems else { return }
            diagnostics.append(Diagnostic(kind, at: place(source), message, suggestion: suggestion))
        }
    }
}

/// What can be said of a text without parsing it: one walk over its bytes.
struct Words {
    var count = 0
    /// Ends of sentences with something behind them, and one.
    var sentences = 1
    var hasLink = false

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var inWord = false
        for (i, byte) in bytes.enumerated() {
            let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isBlank, !inWord { count += 1 }
            inWord = !isBlank
            let next = i + 1 < bytes.count ? bytes[i + 1] : 0
            switch byte {
            case 0x2E, 0x21, 0x3F:  // . ! ?
                // "e.g. x" is no end: a sentence begins with a capital.
                if next == 0x20 || next == 0x0A, i + 2 < bytes.count,
                    (0x41...0x5A).contains(bytes[i + 2])
                {
                    sentences += 1
                }
            case 0x5D: if next == 0x28 { hasLink = true }
            case 0x3A:
                if next == 0x2F, i + 2 < bytes.count, bytes[i + 2] == 0x2F { hasLink = true }
            default: break
            }
        }
    }
}
