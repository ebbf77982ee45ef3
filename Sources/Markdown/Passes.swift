// The passes over one page's tree, in order: directives, then block by block ids, positions, punctuation,
// links, raw HTML and images, then headings. The tree is walked once to collect its nodes, and changed only
// when no iterator is under way.

import Diagnostics
import HTMLText

struct Passes {
    struct Event {
        let node: Node
        let kind: Node.Kind
        let isEntering: Bool
    }

    /// A paragraph or heading with its inlines.
    private struct InlineBlock {
        let node: Node
        let isHeading: Bool
        let quoteDepth: Int
        /// Whether it stands in a quote or list: then it is not part of the outline.
        let isNested: Bool
        var events: Range<Int>
    }

    let input: MarkdownInput
    let bytes: UnsafeBufferPointer<UInt8>
    let options: MarkdownOptions
    var page = MarkdownPage()
    var headings: [PendingHeading] = []
    let lines: LineIndex

    init(input: MarkdownInput, bytes: UnsafeBufferPointer<UInt8>, options: MarkdownOptions) {
        self.input = input
        self.bytes = bytes
        self.options = options
        lines = LineIndex(input, bytes)
    }

    /// The source offset at which cmark's `line` starts.
    func offset(ofLine line: Int) -> Int { lines.offset(ofLine: line) }

    func offset(of block: Node) -> Int {
        min(offset(ofLine: block.startLine) + max(block.startColumn - 1, 0), bytes.count)
    }

    func place(at offset: Int, length: Int = 1) -> Place {
        isFull ? Place(file: input.source.file) : lines.place(at: offset, length: length)
    }

    /// Problems that are reported of one page; a file of 16 MiB can hold millions.
    private static let maximumProblems = 10_000

    /// Whether further problems are only said to exist.
    var isFull: Bool { page.diagnostics.count > Self.maximumProblems }

    mutating func report(_ diagnostic: Diagnostic) {
        if isFull { return }
        page.diagnostics.append(
            page.diagnostics.count < Self.maximumProblems
                ? diagnostic
                : Diagnostic(
                    .tooManyProblems, at: diagnostic.place,
                    "this page has more than \(Self.maximumProblems) problems; the others are not shown"
                ))
    }

    /// False where the tree is too deep to be changed: then the page is nothing but that problem.
    mutating func run(over tree: CMarkTree, resolver: inout some LinkResolver) -> Bool {
        var events: [Event] = []
        events.reserveCapacity(512)
        var blocks: [InlineBlock] = []
        var htmlBlocks: [Node] = []
        var codeBlocks: [Node] = []
        var quoteDepth = 0
        var containerDepth = 0
        var isInBlock = false
        var depth = 0
        var deepest: (depth: Int, block: Node?) = (0, nil)
        var block: Node?
        tree.walk { node, isEntering in
            let kind = node.kind
            if !kind.isLeaf { depth += isEntering ? 1 : -1 }
            if depth > deepest.depth { deepest = (depth, block) }
            switch kind {
            case .paragraph, .heading:
                isInBlock = isEntering
                if isEntering {
                    block = node
                    blocks.append(
                        InlineBlock(
                            node: node, isHeading: kind == .heading, quoteDepth: quoteDepth,
                            isNested: containerDepth > 0, events: events.count..<events.count))
                } else if let last = blocks.indices.last {
                    blocks[last].events = blocks[last].events.lowerBound..<events.count
                }
            case .blockQuote, .list:
                containerDepth += isEntering ? 1 : -1
                if kind == .blockQuote { quoteDepth += isEntering ? 1 : -1 }
            case .htmlBlock: htmlBlocks.append(node)
            case .codeBlock: codeBlocks.append(node)
            default:
                if isInBlock {
                    events.append(Event(node: node, kind: kind, isEntering: isEntering))
                }
            }
        }
        if deepest.depth > InputBounds.maximumDepth {
            let offset = deepest.block.map { self.offset(of: $0) } ?? input.start
            report(InputBounds.nesting(at: place(at: offset)))
            return false
        }
        for block in blocks {
            var heading: PendingHeading?
            if block.isHeading {
                heading = readHeading(
                    block.node, isNested: block.isNested, events: events[block.events])
            }
            processInlines(of: block, events: events[block.events], resolver: &resolver)
            if var heading {
                heading.text = plainText(of: block.node)
                headings.append(heading)
            }
        }
        for node in htmlBlocks { processHTMLBlock(node) }
        for node in codeBlocks { processCodeBlock(node) }
        placeHeadings()
        return true
    }

