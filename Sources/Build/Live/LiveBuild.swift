package import Diagnostics

/// One state of the site, whole and unchanging: all that a build would write, made on demand.
///
/// Problems of the content keep nothing back: a page with errors shows what it has.
package struct LiveBuild: Sendable {
    /// 1, 2, …
    package let number: Int
    /// All problems of all pages, sorted by place.
    package let diagnostics: [Diagnostic]
    /// How many pages the site has.
    package let pages: Int
    /// False only where there is no theme that pages could be laid out with.
    package let isServable: Bool
    /// Where the pages think that the site's top is: `/`, or the path of the base URL, as `/help/`.
    package let basePath: String
    private let files: [OutputPath: PlannedFile.Content]

    init(
        number: Int, diagnostics: [Diagnostic], pages: Int, basePath: String, plan: OutputPlan?
    ) {
        self.number = number
        self.diagnostics = diagnostics
        self.pages = pages
        self.basePath = basePath
        isServable = plan != nil
        files = Dictionary(
            plan?.files.map { ($0.path, $0.content) } ?? [], uniquingKeysWith: { first, _ in first }
        )
    }

    /// Relative to the output folder: `index.html`, `assets/x.css`.
    package func paths() -> some Sequence<String> { files.keys.lazy.map(\.text) }

    package func has(_ path: String) -> Bool { files[OutputPath(path)] != nil }

    /// nil for what is not in the plan. Reads nothing from the disk.
    package func file(_ path: String) -> LiveFile? {
        switch files[OutputPath(path)] {
        case .bytes(let bytes): .bytes(bytes)
        case .make(let make): (try? make()).map { .bytes($0) }
        case .copy(let path): .copy(absolutePath: path)
        case nil: nil
        }
    }
}

/// What stands at a path of the plan.
package enum LiveFile: Sendable {
    case bytes([UInt8])
    /// A file of the content folder, to be read when it is asked for.
    case copy(absolutePath: String)
}
