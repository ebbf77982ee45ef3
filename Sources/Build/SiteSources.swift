// The first barrier: everything is read, and each page's address is known. Rendering needs no more.

import Diagnostics
import Site

/// A site before its pages are rendered.
struct SiteSources: Sendable {
    /// As it holds for this build: with what the command line says.
    let configuration: SiteConfiguration
    let map: SiteMap
    /// In the order of the map: without the drafts that are not part of the build.
    let pages: [ReadPage]
    let includes: SiteIncludes
    let forms: SiteForms
    let mapProblems: [Diagnostic]

    /// - Parameter map: made from the files and the configuration.
    init(
        _ files: SiteFiles, configuration: SiteConfiguration,
        map: (map: SiteMap, problems: [Diagnostic]), includes: SiteIncludes
    ) {
        self.configuration = configuration
        self.map = map.map
        self.includes = includes
        mapProblems = map.problems
        pages = publishedPages(files.pages, map: map.map)
        forms = SiteForms(
            files.forms, pages: pages, configuration: configuration,
            hasSummary: configuration.print.summary)
    }
}

/// The pages in the order of the map: without the drafts that are not part of the build.
private func publishedPages(_ pages: [ReadPage], map: SiteMap) -> [ReadPage] {
    if pages.count == map.pages.count { return pages }
    var published: [ReadPage] = []
    published.reserveCapacity(map.pages.count)
    for page in pages where published.count < map.pages.count {
        if map.pages[published.count].source.path == page.source.path { published.append(page) }
    }
    return published
}
