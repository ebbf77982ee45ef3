package import Diagnostics

extension DiagnosticKind {
    package static let invalidID = DiagnosticKind(
        .error, "invalid-id", title: "An explicit id is not well formed",
        explanation: """
            An id is written `{#my-id}` at the end of a heading or list item, directly behind an image, or in the \
            first line of a code block. It is a letter, then letters, digits, `_` and `-`. Ids that start with `wm-` \
            belong to the theme.
            """)
    package static let duplicateID = DiagnosticKind(
        .error, "duplicate-id", title: "Two things on a page have the same id",
        explanation: """
            An id is the address of a heading, list item, image, code block or directive, and an address can lead to \
            one place only. Change one of the two. Ids that Waymark makes from texts never collide with others; this \
            is about ids that you wrote yourself.
            """)
    package static let attributeSyntax = DiagnosticKind(
        .error, "attribute-syntax", title: "An attribute list is not written correctly",
        explanation: """
            Headings, list items and images take one id and any number of classes: `{#my-id .wide}`. Values such as \
            `key="value"` are for directives and code blocks. What is wrong stays in the text, so that nothing is \
            lost. If the braces are meant as text, put a backslash before the first.
            """)
    package static let strayAttributes = DiagnosticKind(
        .warning, "stray-attributes", title: "An attribute list belongs to nothing",
        explanation: """
            An id and classes can be given to a heading or the first paragraph of a list item, at its end; to an image, \
            directly behind it; and to a code block or directive, in its first line. Anywhere else `{#my-id .wide}` is \
            text, and readers see the braces. If that is meant, put a backslash before the first.
            """)
    package static let unclosedCode = DiagnosticKind(
        .warning, "unclosed-code", title: "A block of code is never closed",
        explanation: """
            A block of code ends with as many backticks or tildes as it starts with, on a line of their own. Without \
            that line it takes all that follows, to the end of the page or of the quote or list item that it stands in.
            """)
    package static let codeOption = DiagnosticKind(
        .warning, "code-option", title: "A code block has an option that is not known",
        explanation: """
            Behind the language, the first line of a code block takes `title="src/main.py"`, `numbers` for line \
            numbers, `{2,4-6}` for lines to highlight, and `{#id .class}`. Anything else does nothing. The code \
            itself is shown as it is.
            """)
    package static let codeLines = DiagnosticKind(
        .warning, "code-lines", title: "The lines to highlight do not fit the code",
        explanation: """
            Lines to highlight are numbers and ranges between braces: `{2,4-6}`. They count from 1, whether or not \
            line numbers are shown, and cannot go beyond the last line. Count again after each change of the code.
            """)
    package static let unknownLanguage = DiagnosticKind(
        .warning, "unknown-language", title: "A code block has a language that is not known",
        explanation: """
            The first word of a code block names its language, and the code is highlighted by it. One of this name is \
            not known, so the code is shown in one colour. Mostly the name is misspelt. `text` is for code without \
            highlighting.
            """)
}

let attributeDiagnosticKinds: [DiagnosticKind] = [
    .invalidID, .duplicateID, .attributeSyntax, .strayAttributes, .unclosedCode, .codeOption,
    .codeLines,
    .unknownLanguage,
]
