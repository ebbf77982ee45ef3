package import Diagnostics

/// Takes the values of one YAML mapping by key, and collects what is wrong with them.
///
/// Each getter makes its key a known one; `finish` reports the keys that nobody asked for. A getter returns nil
/// both for a key that is not there and for a value that it has reported.
package struct YAMLReader {
    package let source: SourceText
    package var diagnostics: [Diagnostic] = []
    package let mapping: YAMLMapping
    /// What stands before a key in messages: `markdown.` for the keys of the group `markdown`.
    package let path: String
    /// UTF-8 offset of the group; what is missing in it is reported there.
    package let offset: Int
    private var known: [String] = []
    /// Keys that were called missing, with the number of the diagnostic.
    private var missing: [String: Int] = [:]

    package init(
        _ mapping: YAMLMapping, source: SourceText, path: String = "", offset: Int = 0
    ) {
        self.offset = offset
        self.mapping = mapping
        self.source = source
        self.path = path
    }

    /// Makes a key a known one that needs not be read.
    package mutating func allow(_ keys: String...) { known += keys }

    /// The pair as it stands. A key with nothing behind it is reported and left out.
    package mutating func pair(_ key: String) -> YAMLMapping.Pair? {
        known.append(key)
        guard let pair = mapping[key] else { return nil }
        if pair.value.isMissing {
            diagnostics.append(
                Diagnostic(
                    .missingKey, at: pair.keyPlace(in: source), "`\(path)\(key)` has no value",
                    suggestion: "write a value behind the colon, or delete the line"))
            return nil
        }
        return pair
    }

    // MARK: Texts

    /// A text as it is written: `no` and `2026` are texts too.
    package mutating func text(_ key: String) -> Located<String>? {
        scalar(key, "a text").map { Located($0.text, at: $0.pair) }
    }

    /// A text with at least one character that is no blank.
    package mutating func filledText(_ key: String) -> Located<String>? {
        guard let text = text(key) else { return nil }
        if text.value.contains(where: { !$0.isWhitespace }) { return text }
        refuse(text, "`\(path)\(key)` is empty")
        return nil
    }

    package mutating func markdown(_ key: String) -> MarkdownValue? {
        scalar(key, "a text").flatMap { MarkdownValue($0.pair) }
    }

    /// The texts of a list, each Markdown of one line; a list without any is reported, as no one wants it.
    package mutating func markdownList(_ key: String) -> [MarkdownValue] {
        var values: [MarkdownValue] = []
        let nodes = list(key, "texts")
        if nodes.isEmpty, let pair = mapping[key], case .sequence = pair.value.content {
            refuse(
                Located((), at: pair), "`\(path)\(key)` is empty",
                suggestion: "write at least one item, or delete the line")
        }
        for (index, node) in nodes.enumerated() {
            guard let text = node.text, !node.isMissing, let value = MarkdownValue(node) else {
                refuseItem(key, index, node, "a text")
                continue
            }
            let name = "item \(index + 1) of `\(path)\(key)`"
            let line = text.last == "\n" ? text.dropLast() : text[...]
            if !line.contains(where: { !$0.isWhitespace }) {
                refuse(Located(text, at: node), "\(name) is empty")
            } else if line.contains(where: \.isNewline) {
                refuse(
                    Located(text, at: node), "\(name) must be one line",
                    suggestion: "make an item of each line")
            } else {
                values.append(value)
            }
        }
        return values
    }

    // MARK: Plain values

    /// A whole decimal number; `+`, leading zeros, `0x` and `1_000` are refused.
    package mutating func int(_ key: String) -> Located<Int>? {
        guard let (pair, text) = scalar(key, "a whole number") else { return nil }
        if let number = Int(text), String(number) == text { return Located(number, at: pair) }
        refuseType(
            pair, "a whole number", found: "`\(Self.shortened(text))`",
            suggestion: "write digits only")
        return nil
    }

    /// `true` or `false`. A text in quotes is a text.
    package mutating func bool(_ key: String) -> Located<Bool>? {
        guard let (pair, text) = scalar(key, "`true` or `false`") else { return nil }
        var found = "`\(Self.shortened(text))`"
        if case .scalar(_, .plain) = pair.value.content {
            if text == "true" { return Located(true, at: pair) }
            if text == "false" { return Located(false, at: pair) }
        } else {
            found = "the text \(found) in quotes"
        }
        let meant: String? =
            switch text.lowercased() {
            case "yes", "on", "y", "1", "true": "write `true`"
            case "no", "off", "n", "0", "false": "write `false`"
            default: nil
            }
        refuseType(
            pair, "`true` or `false`", found: found, suggestion: meant)
        return nil
    }

    package mutating func date(_ key: String) -> Located<CalendarDate>? {
        guard let text = text(key) else { return nil }
        if let date = CalendarDate(text.value) { return text.map { _ in date } }
        refuse(
            text,
            "`\(path)\(key)` must be a date such as `2026-01-31`, found `\(Self.shortened(text.value))`",
            suggestion: "write year, month and day: `YYYY-MM-DD`")
        return nil
    }

    /// One of the raw values of an enumeration.
    package mutating func choice<Choice>(_ key: String) -> Located<Choice>?
    where Choice: CaseIterable & RawRepresentable<String> {
        guard let text = text(key) else { return nil }
        if let choice = Choice(rawValue: text.value) { return text.map { _ in choice } }
        let names = Choice.allCases.map(\.rawValue)
        refuse(
            text,
            "`\(path)\(key)` must be \(Self.list(names, "or")), found `\(Self.shortened(text.value))`",
            suggestion: nearestName(to: text.value, among: names).map { "did you mean `\($0)`?" })
        return nil
    }

    // MARK: Lists and groups

    /// The texts of a list; items that are none are reported and left out. Empty where the key is not there.
    package mutating func textList(_ key: String) -> [Located<String>] {
        var texts: [Located<String>] = []
        for (index, node) in list(key, "texts").enumerated() {
            if let text = node.text, !node.isMissing {
                texts.append(Located(text, at: node))
            } else if diagnostics.count < YAMLDocument.maximumProblems {
                refuseItem(key, index, node, "a text")
            }
        }
        return texts
    }

    /// Reads each group of a list; `read` gets a reader of its own.
    package mutating func groups<Value>(
        _ key: String, _ read: (inout YAMLReader) -> Value
    ) -> [Value] {
        var values: [Value] = []
        for (index, node) in list(key, "groups of keys").enumerated() {
            // Each problem costs a walk to its place, and a list may have a hundred thousand items.
            guard diagnostics.count < YAMLDocument.maximumProblems else { break }
            if case .mapping(let mapping) = node.content {
                values.append(
                    nested(mapping, node.offset, path: "\(path)\(key)[\(index + 1)].", read))
            } else {
                refuseItem(key, index, node, "a group of keys")
            }
        }
        return values
    }

    /// Reads the group of keys under `key`.
    package mutating func group<Value>(
        _ key: String, _ read: (inout YAMLReader) -> Value
    ) -> Value? {
        guard let pair = pair(key) else { return nil }
        guard case .mapping(let mapping) = pair.value.content else {
            refuseType(pair, "a group of keys")
            return nil
        }
        return nested(mapping, pair.value.offset, path: "\(path)\(key).", read)
    }

    // MARK: Reporting

    /// Reports that a value is not one that its key takes.
    package mutating func refuse<Value>(
        _ located: Located<Value>, _ message: String, suggestion: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(
                .invalidValue, at: located.place(in: source), message, suggestion: suggestion))
    }

    /// Reports that a value is of the wrong kind, at the value.
    package mutating func refuseType(
        _ pair: YAMLMapping.Pair, _ wanted: String, found: String? = nil, suggestion: String? = nil
    ) {
        let found = found ?? pair.value.kindInWords
        diagnostics.append(
            Diagnostic(
                .wrongType, at: pair.value.place(in: source),
                "`\(path)\(pair.key)` must be \(wanted), found \(found)", suggestion: suggestion))
    }

    /// Notes that the last diagnostic says that this key is missing.
    mutating func noteMissing(_ key: String) { missing[key] = diagnostics.count - 1 }

    /// Reports the keys that no getter has asked for, and returns all that was found. A key that is missing because
    /// it is misspelt is reported once, where it stands.
    package mutating func finish() -> [Diagnostic] {
        let unknown = mapping.pairs.lazy.filter { [known] in !known.contains($0.key) }
        var explained: Set<Int> = []
        defer { missing = [:] }
        for pair in unknown.prefix(YAMLDocument.maximumProblems) {
            let nearest = nearestName(to: pair.key, among: known)
            if let number = nearest.flatMap({ missing[$0] }) { explained.insert(number) }
            diagnostics.append(
                Diagnostic(
                    .unknownKey, at: pair.keyPlace(in: source),
                    "`\(path)\(Self.shortened(pair.key))` is not a known key",
                    suggestion: nearest.map { "did you mean `\($0)`?" }
                        ?? "the keys known here are \(Self.list(Set(known).sorted(), "and"))"))
        }
        if !explained.isEmpty {
            diagnostics = diagnostics.enumerated().filter { !explained.contains($0.offset) }
                .map(\.element)
        }
        return diagnostics
    }

    // MARK: Steps

    private mutating func scalar(
        _ key: String, _ wanted: String
    ) -> (pair: YAMLMapping.Pair, text: String)? {
        guard let pair = pair(key) else { return nil }
        if let text = pair.value.text { return (pair, text) }
        let isFlow = source.bytes.dropFirst(pair.value.offset).first.map {
            $0 == 0x5B || $0 == 0x7B
        }
        let suggestion =
            isFlow == true ? "put a text that begins with `[` or `{` in quotes" : nil
        refuseType(pair, wanted, suggestion: suggestion)
        return nil
    }

    private mutating func list(_ key: String, _ ofWhat: String) -> [YAMLNode] {
        guard let pair = pair(key) else { return [] }
        if case .sequence(let nodes) = pair.value.content { return nodes }
        var suggestion = pair.value.text.map { "write `\(key): [\(Self.shortened($0))]`" }
        if case .mapping = pair.value.content { suggestion = "begin each item with `- `" }
        refuseType(pair, "a list of \(ofWhat)", suggestion: suggestion)
        return []
    }

    mutating func refuseItem(
        _ key: String, _ index: Int, _ node: YAMLNode, _ wanted: String
    ) {
        diagnostics.append(
            Diagnostic(
                .wrongType, at: node.place(in: source),
                "item \(index + 1) of `\(path)\(key)` must be \(wanted), found \(node.kindInWords)")
        )
    }

    mutating func nested<Value>(
        _ mapping: YAMLMapping, _ offset: Int, path: String, _ read: (inout YAMLReader) -> Value
    ) -> Value {
        var reader = YAMLReader(mapping, source: source, path: path, offset: offset)
        let value = read(&reader)
        diagnostics += reader.finish()
        return value
    }

    /// "`a`, `b` or `c`".
    package static func list(_ names: [String], _ conjunction: String) -> String {
        let quoted = names.map { "`\($0)`" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
        return quoted.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    /// One line of at most 40 characters, for a message.
    package static func shortened(_ text: String) -> String {
        let line = text.prefix { !$0.isNewline }
        let short = line.prefix(40)
        return short.endIndex == text.endIndex ? text : short + "…"
    }
}
