// A document in which many pages stand one after the other, such as the whole guide: it has one address, and each
// page a name in it.

import Markdown

package struct JoinedDocument: Sendable {
    package let url: SiteURL
    /// What each page is called in the document, by its number: the id of its place, and the start of its ids.
    package let names: [Int: String]

    /// - Parameter pages: numbers of pages, in the order of the document.
    package init(url: SiteURL, pages: [Int], in map: SiteMap) {
        self.url = url
        var names: [Int: String] = [:]
        var taken: Set<String> = []
        for page in pages {
            let wanted = Self.name(for: map.pages[page].outputPath)
            var name = wanted
            var number = 2
            while !taken.insert(name).inserted {
                name = "\(wanted)-\(number)"
                number += 1
            }
            names[page] = name
        }
        self.names = names
    }

    /// The way from the document to the folder of a page's own address.
    package func folder(of page: SiteURL) -> String {
        let end = page.path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = end.map { String(page.path[...$0]) } ?? ""
        let way = SiteURL(path: folder).relative(to: url)
        return way == "./" ? "" : way
    }

    /// `recover/reset-password/index.html` and `recover/reset-password.html` are `recover-reset-password`. There is one
    /// hyphen between words, none at the ends, and none of the theme's own names.
    private static func name(for outputPath: String) -> String {
        var path = outputPath[...]
        for ending in ["index.html", ".html"] where path.hasSuffix(ending) {
            path = path.dropLast(ending.count)
            break
        }
        let words = githubSlug(path.split(separator: "/").joined(separator: " "))
            .split(separator: "-")
        if words.isEmpty { return path.isEmpty ? "home" : "page" }
        return (words[0] == "wm" ? "page-" : "") + words.joined(separator: "-")
    }
}
