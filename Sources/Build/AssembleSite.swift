// The straight line of a build up to its plan: read, map, render, check, collect. A preview walks it again and again
// and takes over what still holds: each step says of what it is made, and is done again where one of these has changed.

import Diagnostics
import Markdown
import Site

/// A site up to its second barrier, with all that the next build can take over.
struct AssembledSite: Sendable {
    let files: SiteFiles
    let sources: SiteSources
    let pages: [RenderedPage]
    /// Problems of the links to ids, by page; only of pages that have some.
    let anchorProblems: [Int: [Diagnostic]]
    /// All problems, in no order.
    let diagnostics: [Diagnostic]
    /// nil where there is no theme to lay pages out with.
    let site: CollectedSite?
    /// Those of them that collecting has found.
    let collectProblems: [Diagnostic]
    /// Whether the plan has the same paths, made of the same documents, as that of the build before.
    let hasSamePlan: Bool
}

/// What may still hold of the build before.
struct LastBuild: Sendable {
    let site: AssembledSite
    let changes: ChangedFiles
}

/// - Parameter collected: what becomes of collected pages, where these problems have been found.
func assembleSite(
    _ folders: SiteFolders, _ options: BuildOptions, after last: LastBuild? = nil,
    clock: inout PhaseClock, collected: ([Diagnostic]) -> CollectedPages
) async -> AssembledSite {
    let files = await readSite(
        folders, last: last?.site.files, changes: last?.changes, clock: &clock)
    let (sources, isSameMap) = findAddresses(of: files, folders, options, after: last)

    clock.begin("rendering \(sources.pages.count) pages")
    let pages = await renderPages(sources, known: knownPages(for: sources, files, after: last))
    clock.end("render")

    clock.begin("checking links and navigation")
    let changed = pages.indices.filter { last?.site.pages[checked: $0] !== pages[$0] }
    let anchorProblems = checkAllAnchors(
        of: pages, map: sources.map, changed: changed, last: isSameMap ? last?.site : nil)
    var diagnostics = problemsBeforeRendering(files, sources)
    diagnostics += problems(
        of: pages, anchors: anchorProblems, map: sources.map, reported: diagnostics)
    diagnostics += sources.forms.checkUnused(
        besides: pages, map: sources.map, options: MarkdownOptions(sources.configuration))
    defer { clock.end("collect") }

    let join = JoinPages(site: sources, pages: pages)
    if isSameMap, let last, holdsCollected(last, files, changed: changed, in: pages),
        let site = await last.site.site?.replacing(pages, changed: changed, join: join)
    {
        return AssembledSite(
            files: files, sources: sources, pages: pages, anchorProblems: anchorProblems,
            diagnostics: diagnostics + last.site.collectProblems, site: site,
            collectProblems: last.site.collectProblems, hasSamePlan: true)
    }
    var collectProblems: [Diagnostic] = []
    let site = await collectSite(
        files: files, content: folders.content, sources: sources, pages: pages,
        diagnostics: &collectProblems, collected: collected(diagnostics), join: join)
    return AssembledSite(
        files: files, sources: sources, pages: pages, anchorProblems: anchorProblems,
        diagnostics: diagnostics + collectProblems, site: site, collectProblems: collectProblems,
        hasSamePlan: false)
}

/// The first barrier.
private func findAddresses(
    of files: SiteFiles, _ folders: SiteFolders, _ options: BuildOptions, after last: LastBuild?
) -> (sources: SiteSources, isSameMap: Bool) {
    var configuration = files.configuration
    if let baseURL = options.baseURL {
        configuration.baseURL = Located(baseURL)
    }
    configuration.basePath = options.basePath
    let known = last.flatMap { $0.hasSameMap(as: files) ? $0.site.sources : nil }
    let map: (SiteMap, [Diagnostic])
    if let known {
        map = (known.map, known.mapProblems)
    } else {
        map = SiteMap.make(
            sources: files.pages.map(\.source), tree: files.tree, urlStyle: configuration.urls,
            includesDrafts: options.includesDrafts, imageSizes: files.imageSizes)
    }
    let includes = SiteIncludes(
        content: folders.content, tree: files.tree, pages: files.pages,
        last: last?.site.sources.includes, isChanged: { last?.changes.touches($0) ?? true })
    let sources = SiteSources(
        files, configuration: configuration, map: map, includes: includes)
    return (sources, known != nil)
}

