// Finds the files of a content folder. Names are bytes on the disk: those that are not UTF-8, links that lead
// out of the folder or round in circles, pipes and devices are each a diagnostic, and the rest goes on.

import Diagnostics
import Glibc
import Site

extension DiagnosticKind {
    static let unreadable = DiagnosticKind(
        .error, "unreadable", title: "A file or folder cannot be read",
        explanation: """
            The system refuses to open it, or it vanished while the site was being built. Check its permissions; \
            if it was just moved or deleted, build again.
            """)
    static let notAFile = DiagnosticKind(
        .error, "not-a-file", title: "A page or an asset is not a regular file",
        explanation: """
            It would be published, because its name ends in `.md` or it stands in a folder `assets`, but it is a pipe, \
            a socket or a device, and reading it could wait forever. Remove it from the content folder.
            """)
    static let nameNotUTF8 = DiagnosticKind(
        .error, "name-not-utf8", title: "A file's name is not UTF-8",
        explanation: """
            The name becomes part of an address, and addresses are UTF-8. The name is shown with its odd bytes \
            replaced. Rename the file.
            """)
    static let linkOutOfTree = DiagnosticKind(
        .error, "link-out-of-tree", title: "A symbolic link leads out of the content folder",
        explanation: """
            Following it would publish files from elsewhere on this machine. Copy what the site needs into the \
            content folder.
            """)
    static let linkLoop = DiagnosticKind(
        .error, "link-loop", title: "A symbolic link leads nowhere or round in a circle",
        explanation: """
            The link points to nothing, to itself, or to a folder that it stands in, so that there is no file \
            behind it. Remove it or point it at the right file.
            """)
}

let readDiagnosticKinds: [DiagnosticKind] = [
    .unreadable, .notAFile, .nameNotUTF8, .linkOutOfTree, .linkLoop,
]

/// Lists a content folder, sorted by path, links inside it followed.
struct DiscoverContent {
    private let root: String
    private let realRoot: String
    private let shownAs: String
    private var pages: [String] = []
    private var files: [String] = []
    private var snippets: [String] = []
    private var hasLinks = false
    private var diagnostics: [Diagnostic] = []
    /// Folders that were entered through a link, or stand in one that was.
    private var linkedFolders = 0
    /// A few folders that link to each other without a circle have millions of paths.
    private static let maximumLinkedFolders = 10_000

    /// - Parameters:
    ///   - root: the folder's path.
    ///   - shownAs: what diagnostics call it: `content`.
    static func run(root: String, shownAs: String) -> (tree: ContentTree, diagnostics: [Diagnostic])
    {
        var discovery = DiscoverContent(root: root, shownAs: shownAs)
        discovery.visitAll()
        discovery.pages.sort()
        discovery.files.sort()
        discovery.snippets.sort()
        return (
            ContentTree(
                pages: discovery.pages, files: discovery.files, snippets: discovery.snippets,
                hasLinks: discovery.hasLinks),
            discovery.diagnostics
        )
    }

    private init(root: String, shownAs: String) {
        self.root = root
        self.shownAs = shownAs
        realRoot = realPath(root) ?? root
    }

    private mutating func visitAll() {
        // (path relative to the root, real paths of the folders above): a stack, so that nothing recurses.
        var folders: [(path: String, above: [String])] = [("", [realRoot])]
        while let (folder, above) = folders.popLast() {
            guard let names = list(folder) else { continue }
            for name in names {
                let path = folder.isEmpty ? name : folder + "/" + name
                guard let kind = kind(of: path, above: above) else { continue }
                switch kind {
                case .file: add(path)
                case .folder(let real):
                    if isReachedByLink(path, real) {
                        linkedFolders += 1
                        if linkedFolders > Self.maximumLinkedFolders {
                            report(
                                .linkLoop, path,
                                "symbolic links lead to more than \(Self.maximumLinkedFolders) folders; the rest is left out"
                            )
                            return
                        }
                    }
                    folders.append((path, above + [real]))
                }
            }
        }
    }

    private func isReachedByLink(_ path: String, _ real: String) -> Bool {
        real != realRoot + "/" + path
    }

    private enum Kind {
        case file
        case folder(real: String)
    }

    private mutating func kind(of path: String, above: [String]) -> Kind? {
        var status = stat()
        let full = root + "/" + path
        guard lstat(full, &status) == 0 else {
            report(.unreadable, path, "cannot be read: \(systemMessage())")
            return nil
        }
        var real = (above.last ?? realRoot) + "/" + (path.split(separator: "/").last ?? "")
        if status.st_mode & S_IFMT == S_IFLNK {
            hasLinks = true
            guard let target = realPath(full), stat(full, &status) == 0 else {
                report(.linkLoop, path, "this symbolic link leads nowhere: \(systemMessage())")
                return nil
            }
            guard target.hasPrefix(realRoot + "/") else {
                let message =
                    target == realRoot ? "this symbolic link leads back to the content folder" : nil
                report(
                    target == realRoot ? .linkLoop : .linkOutOfTree, path,
                    message ?? "this symbolic link leads out of the content folder")
                return nil
            }
            if above.contains(target) {
                report(
                    .linkLoop, path, "this symbolic link leads back to a folder that it stands in")
                return nil
            }
            real = target
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            if status.st_nlink > 1 { hasLinks = true }
            return .file
        case S_IFDIR: return .folder(real: real)
        default:
            if path.hasSuffix(".md") || ContentTree.isInAssets(path) {
                report(.notAFile, path, "this is not a regular file, so it cannot be published")
            }
            return nil
        }
    }

    private mutating func list(_ folder: String) -> [String]? {
        guard let directory = opendir(folder.isEmpty ? root : root + "/" + folder) else {
            report(.unreadable, folder, "the folder cannot be read: \(systemMessage())")
            return nil
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                Array(raw.prefix { $0 != 0 })
            }
            // `.` and `..`, and what editors and version control keep.
            if bytes.first == UInt8(ascii: ".") { continue }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                let shown = String(decoding: bytes, as: UTF8.self)
                report(
                    .nameNotUTF8, folder.isEmpty ? shown : folder + "/" + shown,
                    "the name of this file is not UTF-8")
                continue
            }
            names.append(name)
        }
        return names.sorted()
    }

    private mutating func add(_ path: String) {
        let parts = path.split(separator: "/")
        if ContentTree.isInAssets(path) || !path.hasSuffix(".md") {
            let lower = path.lowercased()
            if !ContentTree.isInAssets(path), lower.hasSuffix(".md") || lower.hasSuffix(".markdown")
            {
                report(
                    .misnamedPage, path,
                    "this file is not published: pages end in `.md`, in lower case")
            }
            files.append(path)
        } else if !parts.contains(where: { $0.hasPrefix("_") }) {
            pages.append(path)
        } else {
            snippets.append(path)
        }
    }

    private mutating func report(_ kind: DiagnosticKind, _ path: String, _ message: String) {
        let file = path.isEmpty ? shownAs : shownAs + "/" + path
        diagnostics.append(Diagnostic(kind, at: Place(file: file), message))
    }
}

/// What the system says of the last failure.
func systemMessage(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
