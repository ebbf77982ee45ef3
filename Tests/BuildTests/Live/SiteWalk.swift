import Foundation

/// A site in a temporary folder that changes step by step, the same way for the same seed.
struct SiteWalk {
    let folder: TemporaryOutput
    private var random: Seeded
    private var pages: [String: WalkedPage] = [:]
    private var touched: Set<String> = []

    init(seed: UInt64) throws {
        folder = try TemporaryOutput()
        random = Seeded(seed)
        try put("site.yml", "title: Walk\n")
        for path in [
            "index.md", "a.md", "b.md", "one/index.md", "one/c.md", "one/d.md", "two/e.md",
        ] {
            pages[path] = WalkedPage(title: "Page \(path)")
        }
        pages["a.md"]?.links = ["b.md", "one/c.md#part-1"]
        pages["a.md"]?.hasFrontMatterTitle = false
        pages["b.md"]?.includes = ["_part.md", "a.md"]
        pages["b.md"]?.images = ["assets/dot.svg"]
        pages["one/c.md"]?.hasFrontMatterTitle = false
        pages["one/c.md"]?.headings = ["Part 1"]
        pages["one/d.md"]?.form = "access"
        pages["two/e.md"]?.includes = ["../_other.md"]
        for path in pages.keys { try writePage(path) }
        try put("forms/access.yml", Self.form("Access"))
        try put("_part.md", "A part.\n")
        try put("assets/dot.svg", Self.picture(4))
    }

    /// Does one edit, or a few at once as a checkout does.
    ///
    /// - Returns: what it was, and the absolute paths that it has touched.
    mutating func step() throws -> (words: String, paths: Set<String>) {
        touched = []
        var words: [String] = []
        for _ in 0..<(random.next(6) == 0 ? 4 : 1) { words.append(try edit()) }
        return (words.joined(separator: ", "), touched)
    }

    private mutating func edit() throws -> String {
        switch random.next(20) {
        case 0...10: try editPage()
        case 11, 12: try editPages()
        case 13: try editConfiguration()
        case 14, 15: try editForms()
        case 16: try editTheme()
        case 17: try editAssets()
        case 18: try editParts()
        default: try moveFolder()
        }
    }

    // MARK: Pages

    private mutating func editPage() throws -> String {
        guard let path = random.pick(pages.keys.sorted()), var page = pages[path] else { return "" }
        let words: String
        switch random.next(26) {
        case 24, 25: (page.images, words) = (images(from: path), "images")
        case 0...3: (page.paragraph, words) = (page.paragraph + 1, "text")
        case 4, 5: (page.title, words) = ("Title \(random.next(1000))", "title")
        case 6: (page.hasFrontMatterTitle, words) = (!page.hasFrontMatterTitle, "title's place")
        case 7: (page.order, words) = (random.next(2) == 0 ? nil : random.next(9), "order")
        case 8: (page.isDraft, words) = (!page.isDraft, "draft")
        case 9: (page.isForMaintainers, words) = (!page.isForMaintainers, "audience")
        case 10: (page.isPrinted, words) = (!page.isPrinted, "print")
        case 11: (page.slug, words) = (page.slug == nil ? "slug-\(random.next(3))" : nil, "slug")
        case 12:
            (page.alias, words) = (page.alias == nil ? "/old/\(random.next(3))/" : nil, "alias")
        case 13, 14: (page.headings, words) = (headings(), "headings")
        case 15, 16, 17: (page.links, words) = (links(), "links")
        case 18: (page.includes, words) = (includes(from: path), "includes")
        case 19: (page.includes, words) = ([], "no includes")
        case 20: (page.form, words) = ([nil, "access", "other", "acces"][random.next(4)], "form")
        case 21: (page.hasChecklist, words) = (!page.hasChecklist, "checklist")
        case 22: (page.takesSteps, words) = (!page.takesSteps, "summary")
        default:
            words = "damage"
            page.damage =
                ["", "\n::: note\n", "\n[^9]\n", "\n<b>raw</b>\n", "\u{0}"][random.next(5)]
        }
        pages[path] = page
        try writePage(path)
        return "\(words) of \(path)"
    }

    private mutating func editPages() throws -> String {
        guard let path = random.pick(pages.keys.sorted()) else { return "" }
        switch random.next(5) {
        case 0, 1:
            let new = ["", "one/", "two/", "three/"][random.next(4)] + "p\(random.next(6)).md"
            var page = WalkedPage(title: "New \(random.next(100))")
            page.links = links()
            pages[new] = page
            try writePage(new)
            return "new page \(new)"
        case 2 where pages.count > 4:
            pages[path] = nil
            try remove(path)
            return "no page \(path)"
        case 3 where path != "index.md":
            let new = ["", "one/", "four/"][random.next(3)] + "m\(random.next(6)).md"
            let moved = pages.removeValue(forKey: path)
            pages[new] = moved
            try remove(path)
            try writePage(new)
            return "\(path) moved to \(new)"
        default:
            try writePage(path)
            return "nothing in \(path)"
        }
    }

