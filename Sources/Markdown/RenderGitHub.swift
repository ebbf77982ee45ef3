package import Diagnostics

/// Renders GitHub's Markdown. For now it is CommonMark, so that what judges it can be built.
package func renderGitHubMarkdown(
    _ source: SourceText, rawHTML: Bool
) -> (html: String, diagnostics: [Diagnostic]) {
    renderCommonMark(source, rawHTML: rawHTML)
}
