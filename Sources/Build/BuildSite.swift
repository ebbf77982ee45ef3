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
    if let site = await assembleForWriting(folders, options, clock: &clock, report: &report) {
        await writeSite(
            site, content: folders.content, to: output, options, clock: &clock, report: &report)
    }
    report.diagnostics.sort(by: Diagnostic.precedes)
    report.phases = clock.phases
    return report
}

/// The steps up to the second barrier. Lets go of all that writing does not need.
private func assembleForWriting(
    _ folders: SiteFolders, _ options: BuildOptions, clock: inout PhaseClock,
    report: inout BuildReport
) async -> CollectedSite? {
    let assembled = await assembleSite(folders, options, clock: &clock) { problems in
        hasProblems(problems, strict: options.isStrict) ? .leftOut : .made
    }
    report.pages = assembled.pages.count
    report.diagnostics = assembled.diagnostics
    return assembled.site
}

/// The steps after the barriers: the plan, the PDFs where they are wanted, and the writing.
private func writeSite(
    _ site: CollectedSite, content: String, to output: OutputFolder, _ options: BuildOptions,
    clock: inout PhaseClock, report: inout BuildReport
) async {
    clock.begin("writing \(report.pages) pages")
    let files = planOutput(site, content: content)
    let documents = options.pdf == nil ? [] : pdfDocuments(of: site, files: files)
    if options.pdf != nil {
        report.diagnostics += problemsOfPrinting(site, documents: documents)
    }
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

/// Whether a build with these problems must not be written.
package func hasProblems(_ diagnostics: [Diagnostic], strict: Bool) -> Bool {
    diagnostics.contains { $0.severity == .error || (strict && $0.severity == .warning) }
}
