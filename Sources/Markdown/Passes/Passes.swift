// The passes over one page's tree, in order: tokens, tables, footnotes and directives, then block by block ids,
// positions, extensions, punctuation, links, raw HTML and images, then headings. The tree is walked once to
// collect its nodes, and changed only when no iterator is under way.

import Diagnostics
import HTMLText

struct Passes {
    struct Event {
        let node: Node
        let kind: Node.Kind
        let isEntering: Bool
    }

    /// A paragraph or heading with its inlines.
    struct InlineBlock {
        let node: Node
        let isHeading: Bool
        let quoteDepth: Int
        /// Whether it stands in a quote, list or footnote: then it is not part of the outline.
        let isNested: Bool
        /// Whether it is the first block of a list item, or of a quote.
        let opens: Node.Kind?
        /// Offsets of the text in the source, for a cell.
        let cell: Range<Int>?
        /// The footnote that it stands in.
        let footnote: Node?
        var events: Range<Int>
    }

    let input: MarkdownInput
    let bytes: UnsafeBufferPointer<UInt8>
    let dialect: Dialect
    let options: MarkdownOptions
    /// nil where cmark was given the author's bytes as they are.
    let scan: PageScan?
    var cells: [PendingCell] = []
    var items: [PendingItem] = []
    /// Ids that the author wrote, for headings, items, images and code blocks.
    var claims: [ClaimedID] = []
    var imageAttributes: [Node: Attributes] = [:]
    /// Text alternatives of images that are HTML already.
    var imageTexts: [Node: String] = [:]
    /// Where groups behind images start, whether or not they say something.
    var imageGroups: Set<Int> = []
    /// Where those end that are no longer part of the text.
    var imageGroupEnds: [Int: Int] = [:]
    /// Where blocks that a pass made stand in the source; cmark knows nothing of them.
    var madeBlocks: [Node: Range<Int>] = [:]
    /// The texts of footnotes in their places, while directives are shaped.
    var footnoteBlocks: Set<Node> = []
    /// Lists of steps, and the attributes that they get.
    var stepLists: [Node: String] = [:]
    var terms: [Node] = []
    /// The footnotes of this text, by their labels.
    var footnotesByLabel: [String: Int] = [:]
    /// The blocks that stand for texts to include.
    var includes: [Node: IncludeRequest] = [:]
    /// The blocks of this text that stand for forms and checklists, and their numbers in the page.
    var formBlocks: [Node: Int] = [:]
    var checklistBlocks: [Node: Int] = [:]
    var references = ReferenceLimit()
    /// Links that stand for bare addresses which were hidden from cmark, and where those are in the source.
    var addresses: [Node: Range<Int>] = [:]
    /// Addresses that stay text where cmark saw something else in them; nil for all.
    var refusedAddresses: Set<Range<Int>>? = []
    /// Addresses in which cmark saw something else: the page must be parsed again with them hidden from it.
    var overlaps: [Range<Int>] = []
    let lines: LineIndex
    let surroundings: Surroundings

    init(
        _ text: PageText, bytes: UnsafeBufferPointer<UInt8>, scan: PageScan?,
        in surroundings: Surroundings
    ) {
        input = text.input
        self.bytes = bytes
        dialect = text.dialect
        options = text.options
        self.scan = scan
        lines = text.lines
        self.surroundings = surroundings
    }

    // What this text shares with those that it includes, or that include it.
    var state: PageState { surroundings.state }
    var origin: TextOrigin { surroundings.origin }
    var page: MarkdownPage {
        get { state.page }
        nonmutating _modify { yield &state.page }
    }
    var headings: [PendingHeading] {
        get { state.headings }
        nonmutating _modify { yield &state.headings }
    }
    var tabs: [PendingTab] {
        get { state.tabs }
        nonmutating _modify { yield &state.tabs }
    }
    var footnotes: Footnotes {
        get { state.footnotes }
        nonmutating _modify { yield &state.footnotes }
    }

    /// The source offset at which cmark's `line` starts.
    func offset(ofLine line: Int) -> Int { lines.offset(ofLine: line - (scan?.linesAhead ?? 0)) }

    func offset(of block: Node) -> Int {
        if let range = cell(of: block) ?? madeBlocks[block] { return range.lowerBound }
        return scan?.sourceOffset(line: block.startLine, column: block.startColumn, lines)
            ?? min(offset(ofLine: block.startLine) + max(block.startColumn - 1, 0), bytes.count)
    }

    /// The bytes of a cell, where `block` is one of the paragraphs ahead of the page.
    func cell(of block: Node) -> Range<Int>? {
        guard let scan, block.startLine > 0, block.startLine <= scan.linesAhead else { return nil }
        let index = (block.startLine - 1) / 2
        return scan.cells.indices.contains(index) ? scan.cells[index] : nil
    }

    func place(at offset: Int, length: Int = 1) -> Place {
        state.place(at: offset, length: length, in: origin)
    }

