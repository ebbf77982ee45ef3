import Glibc
import Site

/// What may have changed on the disk since the last build.
package enum SiteChanges: Sendable, Equatable {
    case everything
    /// Absolute paths of what may have changed, appeared or vanished.
    case paths(Set<String>)
}

/// The same, as the steps of a build ask for it.
struct ChangedFiles: Sendable {
    /// Files and folders, relative to the content folder.
    private(set) var content: Set<String> = []
    private(set) var themes = false

    /// nil where anything may have changed: everything was said to, or the content folder itself, or a path that is
    /// in none of the site's folders.
    init?(_ changes: SiteChanges, in folders: SiteFolders) {
        guard case .paths(let paths) = changes else { return nil }
        let (content, themes) = (folders.content + "/", folders.themes + "/")
        for path in paths {
            if path.hasPrefix(content) {
                self.content.insert(String(path.dropFirst(content.count)))
            } else if path.hasPrefix(themes) || path == folders.themes {
                self.themes = true
            } else {
                return nil
            }
        }
    }

    /// Whether a file, or a folder that it stands in, may have changed.
    func touches(_ path: String) -> Bool {
        if content.isEmpty { return false }
        if content.contains(path) { return true }
        var folder = ContentPath.folder(of: path)
        while !folder.isEmpty {
            if content.contains(folder) { return true }
            folder = ContentPath.folder(of: folder)
        }
        return false
    }

    /// Whether a folder or anything in it may have changed.
    func touchesFolder(_ folder: String) -> Bool {
        touches(folder) || content.contains { $0.hasPrefix(folder + "/") }
    }

    /// Whether the folder still holds the same files: then all that changed are files that were there before, and are
    /// there.
    func keep(_ tree: ContentTree, in folders: SiteFolders) -> Bool {
        content.allSatisfy { path in
            guard tree.holdsExactly(path) else { return false }
            var status = stat()
            return lstat(folders.content + "/" + path, &status) == 0
                && status.st_mode & S_IFMT == S_IFREG
        }
    }
}

extension ContentTree {
    /// Whether a file has this name, byte by byte, and no other has it but for its bytes: two names that are one to
    /// Swift may be two on the disk.
    fileprivate func holdsExactly(_ path: String) -> Bool {
        [pages, snippets, files].contains { list in
            list.position(of: path).map { position in
                list[position].utf8.elementsEqual(path.utf8) && list[checked: position + 1] != path
            } ?? false
        }
    }
}
