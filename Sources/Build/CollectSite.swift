// The second barrier: what is known only when every page is rendered, and is made once, not per page.

import Diagnostics
import Glibc
import HTMLText
import Markdown
import Site
import Theme

/// A site that is ready to be laid out: every page's HTML can be made from it alone, in any order.
struct CollectedSite: Sendable {
    let configuration: SiteConfiguration
    let map: SiteMap
    private(set) var pages: [RenderedPage]
    let theme: Theme
    let navigation: Navigation
    /// A sidebar for each root and depth of URL.
    let sidebars: [SidebarKey: RenderedNavigation]
    /// The footer for each depth of URL.
    let footers: [Int: String]
    let assets: ThemeAssetURLs
    /// Paths of content files to publish, sorted.
    let files: [String]
    /// The footer and sidebar of `404.html`, whose addresses are absolute.
    let notFoundFooter: String?
    /// nil where the guide is not joined.
    private(set) var whole: WholeGuide?
    /// nil where there is none.
    private(set) var summary: CollectedSummary?

    /// The same site with other HTML in some of its pages, all else unchanged. Collected pages are made on demand.
    func replacing(_ pages: [RenderedPage], changed: [Int], join: JoinPages) async -> CollectedSite
    {
        var site = self
        site.pages = pages
        if !changed.isEmpty, summary != nil || whole != nil {
            let printed = navigation.printedPages()
            site.summary = collectSummary(
                printed: printed.map(\.page), pages: pages, of: join.site, .onDemand)
            site.whole = await join(printed, .onDemand)
        }
        return site
    }
}

struct SidebarKey: Hashable, Sendable {
    let root: Int
    let depth: Int
}

/// The theme's files with a hash of their content in their names, so that browsers may keep them for ever.
struct ThemeAssetURLs: Sendable {
    /// Relative to the output folder, as all paths here.
    let joined: PageAssets
    let icon: String?
    let files: [(path: String, bytes: [UInt8])]

    init(_ assets: [Theme.Asset]) {
        var joined = PageAssets()
        var icon: String?
        var files: [(path: String, bytes: [UInt8])] = []
        for asset in assets {
            let path = Self.named(asset.path, hash: contentHash(asset.bytes))
            files.append((path, asset.bytes))
            if asset.path.hasSuffix(".css") || asset.path.hasSuffix(".js") {
                joined.append(path, neededBy: asset.neededBy)
            }
            if asset.path.hasSuffix("favicon.svg") { icon = path }
        }
        self.joined = joined
        self.icon = icon
        self.files = files
    }

    private static func named(_ path: String, hash: String) -> String {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else {
            return "\(path).\(hash)"
        }
        return path[..<dot] + "." + hash + path[dot...]
    }
}

/// nil where there is no theme to lay pages out with; that is reported already.
///
/// - Parameters:
///   - content: the content folder.
///   - join: makes the whole guide of the pages in it.
func collectSite(
    files: SiteFiles, content: String, sources: SiteSources, pages: [RenderedPage],
    diagnostics: inout [Diagnostic],
    collected: CollectedPages, join: JoinPages
) async -> CollectedSite? {
    let (map, configuration) = (sources.map, sources.configuration)
    let depths = Set(map.pages.map(\.url.depth)).union([0, 1]).sorted()
    let footers = collectFooters(
        files, configuration, map, pages, bases: depths.map { .depth($0) })
    diagnostics += footers.diagnostics
    let top = absoluteTop(of: configuration)
    let notFoundFooter = collectFooters(files, configuration, map, pages, bases: [.top(top)])
    guard let theme = files.theme else { return nil }
    diagnostics += checkLayouts(of: map, in: theme)
    let navigation = Navigation(map: map, titles: pages.map(\.title))
    let summary = collectSummary(
        printed: navigation.printedPages().map(\.page), pages: pages, of: sources, collected)
    let sidebars = await collectSidebars(map: map, navigation: navigation, theme: theme)
    var published = Set(files.tree.files.filter(ContentTree.isInAssets))
    for page in pages { published.formUnion(page.files) }
    let whole = await join(navigation.printedPages(), collected)
    published.formUnion(footers.files)
    // Here, so that the problem stands among all others; copying would end the build at the first.
    for path in published where access(content + "/" + path, R_OK) != 0 {
        diagnostics.append(
            Diagnostic(
                .unreadable, at: Place(file: "content/" + path),
                "cannot be read: \(systemMessage())"))
    }
    return CollectedSite(
        configuration: configuration, map: map, pages: pages, theme: theme,
        navigation: navigation, sidebars: sidebars,
        footers: Dictionary(
            zip(depths, footers.html), uniquingKeysWith: { first, _ in first }),
        assets: ThemeAssetURLs(theme.assets), files: published.sorted(),
        notFoundFooter: notFoundFooter.html.first, whole: whole, summary: summary)
}

