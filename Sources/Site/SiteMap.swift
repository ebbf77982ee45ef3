// The first barrier: once every front matter is read, each page's address is known, and links can be resolved
// while pages are parsed.

package import Diagnostics

/// A page before its body is parsed.
package struct PageSource: Sendable {
    /// Relative to `content/`.
    package let path: String
    package let frontMatter: FrontMatter
    /// Where its text starts, for diagnostics about the page as a whole.
    package let place: Place
    /// Where each of its aliases is written.
    package let aliasPlaces: [Place]
    let slugPlace: Place?
    package let layoutPlace: Place?

    /// Keeps nothing of `text` but the places that may be needed when the text is gone.
    package init(path: String, frontMatter: FrontMatter, text: SourceText) {
        self.path = path
        self.frontMatter = frontMatter
        place = Place(file: text.file)
        aliasPlaces = frontMatter.aliases.map { $0.place(in: text) }
        slugPlace = frontMatter.slug?.place(in: text)
        layoutPlace = frontMatter.layout?.place(in: text)
    }
}

/// A page with its address.
package struct PageEntry: Sendable {
    package let source: PageSource
    package let url: SiteURL
    /// Where its HTML goes, relative to the output folder.
    package let outputPath: String
    /// Whether it is the page of its folder.
    package let isIndex: Bool
    /// The section it belongs to: for an index page the section above. nil for home.
    package let section: Int?
    package var isForMaintainers: Bool

    /// Whether it stands in the documents that are collected from the readers' pages.
    package var isPrinted: Bool {
        !isForMaintainers && (source.frontMatter.print?.value ?? true)
    }
}

