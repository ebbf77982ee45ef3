internal import Diagnostics

/// One tag of a template, as we read it: the library gives no positions and accepts what we do not.
struct TemplateTag: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case text, html, section, invertedSection, end, partial, comment
    }

    var kind: Kind
    var name: String
    /// UTF-8 offsets, braces included.
    var range: Range<Int>
}

/// Finds the tags of one template and refuses what none of ours may use.
struct TemplateScan {
    let source: SourceText
    private(set) var tags: [TemplateTag] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) {
        self.source = source
        if let nul = source.bytes.firstIndex(of: 0) {
            report(.templateSyntax, at: nul..<(nul + 1), "a template cannot hold a NUL byte")
            return
        }
        if !Self.isUTF8(source.bytes) {
            diagnostics.append(
                Diagnostic(
                    .templateSyntax, at: Place(file: source.file), "the template is not UTF-8"))
            return
        }
        scan()
    }

    private mutating func scan() {
        var i = 0
        while let start = find("{{", from: i) {
            let first = start + 2 < bytes.count ? bytes[start + 2] : 0
            let isComment = first == UInt8(ascii: "!")
            let isTriple = first == UInt8(ascii: "{")
            let closer = isTriple ? "}}}" : "}}"
            let inner = start + (isTriple ? 3 : 2)
            let end = find(closer, from: inner)
            // A brace inside a tag means that the tag before it was never closed.
            if let end, isComment || !bytes[inner..<end].contains(where: isBrace) {
                i = end + closer.utf8.count
                read(inner..<end, of: start..<i, isTriple: isTriple)
            } else {
                let name = bytes[inner...].prefix { $0 != UInt8(ascii: "}") && $0 > 0x20 }
                report(
                    .templateSyntax, at: start..<(inner + name.count),
                    "this tag is not closed by `\(closer)`")
                i = inner
            }
        }
    }

    private mutating func read(_ content: Range<Int>, of range: Range<Int>, isTriple: Bool) {
        guard !isTriple, let sigil = bytes[content].first else {
            return add(isTriple ? .html : .text, named: content, range)
        }
        let rest = (content.lowerBound + 1)..<content.upperBound
        switch sigil {
        case UInt8(ascii: "!"):
            tags.append(TemplateTag(kind: .comment, name: "", range: range))
        case UInt8(ascii: "#"): add(.section, named: rest, range)
        case UInt8(ascii: "^"): add(.invertedSection, named: rest, range)
        case UInt8(ascii: "/"): add(.end, named: rest, range)
        case UInt8(ascii: ">"): add(.partial, named: rest, range)
        case UInt8(ascii: "&"):
            report(
                .templateUnsupported, at: range, "tags with `&` are not supported",
                suggestion: "write `{{{\(text(rest))}}}`")
        case UInt8(ascii: "="):
            report(.templateUnsupported, at: range, "delimiters cannot be changed")
        case UInt8(ascii: "%"):
            report(.templateUnsupported, at: range, "pragmas are not supported")
        case UInt8(ascii: "<"), UInt8(ascii: "$"):
            report(
                .templateUnsupported, at: range, "template inheritance is not supported",
                suggestion: "use a partial, `{{>name}}`")
        default: add(.text, named: content, range)
        }
    }

    private mutating func add(
        _ kind: TemplateTag.Kind, named nameRange: Range<Int>, _ range: Range<Int>
    ) {
        let name = text(nameRange)
        if name.isEmpty {
            report(.templateSyntax, at: range, "this tag has no name")
        } else if kind == .partial, name.first == "*" {
            report(.templateUnsupported, at: range, "partials whose name varies are not supported")
        } else if name.contains("(") {
            report(
                .templateUnsupported, at: range, "transforms such as `\(name)` are not supported")
        } else if name.contains(".") {
            report(
                .templateUnsupported, at: range, "names with dots are not supported",
                suggestion: "open a section and use the names inside it")
        } else if name.utf8.contains(where: { !isNameByte($0) }) {
            report(
                .templateSyntax, at: range,
                "`\(name)` is not a name: letters, digits, `-` and `_` are")
        } else {
            tags.append(TemplateTag(kind: kind, name: name, range: range))
        }
    }

    private var bytes: [UInt8] { source.bytes }

    private mutating func report(
        _ kind: DiagnosticKind, at range: Range<Int>, _ message: String, suggestion: String? = nil
    ) {
        let place = source.place(at: range.lowerBound, length: range.count)
        diagnostics.append(Diagnostic(kind, at: place, message, suggestion: suggestion))
    }

    /// The words in a range, without the white space around them.
    private func text(_ range: Range<Int>) -> String {
        let words = bytes[range].drop { $0 <= 0x20 }
        guard let last = words.lastIndex(where: { $0 > 0x20 }) else { return "" }
        return String(decoding: words[...last], as: UTF8.self)
    }

    private func find(_ wanted: String, from start: Int) -> Int? {
        let wanted = Array(wanted.utf8)
        guard start <= bytes.count - wanted.count else { return nil }
        return (start...(bytes.count - wanted.count)).first {
            bytes[$0] == wanted[0] && bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }
}

private func isBrace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
}

private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
    default: false
    }
}