extension DiagnosticKind {
    static let unknownLayout = DiagnosticKind(
        .error, "unknown-layout", title: "The theme has no layout of this name",
        explanation: """
            `layout:` in a page's front matter names a file in the theme's folder `layouts/`, without its ending. \
            Correct the name, add `themes/NAME/layouts/LAYOUT.mustache`, or remove the line to use the layout `page`.
            """)
}

private func checkLayouts(of map: SiteMap, in theme: Theme) -> [Diagnostic] {
    map.pages.compactMap { page in
        guard let layout = page.source.frontMatter.layout?.value, !theme.layouts.contains(layout)
        else { return nil }
        let nearest = nearestName(to: layout, among: theme.layouts)
        return Diagnostic(
            .unknownLayout, at: page.source.layoutPlace, "the theme has no layout `\(layout)`",
            suggestion: nearest.map { "did you mean `\($0)`?" }
                ?? "the layouts are \(theme.layouts.map { "`\($0)`" }.joined(separator: ", "))")
    }
}

private func collectSidebars(
    map: SiteMap, navigation: Navigation, theme: Theme
) async -> [SidebarKey: RenderedNavigation] {
    let keys = Set(
        map.pages.indices.map {
            SidebarKey(root: navigation.rootOfPage[$0], depth: map.pages[$0].url.depth)
        })
    let ordered = keys.sorted { ($0.root, $0.depth) < ($1.root, $1.depth) }
    let rendered = await concurrentMap(ordered) { key in
        theme.renderNavigation(
            navigation.entries(root: key.root).map { entry in
                NavigationEntry(
                    key: entry.page, title: navigation.title(of: entry.page),
                    url: map.pages[entry.page].url.fromTop(depth: key.depth), depth: entry.depth)
            })
    }
    return Dictionary(zip(ordered, rendered), uniquingKeysWith: { first, _ in first })
}

/// The configuration's footer for each base. Its problems are the same for all: those of the first count.
private func collectFooters(
    _ files: SiteFiles, _ configuration: SiteConfiguration, _ map: SiteMap, _ pages: [RenderedPage],
    bases: [PageLinks.Base]
) -> (html: [String], files: [String], diagnostics: [Diagnostic]) {
    guard let footer = configuration.footer, let source = files.configurationSource else {
        return ([], [], [])
    }
    var options = MarkdownOptions(configuration)
    options.notesLinks = true
    var input = footer.input(in: source)
    // It stands on every page, below what the page says.
    input.fragment = MarkdownInput.Fragment(leastHeadingLevel: 2)
    var html: [String] = []
    var used: [String] = []
    var diagnostics: [Diagnostic] = []
    for base in bases {
        var links = PageLinks(map: map, base: base, folder: "")
        let body = renderMarkdown(input, options: options, resolver: &links)
        if html.isEmpty {
            diagnostics = body.diagnostics
            diagnostics += checkAnchors(links.anchors, ids: { pages[$0].ids }, map: map)
            used = links.files
        }
        html.append(body.html)
    }
    return (html, used, diagnostics)
}

/// The path part of the base URL, else `/`: where `404.html` says the site's top is.
func absoluteTop(of configuration: SiteConfiguration) -> String {
    configuration.basePath ?? configuration.baseURL?.value.path ?? "/"
}
