// The whole guide on one page. A page's HTML fits its own document: so each page that is printed is rendered a
// second time, for its place among the others.

import Diagnostics
import Markdown
import Site

/// All pages of a guide, ready to stand in one document.
struct WholeGuide: Sendable {
    struct Part: Sendable {
        let page: Int
        /// In the list of contents; 0 for the outermost.
        let depth: Int
        let html: String
        let sourcesHTML: [String]
    }

    let document: JoinedDocument
    let outputPath: String
    let parts: OnDemand<[Part]>
}

/// What becomes of the pages that are collected from others: the whole guide and the summary.
enum CollectedPages: Sendable {
    /// Nothing will be written: then their content is not needed.
    case leftOut
    /// Now, on every core.
    case made
    /// When they are asked for.
    case onDemand
}

/// Makes the whole guide of rendered pages.
struct JoinPages {
    let site: SiteSources
    let pages: [RenderedPage]

    /// nil where the configuration does not want it, or there is nothing to print.
    ///
    /// Problems are those of the pages, which are reported already.
    ///
    func callAsFunction(
        _ entries: [Navigation.Entry], _ collected: CollectedPages
    ) async -> WholeGuide? {
        let map = site.map
        guard !entries.isEmpty, site.configuration.print.makesWhole(pages: entries.count) else {
            return nil
        }
        let isFile = site.configuration.urls == .file
        let document = JoinedDocument(
            url: SiteURL(path: isFile ? "print.html" : "print/"), pages: entries.map(\.page),
            in: map)
        var footnotes = 0
        let places = entries.map { entry in
            let place = JoinedPage(
                name: document.names[entry.page] ?? "", headingShift: 1,
                firstFootnote: footnotes + 1, folder: document.folder(of: map.pages[entry.page].url)
            )
            footnotes += pages[entry.page].footnotes
            return (entry: entry, place: place)
        }
        let parts: OnDemand<[WholeGuide.Part]>
        switch collected {
        case .leftOut: parts = OnDemand(made: [])
        case .made: parts = OnDemand(made: await concurrentMap(places) { part($0, in: document) })
        case .onDemand: parts = OnDemand { places.map { part($0, in: document) } }
        }
        return WholeGuide(
            document: document, outputPath: isFile ? "print.html" : "print/index.html",
            parts: parts)
    }

    private func part(
        _ part: (entry: Navigation.Entry, place: JoinedPage), in document: JoinedDocument
    ) -> WholeGuide.Part {
        let (entry, place) = part
        let page = site.pages[entry.page]
        var options = MarkdownOptions(site.configuration)
        options.joined = place
        options.notesLinks = true
        var links = PageLinks(map: site.map, page: entry.page, in: document)
        var input = MarkdownInput(
            page.text, from: page.bodyStart, path: page.source.path, includes: site.includes)
        input.forms = site.forms.on(document.url)
        let body = renderMarkdown(input, options: options, resolver: &links)
        let html =
            body.namesPages
            ? nameLinks(in: body.html) { number in
                pages.indices.contains(number) ? pages[number].title : nil
            } : body.html
        options.notesLinks = false
        let notes = page.source.frontMatter.sources.map {
            renderSource($0, of: page, options: options, links: &links).html
        }
        return WholeGuide.Part(
            page: entry.page, depth: entry.depth, html: html, sourcesHTML: notes)
    }
}
