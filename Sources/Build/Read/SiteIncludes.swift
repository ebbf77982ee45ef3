// The files that pages include: those that were found in the content folder, each read once a build.

import Diagnostics
import Markdown
import Site
import Synchronization

/// Gives a site's Markdown files, pages and others, as the build sees them.
///
/// Pages are read already. Any other file is read when it is first asked for; all pages then see the same bytes, also
/// where it changes on the disk meanwhile.
final class SiteIncludes: IncludeSource {
    private typealias Read = Result<IncludedFile, IncludeRefusal>

    /// The content folder.
    private let content: String
    private let tree: ContentTree
    /// In the order of the tree.
    private let pages: [ReadPage]
    private let known: Mutex<[String: Read]>

    /// - Parameters:
    ///   - last: those of the build before, whose files count as read.
    ///   - isChanged: whether a file is to be read again.
    init(
        content: String, tree: ContentTree, pages: [ReadPage], last: SiteIncludes? = nil,
        isChanged: (String) -> Bool = { _ in true }
    ) {
        self.content = content
        self.tree = tree
        self.pages = pages
        known = Mutex(
            last.map { $0.known.withLock { $0.filter { !isChanged($0.key) } } } ?? [:])
    }

    func file(
        _ path: String, from file: String, isSuggesting: Bool
    ) -> Result<IncludedFile, IncludeRefusal> {
        let folder = ContentPath.folder(of: file)
        let target: String
        switch resolveInclude(path, in: folder, top: "the content folder") {
        case .success(let resolved): target = resolved
        case .failure(let refusal): return .failure(refusal)
        }
        if let read = known.withLock({ $0[target] }) { return read }
        guard let read = read(target) else {
            return .failure(missing(path, target, folder, isSuggesting: isSuggesting))
        }
        // Another thread may have read it meanwhile: the first counts.
        return known.withLock { known in
            if let first = known[target] { return first }
            known[target] = read
            return read
        }
    }

    /// nil where there is no such file.
    private func read(_ target: String) -> Read? {
        if let number = tree.pages.position(of: target) {
            let page = pages[number]
            if let problem = page.diagnostics.first, !page.isReadable {
                return .failure(.file(problem))
            }
            return .success(
                IncludedFile(path: tree.pages[number], text: page.text, bodyStart: page.bodyStart))
        }
        guard target.hasSuffix(".md") else { return nil }
        for list in [tree.snippets, tree.files] {
            guard let number = list.position(of: target) else { continue }
            // As it is spelt on the disk: names that are equal may have different bytes.
            let path = list[number]
            return readInclude(content + "/" + path, path: path, shownAs: "content/" + path)
        }
        return nil
    }

    private func missing(
        _ path: String, _ target: String, _ folder: String, isSuggesting: Bool
    ) -> IncludeRefusal {
        if [tree.pages, tree.files, tree.snippets].contains(where: { $0.holdsFolder(target) }) {
            return .path(message: "`\(path)` is a folder, not a file")
        }
        if tree.files.position(of: target) != nil {
            return .path(message: "only files that end in `.md` can be included")
        }
        let nearest = isSuggesting ? nearest(to: target) : nil
        return .path(
            message: "there is no file `\(path)`",
            suggestion: nearest.map {
                "did you mean `\(ContentPath.relative($0, from: folder))`?"
            })
    }

    /// A file of the same name elsewhere, else one of a similar name.
    private func nearest(to target: String) -> String? {
        let name = ContentPath.name(of: target)
        var pathOfName: [String: String] = [:]
        for list in [tree.snippets, tree.pages, tree.files] {
            for path in list where path.hasSuffix(".md") {
                let other = ContentPath.name(of: path)
                if other == name { return path }
                if pathOfName[other] == nil { pathOfName[other] = path }
            }
        }
        if let path = pathOfName[name + ".md"] ?? pathOfName["_" + name] { return path }
        // The likeness of `x.md` and `a.md` is their ending only.
        func stem(_ name: String) -> String {
            name.hasSuffix(".md") ? String(name.dropLast(3)) : name
        }
        let pathOfStem = Dictionary(
            pathOfName.map { (stem($0.key), $0.value) }, uniquingKeysWith: { min($0, $1) })
        return nearestName(to: stem(name), among: pathOfStem.keys.sorted())
            .flatMap { pathOfStem[$0] }
    }
}

/// The files of a site as one page asks for them, with a note of which.
final class RecordedIncludes: IncludeSource {
    private let site: SiteIncludes
    private let asked = Mutex<Set<String>>([])

    init(_ site: SiteIncludes) { self.site = site }

    /// Relative to the content folder; also those that are not there.
    var paths: Set<String> { asked.withLock { $0 } }

    func file(
        _ path: String, from file: String, isSuggesting: Bool
    ) -> Result<IncludedFile, IncludeRefusal> {
        if let target = ContentPath.resolve(path, in: ContentPath.folder(of: file)) {
            asked.withLock { _ = $0.insert(target) }
        }
        return site.file(path, from: file, isSuggesting: isSuggesting)
    }
}

/// A path as written, from the top of the files that may be included.
func resolveInclude(
    _ path: String, in folder: String, top: String
) -> Result<String, IncludeRefusal> {
    if path.hasPrefix("/") {
        return .failure(
            .path(message: "the path of an include is relative to this file, without `/` before it")
        )
    }
    if urlScheme(of: path) != nil, path.contains("//") {
        return .failure(.path(message: "only files of this site can be included"))
    }
    guard let target = ContentPath.resolve(path, in: folder) else {
        return .failure(.path(message: "`\(path)` leads out of \(top)"))
    }
    guard !target.isEmpty, !path.hasSuffix("/") else {
        return .failure(.path(message: "`\(path)` is a folder, not a file"))
    }
    return .success(target)
}

/// Reads one file from the disk.
func readInclude(
    _ file: String, path: String, shownAs name: String
) -> Result<IncludedFile, IncludeRefusal> {
    let bytes: [UInt8]
    do {
        bytes = try readFile(file, limit: InputBounds.maximumSize)
    } catch {
        return .failure(
            .file(
                Diagnostic(.unreadable, at: Place(file: name), "cannot be read: \(error.message)")))
    }
    let text = SourceText(file: name, bytes: bytes)
    if let problem = InputBounds.checkText(text) { return .failure(.file(problem)) }
    let (start, problems) = FrontMatter.bodyOffset(in: text)
    if let problem = problems.first { return .failure(.file(problem)) }
    return .success(IncludedFile(path: path, text: text, bodyStart: start))
}

extension [String] {
    /// Where `path` stands in this sorted list.
    func position(of path: String) -> Int? {
        let position = firstPosition(notBefore: path)
        return position < count && self[position] == path ? position : nil
    }

    /// Whether a path of this sorted list starts with `folder/`.
    fileprivate func holdsFolder(_ folder: String) -> Bool {
        let position = firstPosition(notBefore: folder + "/")
        return position < count && self[position].hasPrefix(folder + "/")
    }

    private func firstPosition(notBefore path: String) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < path { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
