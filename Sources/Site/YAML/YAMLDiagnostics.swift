package import Diagnostics

extension DiagnosticKind {
    package static let yamlSyntax = DiagnosticKind(
        .error, "yaml-syntax", title: "This is not valid YAML",
        explanation: """
            The front matter, the configuration or a form could not be read as YAML, so none of its values are \
            known. The usual causes are a tab instead of spaces, a quote or bracket that is never closed, a missing \
            space after a colon, or a text that itself holds a colon and a space. When in doubt, put the text in \
            quotes: `title: "Passwords: what to try first"`.
            """)
    package static let yamlEncoding = DiagnosticKind(
        .error, "yaml-encoding", title: "YAML holds bytes that are not text",
        explanation: """
            YAML is read as UTF-8 without control characters. A byte here is neither, mostly because the file was \
            saved in another encoding (Latin-1, UTF-16) or because something was pasted from a terminal. Save the \
            file as UTF-8 and delete the character at the place shown; in double quotes, `"\\x1b"` writes one that \
            is meant.
            """)
    package static let yamlAlias = DiagnosticKind(
        .error, "yaml-alias", title: "YAML anchors, aliases and merge keys are not used",
        explanation: """
            `&name`, `*name` and `<<` make one value stand in several places. They are refused: a reader of the file \
            no longer sees what a value is, and a few lines of them can expand to gigabytes. Write the value out at \
            each place. A text that begins with `&` or `*`, such as `*really*`, belongs in quotes.
            """)
    package static let yamlTag = DiagnosticKind(
        .error, "yaml-tag", title: "YAML tags are not used",
        explanation: """
            A word with `!` before a value is a YAML tag, such as `!!str` or `!ruby/object`. Every key already knows \
            what it takes, and texts are read as they are written, so tags are refused. Delete the tag; put a text \
            that begins with `!` in quotes.
            """)
    package static let yamlDocuments = DiagnosticKind(
        .error, "yaml-documents", title: "More than one YAML document in a file",
        explanation: """
            A line `---` in a YAML file begins another document, and only one is read. Delete the line, or indent it \
            when it belongs to a text. In a text block after `|` every line is indented.
            """)
    package static let yamlSize = DiagnosticKind(
        .error, "yaml-too-large", title: "There is too much YAML",
        explanation: """
            Front matter and a YAML file may have at most 512 KiB, which is several thousand lines. More is mostly data \
            that got into the wrong file, or a page whose text stands before the closing `---`. Move the text below \
            the front matter, or split the file.
            """)
    package static let yamlDepth = DiagnosticKind(
        .error, "yaml-too-deep", title: "YAML is nested too deeply",
        explanation: """
            Lists and groups may stand in one another up to 50 levels. No page, configuration or form comes near \
            that; the file is damaged or was made to do harm. Look for brackets that are opened again and again.
            """)
    package static let duplicateKey = DiagnosticKind(
        .error, "duplicate-key", title: "A key is given twice",
        explanation: """
            The same key stands twice in one group. One of the two values would be lost without a word, so neither is \
            preferred in silence. Delete one of the lines, or give the key its right name.
            """)
    package static let unknownKey = DiagnosticKind(
        .error, "unknown-key", title: "A key has no meaning here",
        explanation: """
            The key is not one that is read at this place, so its value would have no effect. Mostly it is a typing \
            mistake, a different word for a key that exists, or indentation that puts it in the wrong group. The \
            message names the nearest known key, or lists all of them.
            """)
    package static let missingKey = DiagnosticKind(
        .error, "missing-key", title: "A key that is needed is not there",
        explanation: """
            Something cannot be built without this key. Add it with a value; the message says where. A key with \
            nothing behind its colon counts as missing too.
            """)
    package static let wrongType = DiagnosticKind(
        .error, "wrong-type", title: "A value is of another kind than its key takes",
        explanation: """
            The key takes a text, a number, a list or a group of keys, and something else stands there. A text that \
            begins with `[`, `{` or `-` is read as a list or a group unless it is in quotes; a list is written \
            `[one, two]` or as lines that begin with `- `. Only `true` and `false` are booleans, and numbers are \
            plain decimals.
            """)
    package static let invalidValue = DiagnosticKind(
        .error, "invalid-value", title: "A value is not one that its key takes",
        explanation: """
            The value is of the right kind, but not one of those allowed: a date that does not exist, a word that is \
            not in the list, an address or a path of the wrong form. The message says what is expected; values are \
            never guessed or corrected in silence.
            """)
}

/// All kinds that reading YAML and decoding its values report.
package let yamlDiagnosticKinds: [DiagnosticKind] = [
    .yamlSyntax, .yamlEncoding, .yamlAlias, .yamlTag, .yamlDocuments, .yamlSize, .yamlDepth,
    .duplicateKey,
    .unknownKey, .missingKey, .wrongType, .invalidValue,
]
