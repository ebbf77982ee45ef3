package import Diagnostics

/// A file that the build wants to exist in its output.
package struct PlannedFile: Sendable {
    /// What it is to a reader. In place, files are replaced in this order: a page never goes before its style.
    package enum Kind: Int, Sendable { case asset, page }

    package enum Content: Sendable {
        case bytes([UInt8])
        /// Called once, on any thread, when its turn comes: pages are never all in memory.
        case make(@Sendable () throws -> [UInt8])
        case copy(fromAbsolutePath: String)
    }

    /// Relative, with `/`: `recover/index.html`.
    package var path: String
    package var kind: Kind
    package var content: Content
    /// The source it comes from, for the report of a conflict.
    package var origin: Place
    /// How the site can do without this file, where another wants its path.
    package var remedy: String?
    /// What `content` makes, where it is a document of the site.
    var document: SiteDocument?

    package init(
        path: String, kind: Kind, content: Content, origin: Place, remedy: String? = nil
    ) {
        self.remedy = remedy
        self.path = path
        self.kind = kind
        self.content = content
        self.origin = origin
    }
}

/// All files of one build, checked against each other.
package struct OutputPlan: Sendable {
    struct File: Sendable {
        var path: OutputPath
        var kind: PlannedFile.Kind
        var content: PlannedFile.Content
        var document: SiteDocument?
    }

    /// In order of their paths' bytes, so that a walk opens each folder once. No path twice.
    let files: [File]

    /// Sorts the files and refuses every path that is no safe path inside the output, that two files want (after
    /// composition, NFC, and case folding: on many file systems those are one file), or that is a file for one and a
    /// folder for another. The plan leaves out what was refused.
    package static func make(
        _ files: [PlannedFile]
    ) -> (plan: OutputPlan, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var accepted: [PlannedFile] = []
        var paths: [OutputPath] = []
        for file in files {
            let path = OutputPath(file.path)
            if let fault = path.fault ?? reserved(path) {
                diagnostics.append(unsafePath(file, fault))
            } else {
                accepted.append(file)
                paths.append(path)
            }
        }
        let conflicts = OutputConflicts(accepted)
        diagnostics += conflicts.diagnostics
        var kept: [File] = []
        kept.reserveCapacity(accepted.count)
        for (i, file) in accepted.enumerated() where !conflicts.refused.contains(i) {
            kept.append(
                File(
                    path: paths[i], kind: file.kind, content: file.content, document: file.document)
            )
        }
        kept.sort { $0.path < $1.path }
        return (OutputPlan(files: kept), diagnostics)
    }

    /// The names at the top of the output that we keep for ourselves.
    private static func reserved(_ path: OutputPath) -> String? {
        let top = String(decoding: path.utf8.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
        guard OutputNames.reserved.contains(foldedPath(top)) else { return nil }
        return "the build keeps `\(top)` for itself"
    }

    private static func unsafePath(_ file: PlannedFile, _ fault: String) -> Diagnostic {
        Diagnostic(
            .outputPath, at: file.origin, "cannot be written to `\(file.path)`: \(fault)",
            suggestion: "rename the source, or give it another `slug` or `alias`")
    }
}

/// Names in and beside the output that belong to the build.
enum OutputNames {
    /// What the last build wrote: at the top of the output.
    static let record = ".waymark.json"
    /// New files on their way, where the output is changed in place: at the top of the output.
    static let innerStage = ".waymark-stage"
    /// In the inner stage: the record that holds while files are being replaced.
    static let passingRecord = ".waymark-passing.json"
    static let reserved = [record, innerStage, passingRecord]
    /// The new output on its way, beside the old one.
    static func outerStage(_ name: String) -> String { ".\(name).waymark-stage" }
}

/// One spelling for all paths that a file system may hold for the same: composed, without case.
///
/// Swift compares and hashes strings by canonical equivalence, which is NFC. Upper case first, because lower
/// case alone keeps `ß` apart from `ss` and `ς` from `σ`.
func foldedPath(_ path: String) -> String {
    if path.utf8.allSatisfy({ $0 < 0x80 }) { return path.lowercased() }
    return path.uppercased().lowercased()
}
