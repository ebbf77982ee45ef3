package import Build
package import Diagnostics

/// What the server shows at one moment: a whole state of the site, never half of two.
package struct SiteState: Sendable {
    /// Tells this run of the preview from another.
    package var process: String
    /// 1, 2, …: one more for each time that the site was built, or could not be.
    package var number = 0
    /// The last state that pages could be made of; nil before there was one.
    package var build: LiveBuild?
    /// Documents of `build` that have errors, by their path, each with the build in which it last had none: that one
    /// is shown.
    package var lastGood: [String: LiveBuild] = [:]
    /// Whether all that is shown is older than the latest build, whose errors all pages may show.
    package private(set) var isHeldBack = false
    /// Where the site stood before `base-url` was edited: tabs may still be there.
    package var formerBasePaths: [String] = []
    /// Of the latest build, without remarks.
    package var problems: [Diagnostic] = []
    /// Why the latest build could not be made, in words; what is shown is older then.
    package var failure: String?

    /// Where the site stands, as it is written in a URL: `/`, `/help/`.
    package var basePath: String { build?.basePath ?? configuredBasePath }
    /// For the time when there is no build.
    package var configuredBasePath = "/"

    /// What is shown at a path of the plan; nil for what is not in it.
    package func file(_ path: String) -> LiveFile? {
        guard let build, build.has(path) else { return nil }
        return (lastGood[path] ?? build).file(path)
    }

    /// Puts a build in the place of the one before, but for what has errors and had none: the last good page stays.
    package mutating func show(_ new: LiveBuild) {
        isHeldBack = !new.isServable
        if isHeldBack { return }
        guard let before = build else {
            build = new
            return
        }
        isHeldBack = new.isBrokenAsAWhole && !before.isBrokenAsAWhole
        if isHeldBack { return }
        if before.basePath != new.basePath { formerBasePaths.append(before.basePath) }
        // Another theme's styles are not there any more; at another base path are other addresses.
        let isSameFrame =
            before.basePath == new.basePath && before.themeFiles == new.themeFiles
        lastGood =
            !isSameFrame
            ? [:]
            : Dictionary(
                uniqueKeysWithValues: new.brokenDocuments.compactMap { path in
                    if let good = lastGood[path] { return (path, good) }
                    return before.has(path) && !before.brokenDocuments.contains(path)
                        ? (path, before) : nil
                })
        build = new
    }

    /// Changes when what `problems` and `failure` say does.
    package var problemsVersion: String {
        var hash = FileHash()
        for problem in problems { hash.add(formatter.format(problem)) }
        hash.add(failure ?? "")
        return hash.finish()
    }

    package var problemCount: Int { problems.count + (failure == nil ? 0 : 1) }
}

private let formatter = TextFormatter(color: false)

extension FileHash {
    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
        withUnsafeBytes(of: UInt8(0)) { update($0) }
    }
}
