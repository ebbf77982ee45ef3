/// What lies in the output and is not ours.
struct OutputScan: Sendable {
    /// In order of their paths. What lies in a foreign folder is not listed.
    private(set) var foreign: [OutputPath] = []

    /// Of an output that is not there.
    init() {}

    /// Lists the folders that the record or the plan knows, and no other. A regular file counts as ours when either
    /// names its path: one that the plan names and the record does not has been compared, and is equal or was refused.
    ///
    /// Throws when one of these folders is a file system of its own: no file can be renamed into it, and an
    /// exchange would carry it off with the old output.
    init(_ root: OpenFolder, record: OutputRecord, plan: PlannedPaths) throws {
        let device = try FileIdentity(root.status()).device
        var waiting: [(folder: OpenFolder, path: OutputPath)] = [(root, OutputPath(utf8: []))]
        while let (folder, path) = waiting.popLast() {
            for entry in try folder.entries() {
                let entryPath = path.appending(entry.name)
                if path.utf8.isEmpty, OutputNames.isOurs(entry) { continue }
                switch entry.kind {
                case .file where record.contains(entryPath) || plan.files.contains(entryPath):
                    continue
                case .folder
                where record.folders.contains(entryPath) || plan.folders.contains(entryPath):
                    if case .folder(let child) = try folder.folder(systemName(entry.name)) {
                        guard try FileIdentity(child.status()).device == device else {
                            throw OutputError.mounted(path: root.path, folder: entryPath.text)
                        }
                        waiting.append((child, entryPath))
                    }
                default: foreign.append(entryPath)
                }
            }
        }
        foreign.sort()
    }

    /// Whether something foreign is at the path or below it.
    func holdsForeign(_ path: OutputPath) -> Bool {
        foreign.contains { $0 == path || $0.isInside(path) }
    }
}

/// The paths of a plan, to look things up in.
struct PlannedPaths: Sendable {
    let files: Set<OutputPath>
    let folders: Set<OutputPath>

    init(_ plan: OutputPlan) {
        var folders: Set<OutputPath> = []
        for file in plan.files {
            for folder in file.path.folders {
                if !folders.insert(folder).inserted { break }
            }
        }
        files = Set(plan.files.map(\.path))
        self.folders = folders
    }
}

extension OutputNames {
    static func isOurs(_ entry: OpenFolder.Entry) -> Bool {
        switch entry.kind {
        case .file: entry.name.elementsEqual(record.utf8)
        case .folder: entry.name.elementsEqual(innerStage.utf8)
        case .other: false
        }
    }
}
