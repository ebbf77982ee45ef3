import Site
import Theme

extension LayOutPages {
    /// The whole guide on one page.
    func whole(_ guide: WholeGuide) -> [UInt8] {
        let title = site.configuration.title?.value ?? ""
        let url = guide.document.url
        // Scripts that only some pages need make controls of what is there, and paper has none.
        var document = document(title: title + ": the whole guide", depth: url.depth)
        let parts = guide.parts.value.map(\.html) + ["<section class=\"wm-whole-page\">"]
        document.stylesheetURLs = site.assets.joined.paths(for: parts).styles.map {
            SiteURL(path: $0).fromTop(depth: url.depth)
        }
        document.namesSite = true
        document.wholeURL = nil
        document.canonicalURL = canonical(url)
        var contents: [OutlineEntry] = []
        var pages: [WholeContext.Page] = []
        for part in guide.parts.value {
            let rendered = site.pages[part.page]
            let frontMatter = site.map.pages[part.page].source.frontMatter
            let id = guide.document.names[part.page] ?? ""
            contents.append(OutlineEntry(level: part.depth, id: id, title: rendered.title))
            var page = WholeContext.Page(
                id: id, title: rendered.title, bodyHTML: part.html,
                needsTitleHeading: !rendered.hasTitleHeading)
            if let language = frontMatter.lang?.value, language != document.language {
                page.language = language
            }
            page.reviewed = frontMatter.reviewed.map { .init($0.value) }
            page.sourcesHTML = part.sourcesHTML
            pages.append(page)
        }
        var context = WholeContext(document: document, contents: contents, pages: pages)
        context.footerHTML = site.footers[url.depth]
        return Array(site.theme.render(whole: context).utf8)
    }
}
