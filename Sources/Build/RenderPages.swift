// The middle of a build: each page's body becomes HTML, side by side, with what the rest of the site needs to
// know of it. The source is let go when its HTML exists.

import Diagnostics
import Markdown
import Site

/// A page's body as HTML, and what others need of it.
struct RenderedPage: Sendable {
    let html: String
    let outline: [Heading]
    /// nil for a page that could not be parsed, or not as a whole: nobody knows which ids it has.
    let ids: Set<String>?
    let title: String
    let hasTitleHeading: Bool
    let anchors: [PendingAnchor]
    /// Files of the content folder that it refers to.
    let files: [String]
    /// Names of the request forms that it asks for.
    let forms: Set<String>
    let diagnostics: [Diagnostic]
}

func renderPages(
    _ pages: [ReadPage], includes: SiteIncludes, forms: SiteForms, map: SiteMap,
    configuration: SiteConfiguration
) async -> [RenderedPage] {
    let options = MarkdownOptions(configuration)
    let numbered = Array(pages.enumerated())
    return await concurrentMap(numbered) { number, page in
        renderPage(
            page, number: number, includes: includes, forms: forms, map: map, options: options)
    }
}

extension MarkdownOptions {
    init(_ configuration: SiteConfiguration) {
        self.init(
            allowsRawHTML: configuration.rawHTML == .allow,
            smartPunctuation: configuration.smartPunctuation,
            highlighter: configuration.highlightsCode ? SiteHighlighter() : nil)
    }
}

private func renderPage(
    _ page: ReadPage, number: Int, includes: SiteIncludes, forms: SiteForms, map: SiteMap,
    options: MarkdownOptions
) -> RenderedPage {
    var links = PageLinks(map: map, page: number)
    var input = MarkdownInput(
        page.text, from: page.bodyStart, path: page.source.path, includes: includes)
    input.forms = forms.on(map.pages[number].url)
    let body = renderMarkdown(input, options: options, resolver: &links)
    var diagnostics = body.diagnostics
    let frontMatter = page.source.frontMatter
    if let summary = frontMatter.summary {
        diagnostics +=
            renderMarkdown(summary.input(in: page.text), options: options, resolver: &links)
            .diagnostics
    }
    let written = frontMatter.title.map {
        options.smartPunctuation ? smartPunctuation($0.value) : $0.value
    }
    let title = written ?? body.title ?? ""
    let isParsed =
        page.isReadable && !body.isIncomplete
        && !body.diagnostics.contains { $0.kind.id == DiagnosticKind.nestingTooDeep.id }
    if title.isEmpty, isParsed, !page.diagnostics.contains(where: { $0.severity == .error }) {
        diagnostics.append(
            Diagnostic(
                .missingTitle, at: page.source.place, "this page has no title",
                suggestion: "write `title:` in its front matter, or start it with `# Title`"))
    }
    return RenderedPage(
        html: body.html, outline: body.outline, ids: isParsed ? body.ids : nil, title: title,
        hasTitleHeading: body.title != nil, anchors: links.anchors, files: links.files,
        forms: body.forms,
        diagnostics: diagnostics)
}
