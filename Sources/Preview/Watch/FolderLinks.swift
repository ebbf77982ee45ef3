import Glibc

/// The symbolic links in a site's folders. Whoever reads a link reads what it leads to, so a change there is one of the
/// link as well. Which pages that touches is not worked out: links are rare, and such a change counts as one of
/// everything.
struct FolderLinks: Sendable {
    private var tops: [(path: String, real: String)] = []
    /// The links themselves, and what may be one.
    private(set) var paths: Set<String> = []
    /// Real paths of what they lead to.
    private var targets: Set<String> = []
    /// Whether one leads nowhere: any new file may be what it waits for.
    private(set) var isAnyLost = false

    var areAny: Bool { isAnyLost || !targets.isEmpty || tops.contains { $0.path != $0.real } }

    /// - Parameter path: a folder that is read under this name, be it a link or not.
    mutating func note(top path: String) {
        paths.insert(path)
        if let real = Self.real(path) { tops.append((path, real)) }
    }

    mutating func note(link path: String) {
        paths.insert(path)
        if let target = Self.real(path) { targets.insert(target) } else { isAnyLost = true }
    }

    /// Whether a link leads to the file, or to a folder above it.
    func lead(to path: String) -> Bool {
        if isAnyLost { return true }
        guard !targets.isEmpty else { return false }
        var end = real(of: path)[...]
        while !end.isEmpty {
            if targets.contains(String(end)) { return true }
            guard let slash = end.lastIndex(of: "/") else { break }
            end = end[..<slash]
        }
        return false
    }

    /// The real path of something below a top, whose own folders are no links.
    private func real(of path: String) -> String {
        var best: (path: String, real: String)?
        for top in tops where path.hasPrefix(top.path + "/") {
            if best.map({ $0.path.utf8.count < top.path.utf8.count }) ?? true { best = top }
        }
        return best.map { $0.real + path.dropFirst($0.path.count) } ?? path
    }

    private static func real(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }
}
