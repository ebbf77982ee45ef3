package import Diagnostics

extension DiagnosticKind {
    package static let unclosedFrontMatter = DiagnosticKind(
        .error, "unclosed-front-matter", title: "Front matter is never closed",
        explanation: """
            A page that begins with a line `---` has front matter, which ends with a line `---` of its own. That line \
            is missing, is indented, or has other characters in it, so the keys would be printed as text. Add the \
            line after the last key. A page that is meant to begin with a rule writes it as `***`.
            """)
    package static let lateFrontMatter = DiagnosticKind(
        .error, "late-front-matter", title: "Front matter does not begin on the first line",
        explanation: """
            Blank lines stand above the `---` that opens the front matter. Other tools, GitHub among them, then print \
            the keys as text. Delete the blank lines, so that `---` is the first line of the file.
            """)
}

/// All kinds that finding front matter reports; its values are `yamlDiagnosticKinds`.
package let frontMatterDiagnosticKinds: [DiagnosticKind] = [
    .unclosedFrontMatter, .lateFrontMatter,
]
