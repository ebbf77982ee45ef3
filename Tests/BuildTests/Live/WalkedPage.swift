/// A page of the random walk: what an edit can change of it, and the text that comes out.
struct WalkedPage {
    var title: String
    /// Whether the title stands in the front matter, else in a heading.
    var hasFrontMatterTitle = true
    var order: Int?
    var isDraft = false
    var isForMaintainers = false
    var isPrinted = true
    var slug: String?
    var alias: String?
    var layout: String?
    var takesSteps = false
    var paragraph = 0
    var headings: [String] = []
    /// Destinations, as an author writes them.
    var links: [String] = []
    var includes: [String] = []
    var images: [String] = []
    var form: String?
    var hasChecklist = false
    /// Text that is no well-formed page.
    var damage = ""

    init(title: String) { self.title = title }

    var text: String {
        var lines = ["---"]
        if hasFrontMatterTitle { lines.append("title: \(title)") }
        if let order { lines.append("order: \(order)") }
        if isDraft { lines.append("draft: true") }
        if isForMaintainers { lines.append("audience: maintainers") }
        if !isPrinted { lines.append("print: false") }
        if let slug { lines.append("slug: \(slug)") }
        if let alias { lines.append("aliases: [\(alias)]") }
        if let layout { lines.append("layout: \(layout)") }
        if takesSteps { lines.append("summary: steps") }
        lines += ["---", ""]
        if !hasFrontMatterTitle { lines += ["# \(title)", ""] }
        lines += [
            "Paragraph \(paragraph) of \"\(title)\".[^1]", "", "[^1]: Note \(paragraph).", "",
        ]
        lines += ["1. Step \(paragraph)", "2. Last step", ""]
        for heading in headings { lines += ["## \(heading)", "", "Under \(heading).", ""] }
        for link in links { lines += ["See [there](\(link)).", ""] }
        for image in images { lines += ["![A picture](\(image))", ""] }
        for include in includes { lines += ["::: include \(include)", ":::", ""] }
        if hasChecklist {
            lines += [
                "::: checklist {#ready title=\"Ready\"}", "- [ ] Step \(paragraph)", ":::", "",
            ]
        }
        if let form { lines += ["::: request \(form)", ":::", ""] }
        return lines.joined(separator: "\n") + damage
    }
}
