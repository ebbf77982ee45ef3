package import Diagnostics

extension DiagnosticKind {
    package static let formTextID = DiagnosticKind(
        .error, "form-text-id", title: "A text of a form has an id or a footnote",
        explanation: """
            The texts of a form stand on the page twice: among the questions for readers without script, and in the \
            form itself. An id can stand on a page once only, so they may have none: no `{#id}`, no footnote and no \
            directive with an id. Write what the footnote says into the text, or link to a page that has it.
            """)
    package static let formImage = DiagnosticKind(
        .remark, "form-image", title: "A form shows an image from another site",
        explanation: """
            A form that works on GitHub may show such an image there. Pages of a site load nothing from elsewhere, so \
            the words that describe the image stand in its place.
            """)
    package static let formLink = DiagnosticKind(
        .warning, "form-link", title: "A link of a form leads nowhere on the site",
        explanation: """
            In a text under one of GitHub's keys (a `markdown` element, a description, the label of a box) a relative \
            link may lead to a file of the repository, which the site does not have. Its words are shown without the \
            link. Write the whole address, or the way to a page of the site from `content/forms/`.
            """)
}

package let formTextDiagnosticKinds: [DiagnosticKind] = [.formTextID, .formImage, .formLink]
