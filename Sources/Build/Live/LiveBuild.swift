package import Diagnostics

/// One state of the site, whole and unchanging: all that a build would write, made on demand.
///
/// Problems of the content keep nothing back: a page with errors has what can be made of it, and is named.
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
    /// The documents that have errors in what they are made from: `recover/index.html`.
    package let brokenDocuments: Set<String>
    /// Whether the configuration, the theme or a front matter has errors, which all pages may show.
    package let isBrokenAsAWhole: Bool
    /// The paths of the theme's files; hashes of their content stand in them.
    package let themeFiles: [String]
    private let files: [OutputPath: PlacedFile]
    private let planProblems: [Diagnostic]
    private let layout: LayOutPages?

    private enum PlacedFile: Sendable {
        case document(SiteDocument)
        case other(LiveFile)

        init(_ file: OutputPlan.File) {
            if let document = file.document {
                self = .document(document)
                return
            }
            switch file.content {
            case .bytes(let bytes): self = .other(.bytes(bytes))
            case .copy(let path): self = .other(.copy(absolutePath: path))
            // Only documents are made.
            case .make: self = .other(.bytes([]))
            }
        }
    }

    /// - Parameter last: a build whose plan is the same; nil where it must be made anew.
    init(number: Int, _ assembled: AssembledSite, content: String, last: LiveBuild?) {
        self.number = number
        pages = assembled.pages.count
        isServable = assembled.site != nil
        basePath = assembled.site.map { absoluteTop(of: $0.configuration) } ?? "/"
        layout = assembled.site.map { LayOutPages($0) }
        brokenDocuments = assembled.brokenDocuments
        isBrokenAsAWhole = assembled.isBrokenAsAWhole
        themeFiles = assembled.site?.assets.files.map(\.path) ?? []
        if let last {
            (files, planProblems) = (last.files, last.planProblems)
        } else if let site = assembled.site {
            let (plan, problems) = OutputPlan.make(planOutput(site, content: content))
            files = Dictionary(
                plan.files.map { ($0.path, PlacedFile($0)) },
                uniquingKeysWith: { first, _ in first })
            planProblems = problems
        } else {
            (files, planProblems) = ([:], [])
        }
        diagnostics = (assembled.diagnostics + planProblems).sorted(by: Diagnostic.precedes)
    }

    /// Relative to the output folder: `index.html`, `assets/x.css`.
    package func paths() -> some Sequence<String> { files.keys.lazy.map(\.text) }

    package func has(_ path: String) -> Bool { files[OutputPath(path)] != nil }

    /// nil for what is not in the plan. Reads nothing from the disk.
    package func file(_ path: String) -> LiveFile? {
        switch files[OutputPath(path)] {
        case .document(let document): layout.map { .bytes($0.bytes(of: document)) }
        case .other(let file): file
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
