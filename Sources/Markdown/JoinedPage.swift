// A page that stands in one document with others: its ids carry its name, its headings stand lower, and its
// footnotes are numbered on from those before it.

package struct JoinedPage: Sendable, Equatable {
    /// Stands before each id of the page, and two hyphens behind it. It holds no two hyphens in a row and none at
    /// its end, so that no page's ids meet another's.
    package var name: String
    /// Levels by which headings are moved down.
    package var headingShift: Int
    /// The number of its first footnote; ids count from 1 all the same, since links may name them.
    package var firstFootnote: Int
    /// The way from the document to the folder of the page's own address: "", "../recover/". Relative addresses in
    /// an author's HTML start there.
    package var folder: String

    package init(name: String, headingShift: Int, firstFootnote: Int, folder: String) {
        self.name = name
        self.headingShift = headingShift
        self.firstFootnote = firstFootnote
        self.folder = folder
    }

    /// What an id of the page is called in the document.
    package func id(_ id: String) -> String { Self.id(id, in: name) }

    package static func id(_ id: String, in page: String) -> String { page + "--" + id }
}

extension MarkdownOptions {
    /// The name of an id where the page's HTML stands.
    package func placedID(_ id: String) -> String { joined?.id(id) ?? id }

    /// The level of a heading where the page's HTML stands.
    package func placedLevel(_ level: Int) -> Int { min(level + (joined?.headingShift ?? 0), 6) }
}
