import Glibc
import Synchronization

/// The folder in which new files wait until all of them are written.
struct Stage: Sendable {
    let root: OpenFolder
    let method: WriteMethod
    /// The foreign entries of the old output.
    let scan: OutputScan?

    /// Removes it with all it holds.
    func remove() throws {
        try root.removeContents()
        try root.steps.take("remove folder", root.path)
        if rmdir(root.path) != 0, errno != ENOENT {
            throw OutputError.system(path: root.path, doing: "remove", code: errno)
        }
    }
}

/// Opens the stage when the first file differs, for all tasks the same.
///
/// The one lock that steps of a build share: each task holds it once, for as long as the stage takes to open.
final class LazyStage: Sendable {
    private let opened = Mutex<Stage?>(nil)
    private let open: @Sendable () throws -> Stage

    init(_ open: @escaping @Sendable () throws -> Stage) { self.open = open }

    /// Removes the stage, if there is one.
    func remove() throws { try opened.withLock { $0 }?.remove() }

    /// The stage has become the output: from now on nothing may remove it.
    func hasBecomeOutput() { opened.withLock { $0 = nil } }

    func get() throws -> Stage {
        try opened.withLock { opened in
            if let opened { return opened }
            let stage = try open()
            opened = stage
            return stage
        }
    }
}

extension OutputWriter {
    /// Chooses the way of writing: beside the output if the whole of it can be exchanged, else inside it.
    func openStage() throws -> Stage {
        guard let old else {
            try makeParents()
            return Stage(root: try makeFolder(outerStagePath), method: .exchange, scan: nil)
        }
        let scan = try OutputScan(old, record: record, plan: paths)
        if let first = scan.foreign.first {
            return try innerStage(scan, "\(first.text) in it was not written by a build")
        }
        let parent = ancestry(output.path)[1]
        if FileIdentity(path: parent)?.device != FileIdentity(try old.status()).device {
            return try innerStage(scan, "it is a mount point")
        }
        do {
            return Stage(root: try makeFolder(outerStagePath), method: .exchange, scan: scan)
        } catch OutputError.system(_, _, let code)
            where [EACCES, EPERM, EROFS, ENAMETOOLONG].contains(code)
        {
            let words = String(cString: strerror(code))
            return try innerStage(scan, "no folder can be made beside it: \(words)")
        }
    }

    func innerStage(_ scan: OutputScan, _ reason: String) throws -> Stage {
        Stage(
            root: try makeFolder("\(output.path)/\(OutputNames.innerStage)"),
            method: .inPlace(reason: reason), scan: scan)
    }

    var outerStagePath: String {
        let (parent, name) = (ancestry(output.path)[1], output.path.utf8.split(separator: slash))
        let last = String(name.last.map(Substring.init) ?? "")
        return (parent == "/" ? "" : parent) + "/" + OutputNames.outerStage(last)
    }

    /// Removes what killed builds left. Only called with the output's lock; a stage beside it may yet belong to a first
    /// build, which has no output to lock and locks its stage instead.
    func removeStaleStages() throws {
        let inner = "\(output.path)/\(OutputNames.innerStage)"
        for path in old == nil ? [outerStagePath] : [outerStagePath, inner] {
            guard isFolder(path),
                let stale = try OutputLock.open(path, of: output.path, steps: steps)
            else { continue }
            try Stage(root: stale, method: .nothing, scan: nil).remove()
        }
    }

    /// A folder itself, not a link to one.
    private func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && EntryKind(mode: status.st_mode) == .folder
    }

    private func makeFolder(_ path: String) throws -> OpenFolder {
        try steps.take("make folder", path)
        guard mkdir(path, 0o777) == 0 else {
            let code = errno
            if code == EEXIST, isFolder(path) { throw OutputError.busy(path: output.path) }
            throw OutputError.system(path: path, doing: "make", code: code)
        }
        guard let folder = try OutputLock.open(path, of: output.path, steps: steps) else {
            throw OutputError.busy(path: output.path)
        }
        willRelease(folder)
        return folder
    }

    private func makeParents() throws {
        for folder in ancestry(output.path).dropFirst().reversed() {
            if FileIdentity(path: folder) != nil { continue }
            try steps.take("make folder", folder)
            if mkdir(folder, 0o777) != 0, errno != EEXIST {
                throw OutputError.system(path: folder, doing: "make", code: errno)
            }
        }
    }
}

private let slash = UInt8(ascii: "/")
