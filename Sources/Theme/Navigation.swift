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

extension NestedEntry<NavigationEntry> {
    static let navigationNames = names(
        "an entry of the navigation",
        TemplateNames<NavigationEntry>(
            "an entry of the navigation",
            [
                .text("title", "the title of the page") { $0.title },
                .text("url", "its address") { $0.url },
                .html("current", "the attribute of the page that is shown") {
                    TemplateMark.text($0.key)
                },
            ]))
}

extension RenderedNavigation {
    /// The rendered entries without their marks, and where they were.
    init(_ rendered: String) {
        let bytes = Array(rendered.utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var marks: [Int: [Int]] = [:]
        var start = 0
        for mark in TemplateMark.marks(in: bytes) {
            text += bytes[start..<mark.range.lowerBound]
            marks[mark.number, default: []].append(text.count)
            start = mark.range.upperBound
        }
        text += bytes[start...]
        self.init(text: String(decoding: text, as: UTF8.self), marks: marks)
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

extension NestedEntry<OutlineEntry> {
    static let outlineNames = names(
        "a heading",
        TemplateNames<OutlineEntry>(
            "a heading",
            [
                .text("title", "the words of the heading") { $0.title },
                .text("id", "its anchor, without the number sign") { $0.id },
            ]))
}
