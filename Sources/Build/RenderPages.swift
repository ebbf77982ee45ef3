// The middle of a build: each page's body becomes HTML, side by side, with what the rest of the site needs to
// know of it. The source is let go when its HTML exists.

import Diagnostics
import Markdown
import Site

/// A page's body as HTML, and what others need of it. A class, because a preview passes ten thousand on from build to
/// build.
final class RenderedPage: Sendable {
    /// `nameLinks` completes it where `namesPages`.
    let html: String
    let namesPages: Bool
    let outline: [Heading]
    /// nil for a page that could not be parsed, or not as a whole: nobody knows which ids it has.
    let ids: Set<String>?
    let title: String
    let hasTitleHeading: Bool
    let anchors: [PendingAnchor]
    /// Files of the content folder that it refers to.
    let files: [String]
    /// What the page was checked against, each as HTML that stands in a line.
    let sourcesHTML: [String]
    /// Its part of the summary, with addresses as in the page; nil where it has none of its own.
    let summaryHTML: String?
    /// Names of the request forms that it asks for.
    let forms: Set<String>
    /// How many footnotes it has.
    let footnotes: Int
    /// Files of the content folder that it includes or would like to, directly or not.
    let includes: Set<String>
    let diagnostics: [Diagnostic]

    init(
        html: String, namesPages: Bool, outline: [Heading], ids: Set<String>?, title: String,
        hasTitleHeading: Bool, anchors: [PendingAnchor], files: [String], sourcesHTML: [String],
        summaryHTML: String?, forms: Set<String>, footnotes: Int, includes: Set<String>,
        diagnostics: [Diagnostic]
    ) {
        self.html = html
        self.namesPages = namesPages
        self.outline = outline
        self.ids = ids
        self.title = title
        self.hasTitleHeading = hasTitleHeading
        self.anchors = anchors
        self.files = files
        self.sourcesHTML = sourcesHTML
        self.summaryHTML = summaryHTML
        self.forms = forms
        self.footnotes = footnotes
        self.includes = includes
        self.diagnostics = diagnostics
    }
}

/// - Parameter known: the page as the build before has rendered it, where nothing has changed that its HTML is made
///   from.
func renderPages(
    _ site: SiteSources, known: @Sendable (Int) -> RenderedPage? = { _ in nil }
) async -> [RenderedPage] {
    let options = MarkdownOptions(site.configuration)
    let found = site.pages.indices.map(known)
    let missing = found.indices.filter { found[$0] == nil }
    let rendered = await concurrentMap(missing) { renderPage($0, of: site, options: options) }
    if missing.count == found.count { return rendered }
    var pages = found
    for (number, page) in zip(missing, rendered) { pages[number] = page }
    return pages.compactMap { $0 }
}

extension MarkdownOptions {
    init(_ configuration: SiteConfiguration) {
        self.init(
            allowsRawHTML: configuration.rawHTML == .allow,
            smartPunctuation: configuration.smartPunctuation,
            highlighter: configuration.highlightsCode ? SiteHighlighter() : nil)
    }
}

extension DiagnosticKind {
    static let sourceNotText = DiagnosticKind(
        .error, "source-not-text", title: "A source is not a line of words and links",
        explanation: """
            Each item of `sources:` in a page's front matter is printed as one item of the list "Checked against" at \
            the page's end. It may hold words, links and emphasis, but not begin a block of its own, as `# `, `- ` and \
            `2026. ` do. Put a backslash before that sign, as in `"2026\\. edition"` without quotes, or write the \
            item in other words.
            """)
}

extension MarkdownValue {
    /// Whether it is the one word that stands for the page's steps.
    fileprivate var takesSteps: Bool { text.split(whereSeparator: \.isWhitespace) == ["steps"] }
}

extension DiagnosticKind {
    static let summarySteps = DiagnosticKind(
        .warning, "summary-steps", title: "A page has no steps for the summary",
        explanation: """
            `summary: steps` in a page's front matter takes the page's first `::: steps` into the printable summary, or \
            its first numbered list where it has none. This page has neither, so the summary shows its `description`. \
            Write the steps, or what to do in one or two sentences instead of the word `steps`.
            """)
}

private func renderPage(
    _ number: Int, of site: SiteSources, options: MarkdownOptions
) -> RenderedPage {
    let page = site.pages[number]
    let includes = RecordedIncludes(site.includes)
    var links = PageLinks(map: site.map, page: number)
    var input = MarkdownInput(
        page.text, from: page.bodyStart, path: page.source.path, includes: includes)
    input.forms = site.forms.on(site.map.pages[number].url)
    var bodyOptions = options
    bodyOptions.notesLinks = true
    let body = renderMarkdown(input, options: bodyOptions, resolver: &links)
    var diagnostics = body.diagnostics
    let frontMatter = page.source.frontMatter
    let summary = frontMatter.summary.map {
        renderMarkdown($0.input(in: page.text), options: options, resolver: &links)
    }
    diagnostics += summary?.diagnostics ?? []
    // One without words is none.
    var summaryHTML = summary.flatMap { $0.html.isEmpty ? nil : $0.html }
    if let summary = frontMatter.summary, summary.takesSteps {
        summaryHTML = PagePieces(of: body.html).steps
        if summaryHTML == nil {
            diagnostics.append(
                Diagnostic(
                    .summarySteps, at: summary.place(in: page.text, line: 1),
                    "this page has no steps for the summary",
                    suggestion: "write a numbered list between `::: steps` and `:::`, or say in "
                        + "`summary` what to do"))
        }
    }
    let sources = frontMatter.sources.map {
        renderSource($0, of: page, options: options, links: &links)
    }
    diagnostics += sources.flatMap(\.diagnostics)
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
        html: body.html, namesPages: body.namesPages, outline: body.outline,
        ids: isParsed ? body.ids : nil, title: title,
        hasTitleHeading: body.title != nil, anchors: links.anchors, files: links.files,
        sourcesHTML: sources.map(\.html), summaryHTML: summaryHTML, forms: body.forms,
        footnotes: body.footnotes, includes: includes.paths, diagnostics: diagnostics)
}

/// One of a page's `sources`, which must be a single paragraph: it stands as an item of a list.
func renderSource(
    _ source: MarkdownValue, of page: ReadPage, options: MarkdownOptions, links: inout PageLinks
) -> (html: String, diagnostics: [Diagnostic]) {
    let body = renderMarkdown(source.input(in: page.text), options: options, resolver: &links)
    let (start, end) = ("<p>", "</p>\n")
    guard body.html.hasPrefix(start), body.html.hasSuffix(end) else {
        let problem = Diagnostic(
            .sourceNotText, at: source.place(in: page.text, line: 1),
            "a source must be words and links, not a heading, list or other block",
            suggestion: "put a backslash before the sign that begins the block")
        return ("", body.diagnostics + [problem])
    }
    return (String(body.html.dropFirst(start.count).dropLast(end.count)), body.diagnostics)
}
