// The summary is made from what every page has given already, when all pages are rendered.

import Forms
import HTMLText
import Markdown
import Site
import Theme

/// The summary, and where it stands.
struct CollectedSummary: Sendable {
    let url: SiteURL
    let outputPath: String
    let content: OnDemand<SummaryContent>
}

/// What the summary says, ready to be laid out.
struct SummaryContent: Sendable {
    var pages: [SummaryContext.Page] = []
    var checklists: [SummaryContext.Checklist] = []
    var forms: [SummaryContext.Form] = []
    /// Each once, in the order of the forms.
    var neverShare: [String] = []
    var reviewed: CalendarDate?
    let revision: String
}

/// nil where the site has no summary.
///
/// - Parameter printed: numbers of the pages that are part of it, in order.
func collectSummary(
    printed: [Int], pages: [RenderedPage], of site: SiteSources, _ collected: CollectedPages
) -> CollectedSummary? {
    let (map, configuration) = (site.map, site.configuration)
    guard !printed.isEmpty, configuration.print.summary else { return nil }
    let isFile = configuration.urls == .file
    let url = SiteURL(path: isFile ? "summary.html" : "summary/")
    @Sendable func content() -> SummaryContent {
        summaryContent(
            at: url, printed: printed, pages: pages, forms: site.forms, map: map,
            configuration: configuration)
    }
    return CollectedSummary(
        url: url, outputPath: isFile ? "summary.html" : "summary/index.html",
        content: {
            switch collected {
            // Made now, so that the sources of the pages can be let go.
            case .made: OnDemand(made: content())
            // Of what is left out nobody asks for the content.
            case .leftOut, .onDemand: OnDemand(content)
            }
        }())
}

private func summaryContent(
    at url: SiteURL, printed: [Int], pages: [RenderedPage], forms: SiteForms, map: SiteMap,
    configuration: SiteConfiguration
) -> SummaryContent {
    var summary = SummaryContent(revision: forms.revision)
    let options = MarkdownOptions(configuration)
    var seenForms: Set<String> = []
    for number in printed {
        let page = pages[number]
        let entry = map.pages[number]
        let collector = PageCollector(
            page: page, entry: entry, number: summary.pages.count + 1, from: url,
            base: configuration.baseURL?.value.text)
        summary.pages.append(collector.page)
        summary.checklists += collector.checklists
        if let reviewed = entry.source.frontMatter.reviewed?.value {
            summary.reviewed = max(summary.reviewed ?? reviewed, reviewed)
        }
        for name in page.forms.sorted() where seenForms.insert(name).inserted {
            var links = PageLinks(map: map, base: .depth(url.depth), folder: "forms")
            guard
                let paper = forms.paper(
                    name, of: entry.url, in: url, options: options, resolver: &links)
            else { continue }
            summary.forms.append(
                SummaryContext.Form(
                    name: paper.form.name, description: paper.form.description,
                    data: paper.html.data, questionsHTML: paper.html.questions,
                    channelsHTML: paper.html.channels, page: collector.page))
            for rule in paper.form.neverShare where !summary.neverShare.contains(rule.words) {
                summary.neverShare.append(rule.words)
            }
        }
    }
    return summary
}

/// What one page gives.
private struct PageCollector {
    let page: SummaryContext.Page
    let checklists: [SummaryContext.Checklist]

    init(page: RenderedPage, entry: PageEntry, number: Int, from url: SiteURL, base: String?) {
        let top = SiteURL.prefix(depth: url.depth)
        let moved = MovedHTML(
            page: HTMLText.urlPath(entry.url.path), top: top, prefix: "page-\(number)--")
        let pieces = PagePieces(of: page.html)
        let description = entry.source.frontMatter.description.flatMap {
            $0.value.isEmpty ? nil : "<p>\(HTMLText.escape($0.value))</p>\n"
        }
        let link = PageLink(title: page.title, url: entry.url.fromTop(depth: url.depth))
        self.page = SummaryContext.Page(
            title: link.title, url: link.url, address: entry.url.onPaper(base: base),
            summaryHTML: page.summaryHTML.map(moved.moved) ?? description
                ?? pieces.firstParagraph.map(moved.moved) ?? "")
        checklists = pieces.checklists.enumerated().map { number, list in
            SummaryContext.Checklist(
                id: list.id, feeds: list.feeds, titleHTML: moved.moved(list.title),
                tasks: list.tasks.map { task in
                    SummaryContext.Task(
                        key: task.key, labelHTML: moved.moved(task.label),
                        isDone: task.isDone, isPart: task.depth > 0)
                }, page: number == 0 ? link : nil)
        }
    }
}

extension SiteURL {
    /// As people read and type it: in full where the base URL is known, else the path in the site.
    func onPaper(base: String?) -> String {
        if let base { return base + HTMLText.urlPath(path) }
        return path.isEmpty ? "/" : "/" + path
    }
}
