import Glibc

// The first way of writing: a whole new output beside the old one, and one system call that makes them change
// places. Whenever the process is killed, the path leads to the old site or to the new one, whole.

extension OutputWriter {
    /// Completes the stage and puts it in the output's place. Returns why that cannot be; then the old output
    /// is as it was and the stage still holds the changed files.
    func exchange(_ change: OutputChange, _ stage: Stage) async throws -> String? {
        try await link(change.unchanged, into: stage)
        try stage.root.write(change.record.bytes, to: systemName(OutputNames.record.utf8))
        if let old { try keepMode(of: old, on: stage.root) }
        try steps.take("exchange", output.path)
        guard old != nil else {
            guard rename(stage.root.path, output.path) == 0 else {
                if [EEXIST, ENOTEMPTY, ENOTDIR].contains(errno) {
                    throw OutputError.busy(path: output.path)
                }
                throw OutputError.system(path: output.path, doing: "make", code: errno)
            }
            return nil
        }
        if !exchangePaths(stage.root.path, output.path) {
            return "it cannot be exchanged: \(String(cString: strerror(errno)))"
        }
        return nil
    }

    /// The old output now has the stage's name. The new one stands: a failure here is not the build's, and the
    /// next build tries again. Only a test's stop goes on.
    func removeOld() throws {
        guard let old else { return }
        do {
            try old.removeContents()
            try steps.take("remove folder", outerStagePath)
            rmdir(outerStagePath)
        } catch is OutputError {
            return
        }
    }

    /// Gives the stage the files that stay as they are, by a second name for each, not a copy.
    private func link(_ paths: [OutputPath], into stage: Stage) async throws {
        guard let old, !paths.isEmpty else { return }
        let length = 64
        let runs = stride(from: 0, to: paths.count, by: length).map {
            paths[$0..<min($0 + length, paths.count)]
        }
        _ = try await concurrentMap(runs, runLength: 1) { run in
            var source = FolderCursor(old)
            var target = FolderCursor(stage.root)
            for path in run {
                guard case .folder(let from) = try source.folder(holding: path),
                    case .folder(let to) = try target.makeFolder(holding: path)
                else { throw old.fault("read", systemName(path.utf8), ENOENT) }
                try Self.link(path.name, from: from, to: to)
            }
        }
    }

    private static func link(_ name: [CChar], from: OpenFolder, to: OpenFolder) throws {
        let code = try from.link(name, into: to)
        if code == 0 { return }
        // Across mounts, where links are not known or not allowed, and when a file has too many.
        guard [EXDEV, EPERM, EMLINK, EOPNOTSUPP, ENOSYS].contains(code) else {
            throw from.fault("link", name, code)
        }
        try from.copy(name, to: to)
    }

    /// The folder itself is new, too: who may enter it must not change.
    private func keepMode(of old: OpenFolder, on new: OpenFolder) throws {
        let (was, now) = (try old.status(), try new.status())
        if was.st_uid != now.st_uid || was.st_gid != now.st_gid {
            try steps.take("change owner", new.path)
            // Only root may give a folder away; for others the mode must do.
            _ = fchown(new.descriptor, was.st_uid, was.st_gid)
        }
        if was.st_mode != now.st_mode {
            try steps.take("change mode", new.path)
            _ = fchmod(new.descriptor, was.st_mode & 0o7777)
        }
    }
}

extension OpenFolder {
    /// Copies a regular file under the same name.
    func copy(_ name: [CChar], to folder: OpenFolder) throws {
        guard case .file(let file) = try file(name) else { throw fault("read", name, EINVAL) }
        let target = try folder.createFile(name)
        try folder.steps.take("write", folder.path, name)
        var piece = [UInt8](repeating: 0, count: 1 << 17)
        while true {
            let count = try piece.withUnsafeMutableBytes { try file.read(into: $0) }
            if count == 0 { break }
            try piece.withUnsafeBytes {
                try target.write(UnsafeRawBufferPointer(rebasing: $0.prefix(count)))
            }
        }
        try target.finish()
    }
}