    private mutating func moveFolder() throws -> String {
        let names = ["one", "two", "three", "four"]
        guard let from = names.first(where: { folder.exists("content/\($0)") }),
            let to = names.last(where: { !folder.exists("content/\($0)") })
        else { return "" }
        try FileManager.default.moveItem(
            atPath: "\(folder.root)/content/\(from)", toPath: "\(folder.root)/content/\(to)")
        touched.formUnion([absolute(from), absolute(to)])
        for path in pages.keys.filter({ $0.hasPrefix(from + "/") }) {
            let moved = pages.removeValue(forKey: path)
            pages[to + path.dropFirst(from.count)] = moved
        }
        return "folder \(from) to \(to)"
    }

    private mutating func headings() -> [String] {
        (0..<random.next(4)).map { _ in "Part \(random.next(4))" }
    }

    private mutating func links() -> [String] {
        (0..<random.next(4)).map { _ in
            let path = random.pick(pages.keys.sorted() + ["nowhere.md", "one", "A.md"]) ?? ""
            let up = ["", "../", "./"][random.next(3)]
            return up + path + ["", "#part-1", "#part-2", "#ready"][random.next(4)]
        }
    }

    private mutating func includes(from path: String) -> [String] {
        let up = path.contains("/") ? "../" : ""
        return ["_part.md", "_other.md", "a.md"].filter { _ in random.next(2) == 0 }.map { up + $0 }
    }

    private mutating func images(from path: String) -> [String] {
        let up = path.contains("/") ? "../" : ""
        return ["assets/dot.svg", "gone.svg"].filter { _ in random.next(2) == 0 }.map { up + $0 }
    }

    // MARK: All else

    private mutating func editConfiguration() throws -> String {
        let text = [
            "title: Walk\n", "title: Another\n", "title: Walk\nurls: file\n",
            "title: Walk\nbase-url: https://example.org/help/\n",
            "title: Walk\nfooter: See [home](index.md#part-1).\n", "title: Walk\ntheme: own\n",
            "title: Walk\nsmart-punctuation: false\n", "title: Walk\nlang: de\n",
            "title: Walk\nprint: {whole: false}\n", "title: [\n", "",
        ][random.next(11)]
        if text.isEmpty {
            try remove("site.yml")
        } else {
            try put("site.yml", text)
        }
        return "configuration"
    }

    private mutating func editForms() throws -> String {
        let path = random.next(3) == 0 ? "forms/other.yml" : "forms/access.yml"
        switch random.next(4) {
        case 0: try remove(path)
        case 1: try put(path, "name: [\n")
        default: try put(path, Self.form("Access \(random.next(5))"))
        }
        return path
    }

    private mutating func editTheme() throws -> String {
        let theme = random.next(2) == 0 ? "own" : "default"
        let path =
            "themes/\(theme)/"
            + ["styles/own.css", "components/footer/footer.mustache", "nothing.txt"][random.next(3)]
        if random.next(3) == 0 {
            if folder.exists(path) { try folder.remove(path) }
        } else {
            try folder.put(
                path,
                path.hasSuffix("css")
                    ? "p { color: #00\(random.next(9)) }\n" : "<p>Foot \(random.next(9))</p>\n")
        }
        touched.insert("\(folder.root)/\(path)")
        return path
    }

    private mutating func editAssets() throws -> String {
        let path = ["assets/dot.svg", "assets/text.txt", "gone.svg"][random.next(3)]
        if random.next(3) == 0 {
            try remove(path)
        } else {
            try put(path, Self.picture(random.next(9)))
        }
        return path
    }

    private mutating func editParts() throws -> String {
        let path = ["_part.md", "_other.md"][random.next(2)]
        switch random.next(4) {
        case 0: try remove(path)
        case 1: try put(path, "A part with [a link](a.md#part-3) and\n\n::: include \(path)\n:::\n")
        case 2: try put(path, "## Part \(random.next(4))\n\nIn it.[^n]\n\n[^n]: Noted.\n")
        default: try put(path, "A part, \(random.next(9)).\n")
        }
        return path
    }

    private static func form(_ title: String) -> String {
        """
        name: \(title)
        description: For tests.
        title: "\(title)"
        body:
          - type: input
            id: name
            attributes:
              label: Your name
            validations:
              required: true
        send:
          email: {to: support@example.org, subject: Access, private: true}

        """
    }

    private static func picture(_ size: Int) -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(size + 1)\" height=\"4\"/>\n"
    }

    // MARK: The disk

    private func absolute(_ path: String) -> String { "\(folder.root)/content/\(path)" }

    private mutating func writePage(_ path: String) throws {
        try put(path, pages[path]?.text ?? "")
    }

    /// What a watcher says of it: the file, and the folders that appeared with it.
    private mutating func put(_ path: String, _ text: String) throws {
        touched.insert(absolute(path))
        try folder.put("content/" + path, text)
    }

    private mutating func remove(_ path: String) throws {
        guard folder.exists("content/" + path) else { return }
        touched.insert(absolute(path))
        try folder.remove("content/" + path)
    }
}

/// SplitMix64.
struct Seeded {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    private mutating func draw() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// Less than `limit`.
    mutating func next(_ limit: Int) -> Int { Int(draw() % UInt64(limit)) }

    mutating func pick<Element>(_ list: [Element]) -> Element? {
        list.isEmpty ? nil : list[next(list.count)]
    }
}
