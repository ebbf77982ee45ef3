import Glibc

extension OpenFolder {
    struct Entry {
        var name: [UInt8]
        var kind: EntryKind
    }

    /// All entries but `.` and `..`, in the order of the file system.
    func entries() throws(OutputError) -> [Entry] {
        // A descriptor of its own: one that was read to its end would list nothing the next time.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw .system(path: path, doing: "list", code: errno) }
        guard let stream = fdopendir(copy) else {
            let code = errno
            close(copy)
            throw .system(path: path, doing: "list", code: code)
        }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw .system(path: path, doing: "list", code: errno) }
                return entries
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
            switch Int(entry.pointee.d_type) {
            case Int(DT_REG): entries.append(Entry(name: name, kind: .file))
            case Int(DT_DIR): entries.append(Entry(name: name, kind: .folder))
            case Int(DT_UNKNOWN):
                guard let kind = try kind(systemName(name)) else { continue }
                entries.append(Entry(name: name, kind: kind))
            default: entries.append(Entry(name: name, kind: .other))
            }
        }
    }

    /// Empties the folder, following no link. With a list of its own instead of recursion: a task's stack is small.
    func removeContents() throws {
        var open: [(folder: OpenFolder, subfolders: [[UInt8]])] = [(self, try removeFiles())]
        while let last = open.last {
            guard let name = last.subfolders.last else {
                open.removeLast()
                guard let parent = open.last, let done = parent.subfolders.last else { return }
                try parent.folder.removeEmptyFolder(systemName(done))
                open[open.count - 1].subfolders.removeLast()
                continue
            }
            if case .folder(let child) = try last.folder.folder(systemName(name)) {
                open.append((child, try child.removeFiles()))
            } else {
                open[open.count - 1].subfolders.removeLast()
            }
        }
    }

    /// Removes all entries that are no folders; returns the names of those that are.
    private func removeFiles() throws -> [[UInt8]] {
        var subfolders: [[UInt8]] = []
        for entry in try entries() {
            if entry.kind == .folder {
                subfolders.append(entry.name)
            } else {
                try removeFile(systemName(entry.name))
            }
        }
        return subfolders
    }
}
