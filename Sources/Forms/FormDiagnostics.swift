package import Diagnostics

extension DiagnosticKind {
    package static let formTextID = DiagnosticKind(
        .error, "form-text-id", title: "A text of a form has an id or a footnote",
        explanation: """
            The texts of a form stand on the page twice: among the questions for readers without script, and in the \
            form itself. An id can stand on a page once only, so they may have none: no `{#id}`, no footnote and no \
            directive with an id. Write what the footnote says into the text, or link to a page that has it.
            """)
}

package let formTextDiagnosticKinds: [DiagnosticKind] = [.formTextID]
