// The second barrier's part of the site: with all titles known, pages have an order.

/// The order of pages, and what each page shows of it.
package struct Navigation: Sendable {
    /// One entry of a sidebar.
    package struct Entry: Sendable, Equatable {
        package let page: Int
        package let depth: Int
    }

    /// A sidebar shows a whole subtree up to this many pages, otherwise one section.
    static let largestTree = 60

    private let map: SiteMap
    private let titles: [String]
    private var children: [Int: [Int]] = [:]
    /// The page whose sidebar a page shows.
    package private(set) var rootOfPage: [Int] = []
    private var previousOfPage: [Int: Int] = [:]
    private var nextOfPage: [Int: Int] = [:]
    private var subtreeSizes: [Int: Int] = [:]

    package init(map: SiteMap, titles: [String]) {
        self.map = map
        self.titles = titles
        for (page, entry) in map.pages.enumerated() {
            if let section = entry.section { children[section, default: []].append(page) }
        }
        for (section, pages) in children {
            children[section] = pages.sorted { precedes($0, $1) }
        }
        measureSubtrees()
        rootOfPage = map.pages.indices.map { findRoot(of: $0) }
        linkInOrder()
    }

    package func title(of page: Int) -> String { titles[page] }

    /// Pages from home down to the section of `page`.
    package func ancestors(of page: Int) -> [Int] {
        var result: [Int] = []
        var current = map.pages[page].section
        while let section = current, result.count < 1_000 {
            result.append(section)
            current = map.pages[section].section
        }
        return result.reversed()
    }

    package func previous(of page: Int) -> Int? { previousOfPage[page] }
    package func next(of page: Int) -> Int? { nextOfPage[page] }

    /// The sidebar that starts at `root`: the section's page, and what is under it.
    package func entries(root: Int) -> [Entry] {
        var result = isShown(root) ? [Entry(page: root, depth: 0)] : []
        let isWhole = (subtreeSizes[root] ?? 1) <= Self.largestTree
        var stack = shownChildren(of: root).reversed().map { Entry(page: $0, depth: 0) }
        while let entry = stack.popLast() {
            result.append(entry)
            guard isWhole else { continue }
            stack += shownChildren(of: entry.page).reversed().map {
                Entry(page: $0, depth: entry.depth + 1)
            }
        }
        return result
    }

    /// The pages of documents that are collected from the readers' pages, in the order of reading; also those that
    /// no navigation shows. A page that is left out takes none of those below it along.
    package func printedPages() -> [Entry] {
        func readers(_ pages: [Int]) -> [Int] {
            pages.filter { !map.pages[$0].isForMaintainers }.sorted { precedes($1, $0) }
        }
        var result: [Entry] = []
        let tops = map.pages.indices.filter { page in
            map.pages[page].section.map { map.pages[$0].isForMaintainers } ?? true
        }
        var stack = readers(tops).map { Entry(page: $0, depth: 0) }
        while let entry = stack.popLast() {
            let isPrinted = map.pages[entry.page].isPrinted
            if isPrinted { result.append(entry) }
            let depth = entry.depth + (isPrinted && entry.page != map.home ? 1 : 0)
            stack += readers(children[entry.page] ?? []).map { Entry(page: $0, depth: depth) }
        }
        return result
    }

    // MARK: Order

    /// By `order`, those without it last, then by title, then by path: the same on every machine.
    private func precedes(_ a: Int, _ b: Int) -> Bool {
        let (p, q) = (map.pages[a].source, map.pages[b].source)
        let (i, j) = (p.frontMatter.order?.value ?? Int.max, q.frontMatter.order?.value ?? Int.max)
        if i != j { return i < j }
        let (s, t) = (titles[a].lowercased(), titles[b].lowercased())
        if s != t { return s < t }
        return p.path < q.path
    }

    private func isShown(_ page: Int) -> Bool {
        map.pages[page].source.frontMatter.nav?.value ?? true
    }

    /// The guide's sidebar leaves out the pages for its maintainers; theirs starts at their own section.
    private func shownChildren(of section: Int) -> [Int] {
        (children[section] ?? []).filter {
            isShown($0) && map.pages[$0].isForMaintainers == map.pages[section].isForMaintainers
        }
    }

    private mutating func measureSubtrees() {
        var order = map.pages.indices.filter { map.pages[$0].section == nil }
        var next = 0
        while next < order.count {
            order += shownChildren(of: order[next])
            next += 1
        }
        // Sections of another audience start trees of their own.
        let reached = Set(order)
        for page in map.pages.indices where !reached.contains(page) {
            subtreeSizes[page] = 1
        }
        for page in order { subtreeSizes[page] = 1 }
        let unreached = map.pages.indices.filter { !reached.contains($0) }
        for page in (order + unreached.sorted { depth($0) < depth($1) }).reversed() {
            guard let section = map.pages[page].section,
                map.pages[page].isForMaintainers == map.pages[section].isForMaintainers
            else { continue }
            subtreeSizes[section, default: 1] += subtreeSizes[page] ?? 1
        }
    }

    private func depth(_ page: Int) -> Int { ancestors(of: page).count }

    /// The highest section whose tree is small enough to be shown whole; else the nearest section.
    private func findRoot(of page: Int) -> Int {
        let chain = ancestors(of: page) + (children[page] == nil ? [] : [page])
        let own = chain.filter {
            map.pages[$0].isForMaintainers == map.pages[page].isForMaintainers
        }
        return own.first { (subtreeSizes[$0] ?? 1) <= Self.largestTree } ?? own.last ?? page
    }

    private mutating func linkInOrder() {
        for audience in [false, true] {
            var order: [Int] = []
            var stack = map.pages.indices.filter { page in
                guard map.pages[page].isForMaintainers == audience else { return false }
                guard let section = map.pages[page].section else { return true }
                return map.pages[section].isForMaintainers != audience
            }
            stack.sort { precedes($1, $0) }
            while let page = stack.popLast() {
                if isShown(page) { order.append(page) }
                stack += shownChildren(of: page).reversed()
            }
            for (page, next) in zip(order, order.dropFirst()) {
                nextOfPage[page] = next
                previousOfPage[next] = page
            }
        }
    }
}
