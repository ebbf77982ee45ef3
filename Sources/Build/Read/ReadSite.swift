// The first steps of a build: discover, read, front matter, and the configuration and theme beside them.

import Diagnostics
import Glibc
import HTMLText
import Markdown
import Site
import Theme

/// A page's bytes with its front matter read. A class, because a preview passes ten thousand on from build to build.
final class ReadPage: Sendable {
    let source: PageSource
    let text: SourceText
    /// UTF-8 offset at which the body starts.
    let bodyStart: Int
    /// False for a file that could not be read as text: it is reported once, and has no body.
    let isReadable: Bool
    let diagnostics: [Diagnostic]

    init(
        source: PageSource, text: SourceText, bodyStart: Int, isReadable: Bool,
        diagnostics: [Diagnostic]
    ) {
        self.source = source
        self.text = text
        self.bodyStart = bodyStart
        self.isReadable = isReadable
        self.diagnostics = diagnostics
    }

    /// Whether the file holds what it held.
    fileprivate func isSame(as other: ReadPage) -> Bool {
        isReadable && other.isReadable && text.bytes == other.text.bytes
            && source.path.utf8.elementsEqual(other.source.path.utf8)
    }

    /// Whether all is the same that the map and the navigation are made from.
    func hasSameFrontMatter(as other: ReadPage) -> Bool {
        self === other
            || isReadable && other.isReadable && bodyStart == other.bodyStart
                && diagnostics.isEmpty && other.diagnostics.isEmpty
                && text.bytes.prefix(bodyStart) == other.text.bytes.prefix(bodyStart)
    }
}

/// Everything that stands on the disk, read.
struct SiteFiles: Sendable {
    var tree: ContentTree
    var configuration = SiteConfiguration()
    var configurationSource: SourceText?
    var theme: Theme?
    /// In the order of the tree.
    var pages: [ReadPage] = []
    /// Sorted by path.
    var forms: [ReadForm] = []
    var imageSizes: [String: ImageSize] = [:]
    var treeProblems: [Diagnostic] = []
    var formProblems: [Diagnostic] = []
    var configurationProblems: [Diagnostic] = []
    var themeProblems: [Diagnostic] = []

    /// Those of the pages and forms are theirs.
    var diagnostics: [Diagnostic] {
        treeProblems + formProblems + configurationProblems + themeProblems
    }
}

/// The folders of a site, with the names that diagnostics use for them.
struct SiteFolders: Sendable {
    let root: String
    var content: String { root == "." ? "content" : root + "/content" }
    var themes: String { root + "/themes" }

    /// Checks that there is something to build.
    init(root: String) throws(BuildFailure) {
        var root = root
        while root.count > 1, root.hasSuffix("/") { root.removeLast() }
        var status = stat()
        guard stat(root, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .missingRoot(root)
        }
        self.root = root
        guard stat(content, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .missingContent(content)
        }
        guard access(content, R_OK | X_OK) == 0 else {
            throw .unreadableContent(content, reason: systemMessage())
        }
    }
}

/// - Parameters:
///   - last: what the build before has read.
///   - changes: what may differ from it.
func readSite(
    _ folders: SiteFolders, last: SiteFiles? = nil, changes: ChangedFiles? = nil,
    clock: inout PhaseClock
) async -> SiteFiles {
    clock.begin("finding pages")
    guard let last, let changes else {
        let (tree, problems) = DiscoverContent.run(root: folders.content, shownAs: "content")
        clock.end("discover")
        return await readFiles(SiteFiles(tree: tree, treeProblems: problems), folders, &clock)
    }
    var files = last
    let isSameTree = changes.keep(last.tree, in: folders)
    if !isSameTree {
        (files.tree, files.treeProblems) = DiscoverContent.run(
            root: folders.content, shownAs: "content")
    }
    clock.end("discover")
    clock.begin("reading what has changed")
    await readChanges(changes, last: last, isSameTree: isSameTree, &files, folders)
    clock.end("read")
    return files
}

private func readFiles(
    _ found: SiteFiles, _ folders: SiteFolders, _ clock: inout PhaseClock
) async -> SiteFiles {
    var files = found
    clock.begin("reading \(files.tree.pages.count) pages")
    files.pages = await concurrentMap(files.tree.pages) { readPage($0, in: folders.content) }
    (files.forms, files.formProblems) = await readForms(files.tree, in: folders)
    readConfiguration(folders, &files)
    readTheme(folders, &files)
    files.imageSizes = await imageSizes(of: files.tree.files.filter(isImage), folders)
    clock.end("read")
    return files
}

