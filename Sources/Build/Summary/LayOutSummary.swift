import Site
import Theme

extension LayOutPages {
    func summary(_ summary: CollectedSummary) -> [UInt8] {
        let depth = summary.url.depth
        let content = summary.content.value
        let footer = site.footers[depth]
        let guide = site.configuration.title?.value ?? ""
        var document = document(
            title: guide.isEmpty ? "Summary" : "\(guide): summary", depth: depth,
            parts: ["<div class=\"summary\">", footer ?? ""] + content.pages.map(\.summaryHTML))
        document.namesSite = true
        document.canonicalURL = canonical(summary.url)
        document.summaryURL = nil
        var context = SummaryContext(
            document: document, root: SiteURL.prefix(depth: depth),
            address: summary.url.onPaper(base: site.configuration.baseURL?.value.text),
            revision: content.revision)
        context.pages = content.pages
        context.checklists = content.checklists
        context.forms = content.forms
        context.neverShare = content.neverShare
        context.reviewed = content.reviewed.map { .init($0) }
        context.qrSVGURL = site.summaryQR.map { SiteURL(path: $0.path).fromTop(depth: depth) }
        context.footerHTML = footer
        return Array(site.theme.render(summary: context).utf8)
    }
}
