// Lays pages out: from the collected site and the theme to the bytes of one document, on demand.

import Diagnostics
import HTMLText
import Markdown
import Site
import Theme

struct LayOutPages: Sendable {
    let site: CollectedSite

    init(_ site: CollectedSite) { self.site = site }

    func page(_ page: Int) -> [UInt8] {
        let entry = site.map.pages[page]
        let rendered = site.pages[page]
        let frontMatter = entry.source.frontMatter
        let depth = entry.url.depth
        let footer = site.footers[depth]
        let body =
            rendered.namesPages
            ? nameLinks(in: rendered.html) { number in
                site.pages.indices.contains(number) ? site.pages[number].title : nil
            } : rendered.html
        var document = document(
            title: rendered.title, depth: depth,
            parts: [body, footer ?? ""] + rendered.sourcesHTML)
        document.language = frontMatter.lang?.value ?? site.configuration.lang
        document.description = frontMatter.description?.value
        document.canonicalURL = canonical(entry.url)
        document.isHome = page == site.map.home
        var context = PageContext(
            document: document, bodyHTML: body,
            needsTitleHeading: !rendered.hasTitleHeading)
        if let layout = frontMatter.layout { context.layout = layout.value }
        context.breadcrumbs = site.navigation.ancestors(of: page).map {
            link(to: $0, from: entry.url)
        }
        let root = site.navigation.rootOfPage[page]
        if let sidebar = site.sidebars[SidebarKey(root: root, depth: depth)] {
            context.navigationHTML = sidebar.html(current: page)
        }
        context.sectionTitle =
            root == site.map.home ? site.configuration.title?.value : site.pages[root].title
        if frontMatter.toc?.value ?? true {
            context.outline = rendered.outline.compactMap {
                (2...3).contains($0.level)
                    ? OutlineEntry(level: $0.level, id: $0.id, title: $0.text) : nil
            }
        }
        context.previous = site.navigation.previous(of: page).map { link(to: $0, from: entry.url) }
        context.next = site.navigation.next(of: page).map { link(to: $0, from: entry.url) }
        context.footerHTML = footer
        context.reviewed = frontMatter.reviewed.map { .init($0.value) }
        context.nextReview = frontMatter.nextReview.map { .init($0) }
        context.owner = frontMatter.owner?.value
        context.sourcesHTML = rendered.sourcesHTML
        context.isDraft = frontMatter.isDraft
        context.isForMaintainers = entry.isForMaintainers
        return Array(site.theme.render(page: context).utf8)
    }

    /// What stands at a page's former address.
    func redirect(from path: String, to page: Int) -> [UInt8] {
        let from = SiteURL(path: path)
        let target = site.map.pages[page].url
        var document = document(title: site.pages[page].title, depth: from.depth)
        document.canonicalURL = canonical(target)
        let context = RedirectContext(document: document, targetURL: target.relative(to: from))
        return Array(site.theme.render(redirect: context).utf8)
    }

    /// `404.html` alone has absolute paths: a server shows it at any address.
    func notFound() -> [UInt8] {
        let top = absoluteTop(of: site.configuration)
        var document = document(title: "Page not found", depth: 0)
        document.homeURL = top + (site.configuration.urls == .file ? "index.html" : "")
        document.iconURL = site.assets.icon.map { top + HTMLText.urlPath($0) }
        let assets = site.assets.joined.paths(for: [site.notFoundFooter ?? ""])
        document.stylesheetURLs = assets.styles.map { top + HTMLText.urlPath($0) }
        document.scriptURLs = assets.scripts.map { top + HTMLText.urlPath($0) }
        document.summaryURL = site.summary.map { top + $0.url.path }
        document.wholeURL = site.whole.map { top + HTMLText.urlPath($0.document.url.path) }
        var context = NotFoundContext(document: document)
        if let home = site.map.home {
            let entries = site.navigation.entries(root: site.navigation.rootOfPage[home]).map {
                NavigationEntry(
                    key: $0.page, title: site.navigation.title(of: $0.page),
                    url: top + HTMLText.urlPath(site.map.pages[$0.page].url.path), depth: $0.depth)
            }
            context.navigationHTML = site.theme.renderNavigation(entries).text
            context.sectionTitle = site.configuration.title?.value
        }
        context.footerHTML = site.notFoundFooter
        return Array(site.theme.render(notFound: context).utf8)
    }

    /// - Parameter parts: the HTML that authors have written; it tells which styles and scripts the page needs.
    func document(title: String, depth: Int, parts: [String] = []) -> DocumentContext {
        let home = site.map.home.map { site.map.pages[$0].url } ?? SiteURL(path: "")
        func url(_ path: String) -> String { SiteURL(path: path).fromTop(depth: depth) }
        let assets = site.assets.joined.paths(for: parts)
        var document = DocumentContext(
            language: site.configuration.lang, title: title,
            siteTitle: site.configuration.title?.value ?? "", homeURL: home.fromTop(depth: depth),
            iconURL: site.assets.icon.map(url), stylesheetURLs: assets.styles.map(url),
            scriptURLs: assets.scripts.map(url))
        document.summaryURL = site.summary?.url.fromTop(depth: depth)
        document.wholeURL = site.whole.map { $0.document.url.fromTop(depth: depth) }
        return document
    }

    func canonical(_ url: SiteURL) -> String? {
        site.configuration.baseURL.map { $0.value.text + HTMLText.urlPath(url.path) }
    }

    private func link(to page: Int, from base: SiteURL) -> PageLink {
        PageLink(
            title: site.navigation.title(of: page),
            url: site.map.pages[page].url.relative(to: base))
    }
}

extension PageContext.Review {
    init(_ date: CalendarDate) {
        self.init(date: date.inWords, iso: date.description)
    }
}
