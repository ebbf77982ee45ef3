// Ids and classes that an author writes in braces: at the end of a heading or list item, or directly behind an image.
// A group that cannot be an attribute list stays text; one that was surely meant as one is reported.

import Diagnostics
import HTMLText

/// An id that an author wrote.
struct ClaimedID {
    let id: String
    /// The group that it stands in, in the source.
    let group: Range<Int>
}

/// An id that an author wrote, in one of a page's texts.
struct PageClaim {
    let claim: ClaimedID
    let origin: TextOrigin

    /// Document order: an included text stands where its directive is.
    static func precedes(_ one: PageClaim, _ other: PageClaim) -> Bool {
        one.way.lexicographicallyPrecedes(other.way)
    }

    private var way: [Int] { origin.inclusions.map(\.offset) + [claim.group.lowerBound] }
}

extension Passes {
    // MARK: Groups

    /// The attributes of the group at `range`, its braces included; nil where it is text.
    mutating func readGroup(_ range: Range<Int>) -> Attributes? {
        let list = AttributeList(bytes, at: range.lowerBound, to: range.upperBound)
        if let problem = list.problem {
            reportGroup(range, problem)
            return nil
        }
        guard list.range == range else { return nil }
        let attributes = list.attributes
        if let value = attributes.values.first {
            // `{x=1}` may be anything.
            if value.isQuoted || attributes.id != nil || !attributes.classes.isEmpty {
                report(
                    Diagnostic(
                        .attributeSyntax,
                        at: place(at: value.range.lowerBound, length: value.range.count),
                        "only an id and classes can stand here, not `\(value.key)`",
                        suggestion: "write `{#id .class}`"))
            }
            return nil
        }
        if let id = attributes.id, !claim(id, in: range) { return nil }
        return attributes.id == nil && attributes.classes.isEmpty ? nil : attributes
    }

    /// Whether `{#` and more stands here: then an id was meant, and not a template's comment, `{# … #}`.
    private func isMeantAsID(_ range: Range<Int>) -> Bool {
        range.count > 3 && bytes[range.lowerBound + 1] == UInt8(ascii: "#")
            && bytes[range.upperBound - 2] != UInt8(ascii: "#")
    }

