package import Diagnostics

/// The files of a plan that cannot all be written, and the words about them.
struct OutputConflicts {
    private(set) var diagnostics: [Diagnostic] = []
    /// Indices of the files that give way: all writers of a path but the first, and files whose path is a folder.
    private(set) var refused: Set<Int> = []

    init(_ files: [PlannedFile]) {
        var writers: [String: [Int]] = [:]
        writers.reserveCapacity(files.count)
        for (i, file) in files.enumerated() {
            writers[foldedPath(file.path), default: []].append(i)
        }
        for indices in writers.values where indices.count > 1 {
            let group = Self.sorted(indices, files)
            refused.formUnion(group.dropFirst())
            diagnostics.append(Self.twoWriters(group.map { files[$0] }))
        }
        for (path, paths) in Self.folders(of: writers) {
            guard let indices = writers[path] else { continue }
            refused.formUnion(indices)
            let group = Self.sorted(indices, files).map { files[$0] }
            let inside = Self.sorted(paths.flatMap { writers[$0] ?? [] }, files).map { files[$0] }
            diagnostics.append(Self.fileAndFolder(group, inside))
        }
        diagnostics.sort(by: Diagnostic.precedes)
    }

    /// Every folder that some path needs and that is itself a path, with the paths in it.
    private static func folders(of writers: [String: [Int]]) -> [String: [String]] {
        var found: [String: [String]] = [:]
        var harmless: Set<Substring> = []
        for path in writers.keys {
            var rest = path[...]
            while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
                rest = rest[..<slash]
                if harmless.contains(rest) { continue }
                if writers[String(rest)] == nil {
                    harmless.insert(rest)
                } else {
                    found[String(rest), default: []].append(path)
                }
            }
        }
        return found
    }

    private static func sorted(_ group: [Int], _ files: [PlannedFile]) -> [Int] {
        group.sorted {
            let (a, b) = (files[$0], files[$1])
            if a.origin.file != b.origin.file { return a.origin.file < b.origin.file }
            let (p, q) = (a.origin.position, b.origin.position)
            if p?.line != q?.line { return (p?.line ?? 0) < (q?.line ?? 0) }
            return ($0 as Int) < $1
        }
    }

    private static func twoWriters(_ files: [PlannedFile]) -> Diagnostic {
        let first = OutputPath(files[0].path)
        return Diagnostic(
            .outputConflict, at: files[0].origin,
            "`\(files[0].path)` is written by \(files.count) sources",
            suggestion: suggestion(
                "rename all but one of them, or change their `slug` or `aliases`", files),
            notes: files.dropFirst().map { file in
                var spelling = ""
                if OutputPath(file.path) != first { spelling = " as `\(file.path)`" }
                // Strings are equal when they look the same: the bytes are not.
                if !spelling.isEmpty, file.path == files[0].path {
                    spelling = ", with its accents spelled in another form of Unicode"
                }
                return Diagnostic.Note("also written from here\(spelling)", at: file.origin)
            })
    }

    /// How many of the files in a folder are named; the rest are counted.
    private static let shown = 10

    private static func fileAndFolder(_ files: [PlannedFile], _ inside: [PlannedFile]) -> Diagnostic
    {
        var notes = files.dropFirst().map {
            Diagnostic.Note("also written from here", at: $0.origin)
        }
        notes += inside.prefix(shown).map {
            Diagnostic.Note("needs it as a folder, for `\($0.path)`", at: $0.origin)
        }
        if inside.count > shown {
            notes.append(Diagnostic.Note("and \(inside.count - shown) more need it as a folder"))
        }
        return Diagnostic(
            .outputConflict, at: files[0].origin,
            "`\(files[0].path)` is a file here, and a folder for other files",
            suggestion: suggestion("rename one side", files + inside), notes: notes)
    }

    /// With what the files themselves can do to give way.
    private static func suggestion(_ text: String, _ files: [PlannedFile]) -> String {
        ([text] + files.compactMap(\.remedy)).joined(separator: "; or ")
    }
}

extension DiagnosticKind {
    package static let outputConflict = DiagnosticKind(
        .error, "output-conflict", title: "Two sources want the same place in the output",
        explanation: """
            Two or more sources would be written to one file of the output, or one would be a file where another \
            needs a folder. Only one of them could be read by anybody, so the build refuses instead of choosing. \
            Paths are compared without regard to case and to how accents are spelled in Unicode, because \
            many file systems and web servers hold such names for the same. Rename all sources but one, or change \
            their `slug` or `aliases`; the notes list every source that takes part.
            """)

    package static let outputPath = DiagnosticKind(
        .error, "output-path", title: "A file cannot have this path in the output",
        explanation: """
            The path that follows from a source's name, `slug` or `aliases` cannot be a file inside the output: it is \
            empty or absolute, has `.`, `..` or nothing between two slashes, holds a NUL byte, is longer than \
            file systems allow (255 bytes a name, 4,000 in all), lies more than 64 folders deep, or is a name \
            that the build keeps for itself. Rename the source or change the key that gives it its path.
            """)
}

/// All kinds of problem that this target reports about the plan of the output.
package let outputDiagnosticKinds: [DiagnosticKind] = [.outputConflict, .outputPath]
