import Glibc

/// One file of the plan after it was made and compared.
struct SettledFile: Sendable {
    enum Obstacle: Sendable {
        case none
        /// A folder where the file should be; foreign if anything in it is.
        case folder
        /// What a build did not write: the file itself, or what stands where a folder is needed.
        case other(OutputPath)
    }

    /// As in the record.
    var hash: String
    /// Whether its new content was written to the stage; else what is on disk is right.
    var isStaged: Bool
    var obstacle: Obstacle
}

extension OutputWriter {
    /// Makes every file, compares it, and writes it to the stage if it differs. In the plan's order.
    func settle(_ stage: LazyStage) async throws -> [SettledFile] {
        // Runs of files that lie near each other: each has cursors of its own and opens its folders once.
        let length = 16
        let runs = stride(from: 0, to: plan.files.count, by: length).map {
            $0..<min($0 + length, plan.files.count)
        }
        let settled = try await concurrentMap(runs, runLength: 1) { run in
            var work = SettleRun(writer: self, lazyStage: stage)
            return try self.plan.files[run].map { try work.settle($0) }
        }
        return settled.flatMap { $0 }
    }
}

/// The work on some files in a row.
private struct SettleRun {
    let writer: OutputWriter
    let lazyStage: LazyStage
    private var oldCursor: FolderCursor?
    private var stageCursor: FolderCursor?

    init(writer: OutputWriter, lazyStage: LazyStage) {
        self.writer = writer
        self.lazyStage = lazyStage
        oldCursor = writer.old.map { FolderCursor($0) }
    }

    mutating func settle(_ file: OutputPlan.File) throws -> SettledFile {
        let (existing, obstacle) = try look(file.path)
        switch file.content {
        case .bytes(let bytes): return try settle(file, bytes, existing, obstacle)
        case .make(let make): return try settle(file, try make(), existing, obstacle)
        case .copy(let path):
            let source = try CopySource(path)
            if let existing, let hash = try source.hashIfEqual(to: existing) {
                return SettledFile(hash: hash, isStaged: false, obstacle: .none)
            }
            if stops(obstacle) { return SettledFile(hash: "", isStaged: false, obstacle: obstacle) }
            let (folder, name) = try stagePlace(file.path)
            let hash = try source.copy(to: folder, as: name)
            return SettledFile(hash: hash, isStaged: true, obstacle: obstacle)
        }
    }

    private mutating func settle(
        _ file: OutputPlan.File, _ bytes: [UInt8], _ existing: OpenFile?,
        _ obstacle: SettledFile.Obstacle
    ) throws -> SettledFile {
        let hash = FileHash.of(bytes)
        if let existing, try existing.holds(bytes) {
            return SettledFile(hash: hash, isStaged: false, obstacle: .none)
        }
        if stops(obstacle) { return SettledFile(hash: hash, isStaged: false, obstacle: obstacle) }
        let (folder, name) = try stagePlace(file.path)
        try folder.write(bytes, to: name)
        return SettledFile(hash: hash, isStaged: true, obstacle: obstacle)
    }

    /// What is at the path now, and what of it would be in the way of a file that differs.
    private mutating func look(
        _ path: OutputPath
    ) throws -> (existing: OpenFile?, obstacle: SettledFile.Obstacle) {
        let holder: OpenFolder
        switch try oldCursor?.folder(holding: path) {
        case nil, .missing: return (nil, .none)
        case .obstacle(let obstacle): return (nil, try isOurs(obstacle) ? .none : .other(obstacle))
        case .folder(let folder): holder = folder
        }
        let foreign: SettledFile.Obstacle = writer.record.contains(path) ? .none : .other(path)
        switch try holder.file(path.name) {
        case .missing: return (nil, .none)
        case .file(let file): return (file, foreign)
        case .unreadable: return (nil, foreign)
        case .folder: return (nil, .folder)
        case .other: return (nil, .other(path))
        }
    }

    /// Whether what stands where a folder is needed is a file that we wrote.
    private mutating func isOurs(_ path: OutputPath) throws -> Bool {
        guard writer.record.contains(path),
            case .folder(let holder) = try oldCursor?.folder(holding: path)
        else { return false }
        return try holder.kind(path.name) == .file
    }

    /// A file that will be refused need not be written.
    private func stops(_ obstacle: SettledFile.Obstacle) -> Bool {
        if case .other = obstacle { return !writer.output.force }
        return false
    }

    private mutating func stagePlace(_ path: OutputPath) throws -> (OpenFolder, [CChar]) {
        let root = try lazyStage.get().root
        var cursor = stageCursor ?? FolderCursor(root)
        let found = try cursor.makeFolder(holding: path)
        stageCursor = cursor
        guard case .folder(let folder) = found else { throw root.fault("make", path.name, ENOTDIR) }
        return (folder, path.name)
    }
}

extension OpenFile {
    /// Whether the file is exactly these bytes. Read only when the sizes agree.
    func holds(_ bytes: [UInt8]) throws -> Bool {
        guard size == bytes.count else { return false }
        return try withUnsafeTemporaryAllocation(byteCount: max(1, bytes.count), alignment: 16) {
            let found = UnsafeMutableRawBufferPointer(rebasing: $0.prefix(bytes.count))
            guard try read(into: found) == bytes.count else { return false }
            return bytes.withUnsafeBytes { bytes in
                guard let a = bytes.baseAddress, let b = found.baseAddress else { return true }
                return memcmp(a, b, bytes.count) == 0
            }
        }
    }
}