    private mutating func reportGroup(_ range: Range<Int>, _ problem: AttributeList.Problem) {
        guard isMeantAsID(range) else { return }
        let name = String(
            decoding: bytes[range.lowerBound + 2..<range.upperBound - 1], as: UTF8.self)
        let isOneName = !name.utf8.contains {
            $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "=")
        }
        if problem.isID || isOneName {
            reportID(isOneName ? name : firstWord(name), in: range)
        } else {
            report(
                Diagnostic(
                    .attributeSyntax, at: place(at: problem.offset, length: problem.length),
                    problem.message))
        }
    }

    private func firstWord(_ text: String) -> String {
        String(text.prefix { $0 != " " && $0 != "\t" })
    }

    // MARK: Ids

    /// ` id="…"`; empty where there is none.
    func idTag(_ attributes: Attributes) -> String {
        attributes.id.map { " id=\"\(HTMLText.escape(options.placedID($0)))\"" } ?? ""
    }

    /// Takes an id for the page; false, and reported, where it cannot be one. Whether another has it is seen when
    /// all are known.
    mutating func claim(_ id: String, in group: Range<Int>) -> Bool {
        guard isExplicitID(id), !id.hasPrefix("wm-") else {
            reportID(id, in: group)
            return false
        }
        claims.append(ClaimedID(id: id, group: group))
        return true
    }

    /// Says that `name` cannot be an id.
    mutating func reportID(_ name: String, in group: Range<Int>) {
        let isTheme = name.hasPrefix("wm-")
        let slug = githubSlug(name).drop { $0 == "-" || $0.isNumber }
        report(
            Diagnostic(
                .invalidID, at: place(at: group.lowerBound, length: group.count),
                "`\(name)` cannot be an id: "
                    + (isTheme
                        ? "ids that start with `wm-` belong to the theme"
                        : "an id is a letter, then letters, digits, `_` and `-`"),
                suggestion: isTheme || !isExplicitID(slug) ? nil : "write `{#\(slug)}`"))
    }

    /// Hands the ids of this text to the page.
    mutating func passIDsOn() {
        for claim in claims { state.claims.append(PageClaim(claim: claim, origin: origin)) }
        claims = []
    }

    /// Makes the ids that authors wrote part of the page, and reports those that are taken.
    mutating func settleIDs() {
        var first: [String: PageClaim] = [:]
        for one in state.claims.sorted(by: PageClaim.precedes) {
            let id = one.claim.id
            let earlier = first[id]
            guard earlier != nil || page.ids.contains(id) else {
                first[id] = one
                continue
            }
            let notes = earlier.map {
                [Diagnostic.Note("first used here", at: place(of: $0))] + $0.origin.notes
            }
            state.report(
                Diagnostic(
                    .duplicateID, at: place(of: one), "the id `\(id)` is already used on this page",
                    notes: notes ?? []), from: one.origin)
        }
        page.ids.formUnion(first.keys)
        state.claims = []
    }

    private func place(of one: PageClaim) -> Place {
        state.place(
            at: one.claim.group.lowerBound, length: one.claim.group.count, in: one.origin)
    }

    // MARK: At the end of a block

    /// Takes the group that ends at `end` off a block's text; where it stands and what it says. nil where there is none.
    mutating func takeTrailingGroup(
        endingAt end: Int, in line: Int, _ events: ArraySlice<Event>
    ) -> (offset: Int, attributes: Attributes)? {
        guard end > line, bytes[end - 1] == UInt8(ascii: "}") else { return nil }
        var open = end - 1
        while open > line, bytes[open] != UInt8(ascii: "{") { open -= 1 }
        guard bytes[open] == UInt8(ascii: "{"), open + 2 < end, !imageGroups.contains(open) else {
            return nil
        }
        var escapes = 0
        while open - escapes > line, bytes[open - escapes - 1] == UInt8(ascii: "\\") {
            escapes += 1
        }
        let group = open..<end
        // Text that ends in the same bytes is the text that stands there: code and targets are other nodes.
        guard escapes.isMultiple(of: 2), let tail = tail(of: events, endingIn: group),
            let attributes = readGroup(group)
        else { return nil }
        var text = tail.text
        text.removeLast(group.count)
        while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
        for node in tail.nodes.dropLast() { node.setLiteral("") }
        tail.nodes.last?.setLiteral(String(decoding: text, as: UTF8.self))
        return (open, attributes)
    }

    /// The last text nodes of a block, last first, and their text, where it ends in the bytes of `group`.
    private func tail(
        of events: ArraySlice<Event>, endingIn group: Range<Int>
    ) -> (nodes: [Node], text: [UInt8])? {
        var nodes: [Node] = []
        var text: [UInt8] = []
        for event in events.reversed() {
            guard event.kind == .text else { break }
            nodes.append(event.node)
            text.insert(contentsOf: event.node.withLiteral { Array($0) }, at: 0)
            if text.count >= group.count { break }
        }
        return text.count >= group.count && text.suffix(group.count).elementsEqual(bytes[group])
            ? (nodes, text) : nil
    }

    // MARK: Behind an image

    /// Takes the groups that stand directly behind images off the texts there.
    ///
    /// - Parameter offsets: where each event's node stands in the source.
    mutating func takeImageGroups(
        _ events: ArraySlice<Event>, _ offsets: [Int], to end: Int
    ) {
        var depth = 0
        for (index, event) in zip(events.indices, events) where event.kind == .image {
            depth += event.isEntering ? 1 : -1
            // An image in the text alternative of another is no element.
            guard !event.isEntering, depth == 0, events.indices.contains(index + 1) else {
                continue
            }
            let next = events[index + 1]
            let offset = offsets[index + 1 - events.startIndex]
            guard next.kind == .text, next.node.parent == event.node.parent, offset < end,
                bytes[offset] == UInt8(ascii: "{"),
                let group = imageGroup(at: offset, to: end)
            else { continue }
            let isThere = next.node.withLiteral { text in
                text.count >= group.count && text[..<group.count].elementsEqual(bytes[group])
            }
            guard isThere else { continue }
            imageGroups.insert(offset)
            guard let attributes = readGroup(group) else { continue }
            next.node.dropLiteralPrefix(group.count)
            imageAttributes[event.node] = attributes
            imageGroupEnds[offset] = group.upperBound
        }
    }

    /// Bytes that a group behind an image may have.
    private static let longestGroup = 1_000

    /// The group at `start`; where it is no list, up to the next brace that closes.
    private func imageGroup(at start: Int, to end: Int) -> Range<Int>? {
        let end = min(end, start + Self.longestGroup)
        let list = AttributeList(bytes, at: start, to: end)
        if list.problem == nil { return list.range }
        var i = start + 1
        while i < end, bytes[i] != 0x0A, bytes[i] != 0x0D, bytes[i] != UInt8(ascii: "{") {
            if bytes[i] == UInt8(ascii: "}") { return start..<i + 1 }
            i += 1
        }
        return nil
    }
}
