import Glibc

// The second way of writing: each file is renamed over the one it replaces. All new content is on the disk before the
// first of them, so that a full disk changes nothing. A kill may leave new files beside old ones, but no half file;
// the record that holds meanwhile names the files of both sites, so that the next build knows all of ours and completes it.

extension OutputWriter {
    func replaceInPlace(_ change: OutputChange, _ stage: Stage) throws {
        guard let old else { return }
        let recordName = systemName(OutputNames.record.utf8)
        let passingName = systemName(OutputNames.passingRecord.utf8)
        try stage.root.write(passingRecord(change).bytes, to: passingName)
        try stage.root.write(change.record.bytes, to: recordName)

        try move(passingName, from: stage.root, to: old, as: recordName)
        try makeFolders(change, in: old)
        for kind in [PlannedFile.Kind.asset, .page] {
            try replace(change.changed.filter { $0.kind == kind }, from: stage, in: old)
        }
        try remove(change.removed, from: old)
        try move(recordName, from: stage.root, to: old, as: recordName)
        try stage.remove()
    }

    /// A stage inside the output with what the stage beside it holds, which is then removed.
    func moveInside(_ change: OutputChange, _ outer: Stage, reason: String) throws -> Stage {
        let inner = try innerStage(outer.scan ?? OutputScan(), reason)
        do {
            var source = FolderCursor(outer.root)
            var target = FolderCursor(inner.root)
            for file in change.changed {
                guard case .folder(let from) = try source.folder(holding: file.path),
                    case .folder(let to) = try target.makeFolder(holding: file.path)
                else { throw outer.root.fault("move", systemName(file.path.utf8), ENOENT) }
                let code = try from.move(file.path.name, to: to, as: file.path.name)
                if code == EXDEV {
                    try from.copy(file.path.name, to: to)
                } else if code != 0 {
                    throw from.fault("move", file.path.name, code)
                }
            }
            try outer.remove()
        } catch {
            try? inner.remove()
            throw error
        }
        return inner
    }

    private func passingRecord(_ change: OutputChange) -> OutputRecord {
        let hashes = record.hashes.merging(change.record.hashes) { _, new in new }
        return OutputRecord(hashes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// Ahead of the first replacement, for a full disk again. Where a file of the old site is in the way, later.
    private func makeFolders(_ change: OutputChange, in old: OpenFolder) throws {
        var cursor = FolderCursor(old)
        for file in change.changed { _ = try cursor.makeFolder(holding: file.path) }
    }

    private func replace(
        _ files: [OutputPlan.File], from stage: Stage, in old: OpenFolder
    ) throws {
        var source = FolderCursor(stage.root)
        var target = FolderCursor(old)
        for file in files {
            let (path, name) = (file.path, file.path.name)
            guard case .folder(let from) = try source.folder(holding: path),
                case .folder(let to) = try target.makeFolder(
                    holding: path, mayClear: { self.output.force || self.record.contains($0) })
            else {
                throw OutputError.occupied(path: output.path, by: [path.text], forceHelps: false)
            }
            if try to.kind(name) == .folder { try clearFolder(path, in: old) }
            try move(name, from: from, to: to, as: name)
        }
    }

    private func move(
        _ name: [CChar], from: OpenFolder, to: OpenFolder, as newName: [CChar]
    ) throws {
        let code = try from.move(name, to: to, as: newName)
        if code != 0 { throw to.fault("replace", newName, code) }
    }

    /// Makes room for a file where the old site has a folder; what lies in it is all ours.
    private func clearFolder(_ path: OutputPath, in old: OpenFolder) throws {
        try remove(record.hashes.keys.filter { $0.isInside(path) }.sorted(), from: old, top: path)
    }

    /// Removes files of ours and the folders that they leave empty, none above `top`. What has become something else
    /// is not ours any more; folders that the plan needs are not empty.
    private func remove(
        _ paths: [OutputPath], from old: OpenFolder, top: OutputPath? = nil
    ) throws {
        var cursor = FolderCursor(old)
        var folders: Set<OutputPath> = []
        for path in paths {
            for folder in path.folders {
                folders.insert(folder)
                if folder == top { break }
            }
            guard case .folder(let holder) = try cursor.folder(holding: path),
                try holder.kind(path.name) == .file
            else { continue }
            try holder.removeFile(path.name)
        }
        var folderCursor = FolderCursor(old)
        for folder in folders.sorted().reversed() {
            guard case .folder(let holder) = try folderCursor.folder(holding: folder),
                try holder.kind(folder.name) == .folder
            else { continue }
            try holder.removeEmptyFolder(folder.name)
        }
    }
}
