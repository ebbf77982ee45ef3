// The first steps of a build: discover, read, front matter, and the configuration and theme beside them.

import Diagnostics
import Glibc
import HTMLText
import Markdown
import Site
import Theme

/// A page's bytes with its front matter read.
struct ReadPage: Sendable {
    let source: PageSource
    let text: SourceText
    /// UTF-8 offset at which the body starts.
    let bodyStart: Int
    /// False for a file that could not be read as text: it is reported once, and has no body.
    let isReadable: Bool
    let diagnostics: [Diagnostic]
}

/// Everything that stands on the disk, read.
struct SiteFiles: Sendable {
    var tree: ContentTree
    var configuration: SiteConfiguration
    var configurationSource: SourceText?
    var theme: Theme?
    var pages: [ReadPage]
    /// Sorted by path.
    var forms: [ReadForm]
    var imageSizes: [String: ImageSize]
    var diagnostics: [Diagnostic]
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

func readSite(_ folders: SiteFolders, clock: inout PhaseClock) async -> SiteFiles {
    clock.begin("finding pages")
    let (tree, discovered) = DiscoverContent.run(root: folders.content, shownAs: "content")
    clock.end("discover")
    clock.begin("reading \(tree.pages.count) pages")
    let pages = await concurrentMap(tree.pages) { readPage($0, in: folders.content) }
    let (forms, formProblems) = await readForms(tree, in: folders)
    var files = SiteFiles(
        tree: tree, configuration: SiteConfiguration(), configurationSource: nil, theme: nil,
        pages: pages, forms: forms, imageSizes: [:], diagnostics: discovered + formProblems)
    readConfiguration(folders, &files)
    readTheme(folders, &files)
    let images = tree.files.filter(isImage)
    let sizes = await concurrentMap(images) { path in
        imageSize(of: folders.content + "/" + path, name: path)
    }
    for (path, size) in zip(images, sizes) { files.imageSizes[path] = size }
    clock.end("read")
    return files
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
            files.diagnostics.append(problem)
            return
        }
        let (configuration, diagnostics) = SiteConfiguration.parse(source: source)
        files.configuration = configuration
        files.configurationSource = source
        files.diagnostics += diagnostics
    } catch {
        files.diagnostics.append(
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
