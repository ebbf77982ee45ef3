// The inlines of one block: where they stand in the source, what extensions and punctuation make of its texts, and
// then its links and images.

import Diagnostics

extension Passes {
    mutating func processInlines(
        of block: InlineBlock, events: ArraySlice<Event>, resolver: inout some LinkResolver
    ) {
        var hasTargets = false
        var needs: TextNeeds = []
        for (index, event) in zip(events.indices, events) where event.isEntering {
            switch event.kind {
            case .link, .image:
                hasTargets = true
                references.used += event.node.targetSize
            case .htmlInline: hasTargets = true
            case .text:
                needs.formUnion(event.node.withLiteral { TextNeeds(of: $0) })
                if references.used > ReferenceLimit.worthLooking, !references.isReported {
                    checkReferences(at: index, of: block, events)
                }
            default: break
            }
        }
        if !options.smartPunctuation { needs.remove(.punctuation) }
        guard hasTargets && dialect == .waymark || !needs.isEmpty else { return }
        let range = sourceRange(of: block)
        let located = locate(block, events, in: range, wantsRuns: !needs.isEmpty)
        var links: [PendingLink] = []
        if needs.contains(.extensions) {
            links = applyExtensions(
                to: block, in: range, located.runs, isSmart: needs.contains(.punctuation))
            guard overlaps.isEmpty else { return }
        } else if needs.contains(.punctuation) {
            applySmartPunctuation(located.runs.map(SmartRun.init))
        }
        guard dialect == .waymark else { return }
        processTargets(events, located.offsets, in: block.footnote, resolver: &resolver)
        for link in links {
            processLink(
                link.node, at: link.offset, in: block.footnote, isInLink: false,
                resolver: &resolver)
        }
    }

