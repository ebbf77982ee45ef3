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
        guard let item = paragraph.parent, start + 4 < bytes.count, bytes[start] == UInt8(ascii: "["),
            bytes[start + 2] == UInt8(ascii: "]"), bytes[start + 3] == 0x20 || bytes[start + 3] == 0x09,
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
        let tasks = self.tasks
        self.tasks = []
        var start = 0
        while start < tasks.count {
            let list = tasks[start].item.parent
            var end = start
            // Items of a list inside an item stand between those of the outer one.
            var ofList: [PendingTask] = []
            while end < tasks.count, tasks[end].item.parent == list {
                ofList.append(tasks[end])
                end += 1
            }
            if let list { place(ofList, in: list) }
            start = end
        }
    }

    private mutating func place(_ tasks: [PendingTask], in list: Node) {
        for task in tasks where dialect == .github {
            let box =
                task.isDone
                ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
                : "<input type=\"checkbox\" disabled=\"\" /> "
            guard let inline = Node.customInline(enter: box, exit: "") else { continue }
            task.paragraph.prepend(inline)
        }

    }
}
