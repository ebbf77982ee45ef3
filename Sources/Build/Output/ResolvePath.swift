import Glibc

/// An absolute path without symbolic links, `.` and `..`, for something that need not exist: what is missing
/// is appended as it is named. A final symbolic link is followed, even to a target that is not there yet.
func resolvedPath(_ path: String) throws(OutputError) -> String {
    var path = path
    if !path.utf8.starts(with: "/".utf8) {
        guard let folder = realPath(".") else {
            throw .system(path: path, doing: "resolve", code: errno)
        }
        path = "\(folder)/\(path)"
    }
    return try resolve(path, linksLeft: 40)
}

/// As `realpath(3)`; nil with `errno` set when the path does not exist.
func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}

/// Climbs to the part that exists, then comes back down by the names it passed.
private func resolve(_ path: String, linksLeft: Int) throws(OutputError) -> String {
    var left = linksLeft
    var existing = path
    var missing: [String] = []
    while true {
        if let resolved = realPath(existing.isEmpty ? "/" : existing) {
            return descend(from: resolved, missing)
        }
        let code = errno
        guard code == ENOENT else { throw .system(path: path, doing: "resolve", code: code) }
        if let target = linkTarget(existing) {
            guard left > 0 else { throw .system(path: path, doing: "resolve", code: ELOOP) }
            left -= 1
            existing = target.utf8.first == slash ? target : "\(split(existing).folder)/\(target)"
        } else {
            let (folder, name) = split(existing)
            if !name.isEmpty { missing.append(name) }
            existing = folder
        }
    }
}

private func descend(from folder: String, _ missing: [String]) -> String {
    var components = folder.split(separator: "/").map(String.init)
    for name in missing.reversed() where name != "." {
        if name == ".." { _ = components.popLast() } else { components.append(name) }
    }
    return "/" + components.joined(separator: "/")
}

private func linkTarget(_ path: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
        guard let start = buffer.baseAddress else { return nil }
        let count = readlink(path, start, buffer.count)
        guard count > 0 else { return nil }
        return String(
            decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
}

/// The path up to its last slash, and the name behind it.
private func split(_ path: String) -> (folder: String, name: String) {
    guard let end = path.utf8.lastIndex(of: slash) else { return ("", path) }
    return (String(path[..<end]), String(path[path.utf8.index(after: end)...]))
}

private let slash = UInt8(ascii: "/")

/// A folder as the kernel knows it, whatever its name: two paths of one folder, as by a bind mount or on a file
/// system without case, have one identity.
struct FileIdentity: Hashable {
    let device: dev_t
    let inode: ino_t

    init(_ status: stat) {
        device = status.st_dev
        inode = status.st_ino
    }

    /// Of what the path leads to; nil when there is nothing.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }
}

/// The path and all folders above it, the nearest first; `/` last. The path must be absolute and resolved.
func ancestry(_ path: String) -> [String] {
    var result: [String] = []
    var rest = path
    while rest.utf8.count > 1 {
        result.append(rest)
        rest = split(rest).folder
    }
    return result + ["/"]
}