    private mutating func processInlines(
        of block: InlineBlock, events: ArraySlice<Event>, resolver: inout some LinkResolver
    ) {
        var hasTargets = false
        var hasSmart = false
        for event in events where event.isEntering {
            switch event.kind {
            case .link, .image, .htmlInline: hasTargets = true
            case .text:
                if options.smartPunctuation, !hasSmart {
                    hasSmart = event.node.withLiteral(SmartPunctuation.concerns)
                }
            default: break
            }
        }
        guard hasTargets || hasSmart else { return }
        let (offsets, runs) = locate(block, events, wantsRuns: hasSmart)
        if hasSmart { applySmartPunctuation(runs) }
        guard hasTargets else { return }
        var images: [PendingImage] = []
        var imageDepth = 0
        var links: [Node] = []
        for (event, offset) in zip(events, offsets) {
            switch (event.kind, event.isEntering) {
            case (.link, true):
                links.append(event.node)
                processLink(
                    event.node, at: offset, isInLink: links.count > 1, resolver: &resolver)
            case (.link, false): links.removeLast()
            case (.htmlInline, _): processInlineHTML(event.node, at: offset)
            case (.image, true):
                images.append(
                    PendingImage(node: event.node, offset: offset, isInImage: imageDepth > 0))
                imageDepth += 1
            case (.image, false): imageDepth -= 1
            default: break
            }
        }
        // An image in another's text goes first: replacing the outer one frees it.
        for image in images.reversed() { processImage(image, resolver: &resolver) }
    }

    private typealias Run = (node: Node?, text: [UInt8], escaped: [Int], isText: Bool)

    /// The source offset of each event's node, and the text for smart punctuation.
    private func locate(
        _ block: InlineBlock, _ events: ArraySlice<Event>, wantsRuns: Bool
    ) -> (offsets: [Int], runs: [Run]) {
        var start = offset(of: block.node)
        if block.isHeading {
            while start < bytes.count, bytes[start] == UInt8(ascii: "#") { start += 1 }
            while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        }
        let end = max(start, offset(ofLine: block.node.endLine + 1))
        var cursor = InlineCursor(bytes, range: start..<end, quoteDepth: block.quoteDepth)
        if !block.isHeading || start == offset(of: block.node) { cursor.passDefinitions() }
        var offsets: [Int] = []
        offsets.reserveCapacity(events.count)
        var runs: [Run] = []
        var autolinks: [Bool] = []
        for event in events {
            var offset = cursor.position
            switch event.kind {
            case .text:
                var escaped: [Int] = []
                event.node.withLiteral { text in
                    cursor.pass(text: text) { escaped.append($0) }
                    if wantsRuns {
                        runs.append((event.node, Array(text), escaped, autolinks.last != true))
                    }
                }
            case .softBreak, .lineBreak:
                cursor.passBreak()
                if wantsRuns { runs.append((nil, [0x20], [], false)) }
            case .emphasis: cursor.passDelimiters(1)
            case .strong: cursor.passDelimiters(2)
            case .code:
                offset = cursor.passCode()
                if wantsRuns { runs.append((nil, Array("\u{FFFC}".utf8), [], false)) }
            case .htmlInline: offset = event.node.withLiteral { cursor.pass(html: $0) }
            case .link, .image:
                if event.isEntering {
                    let opening = cursor.passOpening(image: event.kind == .image)
                    offset = opening.offset
                    autolinks.append(opening.isAutolink)
                } else {
                    cursor.passClosing(isAutolink: autolinks.popLast() ?? false)
                }
            default: break
            }
            offsets.append(offset)
        }
        return (offsets, runs)
    }

    private func applySmartPunctuation(_ runs: [Run]) {
        let texts = runs.map { (text: $0.text, escaped: $0.escaped, isText: $0.isText) }
        for change in SmartPunctuation.rewrite(texts) {
            runs[change.run].node?.setLiteral(change.text)
        }
    }

    /// The text of a node's inlines, as a reader would say it.
    func plainText(of node: Node) -> String {
        var out: [UInt8] = []
        var stack = [node]
        while let current = stack.popLast() {
            switch current.kind {
            case .text, .code: current.withLiteral { out.append(contentsOf: $0) }
            case .softBreak, .lineBreak: out.append(0x20)
            default:
                var children: [Node] = []
                var child = current.firstChild
                while let one = child {
                    children.append(one)
                    child = one.next
                }
                stack += children.reversed()
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
