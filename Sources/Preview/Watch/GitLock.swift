import Glibc

/// The file that git keeps in its folder while it changes the working tree: `index.lock`.
struct GitLock: Sendable {
    private let path: String?

    /// - Parameter root: a folder in a working tree, or not.
    init(root: String) {
        var folder = root[...]
        while true {
            if let found = Self.gitFolder(in: String(folder)) {
                path = found + "/index.lock"
                return
            }
            guard let slash = folder.lastIndex(of: "/") else { break }
            folder = folder[..<slash]
        }
        path = nil
    }

    /// Whether changes of this age may be half of what git is about to change.
    ///
    /// While git changes files the lock is empty: the new index is written last. One that has its bytes is about to go,
    /// or belongs to a `git commit --all` whose user writes the message. One older than ten seconds is of a git that died.
    func isReasonToWait(after age: Duration) -> Bool {
        guard let path else { return false }
        var status = stat()
        guard stat(path, &status) == 0, abs(time(nil) - status.st_mtim.tv_sec) < 10 else {
            return false
        }
        return age < (status.st_size == 0 ? .seconds(5) : .seconds(1))
    }

    private static func gitFolder(in folder: String) -> String? {
        let git = folder + "/.git"
        guard let kind = SourceFolder.kind(of: git) else { return nil }
        guard kind == .file else { return git }
        // A second working tree has a file that names the folder.
        let mark = "gitdir: "
        guard let text = readSmallFile(git), text.hasPrefix(mark) else { return nil }
        let named = text.dropFirst(mark.count).prefix { $0 != "\n" }
        return named.hasPrefix("/") ? String(named) : folder + "/" + named
    }
}

/// The first 256 KiB of a file whose size may not be known, such as those of `/proc`; nil where it cannot be read.
func readSmallFile(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count < 1 << 18 {
        let count = read(file, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        bytes += chunk.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
}
