package import Diagnostics

/// A YAML value as the author wrote it, with the place where it stands.
///
/// Scalars keep their text: `no`, `1.0` and `12:30` are texts until a `YAMLReader` asks for something else.
package struct YAMLNode: Sendable {
    package enum Content: Sendable {
        case scalar(String, ScalarStyle)
        case sequence([YAMLNode])
        case mapping(YAMLMapping)
    }

    package enum ScalarStyle: Sendable {
        case plain, quoted
        /// A block after `|`, whose lines are kept.
        case literal
        /// A block after `>`, whose lines are joined.
        case folded
    }

    package let content: Content
    /// UTF-8 offset in the source of its first character: of the quote, the `|`, the `[`, the first key.
    package let offset: Int

    package init(_ content: Content, at offset: Int) {
        self.content = content
        self.offset = offset
    }

    /// The text of a scalar.
    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// A value that was left out, as in `title:` with nothing behind it.
    package var isMissing: Bool {
        if case .scalar("", .plain) = content { true } else { false }
    }

    /// How many bytes a diagnostic marks; a place ends with its line, so too many do no harm.
    package var markLength: Int {
        switch content {
        case .scalar(let text, .plain): text.utf8.count
        case .scalar(let text, .quoted): text.utf8.count + 2
        default: 1
        }
    }

    /// What it is, in the words of a message: "found a list".
    package var kindInWords: String {
        switch content {
        case .scalar: isMissing ? "nothing" : "a text"
        case .sequence: "a list"
        case .mapping: "a group of keys"
        }
    }

    package func place(in source: SourceText) -> Place {
        source.place(at: offset, length: markLength)
    }
}

/// The pairs of a YAML mapping, in the order of the source, no key twice.
package struct YAMLMapping: Sendable {
    package struct Pair: Sendable {
        package let key: String
        /// UTF-8 offset of the key in the source.
        package let keyOffset: Int
        package let value: YAMLNode

        package init(key: String, keyOffset: Int, value: YAMLNode) {
            self.key = key
            self.keyOffset = keyOffset
            self.value = value
        }

        package func keyPlace(in source: SourceText) -> Place {
            source.place(at: keyOffset, length: key.utf8.count)
        }
    }

    package let pairs: [Pair]

    package init(_ pairs: [Pair]) {
        self.pairs = pairs
    }

    package subscript(key: String) -> Pair? {
        pairs.first { $0.key == key }
    }
}