extension LastBuild {
    /// Whether all is the same that addresses are made from.
    fileprivate func hasSameMap(as files: SiteFiles) -> Bool {
        let last = site.files
        return hasSameConfiguration(as: files) && files.tree == last.tree
            && files.imageSizes == last.imageSizes && files.pages.count == last.pages.count
            && zip(files.pages, last.pages).allSatisfy { $0.hasSameFrontMatter(as: $1) }
    }

    func hasSameConfiguration(as files: SiteFiles) -> Bool {
        let last = site.files
        return !changes.touches("site.yml")
            || files.configurationSource?.bytes == last.configurationSource?.bytes
    }
}

/// Gives the pages whose HTML would come out as it did in the build before.
private func knownPages(
    for sources: SiteSources, _ files: SiteFiles, after last: LastBuild?
) -> @Sendable (Int) -> RenderedPage? {
    guard let last, last.hasSameConfiguration(as: files), files.tree == last.site.files.tree,
        sources.map.leadsLike(last.site.sources.map)
    else { return { _ in nil } }
    let (before, changes) = (last.site, last.changes)
    // The revision of the sources stands in every form.
    let hasSameForms =
        !changes.touchesFolder("forms")
        && zip(sources.pages, before.sources.pages).allSatisfy { $0 === $1 }
    return { number in
        guard sources.pages[number] === before.sources.pages[checked: number],
            let page = before.pages[checked: number], hasSameForms || page.forms.isEmpty,
            !page.includes.contains(where: changes.touches)
        else { return nil }
        return page
    }
}

/// Whether what is collected from all pages holds, when these pages have changed and the map has not.
private func holdsCollected(
    _ last: LastBuild, _ files: SiteFiles, changed: [Int], in pages: [RenderedPage]
) -> Bool {
    let (before, changes) = (last.site, last.changes)
    guard !changes.themes, files.themeProblems.isEmpty, !changes.touchesFolder("forms"),
        !changes.content.contains(where: { files.tree.files.position(of: $0) != nil })
    else { return false }
    let hasFooter = files.configuration.footer != nil
    return changed.allSatisfy { number in
        guard let old = before.pages[checked: number] else { return false }
        let new = pages[number]
        return old.title == new.title && old.files == new.files
            && (!hasFooter || old.ids == new.ids)
    }
}

private func problemsBeforeRendering(_ files: SiteFiles, _ sources: SiteSources) -> [Diagnostic] {
    var problems = files.diagnostics + sources.mapProblems
    for page in files.pages where !page.diagnostics.isEmpty { problems += page.diagnostics }
    for form in files.forms { problems += form.diagnostics }
    if sources.map.home == nil {
        problems.append(
            Diagnostic(
                .missingHome, at: Place(file: "content/index.md"),
                "the site has no home page: there is no `content/index.md`"))
    }
    return problems
}

/// - Parameters:
///   - changed: pages that are not as the build before has rendered them.
///   - last: that build; nil where its pages have other numbers.
private func checkAllAnchors(
    of pages: [RenderedPage], map: SiteMap, changed: [Int], last: AssembledSite?
) -> [Int: [Diagnostic]] {
    var problems: [Int: [Diagnostic]] = [:]
    var toCheck = pages.indices.map { $0 }
    if let last {
        problems = last.anchorProblems
        let moved = Set(changed.filter { last.pages[checked: $0]?.ids != pages[$0].ids })
        toCheck = changed
        if !moved.isEmpty {
            toCheck += pages.indices.filter { number in
                pages[number].anchors.contains { moved.contains($0.page) }
            }
        }
    }
    for number in toCheck {
        let found = checkAnchors(pages[number].anchors, ids: { pages[$0].ids }, map: map)
        problems[number] = found.isEmpty ? nil : found
    }
    return problems
}

/// The problems of all pages. A text that several pages include has its problems once: the first page counts.
private func problems(
    of pages: [RenderedPage], anchors: [Int: [Diagnostic]], map: SiteMap, reported: [Diagnostic]
) -> [Diagnostic] {
    var own: [Diagnostic] = []
    var included: [Diagnostic] = []
    for (number, page) in pages.enumerated() {
        let problems = page.diagnostics + (anchors[number] ?? [])
        if problems.isEmpty { continue }
        let file = map.pages[number].source.place.file
        for problem in problems {
            if problem.place?.file == file {
                own.append(problem)
            } else {
                included.append(problem)
            }
        }
    }
    own = withoutRepeatedLanguages(own)
    guard !included.isEmpty else { return own }
    var seen = Set((reported + own).map(\.key))
    return withoutRepeatedLanguages(own + included.filter { seen.insert($0.key).inserted })
}

extension Array {
    subscript(checked position: Int) -> Element? {
        indices.contains(position) ? self[position] : nil
    }
}
