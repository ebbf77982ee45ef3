/// The files under `content/`, as paths with `/`, relative to it.
package struct ContentTree: Sendable, Equatable {
    /// Markdown files that are pages.
    package var pages: [String]
    /// Every other regular file, published or not.
    package var files: [String]
    /// Markdown files that are no pages, because their name or that of a folder starts with `_`: pages include them.
    package var snippets: [String]
    /// Whether there are symbolic or hard links among them: then one file may have several paths.
    package var hasLinks: Bool

    package init(
        pages: [String], files: [String], snippets: [String] = [], hasLinks: Bool = false
    ) {
        self.hasLinks = hasLinks
        self.pages = pages
        self.files = files
        self.snippets = snippets
    }

    /// Whether all names are the same byte by byte: two that are one to Swift may be two on the disk.
    package static func == (one: ContentTree, other: ContentTree) -> Bool {
        one.hasLinks == other.hasLinks
            && hasSameNames(one.pages, other.pages) && hasSameNames(one.files, other.files)
            && hasSameNames(one.snippets, other.snippets)
    }

    private static func hasSameNames(_ some: [String], _ others: [String]) -> Bool {
        guard some.count == others.count else { return false }
        let isOneList = some.withUnsafeBufferPointer { some in
            others.withUnsafeBufferPointer { $0.baseAddress == some.baseAddress }
        }
        return isOneList || zip(some, others).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }

    /// Whether a file is published even when nothing refers to it: all under a folder `assets`.
    package static func isInAssets(_ path: String) -> Bool {
        let folders = path.split(separator: "/").dropLast()
        return folders.contains("assets")
    }
}

/// Paths with `/`, relative to `content/`.
package enum ContentPath {
    private static let slash = UInt8(ascii: "/")

    /// The folder of a path, "" for the top.
    package static func folder(of path: String) -> String {
        path.utf8.lastIndex(of: slash).map { String(path[..<$0]) } ?? ""
    }

    package static func name(of path: String) -> String {
        path.utf8.lastIndex(of: slash).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    package static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : folder + "/" + name
    }

    /// `reference` as a path from the top, read in `folder`; nil where it leaves the content folder.
    package static func resolve(_ reference: String, in folder: String) -> String? {
        var out = Array(folder.utf8)
        out.reserveCapacity(out.count + reference.utf8.count + 1)
        for part in Array(reference.utf8).split(separator: slash) {
            if part.elementsEqual(".".utf8) { continue }
            if part.elementsEqual("..".utf8) {
                guard !out.isEmpty else { return nil }
                let start = out.lastIndex(of: slash) ?? 0
                out.removeSubrange(start...)
            } else {
                if !out.isEmpty { out.append(slash) }
                out += part
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// How to write `path` in a file of `folder`.
    package static func relative(_ path: String, from folder: String) -> String {
        let base = folder.split(separator: "/")
        let target = path.split(separator: "/", omittingEmptySubsequences: false)
        var common = 0
        while common < base.count, common < target.count - 1, base[common] == target[common] {
            common += 1
        }
        let up = String(repeating: "../", count: base.count - common)
        return up + target[common...].joined(separator: "/")
    }
}
