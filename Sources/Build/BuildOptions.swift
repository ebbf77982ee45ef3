package import Diagnostics
package import Site

/// What a build is asked to do; paths as the user gave them.
package struct BuildOptions: Sendable {
    /// The folder that holds `content/` and `themes/`.
    package var root: String
    /// Where the site goes; nil for `public` in the root.
    package var output: String?
    /// Goes before the configuration's `base-url`.
    package var baseURL: BaseURL?
    /// Where the site stands on its host, such as `/help/`; goes before the path of the base URL.
    package var basePath: String?
    package var includesDrafts = false
    /// Warnings keep the site from being written, too.
    package var isStrict = false
    /// Writes into a folder that holds files of others.
    package var isForced = false
    /// Makes PDFs of the collected documents; nil for none.
    package var pdf: PDFOptions?

    package init(root: String) { self.root = root }
}

/// What a build did.
package struct BuildReport: Sendable {
    package var pages = 0
    /// nil where nothing was written because of problems in the content.
    package var written: WriteReport?
    /// Why the finished site could not be written.
    package var failure: BuildFailure?
    /// All problems of all pages, sorted by place.
    package var diagnostics: [Diagnostic] = []
    /// How long each phase took, in the order they ran.
    package var phases: [(name: String, duration: Duration)] = []

    package func count(_ severity: Severity) -> Int {
        diagnostics.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
    }
}

/// Why a build could not go on: never that content is wrong.
package enum BuildFailure: Error, Sendable {
    case missingRoot(String)
    case missingContent(String)
    case unreadableContent(String, reason: String)
    case output(OutputError)
    /// The document's path in the site; nil where it is not about one.
    case pdf(document: String?, PDFFailure)
    /// What must not happen; the words are for a bug report.
    case fault(String)
}

/// Runs the steps of a build one after the other, and notes how long each takes.
struct PhaseClock {
    private(set) var phases: [(name: String, duration: Duration)] = []
    private let clock = ContinuousClock()
    private var start: ContinuousClock.Instant
    private let announce: @Sendable (String) -> Void

    init(announce: @escaping @Sendable (String) -> Void) {
        start = clock.now
        self.announce = announce
    }

    /// Begins what `words` says ("reading pages").
    mutating func begin(_ words: String) {
        announce(words)
        start = clock.now
    }

    mutating func end(_ name: String) {
        let now = clock.now
        phases.append((name, now - start))
        start = now
    }
}
