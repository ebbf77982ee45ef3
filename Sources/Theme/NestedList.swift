/// Nothing: a list of these says how often.
struct ListClosing: Sendable {
    static let names = TemplateNames<ListClosing>("a closing", [])
}

/// One entry of a tree written as a flat list, and what stands after it.
///
/// Templates cannot recurse (a partial that includes itself would crash the library), so the tree is a
/// flat list, and a template shows one entry: it opens a list for its children, or it ends and closes the lists
/// that end with it. One by one, a site's entries have few shapes, whatever its trees are like.
struct NestedEntry<Content: Sendable>: Sendable {
    let content: Content
    let opens: Bool
    let closings: Int

    /// Depths may start anywhere and skip levels; a deeper entry goes one list down, whatever the step.
    static func nest(_ contents: [Content], depth: (Content) -> Int) -> [NestedEntry] {
        var open: [Int] = []
        return contents.indices.map { index in
            let content = contents[index]
            let here = depth(content)
            let next = index + 1 < contents.count ? depth(contents[index + 1]) : Int.min
            if next > here {
                open.append(here)
                return NestedEntry(content: content, opens: true, closings: 0)
            }
            var closings = 0
            while let outer = open.last, outer >= next {
                open.removeLast()
                closings += 1
            }
            return NestedEntry(content: content, opens: false, closings: closings)
        }
    }

    static func names(_ owner: String, _ own: TemplateNames<Content>) -> TemplateNames<NestedEntry>
    {
        TemplateNames<NestedEntry>(
            owner,
            own.of { $0.content } + [
                .flag("opens", "the entry has entries below it, which follow") { $0.opens },
                .list(
                    "closings", of: ListClosing.names, "once for each list that ends with the entry"
                ) { Array(repeating: ListClosing(), count: $0.closings) },
            ])
    }
}
