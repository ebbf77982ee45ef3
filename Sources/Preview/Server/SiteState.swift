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
    /// Of the latest build, without remarks.
    package var problems: [Diagnostic] = []
    /// Why the latest build could not be made, in words; what is shown is older then.
    package var failure: String?

    /// Where the site stands, as it is written in a URL: `/`, `/help/`.
    package var basePath: String { build?.basePath ?? configuredBasePath }
    /// For the time when there is no build.
    package var configuredBasePath = "/"

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
