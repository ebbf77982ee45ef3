import Diagnostics

/// Why a text is no YAML: libyaml's words with UTF-8 offsets, turned into words for an author.
///
/// libyaml names the state of its parser ("did not find expected key"); the bytes around the place mostly
/// say what the author did.
struct YAMLFault: Error {
    static let tooDeep = "too deep"
    static let undefinedAlias = "found undefined alias"

    var problem: String
    var offset: Int
    /// What libyaml was reading, and where that began.
    var context: String?
    var contextOffset: Int?

    func diagnostic(in source: SourceText) -> Diagnostic {
        if problem == Self.tooDeep || problem.hasPrefix("Maximum nesting") {
            return Diagnostic(
                .yamlDepth, at: source.place(at: offset),
                "lists and groups stand in one another more than \(YAMLDocument.maximumDepth) deep")
        }
        if problem == Self.undefinedAlias || context == "while scanning an alias"
            || context == "while scanning an anchor"
        {
            return sign(
                at: problem == Self.undefinedAlias ? offset : contextOffset ?? offset, source)
        }
        if problem == "but found another document" {
            return Diagnostic(
                .yamlDocuments, at: source.place(at: offset, length: 3),
                "another YAML document begins here", suggestion: "delete this line or indent it")
        }
        let cause = cause(Line(source.bytes, offset), source)
        return Diagnostic(
            .yamlSyntax, at: source.place(at: cause.offset, length: cause.length), cause.words,
            suggestion: cause.suggestion)
    }

    private func sign(at offset: Int, _ source: SourceText) -> Diagnostic {
        let sign = offset < source.bytes.count && source.bytes[offset] == 0x26 ? "&" : "*"
        return Diagnostic(
            .yamlAlias, at: source.place(at: offset), "a value cannot begin with `\(sign)` in YAML",
            suggestion: "put the value in quotes")
    }

    struct Cause {
        var offset: Int
        var length = 1
        var words: String
        var suggestion: String?
    }

    private func cause(_ line: Line, _ source: SourceText) -> Cause {
        if let tab = line.tab(before: offset), problem.contains("tab") || problem.contains("token")
        {
            return Cause(
                offset: tab, words: "a tab stands where YAML takes spaces only",
                suggestion: "indent with spaces")
        }
        switch problem {
        case "found character that cannot start any token":
            return Cause(
                offset: offset,
                words: "a value cannot begin with `\(line.character(at: offset))` in YAML",
                suggestion: "put the value in quotes")
        case "mapping values are not allowed in this context": return colon(line)
        case "could not find expected ':'": return lonelyText(source)
        case "did not find expected key", "did not find expected '-' indicator",
            "did not find expected <document start>":
            return afterValue(line)
        case "block sequence entries are not allowed in this context":
            return Cause(
                offset: offset, words: "a list cannot begin on the line of its key",
                suggestion: "begin it on a line of its own, or write `[one, two]`")
        case "found unknown escape character":
            return Cause(
                offset: offset, length: 2,
                words: "`\\` begins an escape in double quotes, and this is none that YAML knows",
                suggestion: "write `\\\\`, or use single quotes, in which `\\` stands for itself")
        default: return inContext(line)
        }
    }

    private func inContext(_ line: Line) -> Cause {
        let start = contextOffset ?? offset
        switch context {
        case "while scanning a quoted scalar":
            return Cause(
                offset: start, words: "this quote is never closed",
                suggestion: "end the text with the quote that it begins with")
        case "while parsing a flow sequence":
            return Cause(
                offset: start,
                words: "this list is not closed with `]`, or a comma is missing in it",
                suggestion: "put a text that begins with `[` in quotes")
        case "while parsing a flow mapping":
            return Cause(
                offset: start,
                words: "this group is not closed with `}`, or a comma is missing in it",
                suggestion: "put a text that begins with `{` in quotes")
        case "while scanning a block scalar":
            let sign = line.character(at: start)
            return Cause(
                offset: offset, words: "a text cannot begin on the line of its `\(sign)`",
                suggestion: "begin it on the next line, indented")
        case "while parsing a block node", "while parsing a flow node":
            return Cause(
                offset: offset, words: "a value was expected here",
                suggestion:
                    "put a text that begins with one of `, ] }` in quotes, and close each bracket")
        default:
            let words = context.map { "\($0): \(problem)" } ?? problem
            return Cause(offset: offset, words: "this is not valid YAML (\(words))")
        }
    }

    /// A colon that makes a key where none can be: `title: a: b`, or a line indented under a value.
    private func colon(_ line: Line) -> Cause {
        if line.hasKey(before: offset) {
            return Cause(
                offset: offset, words: "a value that holds a colon and a space needs quotes",
                suggestion: "put the whole value in quotes")
        }
        if let earlier = line.previous, let colon = earlier.colonWithoutSpace {
            return Cause(
                offset: colon, words: "there is no space after this colon",
                suggestion: "write a space after the colon of a key")
        }
        return Cause(
            offset: line.firstLetter, length: offset - line.firstLetter,
            words: "this key stands under a text, where no key can be",
            suggestion: "give the key the indentation of the keys above it")
    }

    /// A line that is neither a key nor part of a value.
    private func lonelyText(_ source: SourceText) -> Cause {
        let start = Line(source.bytes, contextOffset ?? offset)
        if let colon = start.colonWithoutSpace {
            return Cause(
                offset: colon, words: "there is no space after this colon",
                suggestion: "write a space after the colon of a key")
        }
        return Cause(
            offset: start.firstLetter, length: start.end - start.firstLetter,
            words: "this line has no key and belongs to no value",
            suggestion: "write `key: value`, or indent it when it goes on with the text above")
    }

    /// A value has ended and something follows that fits nowhere.
    private func afterValue(_ line: Line) -> Cause {
        switch line.lastLetter(before: offset) {
        case 0x22, 0x27:
            return Cause(
                offset: offset, words: "text follows a quote that ends the value",
                suggestion: "put the whole value in the other kind of quotes, or write a quote in "
                    + "single quotes twice: `'it''s'`")
        case 0x5D, 0x7D:
            return Cause(
                offset: offset, words: "text follows a bracket that ends the value",
                suggestion: "put a text that begins with `[` or `{` in quotes")
        default:
            return Cause(
                offset: offset, words: "the indentation of this line fits no line above it",
                suggestion: "indent all keys of a group, and all items of a list, alike")
        }
    }
}
