// Task lists: GitHub Flavored Markdown specification, section 5.3. In a page of a site a box is a state, which has a
// label and an id; it is never a disabled control that looks usable.

import HTMLText

/// A list item that starts with a box, or has attributes.
struct PendingItem {
    let paragraph: Node
    let node: Node
    let attributes: Attributes?
    /// nil where it is no task.
    var isDone: Bool?
    /// The words of its first paragraph as written, without the box.
    var text = ""
}

extension Passes {
    /// Reads an item's first paragraph before its punctuation changes; nil where it is an item like any other.
    mutating func readItem(_ paragraph: Node, _ events: ArraySlice<Event>) -> PendingItem? {
        // On GitHub a heading may be a task; here it has an id and attributes of its own.
        guard paragraph.kind == .paragraph || dialect == .github, let node = paragraph.parent else {
            return nil
        }
        let start = offset(of: paragraph)
        var attributes: Attributes?
        if dialect == .waymark {
            let last = paragraph.endLine
            let line = max(offset(ofLine: last), start)
            let end = end(ofLine: last, from: line)
            attributes = takeTrailingGroup(endingAt: end, in: line, events)?.attributes
        }
        let isDone = box(at: start, in: paragraph)
        guard attributes != nil || isDone != nil else { return nil }
        var item = PendingItem(
            paragraph: paragraph, node: node, attributes: attributes, isDone: isDone)
        if isDone != nil, dialect == .waymark {
            // Without the box: a link to `x` where there is a reference of that label.
            let text = plainText(of: paragraph).utf8
            item.text = String(
                decoding: text.dropFirst(paragraph.firstChild?.kind == .link ? 1 : 3),
                as: UTF8.self)
        }
        return item
    }

    /// Whether a task is done; nil where its paragraph does not start with a box.
    func box(at start: Int, in paragraph: Node) -> Bool? {
        guard start + 3 < bytes.count, bytes[start] == UInt8(ascii: "["),
            bytes[start + 2] == UInt8(ascii: "]"),
            bytes[start + 3] == 0x20 || bytes[start + 3] == 0x09,
            let first = paragraph.firstChild, first.kind == .text || first.kind == .link
        else { return nil }
        switch bytes[start + 1] {
        case 0x20: return false
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return true
        default: return nil
        }
    }

    /// Takes the box off the start of a task.
    func takeBox(_ item: inout PendingItem?) {
        guard let paragraph = item?.paragraph, item?.isDone != nil,
            let first = paragraph.firstChild
        else { return }
        switch first.kind {
        case .text: first.dropLiteralPrefix(3)
        // A reference of the label `x` exists, but here it is a box.
        case .link: first.remove()
        default: item?.isDone = nil
        }
        if item?.isDone != nil, let text = paragraph.firstChild, text.kind == .text {
            text.dropLeadingBlanks()
        }
    }

    mutating func placeItems() {
        guard !items.isEmpty else { return }
        var lists: [Node] = []
        var itemsOfList: [Node: [PendingItem]] = [:]
        for item in items {
            guard let list = item.node.parent, list.kind == .list else { continue }
            if itemsOfList[list] == nil { lists.append(list) }
            itemsOfList[list, default: []].append(item)
        }
        var ids = TaskIDs(taken: page.ids)
        // One owner, so that nothing is copied.
        page.ids = []
        for list in lists { place(itemsOfList[list] ?? [], in: list, &ids) }
        page.ids = ids.taken
        items = []
    }

    private mutating func place(
        _ items: [PendingItem], in list: Node, _ ids: inout TaskIDs
    ) {
        if dialect == .github {
            placeControls(items, in: list)
        } else {
            placeStates(items, in: list, &ids)
        }
    }

    /// As cmark-gfm writes them: before the paragraph, which in a loose list stands on a line of its own.
    private mutating func placeControls(_ tasks: [PendingItem], in list: Node) {
        var boxes: [Node: String] = [:]
        for task in tasks {
            boxes[task.node] =
                task.isDone == true
                ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
                : "<input type=\"checkbox\" disabled=\"\" /> "
        }
        // A line of hyphens below may have made a heading of the paragraph.
        if list.isTight, tasks.allSatisfy({ $0.paragraph.kind == .paragraph }) {
            for task in tasks {
                guard let box = boxes[task.node],
                    let inline = Node.customInline(enter: box, exit: "")
                else { continue }
                task.paragraph.prepend(inline)
            }
        } else {
            rewrite(list, tag: "") { "<li>" + (boxes[$0] ?? "") }
        }
    }

    private mutating func placeStates(
        _ items: [PendingItem], in list: Node, _ ids: inout TaskIDs
    ) {
        var tags: [Node: String] = [:]
        var hasTasks = false
        let checklist = checklist(around: list)
        for item in items {
            var attributes = item.attributes ?? Attributes()
            var key: String?
            if let isDone = item.isDone {
                hasTasks = true
                if isDone { attributes.classes.insert("is-done", at: 0) }
                attributes.classes.insert("task", at: 0)
                if attributes.id == nil, input.fragment == nil {
                    let task = ids.id(for: item.text)
                    attributes.id = task.id
                    if let checklist {
                        note(item, named: task.name, inChecklist: checklist)
                        if task.id != task.name { key = task.name }
                    }
                }
                label(item.paragraph, isDone: isDone)
            }
            // For scripts, of which a joined page has none.
            if options.joined != nil { key = nil }
            let data = key.map { " data-task=\"\($0)\"" } ?? ""
            tags[item.node] = "<li\(attributes.classTag)\(idTag(attributes))\(data)>"
        }
        rewrite(list, tag: hasTasks ? " class=\"tasks\"" : "") { tags[$0] ?? "<li>" }
    }

    private func label(_ paragraph: Node, isDone: Bool) {
        let box =
            "<span class=\"task-box\" role=\"img\" aria-label=\"\(isDone ? "Done" : "To do")\"></span> <span class=\"task-label\">"
        guard let label = Node.customInline(enter: box, exit: "</span>") else { return }
        label.takeChildren(of: paragraph)
        paragraph.append(label)
    }

    /// Writes a list with tags of our own: cmark's have no attributes, and a list takes nothing but its items.
    mutating func rewrite(_ list: Node, tag attributes: String, item open: (Node) -> String) {
        let attributes = withSteps(list, attributes)
        let name = list.isOrdered ? "ol" : "ul"
        let start = list.isOrdered && list.listStart != 1 ? " start=\"\(list.listStart)\"" : ""
        guard
            let block = Node.customBlock(
                enter: "<\(name)\(start)\(attributes)>", exit: "</\(name)>")
        else { return }
        let isTight = list.isTight
        list.insertBeforeSelf(block)
        while let item = list.firstChild {
            // The tags of a tight item stand beside its words, as cmark writes them.
            let first = isTight && item.firstChild?.kind == .paragraph ? item.firstChild : nil
            let isAlone = first != nil && first?.next == nil
            let isEmpty = item.firstChild == nil
            let tag = open(item)
            guard
                let new = Node.customBlock(
                    enter: isEmpty ? tag + "</li>" : first == nil ? tag : "",
                    exit: isEmpty || isAlone ? "" : "</li>")
            else { return }
            block.append(new)
            var child = item.firstChild
            while let one = child, isTight {
                if one.kind == .paragraph {
                    let isFirst = one == first
                    cells.append(
                        PendingCell(
                            paragraph: one, enter: isFirst ? tag : "",
                            exit: isFirst && isAlone ? "</li>" : ""))
                }
                child = one.next
            }
            new.takeChildren(of: item)
            item.remove()
        }
        list.remove()
    }
}
