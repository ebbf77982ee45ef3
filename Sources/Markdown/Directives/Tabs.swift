// Tabs are groups with a title each. A script makes a list of tabs of them; without it, and on paper, they are
// read one after the other.

import Diagnostics
import HTMLText

/// A tab whose id is made from its title when all other ids are known.
struct PendingTab {
    let block: Node
    let use: DirectiveUse
}

extension Directive {
    static let tabs = Directive(
        name: "tabs", usage: "::: tabs {#id .class}", takes: \.isEmpty,
        shape: { $0.shapeTabs($1) })

    static let tab = Directive(
        name: "tab", usage: "::: tab \"Title\" {#id .class}", container: "tabs",
        takes: { $0.count == 1 && $0.allSatisfy { !$0.trimmed.isEmpty } },
        shape: { $0.shapeTab($1) })
}

extension Passes {
    fileprivate mutating func shapeTabs(_ use: DirectiveUse) -> DirectiveShape {
        let suggestion = "write `::: tab \"Title\"` and a line of as many colons around it"
        var parts = use.parts[...]
        var node = use.opener.next
        while let one = node, one != use.closer {
            if one == parts.first?.opener {
                node = parts.removeFirst().closer.next
            } else if isInvisible(one) {
                node = one.next
            } else {
                return wrongContent(
                    use, at: one, "`tabs` holds nothing but `tab`s", suggestion: suggestion)
            }
        }
        if use.parts.isEmpty {
            return wrongContent(use, at: nil, "`tabs` holds no `tab`", suggestion: suggestion)
        }
        guard let tabs = Node.customBlock(enter: "<div\(use.attributes("tabs"))>", exit: "</div>")
        else { return .inPlace }
        for part in use.parts { place(part, as: shapeTab(part)) }
        use.moveContent(to: tabs)
        return .block(tabs)
    }

    fileprivate mutating func shapeTab(_ use: DirectiveUse) -> DirectiveShape {
        guard let block = Node.customBlock(enter: "", exit: "</div>") else { return .inPlace }
        use.moveContent(to: block)
        tabs.append(PendingTab(block: block, use: use))
        return .block(block)
    }

    /// Gives tabs their ids: headings keep theirs, which are GitHub's.
    mutating func placeTabs() {
        guard !tabs.isEmpty else { return }
        var ids = HeadingIDs(reserved: page.ids)
        for tab in tabs {
            let title = tab.use.opening.words.first ?? ""
            let slug = githubSlug(title)
            let id =
                tab.use.opening.attributes.id ?? ids.id(for: slug.isEmpty ? "tab" : "tab-" + slug)
            page.ids.insert(id)
            let name = HTMLText.escape(options.placedID(id))
            tab.block.setEnter(
                "<div\(tab.use.attributes("tab", withID: false)) role=\"group\" aria-labelledby=\"\(name)\">\n<p class=\"tab-title\" id=\"\(name)\">\(HTMLText.escape(title))</p>"
            )
        }
        tabs = []
    }
}