    mutating func processTargets(
        _ events: ArraySlice<Event>, _ offsets: [Int], in footnote: Node?,
        resolver: inout some LinkResolver
    ) {
        var images: [PendingImage] = []
        var imageDepth = 0
        var links = 0
        for (event, offset) in zip(events, offsets) {
            switch (event.kind, event.isEntering) {
            case (.link, true):
                links += 1
                processLink(
                    event.node, at: offset, in: footnote, isInLink: links > 1,
                    isInImage: imageDepth > 0, resolver: &resolver)
            case (.link, false): links -= 1
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

    mutating func takeImageGroups(of block: InlineBlock, _ events: ArraySlice<Event>) {
        let mayHaveGroups = events.indices.dropLast().contains { index in
            let (image, text) = (events[index], events[index + 1])
            return image.kind == .image && !image.isEntering && text.kind == .text
                && text.node.withLiteral { $0.first == UInt8(ascii: "{") }
        }
        guard mayHaveGroups else { return }
        let range = sourceRange(of: block)
        let offsets = locate(block, events, in: range, wantsRuns: false).offsets
        takeImageGroups(events, offsets, to: min(range.upperBound, bytes.count))
    }

    /// The bytes of a block's text in the source, its first line without marks of containers.
    func sourceRange(of block: InlineBlock) -> Range<Int> {
        if let range = block.cell ?? madeBlocks[block.node] { return range }
        var start = offset(of: block.node)
        if block.isHeading {
            while start < bytes.count, bytes[start] == UInt8(ascii: "#") { start += 1 }
            while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        }
        if block.isHeading, start == offset(of: block.node) {
            return start..<underline(below: start, block.node)
        }
        var end = min(max(start, offset(ofLine: block.node.endLine + 1)), bytes.count)
        if block.isHeading, start > offset(of: block.node) {
            // The hashes that close a heading are no part of it.
            while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
            var hashes = end
            while hashes > start, bytes[hashes - 1] == UInt8(ascii: "#") { hashes -= 1 }
            if hashes < end, hashes > start, bytes[hashes - 1] <= 0x20 { end = hashes }
        }
        return start..<end
    }

    /// Where the line starts that makes a heading of the text above it: the first of nothing but `=` or `-`.
    private func underline(below start: Int, _ heading: Node) -> Int {
        var number = heading.startLine + 1
        while number <= heading.endLine + 1 {
            if isUnderline(number) { return max(min(offset(ofLine: number), bytes.count), start) }
            number += 1
        }
        return min(max(start, offset(ofLine: heading.endLine + 1)), bytes.count)
    }

    /// Whether cmark's line of this number is nothing but `=` or `-` behind the marks of containers.
    func isUnderline(_ number: Int) -> Bool {
        let line = min(offset(ofLine: number), bytes.count)
        let end = max(min(offset(ofLine: number + 1), bytes.count), line)
        let text = LinePrefix(bytes, line: line..<end).end..<end
        let mark = bytes[line..<end].last { $0 > 0x20 } ?? 0
        return (mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-"))
            && text.allSatisfy { bytes[$0] == mark || bytes[$0] <= 0x20 }
    }

    /// The source offset of each event's node, and the text nodes with their way back to the source.
    func locate(
        _ block: InlineBlock, _ events: ArraySlice<Event>, in range: Range<Int>, wantsRuns: Bool
    ) -> (offsets: [Int], runs: [LocatedRun]) {
        var cursor = InlineCursor(bytes, range: range, quoteDepth: block.quoteDepth)
        if !block.isHeading || range.lowerBound == offset(of: block.node) {
            cursor.passDefinitions()
        }
        var offsets: [Int] = []
        offsets.reserveCapacity(events.count)
        var runs: [LocatedRun] = []
        var autolinks: [Bool] = []
        for event in events {
            var offset = cursor.position
            switch event.kind {
            case .text:
                event.node.withLiteral { text in
                    guard wantsRuns else { return cursor.pass(text: text) { _, _, _ in } }
                    var run = TextRun(
                        node: event.node, text: Array(text), isInLink: !autolinks.isEmpty,
                        isAutolink: autolinks.last == true, parent: event.node.parent)
                    cursor.pass(text: text) { index, source, isEscaped in
                        run.pieces.append((index, source))
                        if isEscaped { run.escaped.append(index) }
                    }
                    runs.append(.text(run))
                }
            case .softBreak, .lineBreak:
                cursor.passBreak()
                if wantsRuns { runs.append(.lineBreak) }
            case .emphasis: cursor.passDelimiters(1)
            case .strong: cursor.passDelimiters(2)
            case .code:
                offset = cursor.passCode()
                if wantsRuns { runs.append(.other) }
            case .htmlInline: offset = event.node.withLiteral { cursor.pass(html: $0) }
            case .link where !addresses.isEmpty && addresses[event.node] != nil:
                if let range = addresses[event.node] {
                    offset = range.lowerBound
                    cursor.position = event.isEntering ? range.lowerBound : range.upperBound
                    if event.isEntering { autolinks.append(true) } else { _ = autolinks.popLast() }
                }
            case .link, .image:
                if event.isEntering {
                    let opening = cursor.passOpening(image: event.kind == .image)
                    offset = opening.offset
                    autolinks.append(opening.isAutolink)
                } else {
                    cursor.passClosing(isAutolink: autolinks.popLast() ?? false)
                    if event.kind == .image, let end = imageGroupEnds[cursor.position] {
                        cursor.position = end
                    }
                }
            default: break
            }
            offsets.append(offset)
        }
        return (offsets, runs)
    }

    /// The text of a node's inlines, as a reader would say it.
    func plainText(of node: Node) -> String {
        var out: [UInt8] = []
        var stack = [node]
        while let current = stack.popLast() {
            switch current.kind {
            case .text, .code: current.withLiteral { out.append(contentsOf: $0) }
            case .softBreak, .lineBreak: out.append(0x20)
            case .customInline where imageTexts[current] != nil:
                out += (imageTexts[current] ?? "").utf8
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
