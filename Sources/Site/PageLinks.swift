// Links are written to files and become addresses. Files are known before pages are parsed, so a missing one is
// reported at once; anchors wait until every page has its ids.

package import Diagnostics
import HTMLText
package import Markdown

/// A link to an id on a page, to be checked when all ids are known.
package struct PendingAnchor: Sendable {
    package let page: Int
    package let id: String
    package let place: Place
    /// How the text that it stands in came into its page.
    let notes: [Diagnostic.Note]
}

/// Resolves the links of one file of the site.
package struct PageLinks: LinkResolver {
    /// Where addresses start.
    package enum Base: Sendable {
        case page(Int)
        /// For a page in a document of many: pages in it are jumped to.
        case joined(JoinedDocument, page: Int)
        /// For text that stands in many pages of one depth, such as the footer.
        case depth(Int)
        /// For `404.html`, which is shown at any address.
        case top(String)
    }

    private let map: SiteMap
    private let base: Base
    /// Where the link under way is read.
    private var folder: String
    package private(set) var anchors: [PendingAnchor] = []
    package private(set) var files: [String] = []
    private var suggestions = 0

    /// - Parameter folder: where relative links are read, relative to `content/`.
    package init(map: SiteMap, base: Base, folder: String) {
        self.map = map
        self.base = base
        self.folder = folder
    }

    package init(map: SiteMap, page: Int) { self.init(map: map, base: .page(page), of: page) }

    /// For the text of a page that stands in a document of many.
    package init(map: SiteMap, page: Int, in document: JoinedDocument) {
        self.init(map: map, base: .joined(document, page: page), of: page)
    }

    private init(map: SiteMap, base: Base, of page: Int) {
        self.init(
            map: map, base: base, folder: ContentPath.folder(of: map.pages[page].source.path))
    }

    package mutating func resolve(_ use: LinkUse) -> (LinkResolution, [Diagnostic]) {
        guard let file = use.file else { return resolveHere(use) }
        let own = folder
        defer { folder = own }
        folder = ContentPath.folder(of: file)
        return resolveHere(use)
    }

    private mutating func resolveHere(_ use: LinkUse) -> (LinkResolution, [Diagnostic]) {
        let destination = use.destination
        if let problem = refusedScheme(use) { return (.refused, [problem]) }
        if let scheme = urlScheme(of: destination) {
            guard use.isImage, scheme == "http" || scheme == "https" else {
                return (.url(destination), [])
            }
            return refuse(
                .remoteImage, use, "pages load no images from other sites",
                suggestion: "save the picture under `content/assets/` and link to it there")
        }
        if destination.hasPrefix("/") { return refuseAbsolute(use) }
        let (path, query, fragment) = Self.split(destination)
        if path.isEmpty { return resolveOwnAnchor(use, query: query, fragment: fragment) }
        guard
            let decoded = HTMLText.percentDecoded(path).flatMap({
                String(validating: $0, as: UTF8.self)
            })
        else {
            return refuse(
                .brokenLink, use,
                "`\(path)` is not a well-formed path: `%` stands before two hexadecimal digits",
                suggestion: "write `%25` for a percent sign")
        }
        guard let target = ContentPath.resolve(decoded, in: folder) else {
            return refuse(.brokenLink, use, "`\(path)` leads out of the content folder")
        }
        switch decoded.hasSuffix("/") ? .folder : map.target(of: target) {
        case .page(let page):
            let anchor = note(fragment, on: page, use)
            let url =
                jump(to: page, anchor) ?? address(of: map.pages[page].url) + query + anchor
            if case .page(let own) = base, own == page { return (.url(url), []) }
            return (.page(url: url, number: page), [])
        case .file(let file):
            files.append(file)
            let url = address(of: SiteURL(path: file)) + query + (fragment.map { "#" + $0 } ?? "")
            if use.isImage, let size = map.imageSizes[file] {
                return (.image(url: url, width: size.width, height: size.height), [])
            }
            return (.url(url), [])
        case .draft:
            return refuse(
                .linkToDraft, use, "`\(path)` is a draft, so it is not part of this build")
        case .folder:
            let index = ContentPath.join(target, "index.md")
            var suggestion: String?
            if case .page = map.target(of: index) {
                suggestion = "link to its page: `\(ContentPath.relative(index, from: folder))`"
            }
            return refuse(
                .brokenLink, use, "`\(path)` is a folder, not a file", suggestion: suggestion)
        case .otherCase(let other):
            return refuse(
                .brokenLink, use, "there is no file `\(path)`: names are case-sensitive",
                suggestion: "did you mean `\(ContentPath.relative(other, from: folder))`?")
        case .nothing:
            return refuse(
                .brokenLink, use, "there is no file `\(path)`",
                suggestion: path.hasPrefix("www.")
                    ? "did you mean `https://\(path)`?"
                    : nearest(to: target).map {
                        "did you mean `\(ContentPath.relative($0, from: folder))`?"
                    })
        }
    }

    private func address(of url: SiteURL) -> String {
        switch base {
        case .page(let page): url.relative(to: map.pages[page].url)
        case .joined(let document, _): url.relative(to: document.url)
        case .depth(let depth): url.fromTop(depth: depth)
        case .top(let prefix): prefix + HTMLText.urlPath(url.path)
        }
    }

    private mutating func resolveOwnAnchor(
        _ use: LinkUse, query: String, fragment: String?
    ) -> (LinkResolution, [Diagnostic]) {
        guard let fragment, !fragment.isEmpty, query.isEmpty, !use.isImage,
            let page = ownPage
        else {
            return refuse(
                .brokenLink, use, "this \(use.isImage ? "image" : "link") has no destination")
        }
        let anchor = note(fragment, on: page, use)
        return (.url(jump(to: page, anchor) ?? anchor), [])
    }

    /// nil for text that belongs to no page.
    private var ownPage: Int? {
        switch base {
        case .page(let page), .joined(_, let page): page
        case .depth, .top: nil
        }
    }

    /// The address of a page that stands in the same document as the link, or of an id on it.
    ///
    /// - Parameter anchor: empty, or the id behind a `#`.
    private func jump(to page: Int, _ anchor: String) -> String? {
        guard case .joined(let document, _) = base, let name = document.names[page] else {
            return nil
        }
        return "#" + (anchor.isEmpty ? name : JoinedPage.id(String(anchor.dropFirst()), in: name))
    }

    /// Remembers an anchor to check; how it stands in the address.
    private mutating func note(_ fragment: String?, on page: Int, _ use: LinkUse) -> String {
        guard let fragment, !fragment.isEmpty else { return "" }
        let id =
            HTMLText.percentDecoded(fragment).flatMap { String(validating: $0, as: UTF8.self) }
            ?? fragment
        anchors.append(
            PendingAnchor(page: page, id: id, place: use.place(), notes: use.notes()))
        return "#" + fragment
    }

    private func refuseAbsolute(_ use: LinkUse) -> (LinkResolution, [Diagnostic]) {
        if use.destination.hasPrefix("//") {
            return refuse(
                .absoluteLink, use, "`\(use.destination)` takes its scheme from the page",
                suggestion: "write `https:\(use.destination)`")
        }
        var (path, _, _) = Self.split(String(use.destination.drop { $0 == "/" }))
        while path.hasSuffix("/") { path.removeLast() }
        var suggestion: String?
        for candidate in [path, path + ".md", ContentPath.join(path, "index.md")] {
            guard let target = ContentPath.resolve(candidate, in: ""), target.hasSuffix(".md"),
                case .page = map.target(of: target)
            else { continue }
            suggestion = "write `\(ContentPath.relative(target, from: folder))`"
            break
        }
        return refuse(
            .absoluteLink, use,
            "a link that starts with `/` leaves the site when it lives under a path",
            suggestion: suggestion ?? "write it relative to this file")
    }

    private func refuse(
        _ kind: DiagnosticKind, _ use: LinkUse, _ message: String, suggestion: String? = nil
    ) -> (LinkResolution, [Diagnostic]) {
        (.refused, [Diagnostic(kind, at: use.place(), message, suggestion: suggestion)])
    }

    /// A file of the same name elsewhere, else of a similar path. Bounded: only for a page's first 20.
    private mutating func nearest(to path: String) -> String? {
        suggestions += 1
        guard suggestions <= 20 else { return nil }
        let name = ContentPath.name(of: path)
        if let paths = map.pathsOfName[name], let first = paths.first { return first }
        if let paths = map.pathsOfName[name + ".md"], let first = paths.first { return first }
        // The likeness of `x.md` and `a.md` is their ending only.
        if let similar = nearestName(to: name, among: map.pathsOfName.keys),
            nearestName(to: Self.stem(name), among: [Self.stem(similar)]) != nil,
            let first = map.pathsOfName[similar]?.first
        {
            return first
        }
        return nil
    }

    private static func stem(_ name: String) -> String {
        name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }

    private static func split(
        _ destination: String
    ) -> (path: String, query: String, fragment: String?) {
        let bytes = destination.utf8
        var end = bytes.endIndex
        var fragment: String?
        if let hash = bytes.firstIndex(of: UInt8(ascii: "#")) {
            fragment = String(destination[bytes.index(after: hash)...])
            end = hash
        }
        var query = ""
        if let mark = bytes[..<end].firstIndex(of: UInt8(ascii: "?")) {
            query = String(destination[mark..<end])
            end = mark
        }
        return (String(destination[..<end]), query, fragment)
    }
}

/// The problems of anchors whose id is not on its page.
///
/// - Parameter ids: the ids of a page; nil where they are not known, and nothing is reported.
package func checkAnchors(
    _ anchors: [PendingAnchor], ids: (Int) -> Set<String>?, map: SiteMap
) -> [Diagnostic] {
    anchors.compactMap { anchor in
        guard let known = ids(anchor.page), !known.contains(anchor.id) else { return nil }
        let file = map.pages[anchor.page].source.path
        let nearest = nearestName(to: anchor.id, among: known.sorted())
        return Diagnostic(
            .brokenAnchor, at: anchor.place, "`\(file)` has no heading with the id `\(anchor.id)`",
            suggestion: nearest.map { "did you mean `#\($0)`?" }, notes: anchor.notes)
    }
}
