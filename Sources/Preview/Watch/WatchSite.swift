package import Build
import Glibc

/// What changes in a site's folders, as an endless sequence: each element is all that may have changed since the last.
///
/// Looks at all files three times a second.
package struct WatchSite: AsyncSequence, Sendable {
    private let folders: [String]
    private let seen: [String: String]

    /// Whatever changes from now on is told.
    package init(root: String) {
        folders = [root + "/content", root + "/themes"]
        seen = Self.look(at: folders)
    }

    package func makeAsyncIterator() -> Iterator { Iterator(folders: folders, seen: seen) }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let folders: [String]
        fileprivate var seen: [String: String]

        package mutating func next() async -> SiteChanges? {
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(300))
                let now = WatchSite.look(at: folders)
                var changed = Set(seen.keys).symmetricDifference(now.keys)
                for (path, version) in now where seen[path] != version { changed.insert(path) }
                seen = now
                if !changed.isEmpty { return .paths(changed) }
            }
            return nil
        }
    }

    private static func look(at folders: [String]) -> [String: String] {
        var found: [String: String] = [:]
        var waiting = folders
        while let folder = waiting.popLast() {
            var status = stat()
            guard stat(folder, &status) == 0 else { continue }
            let version = "\(status.st_ino) \(status.st_size) \(status.st_mtim)"
            // A link that leads back up is not followed for ever.
            guard found.updateValue(version, forKey: folder) == nil, found.count < 1 << 20,
                folder.utf8.count < 4096, status.st_mode & S_IFMT == S_IFDIR,
                let directory = opendir(folder)
            else { continue }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                    String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
                }
                if !name.hasPrefix(".") { waiting.append(folder + "/" + name) }
            }
        }
        return found
    }
}
