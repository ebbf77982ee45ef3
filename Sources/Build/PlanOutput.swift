// The last step before writing: every path of the site with what makes its bytes.

import Diagnostics
import HTMLText
import Site
import Theme

/// A document of the site, whatever it is made from.
enum SiteDocument: Sendable, Hashable {
    /// Its number in the map.
    case page(Int)
    /// What stands at a page's former address.
    case redirect(from: String, to: Int)
    case notFound
    case whole
    case summary
}

extension LayOutPages {
    func bytes(of document: SiteDocument) -> [UInt8] {
        switch document {
        case .page(let page): self.page(page)
        case .redirect(let path, let page): redirect(from: path, to: page)
        case .notFound: notFound()
        case .whole: site.whole.map(whole) ?? []
        case .summary: site.summary.map(summary) ?? []
        }
    }

    /// - Parameter origin: the source, for the report of a conflict.
    fileprivate func planned(
        _ document: SiteDocument, at path: String, origin: Place, remedy: String? = nil
    ) -> PlannedFile {
        var file = PlannedFile(
            path: path, kind: .page, content: .make { bytes(of: document) }, origin: origin,
            remedy: remedy)
        file.document = document
        return file
    }
}

func planOutput(_ site: CollectedSite, content: String) -> [PlannedFile] {
    var files: [PlannedFile] = []
    files.reserveCapacity(site.pages.count + 64)
    let layout = LayOutPages(site)
    for (page, entry) in site.map.pages.enumerated() {
        files.append(
            layout.planned(.page(page), at: entry.outputPath, origin: entry.source.place))
        files += aliases(of: page, in: site, layout)
    }
    for path in site.files {
        files.append(
            PlannedFile(
                path: path, kind: .asset, content: .copy(fromAbsolutePath: content + "/" + path),
                origin: Place(file: "content/" + path)))
    }
    let theme = Place(file: "themes/\(site.configuration.theme)")
    for asset in site.assets.files {
        files.append(
            PlannedFile(
                path: asset.path, kind: .asset, content: .bytes(asset.bytes), origin: theme))
    }
    let configuration = Place(file: "content/site.yml")
    if let picture = site.summaryQR {
        files.append(
            PlannedFile(
                path: picture.path, kind: .asset, content: .bytes(picture.bytes),
                origin: configuration))
    }
    func add(_ path: String, _ text: String) {
        files.append(
            PlannedFile(
                path: path, kind: .page, content: .bytes(Array(text.utf8)), origin: configuration))
    }
    files.append(layout.planned(.notFound, at: "404.html", origin: configuration))
    if let whole = site.whole {
        files.append(
            layout.planned(
                .whole, at: whole.outputPath, origin: configuration,
                remedy: "write `print: {whole: false}` in `content/site.yml`"))
    }
    if let summary = site.summary {
        files.append(
            layout.planned(
                .summary, at: summary.outputPath, origin: configuration,
                remedy: "write `print: {summary: false}` in `content/site.yml`"))
    }
    add(".nojekyll", "")
    if let base = site.configuration.baseURL?.value.text {
        add("sitemap.xml", siteMapXML(site, base: base))
        if absoluteTop(of: site.configuration) == "/" {
            add("robots.txt", "User-agent: *\nAllow: /\n\nSitemap: \(base)sitemap.xml\n")
        }
    }
    return files
}

/// A page's former addresses, each a document that leads to the present one.
private func aliases(
    of page: Int, in site: CollectedSite, _ layout: LayOutPages
) -> [PlannedFile] {
    let entry = site.map.pages[page]
    let places = entry.source.aliasPlaces
    return entry.source.frontMatter.aliases.enumerated().map { number, alias in
        let path = aliasPath(alias.value)
        return layout.planned(
            .redirect(from: path, to: page), at: path,
            origin: number < places.count ? places[number] : entry.source.place)
    }
}

/// `old/page/` and `old/page` are folders with an index, `old/page.html` is a file.
func aliasPath(_ alias: String) -> String {
    var path = alias
    while path.hasPrefix("/") { path.removeFirst() }
    if path.hasSuffix(".html") || path.hasSuffix(".htm") { return path }
    while path.hasSuffix("/") { path.removeLast() }
    return path.isEmpty ? "index.html" : path + "/index.html"
}

private func siteMapXML(_ site: CollectedSite, base: String) -> String {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml += "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    let urls = site.map.pages.filter { !$0.source.frontMatter.isDraft }
        .map { base + HTMLText.urlPath($0.url.path) }
    for url in urls.sorted() { xml += "<url><loc>\(HTMLText.escape(url))</loc></url>\n" }
    return xml + "</urlset>\n"
}
