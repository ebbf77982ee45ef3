package import Diagnostics

/// One YAML document, read whole: front matter, a configuration, a form.
package enum YAMLDocument {
    /// Levels of lists and groups in one another that are read.
    static let maximumDepth = 50
    /// Bytes; a document of short lines takes some 3 µs a byte.
    static let maximumSize = 512 << 10
    /// Problems of one sort in one group: each costs a walk to its place, and nobody reads more.
    static let maximumProblems = 100

    /// Reads the UTF-8 `range` of `source`; the root is nil where it is empty or could not be read.
    ///
    /// Values that break a rule of ours (aliases, tags, a key twice) are reported, and the rest is returned all
    /// the same, so that one run reports all problems.
    package static func parse(
        source: SourceText, range: Range<Int>
    ) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
        var range = range.clamped(to: 0..<source.bytes.count)
        if source.bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) {
            range = range.lowerBound + 3..<range.upperBound
        }
        if range.count > maximumSize {
            let diagnostic = Diagnostic(
                .yamlSize, at: source.place(at: range.lowerBound),
                "the YAML that begins here has more than \(maximumSize >> 10) KiB")
            return (nil, [diagnostic])
        }
        let text = YAMLSource(source.bytes, range)
        if let fault = text.fault {
            let diagnostic = Diagnostic(
                .yamlEncoding, at: source.place(at: fault.offset),
                "\(fault.words) stands here, which YAML cannot hold",
                suggestion: "save the file as UTF-8 without control characters")
            return (nil, [diagnostic])
        }
        if !text.mayBeDeep { return read(text, source, range) }
        if let result = onDeepStack({ read(text, source, range) }) { return result }
        let diagnostic = Diagnostic(
            .yamlDepth, at: source.place(at: range.lowerBound),
            "no memory was left to read a document with so many lists and groups")
        return (nil, [diagnostic])
    }

    private static func read(
        _ text: YAMLSource, _ source: SourceText, _ range: Range<Int>
    ) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
        if text.mayHaveAliases, let refusal = refuseAliases(text, source, range) {
            return (nil, [refusal])
        }
        switch composeYAML(text.text, source.bytes, range) {
        case .success(let composed):
            let problems = composed.problems.prefix(maximumProblems)
            return (composed.root, problems.map { $0.diagnostic(in: source) })
        case .failure(let fault):
            return (nil, [fault.diagnostic(in: source)])
        }
    }

    /// Looks for an anchor that an alias may name, without ever following an alias.
    ///
    /// Where every `*name` is written `&name`, an alias is an anchor on an empty value, and all else is as it
    /// was: both signs mean something at the start of a value only. So this costs what a plain parse costs,
    /// however the aliases are nested.
    private static func refuseAliases(
        _ text: YAMLSource, _ source: SourceText, _ range: Range<Int>
    ) -> Diagnostic? {
        let probe = String(
            decoding: text.text.utf8.map { $0 == 0x2A ? 0x26 : $0 }, as: Unicode.UTF8.self)
        switch composeYAML(probe, source.bytes, range) {
        case .success(let composed):
            let anchor = composed.problems.first {
                if case .anchor = $0 { true } else { false }
            }
            return anchor?.diagnostic(in: source)
        case .failure(let fault):
            return fault.diagnostic(in: source)
        }
    }
}

/// A value that is valid YAML and that we refuse.
enum YAMLProblem {
    case anchor(at: Int)
    case tag(at: Int)
    case mergeKey(at: Int)
    case keyIsNoText(at: Int)
    case duplicate(key: String, at: Int, first: Int?)

    func diagnostic(in source: SourceText) -> Diagnostic {
        switch self {
        case .anchor(let offset):
            let isAlias = offset < source.bytes.count && source.bytes[offset] == 0x2A
            return Diagnostic(
                .yamlAlias, at: source.place(at: offset, length: wordLength(source, offset)),
                isAlias
                    ? "an alias (`*name`) stands for a value that is written elsewhere"
                    : "an anchor (`&name`) names a value so that it can be repeated",
                suggestion: "write the value out at each place; put a text that begins with "
                    + "`\(isAlias ? "*" : "&")` in quotes")
        case .tag(let offset):
            return Diagnostic(
                .yamlTag, at: source.place(at: offset, length: wordLength(source, offset)),
                "a YAML tag stands before this value",
                suggestion: "delete it; put a text that begins with `!` in quotes")
        case .mergeKey(let offset):
            return Diagnostic(
                .yamlAlias, at: source.place(at: offset, length: 2),
                "the merge key `<<` copies the keys of another group",
                suggestion: "write the keys out")
        case .keyIsNoText(let offset):
            return Diagnostic(
                .yamlSyntax, at: source.place(at: offset), "a list or a group cannot be a key",
                suggestion: "put a value that begins with `[` or `{` in quotes")
        case .duplicate(let key, let offset, let first):
            return Diagnostic(
                .duplicateKey, at: source.place(at: offset, length: key.utf8.count),
                "the key `\(key)` is given twice",
                suggestion: "delete one of the two",
                notes: first.map {
                    [
                        .init(
                            "it is first given here",
                            at: source.place(at: $0, length: key.utf8.count))
                    ]
                } ?? [])
        }
    }

    private func wordLength(_ source: SourceText, _ offset: Int) -> Int {
        let ends: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20, 0x2C, 0x5D, 0x7D]
        let word = source.bytes[min(offset, source.bytes.count)...].prefix(80)
        return word.firstIndex { ends.contains($0) }.map { $0 - offset } ?? word.count
    }
}
