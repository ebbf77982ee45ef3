import Site
import Theme

extension LayOutPages {
    func summary(_ summary: CollectedSummary) -> [UInt8] {
        let depth = summary.url.depth
        let footer = site.footers[depth]
        let guide = site.configuration.title?.value ?? ""
        var document = document(
            title: guide.isEmpty ? "Summary" : "\(guide): summary", depth: depth,
            parts: ["<div class=\"summary\">", footer ?? ""] + summary.pages.map(\.summaryHTML))
        document.canonicalURL = canonical(summary.url)
        document.summaryURL = nil
        var context = SummaryContext(
            document: document, root: SiteURL.prefix(depth: depth),
            address: summary.url.onPaper(base: site.configuration.baseURL?.value.text),
            revision: summary.revision)
        context.pages = summary.pages
        context.checklists = summary.checklists
        context.forms = summary.forms
        context.neverShare = summary.neverShare
        context.reviewed = summary.reviewed.map { .init($0) }
        context.footerHTML = footer
        return Array(site.theme.render(summary: context).utf8)
    }
}
