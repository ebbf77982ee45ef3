// One build, a straight line: read, map, render, collect, plan, write. The functions between the barriers are
// pure and run side by side; each returns its diagnostics with its result.

package import Diagnostics
import Markdown
import Site
import Theme

/// Builds a site. All problems of its content are in the report; with errors (or warnings, when strict)
/// nothing is written and the last good site stays.
///
/// - Parameter announce: told what is being done now, in words.
/// - Throws: `BuildFailure` where the build cannot go on.
package func buildSite(
    _ options: BuildOptions, announce: @escaping @Sendable (String) -> Void = { _ in }
) async throws(BuildFailure) -> BuildReport {
    var clock = PhaseClock(announce: announce)
    let folders = try SiteFolders(root: options.root)
    let output = try openOutput(folders, options)
    try options.pdf?.check()
    var report = BuildReport()
    if let site = await assembleSite(folders, options, clock: &clock, report: &report) {
        await writeSite(
            site, content: folders.content, to: output, options, clock: &clock, report: &report)
    }
    report.diagnostics.sort(by: Diagnostic.precedes)
    report.phases = clock.phases
    return report
}

/// The steps after the barriers: the plan, the PDFs where they are wanted, and the writing.
private func writeSite(
    _ site: CollectedSite, content: String, to output: OutputFolder, _ options: BuildOptions,
    clock: inout PhaseClock, report: inout BuildReport
) async {
    clock.begin("writing \(report.pages) pages")
    let files = planOutput(site, content: content)
    let documents = options.pdf == nil ? [] : pdfDocuments(of: site, files: files)
    if options.pdf != nil, documents.isEmpty { report.diagnostics.append(nothingToPrint()) }
    var (plan, planDiagnostics) = OutputPlan.make(files + documents.map { $0.planned(.bytes([])) })
    report.diagnostics += planDiagnostics
    if !hasProblems(report.diagnostics, strict: options.isStrict) {
        do {
            if let pdf = options.pdf, !documents.isEmpty {
                clock.end("plan")
                clock.begin("printing \(documents.map(\.path).joined(separator: " and "))")
                let printed = try await printDocuments(documents, pdf, site, files: files)
                plan = OutputPlan.make(files + printed).plan
                clock.end("pdf")
                clock.begin("writing \(report.pages) pages")
            }
            report.written = try await output.write(plan)
        } catch let failure as BuildFailure {
            report.failure = failure
        } catch let error as OutputError {
            report.failure = .output(error)
        } catch {
            report.failure = .fault("\(error)")
        }
    }
    clock.end("write")
}

/// All steps before the plan. Problems go to the report; nil where there is no theme to lay pages out with.
func assembleSite(
    _ folders: SiteFolders, _ options: BuildOptions, clock: inout PhaseClock,
    report: inout BuildReport
) async -> CollectedSite? {
    let files = await readSite(folders, clock: &clock)
    var configuration = files.configuration
    if let baseURL = options.baseURL {
        configuration.baseURL = Located(baseURL)
    }
    configuration.basePath = options.basePath
    let (map, mapDiagnostics) = SiteMap.make(
        sources: files.pages.map(\.source), tree: files.tree, urlStyle: configuration.urls,
        includesDrafts: options.includesDrafts, imageSizes: files.imageSizes)
    let published = publishedPages(files.pages, map: map)
    report.pages = map.pages.count
    report.diagnostics += files.diagnostics + mapDiagnostics
    for page in files.pages { report.diagnostics += page.diagnostics }
    for form in files.forms { report.diagnostics += form.diagnostics }
    if map.home == nil {
        report.diagnostics.append(
            Diagnostic(
                .missingHome, at: Place(file: "content/index.md"),
                "the site has no home page: there is no `content/index.md`"))
    }

    clock.begin("rendering \(map.pages.count) pages")
    let includes = SiteIncludes(content: folders.content, tree: files.tree, pages: files.pages)
    let forms = SiteForms(
        files.forms, pages: published, configuration: configuration,
        hasSummary: hasSummary(map, configuration))
    let pages = await renderPages(
        published, includes: includes, forms: forms, map: map, configuration: configuration)
    clock.end("render")

    clock.begin("checking links and navigation")
    report.diagnostics += problems(of: pages, map: map, reported: report.diagnostics)
    report.diagnostics += forms.checkUnused(
        besides: pages, map: map, options: MarkdownOptions(configuration))
    let join = JoinPages(
        sources: published, pages: pages, includes: includes, forms: forms, map: map,
        configuration: configuration)
    let isShown = !hasProblems(report.diagnostics, strict: options.isStrict)
    let site = await collectSite(
        files: files, content: folders.content, configuration: configuration, map: map,
        pages: pages, forms: forms, diagnostics: &report.diagnostics,
        join: { await join($0, isShown: isShown) })
    clock.end("collect")
    return site
}

private func openOutput(
    _ folders: SiteFolders, _ options: BuildOptions
) throws(BuildFailure) -> OutputFolder {
    do {
        return try OutputFolder.open(
            path: options.output ?? folders.root + "/public",
            protected: [
                .init(path: folders.content, name: "the content folder"),
                .init(path: folders.themes, name: "the themes folder"),
                .init(path: folders.root, name: "the site's root folder", mayHoldOutput: true),
            ],
            force: options.isForced)
    } catch {
        throw .output(error)
    }
}

/// The problems of all pages. A text that several pages include has its problems once: the first page counts.
private func problems(
    of pages: [RenderedPage], map: SiteMap, reported: [Diagnostic]
) -> [Diagnostic] {
    var own: [Diagnostic] = []
    var included: [Diagnostic] = []
    for (number, page) in pages.enumerated() {
        let file = map.pages[number].source.place.file
        let anchors = checkAnchors(page.anchors, ids: { pages[$0].ids }, map: map)
        for problem in page.diagnostics + anchors {
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

/// The pages in the order of the map: without the drafts that are not part of the build.
private func publishedPages(_ pages: [ReadPage], map: SiteMap) -> [ReadPage] {
    var published: [ReadPage] = []
    published.reserveCapacity(map.pages.count)
    for page in pages where published.count < map.pages.count {
        if map.pages[published.count].source.path == page.source.path { published.append(page) }
    }
    return published
}

/// Whether a build with these problems must not be written.
package func hasProblems(_ diagnostics: [Diagnostic], strict: Bool) -> Bool {
    diagnostics.contains { $0.severity == .error || (strict && $0.severity == .warning) }
}
