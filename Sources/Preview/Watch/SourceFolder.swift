// The folders that hold what a site is made of, and how they are listed: as the build lists them, which follows no
// name that begins with a dot.

import Glibc

/// A folder that holds sources of a site.
struct SourceFolder: Sendable, Equatable {
    /// Absolute, as the site names it.
    let path: String
    /// Whether the site names it by itself: `content`, `themes`, a theme. Such a folder may be a symbolic link.
    var isTop = false
    /// Whether links in it are themes, which may lie elsewhere.
    var holdsThemes = false
    /// Whether it lies behind the link of a theme.
    var isElsewhere = false

    /// Folders behind links of themes that are watched, all together. One that leads to `/` by mistake must not make
    /// the preview go through the whole disk.
    static let maximumElsewhere = 1_000

    /// Those of a site, whether they are there or not.
    static func tops(of root: String) -> [SourceFolder] {
        [
            SourceFolder(path: root + "/content", isTop: true),
            SourceFolder(path: root + "/themes", isTop: true, holdsThemes: true),
            SourceFolder(path: root + folderOfCopies, isTop: true),
        ]
    }

    /// Where copies of forms stand, which a build compares with the forms. They are no sources, so which form a file
    /// there belongs to is not known here.
    private static let folderOfCopies = "/.github"

    static func mayHoldCopy(_ path: String, root: String) -> Bool {
        path.hasPrefix(root + folderOfCopies + "/")
    }

    func child(_ name: String) -> SourceFolder {
        SourceFolder(path: path + "/" + name, isElsewhere: isElsewhere)
    }

    /// The theme behind a link of this folder.
    func theme(_ name: String) -> SourceFolder {
        SourceFolder(path: path + "/" + name, isTop: true, isElsewhere: true)
    }

    struct Entry {
        let name: String
        let kind: Kind
    }

    enum Kind { case file, folder, link }

    /// Without names that the build does not read: hidden ones, and those that are not UTF-8. Empty for a folder that
    /// cannot be read.
    func entries() -> [Entry] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var found: [Entry] = []
        while let entry = readdir(directory) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                Array(raw.prefix { $0 != 0 })
            }
            guard bytes.first != UInt8(ascii: "."),
                let name = String(validating: bytes, as: UTF8.self)
            else { continue }
            let kind: Kind? =
                switch Int(entry.pointee.d_type) {
                case Int(DT_DIR): .folder
                case Int(DT_LNK): .link
                case Int(DT_UNKNOWN): Self.kind(of: path + "/" + name)
                default: .file
                }
            if let kind { found.append(Entry(name: name, kind: kind)) }
        }
        return found
    }

    /// Whether it is a folder, or a link to one.
    var isThere: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// nil for what is not there.
    static func kind(of path: String) -> Kind? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .file
        }
    }
}
