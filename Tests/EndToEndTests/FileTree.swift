import Foundation
import Glibc

/// What a folder holds: regular files by path, read whole, and what else there is by kind.
struct FileTree: Equatable {
    /// A file's identity on the disk: a file that was written again differs in one of them.
    struct Stamp: Equatable {
        var inode: UInt
        var seconds: Int
        var nanoseconds: Int
    }

    private(set) var files: [String: Data] = [:]
    private(set) var stamps: [String: Stamp] = [:]
    private(set) var links: [String: String] = [:]
    /// Folders that hold nothing.
    private(set) var emptyFolders: Set<String> = []

    static func == (a: FileTree, b: FileTree) -> Bool {
        a.files == b.files && a.links == b.links && a.emptyFolders == b.emptyFolders
    }

    /// The tree at a path; an empty one when nothing is there.
    init(at root: String) throws {
        guard FileManager.default.fileExists(atPath: root) else { return }
        var open = [""]
        while let folder = open.popLast() {
            let full = folder.isEmpty ? root : root + "/" + folder
            let names = try FileManager.default.contentsOfDirectory(atPath: full)
            if names.isEmpty { emptyFolders.insert(folder) }
            for name in names {
                let path = folder.isEmpty ? name : folder + "/" + name
                if try visit(path, in: root) { open.append(path) }
            }
        }
    }

    /// True for a folder, which has to be opened.
    private mutating func visit(_ path: String, in root: String) throws -> Bool {
        let full = root + "/" + path
        var status = stat()
        guard lstat(full, &status) == 0 else {
            throw Program.Failure(description: "\(full) vanished")
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return true
        case S_IFREG:
            files[path] = try Data(contentsOf: URL(fileURLWithPath: full))
            stamps[path] = Stamp(
                inode: UInt(status.st_ino), seconds: status.st_mtim.tv_sec,
                nanoseconds: status.st_mtim.tv_nsec)
        case S_IFLNK:
            links[path] = try FileManager.default.destinationOfSymbolicLink(atPath: full)
        default: links[path] = "special"
        }
        return false
    }

    /// Paths that are in one of the two trees only or differ between them, sorted.
    func difference(from other: FileTree) -> [String] {
        var paths = Set(files.keys).union(other.files.keys)
        paths = paths.filter { files[$0] != other.files[$0] }
        let others = links == other.links ? [] : ["(links)"]
        let empty = emptyFolders == other.emptyFolders ? [] : ["(empty folders)"]
        return paths.sorted() + others + empty
    }

    /// Paths whose file is not the one that `earlier` had: written, replaced, new or gone.
    func written(since earlier: FileTree) -> Set<String> {
        Set(stamps.keys).union(earlier.stamps.keys).filter { stamps[$0] != earlier.stamps[$0] }
    }
}
