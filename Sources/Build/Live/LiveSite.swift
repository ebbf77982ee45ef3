import Diagnostics

/// What may have changed on the disk since the last build.
package enum SiteChanges: Sendable, Equatable {
    case everything
    /// Absolute paths of what may have changed, appeared or vanished.
    case paths(Set<String>)
}

/// A site that is built again and again, in memory, while its sources change.
package actor LiveSite {
    private let options: BuildOptions
    private var number = 0

    package init(_ options: BuildOptions) { self.options = options }

    /// Builds what the disk holds now.
    ///
    /// - Parameter changes: what may differ from the last call; `.everything` at the first.
    /// - Throws: `BuildFailure` where the build cannot go on. The next call tries again.
    package func build(changes: SiteChanges) async throws(BuildFailure) -> LiveBuild {
        var clock = PhaseClock(announce: { _ in })
        let folders = try SiteFolders(root: options.root)
        var report = BuildReport()
        let site = await assembleSite(folders, options, clock: &clock, report: &report)
        var plan: OutputPlan?
        if let site {
            let (made, diagnostics) = OutputPlan.make(planOutput(site, content: folders.content))
            report.diagnostics += diagnostics
            plan = made
        }
        report.diagnostics.sort(by: Diagnostic.precedes)
        number += 1
        return LiveBuild(
            number: number, diagnostics: report.diagnostics, pages: report.pages,
            basePath: site.map { absoluteTop(of: $0.configuration) } ?? "/", plan: plan)
    }
}
