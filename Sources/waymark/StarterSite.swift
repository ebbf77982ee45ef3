// The small site that `waymark init` writes. It is the only file that imports CStarter.

import CStarter
import Glibc

/// Why no site was made. Nothing is left of it then.
enum StarterFailure: Error {
    case notAFolder
    case notEmpty(example: String)
    /// A system call failed; `doing` is a verb such as `write`.
    case system(path: String, doing: String, code: Int32)
}

struct StarterSite {
    /// In the order in which they are written.
    let files: [(path: String, text: String)]

    /// - Parameter today: `2026-11-21`, the day of the pages' review.
    init(today: String) {
        files = (0..<waymark_starter_file_count()).compactMap { index in
            let file = waymark_starter_file_at(index)
            guard let path = file.path, let bytes = file.bytes else { return nil }
            let text = String(
                decoding: UnsafeBufferPointer(start: bytes, count: file.size), as: UTF8.self)
            return (
                String(cString: path),
                text.split(separator: "TODAY", omittingEmptySubsequences: false).joined(
                    separator: today)
            )
        }
    }

    /// Writes the site into a folder that is empty, or is not there yet.
    ///
    /// No file is written over, whatever others do meanwhile. Where one cannot be written, those before it are removed
    /// again, and the folders that were made.
    func write(to folder: String) throws(StarterFailure) {
        var made = MadeFiles()
        do throws(StarterFailure) {
            if let example = try Self.firstEntry(of: folder) { throw .notEmpty(example: example) }
            for (path, text) in files { try made.add(folder + "/" + path, text) }
        } catch {
            made.remove()
            throw error
        }
    }

    /// What keeps the folder from being empty; nil for nothing, or no folder. A repository without files is empty.
    private static func firstEntry(of folder: String) throws(StarterFailure) -> String? {
        guard let directory = opendir(folder) else {
            switch errno {
            case ENOENT: return nil
            case ENOTDIR: throw .notAFolder
            case let code: throw .system(path: folder, doing: "read", code: code)
            }
        }
        defer { closedir(directory) }
        var first: String?
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if [".", "..", ".git"].contains(name) { continue }
            first = min(first ?? name, name)
        }
        return first
    }
}

/// Files and folders that were not there before, to be taken back.
private struct MadeFiles {
    private var files: [String] = []
    private var folders: [String] = []

    /// Makes the folders that it needs, too.
    mutating func add(_ path: String, _ text: String) throws(StarterFailure) {
        // From the top: `a`, `a/b` of `a/b/c`.
        var end = path.startIndex
        while let slash = path[end...].firstIndex(of: "/") {
            let folder = String(path[..<slash])
            if !folder.isEmpty { try makeFolder(folder) }
            end = path.index(after: slash)
        }
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw .system(path: path, doing: "write", code: errno) }
        files.append(path)
        let isWritten = Terminal.write(text, to: file)
        let code = errno
        // Some file systems tell only here that the disk is full.
        guard close(file) == 0 || !isWritten else {
            throw .system(path: path, doing: "write", code: errno)
        }
        guard isWritten else { throw .system(path: path, doing: "write", code: code) }
    }

    private mutating func makeFolder(_ path: String) throws(StarterFailure) {
        if mkdir(path, 0o777) == 0 { return folders.append(path) }
        let code = errno
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
        throw .system(path: path, doing: "make", code: code)
    }

    func remove() {
        for file in files.reversed() { unlink(file) }
        for folder in folders.reversed() { rmdir(folder) }
    }
}
