// What `waymark explain` and the generated reference page know: every kind of every target.

package import Diagnostics
import Forms
import Markdown
import Site
import Theme

package enum DiagnosticCatalog {
    /// All kinds, sorted by id.
    package static let all: [DiagnosticKind] =
        (markdownDiagnosticKinds + siteDiagnosticKinds + yamlDiagnosticKinds + themeDiagnosticKinds
        + frontMatterDiagnosticKinds + requestFormDiagnosticKinds + formTextDiagnosticKinds
        + siteFormDiagnosticKinds + readDiagnosticKinds + outputDiagnosticKinds + [
            .missingTheme, .unknownLayout, .sourceNotText, .guideTooLong, .nothingToPrint,
            .summarySteps,
        ])
        .sorted { $0.id < $1.id }

    package static func kind(_ id: String) -> DiagnosticKind? { all.first { $0.id == id } }

    /// `content/maintain/diagnostics.md`, which a test keeps equal to this.
    package static func referencePage() -> String {
        var page = """
            ---
            title: Diagnostics
            description: Every error and warning of a build, what it means and how to mend it
            order: 90
            audience: maintainers
            ---

            <!-- Written by `waymark explain --reference`. Change the texts in the code, not here. -->

            Each message of a build ends with an id in brackets. `waymark explain ID` prints the same text as \
            this page. Errors keep the site from being written; warnings do so under `--strict`; remarks never do, \
            and are printed with `-v` only.


            """
        for kind in all {
            page += """
                ## `\(kind.id)`: \(inSentence(kind.title)) {#\(kind.id)}

                *\(kind.severity.word.prefix(1).uppercased())\(kind.severity.word.dropFirst()).* \(kind.explanation)


                """
        }
        return String(page.dropLast())
    }

    /// A title as it goes on behind a colon: a name such as "GitHub" keeps its capital.
    private static func inSentence(_ title: String) -> String {
        let word = title.prefix { !$0.isWhitespace }
        if word.dropFirst().contains(where: \.isUppercase) { return title }
        return title.prefix(1).lowercased() + title.dropFirst()
    }
}
