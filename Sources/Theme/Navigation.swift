/// One page in a navigation list.
package struct NavigationEntry: Sendable {
    /// Names the entry in `RenderedNavigation.html(current:)`.
    package var key: Int
    package var title: String
    package var url: String
    /// 0 for the outermost; entries follow in the order of the tree.
    package var depth: Int

    package init(key: Int, title: String, url: String, depth: Int) {
        self.key = key
        self.title = title
        self.url = url
        self.depth = depth
    }
}

/// A navigation list, rendered once for all pages of a section whose URLs are equally deep.
package struct RenderedNavigation: Sendable {
    /// With no entry marked as current.
    package let text: String
    /// UTF-8 offsets, in rising order, at which an entry is marked.
    let marks: [Int: [Int]]

    private static let attribute = " aria-current=\"page\""

    /// The list with the entry `current` marked; unmarked where no entry has that key.
    package func html(current: Int?) -> String {
        guard let current, let offsets = marks[current] else { return text }
        var html = ""
        html.reserveCapacity(text.utf8.count + offsets.count * Self.attribute.utf8.count)
        var start = text.startIndex
        for offset in offsets {
            let end = text.utf8.index(text.startIndex, offsetBy: offset)
            html += text[start..<end]
            html += Self.attribute
            start = end
        }
        html += text[start...]
        return html
    }
}

/// What the navigation template renders: entries whose marks are still to be found.
struct NavigationContext: Sendable {
    let entries: [NestedEntry<NavigationEntry>]

    init(_ entries: [NavigationEntry]) {
        self.entries = NestedEntry.nest(entries, depth: \.depth)
    }

    static let names = TemplateNames<NavigationContext>(
        "the navigation",
        [.list("entries", of: entryNames, "the pages, in order") { $0.entries }])

    private static let entryNames = NestedEntry.names(
        "an entry of the navigation",
        TemplateNames<NavigationEntry>(
            "an entry of the navigation",
            [
                .text("title", "the title of the page") { $0.title },
                .text("url", "its address") { $0.url },
                .html("current", "the attribute of the page that is shown") { mark(of: $0.key) },
            ]))

    /// `<` never comes out of escaped text, and a template that holds a NUL is refused: so no title,
    /// URL or template can hold a mark of ours.
    private static func mark(of key: Int) -> String { "<\0\(key)>" }

    /// The rendered text without its marks, and where they were.
    static func splitMarks(_ rendered: String) -> RenderedNavigation {
        let bytes = Array(rendered.utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var marks: [Int: [Int]] = [:]
        var i = 0
        while i < bytes.count {
            guard bytes[i] == UInt8(ascii: "<"), i + 1 < bytes.count, bytes[i + 1] == 0,
                let end = bytes[i...].firstIndex(of: UInt8(ascii: ">")),
                let key = Int(String(decoding: bytes[(i + 2)..<end], as: UTF8.self))
            else {
                text.append(bytes[i])
                i += 1
                continue
            }
            marks[key, default: []].append(text.count)
            i = end + 1
        }
        return RenderedNavigation(text: String(decoding: text, as: UTF8.self), marks: marks)
    }
}

/// A heading in the list of a page's contents.
package struct OutlineEntry: Sendable, Equatable {
    /// 2 or 3, mostly: other levels nest as well.
    package var level: Int
    package var id: String
    /// Plain text.
    package var title: String

    package init(level: Int, id: String, title: String) {
        self.level = level
        self.id = id
        self.title = title
    }
}

/// What the contents template renders.
struct ContentsContext: Sendable {
    let entries: [NestedEntry<OutlineEntry>]

    init(_ outline: [OutlineEntry]) { entries = NestedEntry.nest(outline, depth: \.level) }

    static let names = TemplateNames<ContentsContext>(
        "the contents of a page",
        [.list("entries", of: entryNames, "the headings, in order") { $0.entries }])

    private static let entryNames = NestedEntry.names(
        "a heading",
        TemplateNames<OutlineEntry>(
            "a heading",
            [
                .text("title", "the words of the heading") { $0.title },
                .text("id", "its anchor, without the number sign") { $0.id },
            ]))
}
