// What a link says on paper, where nobody can follow it: an address of another site gets a number and stands in a
// list at the end of its section; a link to a page of the site gets that page's title, which is known later.

import HTMLText

/// A link to write anew when the page is complete.
struct PaperLink {
    enum Target {
        /// The address as somebody would type it.
        case address(String)
        /// Its words are the address.
        case bare
        case page(Int)
    }

    let node: Node
    let target: Target
    /// The footnote that it stands in.
    let footnote: Node?
    /// Sections count from 0, and begin at headings of level 1 and 2 outside other blocks.
    let section: Int
}

/// The links of a page, of all its texts.
struct PaperLinks {
    var links: [PaperLink] = []
    /// The block in which each section lists its addresses, at its end; nil for one without, and for the last.
    var lists: [Node?] = []

    var section: Int { lists.count }

    /// How much there is, to go back to when a text turns out not to be part of the page.
    var mark: (links: Int, lists: Int) { (links.count, lists.count) }

    mutating func goBack(to mark: (links: Int, lists: Int)) {
        links.removeLast(max(links.count - mark.links, 0))
        lists.removeLast(max(lists.count - mark.lists, 0))
    }

    /// Whether the section under way has one to list.
    fileprivate var hasAddresses: Bool {
        for link in links.reversed() {
            if link.section != section { return false }
            if case .address = link.target, link.footnote == nil { return true }
        }
        return false
    }
}

extension Passes {
    /// Headings of a lower level do not end the part that an address is listed under.
    private static let lowestSectionLevel = 2

    /// A section ends before this heading.
    mutating func endSection(before heading: Node) {
        guard surroundings.isTopLevel, heading.headingLevel <= Self.lowestSectionLevel,
            heading.parent?.kind == .document
        else { return }
        var list: Node?
        if state.paperLinks.hasAddresses {
            list = Node.customBlock(enter: "", exit: "")
            if let list { heading.insertBeforeSelf(list) }
        }
        state.paperLinks.lists.append(list)
    }

    /// Remembers a link whose destination is resolved.
    mutating func noteForPaper(_ link: Node, _ resolution: LinkResolution, in footnote: Node?) {
        guard let target = Self.paperTarget(of: link, resolution) else { return }
        if input.fragment != nil, case .page = target { return }
        if input.fragment != nil, case .address = target { return }
        state.paperLinks.links.append(
            PaperLink(
                node: link, target: target, footnote: footnote, section: state.paperLinks.section))
    }

    private static func paperTarget(
        of link: Node, _ resolution: LinkResolution
    ) -> PaperLink.Target? {
        switch resolution {
        case .page(_, let number): return .page(number)
        case .url(let url):
            guard let scheme = urlScheme(of: url) else { return nil }
            var address = Substring(url.trimmed)
            if scheme == "mailto" || scheme == "tel", let colon = address.firstIndex(of: ":") {
                // What a mail is to say is of no use to who writes the address on an envelope.
                address = address[colon...].dropFirst().prefix { $0 != "?" }
            }
            let isBare = isSaid(address, by: link) || isSaid(Substring(url), by: link)
            return isBare ? .bare : .address(String(address))
        case .image, .refused: return nil
        }
    }

    /// Whether a link's words are its address, perhaps without the scheme.
    private static func isSaid(_ address: Substring, by link: Node) -> Bool {
        guard let only = link.firstChild, only.next == nil, only.kind == .text || only.kind == .code
        else { return false }
        return only.withLiteral { words in
            var rest = address.utf8[...]
            if rest.last == UInt8(ascii: "/"), words.last != UInt8(ascii: "/") { rest.removeLast() }
            guard rest.count >= words.count, rest.suffix(words.count).elementsEqual(words) else {
                return false
            }
            let before = rest.dropLast(words.count)
            return before.isEmpty || before.elementsEqual("https://".utf8)
                || before.elementsEqual("http://".utf8)
        }
    }

    /// Writes all links of the page that say something on paper, and the lists of addresses but that for footnotes,
    /// which is returned: it stands below them.
    mutating func placePaperLinks(in tree: CMarkTree) -> Node? {
        let links = state.paperLinks.links
        if links.isEmpty { return nil }
        var notes = AddressNotes()
        var next = links.startIndex
        for section in 0...state.paperLinks.section {
            notes.beginSection()
            while next < links.endIndex, links[next].section == section {
                if links[next].footnote == nil { write(links[next], &notes) }
                next += 1
            }
            guard let html = notes.list else { continue }
            if section < state.paperLinks.lists.count {
                state.paperLinks.lists[section]?.setEnter(html)
            } else if let list = Node.customBlock(enter: html, exit: "") {
                tree.root.append(list)
            }
        }
        if footnotes.used.isEmpty { return nil }
        let isUsed = Dictionary(
            footnotes.bodies.map { ($0.block, $0.number != nil) }, uniquingKeysWith: { $0 || $1 })
        notes.beginSection()
        for link in links {
            // Those of a footnote that is not shown are gone with it.
            if let footnote = link.footnote, isUsed[footnote] == true { write(link, &notes) }
        }
        return notes.list.flatMap { Node.customBlock(enter: $0, exit: "") }
    }

    private func write(_ link: PaperLink, _ notes: inout AddressNotes) {
        var tag = "<a href=\""
        tag += HTMLText.escapeURL(link.node.destination)
        let title = link.node.linkTitle
        if !title.isEmpty {
            tag += "\" title=\""
            tag += HTMLText.escape(title)
        }
        switch link.target {
        case .bare: tag += "\" data-note=\""
        case .address(let address):
            tag += "\" data-note=\""
            tag += String(notes.number(of: address))
        case .page(let number):
            guard notes.isFirst(page: number) else { return }
            page.namesPages = true
            tag += "\" data-page=\"~"
            tag += String(number)
        }
        tag += "\">"
        guard let new = Node.customInline(enter: tag, exit: "</a>") else { return }
        new.takeChildren(of: link.node)
        link.node.replace(with: new)
    }
}

/// The addresses of a page with their numbers, which count through the page.
private struct AddressNotes {
    /// In one section an address stands once, and a page is named once.
    private var numbers: [String: Int] = [:]
    private var pages: [Int] = []
    private var manyPages: Set<Int> = []
    private var addresses: [String] = []
    private var before = 0

    mutating func beginSection() {
        before += addresses.count
        addresses = []
        if !numbers.isEmpty { numbers = [:] }
        pages.removeAll(keepingCapacity: true)
        manyPages = []
    }

    mutating func number(of address: String) -> Int {
        if let number = numbers[address] { return number }
        addresses.append(address)
        let number = before + addresses.count
        numbers[address] = number
        return number
    }

    mutating func isFirst(page: Int) -> Bool {
        // A section names few pages: looking through them is faster than a set.
        if pages.contains(page) { return false }
        if pages.count == Self.fewPages { return manyPages.insert(page).inserted }
        pages.append(page)
        return true
    }

    private static let fewPages = 32

    /// As HTML; nil where there is none.
    var list: String? {
        guard !addresses.isEmpty else { return nil }
        let start = before == 0 ? "" : " start=\"\(before + 1)\""
        let items = addresses.map { "<li>\(HTMLText.escape($0))</li>\n" }.joined()
        return
            "<ol class=\"link-notes print-only\"\(start) aria-label=\"Addresses of links\">\n\(items)</ol>"
    }
}
