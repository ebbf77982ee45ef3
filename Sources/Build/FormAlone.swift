// One form without a site: `waymark form`.

package import Diagnostics
import Forms
import Markdown
import Site

/// What a form is printed as.
package enum FormFormat: String, Sendable, CaseIterable {
    /// What the scripts of a page read.
    case json
    /// The text of the request with what to write in its place, for GitHub.
    case markdown
    /// The same for email and paper.
    case text
    /// An issue form for GitHub.
    case github
}

/// nil where the file holds no form; then the diagnostics say why.
package func formAlone(
    _ source: SourceText, as format: FormFormat
) -> (text: String?, diagnostics: [Diagnostic]) {
    if let problem = InputBounds.checkText(source) { return (nil, [problem]) }
    let (parsed, diagnostics) = RequestForm.parse(id: formName(of: source.file), source: source)
    guard let form = parsed else { return (nil, diagnostics) }
    let text =
        switch format {
        case .json: FormJSON.text(form, page: nil, isPretty: true) + "\n"
        case .markdown: FormText.template(form, as: .markdown, page: nil)
        case .text: FormText.template(form, as: .plain, page: nil)
        case .github: GitHubForm.yaml(form)
        }
    let refused = format == .github ? GitHubForm.problems(of: form, in: source) : []
    return (text, diagnostics + refused)
}

/// The name of the file without its ending. GitHub's forms may have names that ours may not: `1.bug_report.yml`.
private func formName(of file: String) -> String {
    let file = ContentPath.name(of: file)
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    if isFormName(stem) { return stem == "-" ? "form" : stem }
    let name = String(stem.unicodeScalars.map { isFormName(String($0)) ? Character($0) : "-" })
    return isFormName(name) ? name : "form"
}
