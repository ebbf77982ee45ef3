// What the summary takes from a page: its checklists, its steps and its first words. They are cut out of the page's HTML,
// so that the page is rendered once.

/// The pieces of one page, as they stand in it: with its ids and its relative addresses.
struct PagePieces: Sendable {
    struct Checklist: Sendable {
        let id: String
        /// The id of the form's field that it feeds.
        let feeds: String?
        /// HTML that stands in a line.
        var title = ""
        var tasks: [Task] = []
    }

    struct Task: Sendable {
        /// What the page keeps the tick by.
        let key: String
        let isDone: Bool
        /// How many tasks it is a part of.
        let depth: Int
        /// HTML that stands in a line.
        var label = ""
    }

    private(set) var checklists: [Checklist] = []
    /// With its tags; nil where no paragraph has words.
    private(set) var firstParagraph: String?
    /// The list of the first steps; of a page without any, its first numbered list.
    var steps: String? { ownSteps ?? numberedList }
    private var ownSteps: String?
    private var numberedList: String?

    init(of html: String) {
        var cut = Cut(html)
        while cut.step() {}
        checklists = cut.checklists
        firstParagraph = cut.paragraph
        ownSteps = cut.steps
        numberedList = cut.numberedList
    }
}

/// One walk over the tags of a page.
private struct Cut {
    var checklists: [PagePieces.Checklist] = []
    var paragraph: String?
    var steps: String?
    var numberedList: String?

    private var scan: TagScan
    /// Open `fieldset`s, counted from that of the checklist.
    private var fieldsets = 0
    /// Whether each open item is a task of the checklist.
    private var items: [Bool] = []
    private var tasks = 0
    private var legend: Int?
    private var label: (start: Int, spans: Int)?
    private var list: (start: Int, depth: Int, isSteps: Bool)?
    private var sections = 0
    private var paragraphStart: Int?
    /// Where the last tag ended.
    private var textStart = 0
    private var hasWords = false

    init(_ html: String) { scan = TagScan(Array(html.utf8)) }

    mutating func step() -> Bool {
        guard let tag = scan.next() else { return false }
        if paragraph == nil { cutParagraph(tag) }
        switch tag.name {
        case "fieldset": fieldset(tag)
        case "legend": title(tag)
        case "li": item(tag)
        case "span": span(tag)
        case "ol", "ul", "blockquote": cutList(tag)
        case "section": sections += tag.isEnd ? -1 : 1
        default: break
        }
        return true
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: scan.bytes[range], as: UTF8.self)
    }

    // MARK: First words

    /// Paragraphs with a class are titles and parts of forms.
    private mutating func cutParagraph(_ tag: TagScan.Tag) {
        if let start = paragraphStart {
            let text = scan.bytes[textStart..<tag.range.lowerBound]
            hasWords = hasWords || text.contains { $0 > 0x20 }
            if tag.name == "p", tag.isEnd {
                if hasWords { paragraph = self.text(start..<tag.range.upperBound) + "\n" }
                paragraphStart = nil
            }
        } else if tag.name == "p", !tag.isEnd, tag.attributes.isEmpty, sections == 0 {
            paragraphStart = tag.range.lowerBound
            hasWords = false
        }
        textStart = tag.range.upperBound
    }

    // MARK: Checklists

    private var isInChecklist: Bool { fieldsets > 0 }

    private mutating func fieldset(_ tag: TagScan.Tag) {
        if tag.isEnd {
            fieldsets -= fieldsets > 0 ? 1 : 0
        } else if isInChecklist {
            fieldsets += 1
        } else if let id = scan.value("data-checklist", of: tag) {
            fieldsets = 1
            items = []
            tasks = 0
            checklists.append(
                PagePieces.Checklist(id: id, feeds: scan.value("data-feeds", of: tag)))
        }
    }

    private mutating func title(_ tag: TagScan.Tag) {
        guard isInChecklist else { return }
        if tag.isEnd, let start = legend {
            checklists[checklists.count - 1].title = text(start..<tag.range.lowerBound)
            legend = nil
        } else if !tag.isEnd, checklists[checklists.count - 1].title.isEmpty {
            legend = tag.range.upperBound
        }
    }

    private mutating func item(_ tag: TagScan.Tag) {
        guard isInChecklist else { return }
        if tag.isEnd {
            if items.popLast() == true { tasks -= 1 }
            return
        }
        let id = scan.value("id", of: tag)
        let isTask = scan.hasFirstClass("task", tag) && id != nil
        items.append(isTask)
        guard isTask else { return }
        let classes = scan.value("class", of: tag)?.split(separator: " ") ?? []
        checklists[checklists.count - 1].tasks.append(
            PagePieces.Task(
                key: scan.value("data-task", of: tag) ?? id ?? "",
                isDone: classes.contains("is-done"), depth: tasks))
        tasks += 1
    }

    private mutating func span(_ tag: TagScan.Tag) {
        if let open = label {
            let spans = open.spans + (tag.isEnd ? -1 : 1)
            label?.spans = spans
            guard spans == 0 else { return }
            let list = checklists.count - 1
            checklists[list].tasks[checklists[list].tasks.count - 1].label =
                text(open.start..<tag.range.lowerBound)
            label = nil
        } else if isInChecklist, tasks > 0, !tag.isEnd, scan.hasFirstClass("task-label", tag) {
            label = (tag.range.upperBound, 1)
        }
    }

    // MARK: Steps

    private mutating func cutList(_ tag: TagScan.Tag) {
        if let open = list {
            let depth = open.depth + (tag.isEnd ? -1 : 1)
            list?.depth = depth
            guard depth == 0 else { return }
            let html = text(open.start..<tag.range.upperBound)
            if open.isSteps { steps = steps ?? html } else { numberedList = numberedList ?? html }
            list = nil
        } else if tag.name == "ol", !tag.isEnd {
            let isSteps = scan.hasFirstClass("steps", tag)
            // Lists in sections are footnotes, and those with a class are parts of something else.
            guard isSteps || sections == 0 && scan.value("class", of: tag) == nil else { return }
            list = (tag.range.lowerBound, 1, isSteps)
        }
    }
}
