import Diagnostics
import Site

/// A site that is built again and again, in memory, while its sources change.
package actor LiveSite {
    private let options: BuildOptions
    private var number = 0
    /// nil before the first build, and after one that could not go on.
    private var last: (site: AssembledSite, build: LiveBuild)?

    package init(_ options: BuildOptions) { self.options = options }

    /// Builds what the disk holds now.
    ///
    /// - Parameter changes: what may differ from the last call; `.everything` at the first.
    /// - Throws: `BuildFailure` where the build cannot go on. The next call tries again.
    package func build(changes: SiteChanges) async throws(BuildFailure) -> LiveBuild {
        var clock = PhaseClock(announce: { _ in })
        let before = last
        last = nil
        let folders = try SiteFolders(root: options.root)
        var usable: LastBuild?
        // A file that has several paths is changed at all of them, and only one is said.
        if let before, !before.site.files.tree.hasLinks,
            let changes = ChangedFiles(changes, in: folders)
        {
            usable = LastBuild(site: before.site, changes: changes)
        }
        let assembled = await assembleSite(
            folders, options, after: usable, clock: &clock, collected: { _ in .onDemand })
        number += 1
        let build = LiveBuild(
            number: number, assembled, content: folders.content,
            last: assembled.hasSamePlan ? before?.build : nil)
        last = (assembled, build)
        return build
    }
}