    /// Whether further problems are only said to exist.
    var isFull: Bool { state.isFull }

    mutating func report(_ diagnostic: Diagnostic) { state.report(diagnostic, from: origin) }

    /// False where the tree is too deep to be changed: then the page is nothing but that problem.
    mutating func run(over tree: CMarkTree, resolver: inout some LinkResolver) -> Bool {
        var events: [Event] = []
        events.reserveCapacity(512)
        var blocks: [InlineBlock] = []
        var htmlBlocks: [Node] = []
        var codeBlocks: [Node] = []
        var points: [Point] = []
        var quoteDepth = 0
        var containerDepth = 0
        var isInBlock = false
        var depth = surroundings.depth
        var deepest: (depth: Int, block: Node?) = (0, nil)
        var block: Node?
        var opener: Node.Kind?
        let notes = Set(footnotes.bodies.map(\.block))
        var openNotes: [Node] = []
        tree.walk { node, isEntering in
            let kind = node.kind
            if !kind.isLeaf { depth += isEntering ? 1 : -1 }
            if depth > deepest.depth { deepest = (depth, block) }
            defer { opener = isEntering && (kind == .item || kind == .blockQuote) ? kind : nil }
            switch kind {
            case .paragraph, .heading:
                isInBlock = isEntering
                if isEntering {
                    block = node
                    blocks.append(
                        InlineBlock(
                            node: node, isHeading: kind == .heading, quoteDepth: quoteDepth,
                            isNested: containerDepth + surroundings.containers > 0, opens: opener,
                            cell: cell(of: node), footnote: openNotes.last,
                            events: events.count..<events.count))
                } else if let last = blocks.indices.last {
                    blocks[last].events = blocks[last].events.lowerBound..<events.count
                }
            case .blockQuote, .list:
                containerDepth += isEntering ? 1 : -1
                if kind == .blockQuote { quoteDepth += isEntering ? 1 : -1 }
            case .customBlock where notes.contains(node):
                containerDepth += isEntering ? 1 : -1
                if isEntering { openNotes.append(node) } else { _ = openNotes.popLast() }
            case .htmlBlock: htmlBlocks.append(node)
            case .codeBlock: codeBlocks.append(node)
            case .customBlock where isEntering && !includes.isEmpty && includes[node] != nil:
                points.append(
                    .include(
                        IncludePoint(
                            node: node, block: blocks.count, depth: depth - surroundings.depth,
                            containers: containerDepth)))
            case .customBlock where isEntering && !formBlocks.isEmpty && formBlocks[node] != nil:
                points.append(.form(formBlocks[node] ?? 0, block: blocks.count))
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
        if !points.isEmpty, !includes.isEmpty, !surroundings.includesFiles {
            state.includes.isWaiting = true
            points = []
        }
        var next = points.startIndex
        for (number, block) in blocks.enumerated() {
            while next < points.count, points[next].block == number {
                settle(points[next], resolver: &resolver)
                next += 1
            }
            if block.cell != nil, let first = events[block.events].first, first.kind == .text {
                first.node.dropLiteralPrefix(PageScan.cellPrefix.count)
            }
            if dialect == .waymark { takeImageGroups(of: block, events[block.events]) }
            var item = block.opens == .item ? readItem(block.node, events[block.events]) : nil
            var heading: PendingHeading?
            if block.isHeading, dialect == .waymark {
                if options.notesLinks { endSection(before: block.node) }
                heading = readHeading(
                    block.node, isNested: block.isNested, events: events[block.events])
            }
            if dialect == .waymark { reportStrayAttributes(in: block, events[block.events]) }
            processInlines(of: block, events: events[block.events], resolver: &resolver)
            if var heading {
                heading.text = plainText(of: block.node)
                headings.append(heading)
            }
            if block.opens == .blockQuote { takeAlert(block.node) }
            if item != nil { takeBox(&item) }
            if let item { items.append(item) }
        }
        for point in points[next...] { settle(point, resolver: &resolver) }
        guard overlaps.isEmpty else { return true }
        var footnoteAddresses: Node?
        if dialect == .waymark {
            for node in htmlBlocks { processHTMLBlock(node) }
            var names = LanguageNames()
            for node in codeBlocks { processCodeBlock(node, &names) }
            passIDsOn()
            if !origin.isIncluded {
                reserveFootnoteIDs()
                if !state.checklists.isEmpty { connectChecklists() }
                if !state.forms.isEmpty { placeForms(resolver: &resolver) }
                if !state.checklists.isEmpty { claimChecklists() }
                settleIDs()
                if options.notesLinks { footnoteAddresses = placePaperLinks(in: tree) }
                placeHeadings()
                placeTabs()
            }
            placeTerms()
        }
        placeItems()
        placeSteps()
        placeCells()
        if !origin.isIncluded {
            placeFootnotes(in: tree)
            if let footnoteAddresses { tree.root.append(footnoteAddresses) }
            if !state.checklists.isEmpty { placeChecklists() }
        }
        return true
    }
}