/// Reads what may have changed; the rest is in `files` already.
private func readChanges(
    _ changes: ChangedFiles, last: SiteFiles, isSameTree: Bool, _ files: inout SiteFiles,
    _ folders: SiteFolders
) async {
    if isSameTree {
        for path in changes.content {
            guard let number = last.tree.pages.position(of: path) else { continue }
            let page = readPage(last.tree.pages[number], in: folders.content)
            if !page.isSame(as: last.pages[number]) { files.pages[number] = page }
        }
    } else {
        let known = Dictionary(
            last.pages.map { ($0.source.path, $0) }, uniquingKeysWith: { first, _ in first })
        files.pages = await concurrentMap(files.tree.pages) { path in
            let known = known[path].flatMap {
                $0.source.path.utf8.elementsEqual(path.utf8) ? $0 : nil
            }
            if let known, !changes.touches(path) { return known }
            let page = readPage(path, in: folders.content)
            if let known, known.isSame(as: page) { return known }
            return page
        }
    }
    if changes.touchesFolder("forms") {
        (files.forms, files.formProblems) = await readForms(files.tree, in: folders)
    } else {
        checkCopies(of: &files.forms, in: folders)
    }
    if changes.touches("site.yml") {
        (files.configuration, files.configurationSource) = (SiteConfiguration(), nil)
        files.configurationProblems = []
        readConfiguration(folders, &files)
    }
    if changes.themes || files.configuration.theme != last.configuration.theme
        || !files.themeProblems.isEmpty
    {
        files.themeProblems = []
        readTheme(folders, &files)
    }
    if !isSameTree || changes.content.contains(where: isImage) {
        let (kept, others) = files.tree.files.filter(isImage).reduce(
            into: ([String: ImageSize](), [String]())
        ) { result, path in
            if let size = last.imageSizes[path], !changes.touches(path) {
                result.0[path] = size
            } else {
                result.1.append(path)
            }
        }
        files.imageSizes = kept.merging(await imageSizes(of: others, folders)) { $1 }
    }
}

private func imageSizes(
    of images: [String], _ folders: SiteFolders
) async -> [String: ImageSize] {
    let sizes = await concurrentMap(images) { path in
        imageSize(of: folders.content + "/" + path, name: path)
    }
    var sizeOfPath: [String: ImageSize] = [:]
    for (path, size) in zip(images, sizes) { sizeOfPath[path] = size }
    return sizeOfPath
}

private func readPage(_ path: String, in content: String) -> ReadPage {
    let name = "content/" + path
    func unreadable(_ diagnostic: Diagnostic) -> ReadPage {
        let text = SourceText(file: name, bytes: [])
        return ReadPage(
            source: PageSource(path: path, frontMatter: FrontMatter(), text: text), text: text,
            bodyStart: 0, isReadable: false, diagnostics: [diagnostic])
    }
    let bytes: [UInt8]
    do {
        bytes = try readFile(content + "/" + path, limit: InputBounds.maximumSize)
    } catch {
        return unreadable(
            Diagnostic(.unreadable, at: Place(file: name), "cannot be read: \(error.message)"))
    }
    let text = SourceText(file: name, bytes: bytes)
    if let problem = InputBounds.checkText(text) { return unreadable(problem) }
    let (frontMatter, bodyStart, diagnostics) = FrontMatter.parse(source: text)
    return ReadPage(
        source: PageSource(path: path, frontMatter: frontMatter, text: text), text: text,
        bodyStart: bodyStart, isReadable: true, diagnostics: diagnostics)
}

private func readConfiguration(_ folders: SiteFolders, _ files: inout SiteFiles) {
    let name = "content/site.yml"
    do {
        let bytes = try readFile(folders.content + "/site.yml", limit: InputBounds.maximumSize)
        let source = SourceText(file: name, bytes: bytes)
        if let problem = InputBounds.checkText(source) {
            files.configurationProblems.append(problem)
            return
        }
        let (configuration, diagnostics) = SiteConfiguration.parse(source: source)
        files.configuration = configuration
        files.configurationSource = source
        files.configurationProblems += diagnostics
    } catch {
        files.configurationProblems.append(
            error.isMissing
                ? Diagnostic(
                    .missingConfiguration, at: Place(file: name), "there is no `content/site.yml`",
                    suggestion: "create it with the line `title: My guide`")
                : Diagnostic(.unreadable, at: Place(file: name), "cannot be read: \(error.message)")
        )
    }
}

private func isImage(_ path: String) -> Bool {
    let lower = path.lowercased()
    return [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"].contains { lower.hasSuffix($0) }
}

/// Sizes stand in a file's first part; a picture of many megabytes is not read whole for them.
private let imageHeaderSize = 1 << 18

private func imageSize(of path: String, name: String) -> ImageSize? {
    guard let bytes = try? readFile(path, limit: imageHeaderSize) else { return nil }
    return bytes.withUnsafeBytes { ImageSize.read($0) }
}
