package import Diagnostics

extension DiagnosticKind {
    package static let brokenInclude = DiagnosticKind(
        .error, "broken-include", title: "A file to include is not there",
        explanation: """
            `::: include ../snippets/warning.md` puts the text of another file in its place. The path is relative to \
            the file in which the line stands, and leads to a file in `content/` that ends in `.md`. Names are \
            case-sensitive. A path with blanks stands in quotes.
            """)
    package static let includePart = DiagnosticKind(
        .error, "include-part", title: "A part of a file cannot be included",
        explanation: """
            `{part=NAME}` takes only the lines between `<!-- part NAME -->` and `<!-- /part -->`, each alone on its \
            line. The part must be there, once, and must be closed before the next part begins: parts do not stand \
            inside each other.
            """)
    package static let includeCycle = DiagnosticKind(
        .error, "include-cycle", title: "A file includes itself",
        explanation: """
            A text that contains itself has no end. The notes show the way from one file to the next. Take one of \
            the `include` lines out, or move what several files need into a file of its own.
            """)
    package static let includeTooMuch = DiagnosticKind(
        .error, "include-too-much", title: "A page includes too much",
        explanation: """
            Files that include files may stand 16 deep inside each other, and one page may include 10,000 texts with \
            16 MiB at most. A few files that include each other many times pass that quickly, and no reader wants \
            the page that comes of it.
            """)
    package static let includeContent = DiagnosticKind(
        .error, "include-content", title: "Something stands inside an include",
        explanation: """
            `::: include` takes its text from another file, so the next line is the one that closes it. What \
            stands between the two would have no meaning. Move it below.
            """)
    package static let includeNotHere = DiagnosticKind(
        .error, "include-not-here", title: "Nothing can be included in this text",
        explanation: """
            The path of an include is relative to the file in which it stands. Standard input has no folder, and \
            neither has Markdown in a YAML file. Save the text as a file, or write out what it should include.
            """)
}

let includeDiagnosticKinds: [DiagnosticKind] = [
    .brokenInclude, .includePart, .includeCycle, .includeTooMuch, .includeContent, .includeNotHere,
]
