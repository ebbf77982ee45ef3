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
        fileprivate let files: [String]
    }

    let document: JoinedDocument
    let outputPath: String
    let parts: [Part]

    /// Files of the content folder that it refers to.
    var files: [String] { parts.flatMap(\.files) }
}

/// Makes the whole guide of rendered pages.
struct JoinPages {
    let sources: [ReadPage]
    let pages: [RenderedPage]
    let includes: SiteIncludes
    let forms: SiteForms
    let map: SiteMap
    let configuration: SiteConfiguration

    /// nil where the configuration does not want it, or there is nothing to print.
    ///
    /// Problems are those of the pages, which are reported already.
    ///
    /// - Parameter isShown: false where nothing will be written: then its pages are left out.
    func callAsFunction(_ entries: [Navigation.Entry], isShown: Bool) async -> WholeGuide? {
        guard !entries.isEmpty, configuration.print.makesWhole(pages: entries.count) else {
            return nil
        }
        let isFile = configuration.urls == .file
        let document = JoinedDocument(
            url: SiteURL(path: isFile ? "print.html" : "print/"), pages: entries.map(\.page),
            in: map)
        var footnotes = 0
        let places = (isShown ? entries : []).map { entry in
            let place = JoinedPage(
                name: document.names[entry.page] ?? "", headingShift: 1,
                firstFootnote: footnotes + 1, folder: document.folder(of: map.pages[entry.page].url)
            )
            footnotes += pages[entry.page].footnotes
            return (entry: entry, place: place)
        }
        let parts = await concurrentMap(places) { entry, place in
            part(entry, at: place, in: document)
        }
        return WholeGuide(
            document: document, outputPath: isFile ? "print.html" : "print/index.html",
            parts: parts)
    }

    private func part(
        _ entry: Navigation.Entry, at place: JoinedPage, in document: JoinedDocument
    ) -> WholeGuide.Part {
        let page = sources[entry.page]
        var options = MarkdownOptions(configuration)
        options.joined = place
        options.notesLinks = true
        var links = PageLinks(map: map, page: entry.page, in: document)
        var input = MarkdownInput(
            page.text, from: page.bodyStart, path: page.source.path, includes: includes)
        input.forms = forms.on(document.url)
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
            page: entry.page, depth: entry.depth, html: html, sourcesHTML: notes, files: links.files
        )
    }
}