/// Where everything is.
package struct SiteMap: Sendable {
    package private(set) var pages: [PageEntry] = []
    package let urlStyle: SiteConfiguration.URLStyle
    /// Sizes of images in CSS pixels, by path.
    package let imageSizes: [String: ImageSize]
    private var pageOfPath: [String: Int] = [:]
    private var drafts: Set<String> = []
    private let files: Set<String>
    /// By NFC form, where it differs from the name on disk, and by lower case for suggestions.
    private var normalised: [String: String] = [:]
    private var folders: Set<String> = []
    private(set) var pathsOfName: [String: [String]] = [:]
    package private(set) var home: Int?

    /// - Parameters:
    ///   - sources: all pages, sorted by path.
    ///   - includesDrafts: whether drafts are part of the build.
    package static func make(
        sources: [PageSource], tree: ContentTree, urlStyle: SiteConfiguration.URLStyle,
        includesDrafts: Bool,
        imageSizes: [String: ImageSize]
    ) -> (map: SiteMap, diagnostics: [Diagnostic]) {
        var map = SiteMap(urlStyle: urlStyle, imageSizes: imageSizes, files: Set(tree.files))
        var diagnostics: [Diagnostic] = []
        var published: [PageSource] = []
        for source in sources {
            if source.frontMatter.isDraft, !includesDrafts {
                map.drafts.insert(source.path)
            } else {
                published.append(source)
            }
        }
        let indexes = indexPages(published, &diagnostics)
        var outputFolders = OutputFolders(indexes: indexes.mapValues { published[$0] })
        for (number, source) in published.enumerated() {
            let folder = ContentPath.folder(of: source.path)
            let isIndex = indexes[folder] == number
            let name = isIndex ? "" : stem(of: source)
            if isIndex, folder.isEmpty { map.home = number }
            if isIndex, folder.isEmpty, let slug = source.frontMatter.slug {
                diagnostics.append(
                    Diagnostic(
                        .slugOfHome, at: source.slugPlace ?? source.place,
                        "the home page cannot have the slug `\(slug.value)`"))
            }
            let outputFolder = outputFolders.output(of: folder)
            let (url, path) = address(folder: outputFolder, name: name, style: urlStyle)
            let section = section(above: isIndex ? parent(of: folder) : folder, in: indexes)
            map.pages.append(
                PageEntry(
                    source: source, url: SiteURL(path: url), outputPath: path, isIndex: isIndex,
                    section: number == map.home || indexes[""] == number ? nil : section,
                    isForMaintainers: source.frontMatter.isForMaintainers))
            map.pageOfPath[source.path] = number
        }
        map.indexNames(pages: sources.map(\.path), files: tree.files)
        return (map, diagnostics)
    }

    private init(
        urlStyle: SiteConfiguration.URLStyle, imageSizes: [String: ImageSize], files: Set<String>
    ) {
        self.urlStyle = urlStyle
        self.imageSizes = imageSizes
        self.files = files
    }

    /// Whether every link leads where it does by another map, and every page has the same number.
    package func leadsLike(_ other: SiteMap) -> Bool {
        urlStyle == other.urlStyle && drafts == other.drafts && files == other.files
            && imageSizes == other.imageSizes && pages.count == other.pages.count
            && zip(pages, other.pages).allSatisfy {
                $0.source.path.utf8.elementsEqual($1.source.path.utf8) && $0.url.path == $1.url.path
            }
    }

    /// What a path, relative to `content/`, is.
    package enum Target: Sendable, Equatable {
        case page(Int)
        case draft
        case file(String)
        case folder
        /// There is none, but one whose name differs in case only.
        case otherCase(String)
        case nothing
    }

    package func target(of path: String) -> Target {
        if let page = pageOfPath[path] { return .page(page) }
        if drafts.contains(path) { return .draft }
        if files.contains(path) { return .file(path) }
        if folders.contains(path) { return .folder }
        guard let candidate = normalised[path.lowercased()] else { return .nothing }
        // Swift compares strings by canonical equivalence: NFC in a link finds NFD on disk.
        return candidate == path ? target(of: candidate, exactly: true) : .otherCase(candidate)
    }

    private func target(of path: String, exactly: Bool) -> Target {
        if let page = pageOfPath[path] { return .page(page) }
        return drafts.contains(path) ? .draft : .file(path)
    }

    private mutating func indexNames(pages: [String], files: [String]) {
        for path in pages + files {
            normalised[path.lowercased()] = path
            pathsOfName[ContentPath.name(of: path), default: []].append(path)
            var folder = ContentPath.folder(of: path)
            while !folder.isEmpty, folders.insert(folder).inserted {
                folder = ContentPath.folder(of: folder)
            }
        }
        folders.insert("")
    }

    // MARK: Addresses

    private static func parent(of folder: String) -> String? {
        folder.isEmpty ? nil : ContentPath.folder(of: folder)
    }

    /// The page of each folder: `index.md`, else `README.md`.
    private static func indexPages(
        _ sources: [PageSource], _ diagnostics: inout [Diagnostic]
    ) -> [String: Int] {
        var indexes: [String: Int] = [:]
        for (number, source) in sources.enumerated() {
            let name = ContentPath.name(of: source.path)
            guard name == "index.md" || name == "README.md" else { continue }
            let folder = ContentPath.folder(of: source.path)
            guard let other = indexes[folder] else {
                indexes[folder] = number
                continue
            }
            let index = name == "index.md" ? number : other
            let readme = name == "index.md" ? other : number
            indexes[folder] = index
            diagnostics.append(
                Diagnostic(
                    .twoIndexPages, at: sources[readme].place,
                    "both `index.md` and `README.md` want to be the page of this folder",
                    suggestion: "keep one of them",
                    notes: [.init("the other one", at: sources[index].place)]))
        }
        return indexes
    }

    private static func section(above folder: String?, in indexes: [String: Int]) -> Int? {
        var current = folder
        while let folder = current {
            if let index = indexes[folder] { return index }
            current = parent(of: folder)
        }
        return nil
    }

    private static func stem(of source: PageSource) -> String {
        if let slug = source.frontMatter.slug { return slug.value }
        return String(ContentPath.name(of: source.path).dropLast(3))
    }

    private static func address(
        folder: String, name: String, style: SiteConfiguration.URLStyle
    ) -> (url: String, outputPath: String) {
        let prefix = folder.isEmpty ? "" : folder + "/"
        switch (style, name.isEmpty) {
        case (.pretty, true): return (prefix, prefix + "index.html")
        case (.pretty, false): return (prefix + name + "/", prefix + name + "/index.html")
        case (.file, true): return (prefix + "index.html", prefix + "index.html")
        case (.file, false): return (prefix + name + ".html", prefix + name + ".html")
        }
    }
}

/// Folders of the output: a section's slug renames its folder.
private struct OutputFolders {
    let indexes: [String: PageSource]
    private var known: [String: String] = ["": ""]

    init(indexes: [String: PageSource]) { self.indexes = indexes }

    mutating func output(of folder: String) -> String {
        if let known = known[folder] { return known }
        let parent = output(of: ContentPath.folder(of: folder))
        let name = indexes[folder]?.frontMatter.slug?.value ?? ContentPath.name(of: folder)
        let result = ContentPath.join(parent, name)
        known[folder] = result
        return result
    }
}
