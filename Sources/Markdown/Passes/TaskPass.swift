// Task lists: GitHub Flavored Markdown specification, section 5.3. In a page of a site a box is a state, which has a
// label and an id; it is never a disabled control that looks usable.

import HTMLText

/// A list item that starts with a box.
struct PendingTask {
    let paragraph: Node
    let item: Node
    let isDone: Bool
}

extension Passes {
    /// Takes the box off the start of an item's first paragraph.
    mutating func takeTask(_ paragraph: Node) {
        let start = offset(of: paragraph)
        guard let item = paragraph.parent, start + 4 < bytes.count,
            bytes[start] == UInt8(ascii: "["),
            bytes[start + 2] == UInt8(ascii: "]"),
            bytes[start + 3] == 0x20 || bytes[start + 3] == 0x09,
            let first = paragraph.firstChild
        else { return }
        let isDone: Bool
        switch bytes[start + 1] {
        case 0x20: isDone = false
        case UInt8(ascii: "x"), UInt8(ascii: "X"): isDone = true
        default: return
        }
        switch first.kind {
        case .text: first.dropLiteralPrefix(3)
        case .link:
            // A reference of the label `x` exists, but here it is a box.
            first.remove()
        default: return
        }
        if let text = paragraph.firstChild, text.kind == .text { text.dropLeadingBlanks() }
        tasks.append(PendingTask(paragraph: paragraph, item: item, isDone: isDone))
    }

    mutating func placeTasks() {
        var lists: [Node] = []
        var tasksOfList: [Node: [PendingTask]] = [:]
        for task in tasks {
            guard let list = task.item.parent else { continue }
            if tasksOfList[list] == nil { lists.append(list) }
            tasksOfList[list, default: []].append(task)
        }
        tasks = []
        for list in lists { place(tasksOfList[list] ?? [], in: list) }
    }

    private mutating func place(_ tasks: [PendingTask], in list: Node) {
        if dialect == .github {
            placeControls(tasks, in: list)
        } else {
            placeStates(tasks, in: list)
        }
    }

    /// As cmark-gfm writes them: before the paragraph, which in a loose list stands on a line of its own.
    private mutating func placeControls(_ tasks: [PendingTask], in list: Node) {
        var boxes: [Node: String] = [:]
        for task in tasks {
            boxes[task.item] =
                task.isDone
                ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
                : "<input type=\"checkbox\" disabled=\"\" /> "
        }
        if list.isTight {
            for task in tasks {
                guard let box = boxes[task.item],
                    let inline = Node.customInline(enter: box, exit: "")
                else { continue }
                task.paragraph.prepend(inline)
            }
        } else {
            rewrite(list, tag: "") { "<li>" + (boxes[$0] ?? "") }
        }
    }

    private mutating func placeStates(_ tasks: [PendingTask], in list: Node) {
        var states: [Node: Bool] = [:]
        for task in tasks {
            states[task.item] = task.isDone
            let box =
                "<span class=\"task-box\" role=\"img\" aria-label=\"\(task.isDone ? "Done" : "To do")\"></span> <span class=\"task-label\">"
            guard let label = Node.customInline(enter: box, exit: "</span>") else { continue }
            label.takeChildren(of: task.paragraph)
            task.paragraph.append(label)
        }
        rewrite(list, tag: " class=\"tasks\"") { item in
            states[item].map { "<li class=\"task\($0 ? " is-done" : "")\">" } ?? "<li>"
        }
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
            guard let new = Node.customBlock(enter: open(item), exit: "</li>") else { return }
            block.append(new)
            var child = item.firstChild
            while let one = child, isTight {
                if one.kind == .paragraph {
                    cells.append(PendingCell(paragraph: one, enter: "", exit: ""))
                }
                child = one.next
            }
            new.takeChildren(of: item)
            item.remove()
        }
        list.remove()
    }
}
