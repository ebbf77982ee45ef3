// `::: include PATH {part=NAME}`: the blocks of another file, or of a part of it, take the directive's place. Their
// text is a document of its own to cmark, with its own reference definitions and footnotes; ids, outline,
// numbers of footnotes and problems are the page's.

import Diagnostics

/// An include whose fences were found; its text is rendered when the passes get to its place.
struct IncludeRequest {
    let path: String
    let part: String?
    let fence: Fence
    /// An empty block in the closer's place.
    let closer: Node
}

/// Where an include stands among the blocks of its text.
struct IncludePoint {
    let node: Node
    /// The block of text before which it stands.
    let block: Int
    let depth: Int
    let containers: Int
}

/// What the includes of one page cost so far.
struct PageIncludes {
    struct Key: Hashable {
        let path: String
        let part: String?
    }

    /// A text that is ready to be rendered any number of times.
    struct Settled {
        let text: PageText
        let guesses: Guesses
    }

    var texts: [Key: Result<Settled, IncludeRefusal>] = [:]
    var bytes = 0
    var count = 0
    var failures = 0
    var isOverBound = false
    /// Whether there are includes in an attempt that does not follow them.
    var isWaiting = false

    /// Texts inside each other.
    static let maximumDepth = 16
    /// Bytes of all texts that one page includes.
    static let maximumBytes = 16 << 20
    static let maximumCount = 10_000
    /// Failures for which a similar name is searched: each search looks at all names.
    static let maximumSuggestions = 20
}

extension Passes {
    /// Called in place of a directive's own tags when both fences are there. What stands between them stays behind.
    mutating func closeInclude(
        _ opening: DirectiveOpening, _ fence: Fence, from opener: Node, to closer: Node
    ) {
        if let content = firstContent(from: opener, to: closer) {
            let isPlaced = content.startLine > (scan?.linesAhead ?? 0)
            report(
                Diagnostic(
                    .includeContent,
                    at: isPlaced ? place(at: offset(of: content)) : place(fence),
                    "nothing may stand inside `include`; this is shown after the included text",
                    suggestion: "move it below the line that closes the directive"))
        }
        guard let request = request(opening, fence, closer),
            let node = Node.customBlock(enter: "", exit: ""),
            let end = Node.customBlock(enter: "", exit: "")
        else {
            page.isIncomplete = true
            showAsText(closer, String(repeating: ":", count: fence.colons))
            return showAsText(opener, fence)
        }
        // Side by side, so that the lines stay together where nothing can be included.
        closer.remove()
        end.insertAfter(opener)
        opener.replace(with: node)
        includes[node] = IncludeRequest(
            path: request.path, part: request.part, fence: fence, closer: end)
    }

    /// The first block between two fences that is more than a comment.
    private func firstContent(from opener: Node, to closer: Node) -> Node? {
        var node = opener.next
        while let one = node, one != closer {
            let isComment =
                one.kind == .htmlBlock
                && Self.withoutComments(one.literal).map { $0.allSatisfy(\.isWhitespace) } == true
            if !isComment { return one }
            node = one.next
        }
        return nil
    }

    private mutating func request(
        _ opening: DirectiveOpening, _ fence: Fence, _ closer: Node
    ) -> (path: String, part: String?)? {
        if let problem = opening.problem {
            report(
                Diagnostic(
                    .directiveSyntax, at: place(at: fence.offset + problem.offset),
                    problem.message))
            return nil
        }
        let attributes = opening.attributes
        let part = attributes.values.first { $0.key == "part" }?.value
        var message: String?
        if opening.words.count > 1 {
            message = "`include` takes one path; put it into quotes where it has blanks"
        } else if opening.words.first?.isEmpty != false {
            message = "`include` needs the path of a file"
        } else if attributes.id != nil || !attributes.classes.isEmpty
            || attributes.values.count > (part == nil ? 0 : 1)
        {
            message = "`include` takes no attribute but `part`"
        } else if let part, !isExplicitID(part) {
            message =
                "`\(part)` cannot be the name of a part: that is a letter, then letters, digits, `_` and `-`"
        }
        if let message {
            report(
                Diagnostic(
                    .directiveSyntax, at: place(fence), message,
                    suggestion: "write `\(Directive.include.usage)`"))
            return nil
        }
        return opening.words.first.map { ($0, part) }
    }

    private func place(_ fence: Fence) -> Place {
        place(at: fence.offset, length: fence.length)
    }

    /// Puts the included blocks in their place, or the directive's own lines where that cannot be.
    mutating func include(_ point: IncludePoint, resolver: inout some LinkResolver) {
        guard let request = includes[point.node] else { return }
        if includeText(of: request, at: point, resolver: &resolver) {
            request.closer.remove()
        } else {
            page.isIncomplete = true
            showAsText(point.node, request.fence)
            showAsText(request.closer, String(repeating: ":", count: request.fence.colons))
        }
    }

    private mutating func includeText(
        of request: IncludeRequest, at point: IncludePoint, resolver: inout some LinkResolver
    ) -> Bool {
        let place = place(request.fence)
        guard let file = file(of: request, at: place), isInBounds(at: place),
            isNoCycle(file, at: place)
        else { return false }
        let inclusions = origin.inclusions + [Inclusion(path: file.path, place: place)]
        guard let settled = settled(file, request, at: place) else { return false }
        let text = settled.text
        let inner = Surroundings(
            state: state, origin: TextOrigin(lines: text.lines, inclusions: inclusions),
            includesFiles: true, depth: surroundings.depth + point.depth,
            containers: surroundings.containers + point.containers)
        let footnotesBefore = footnotes.bodies.count
        var guesses = settled.guesses
        var isIncluded = false
        _ = text.attempt(&guesses, isFinal: true, in: inner, resolver: &resolver) {
            tree, isShallow in
            guard isShallow else { return }
            let keepsBlock = standsBesideText(request, at: point.node, tree.root)
            while let child = tree.root.firstChild {
                child.unlink()
                if keepsBlock {
                    point.node.append(child)
                } else {
                    point.node.insertBeforeSelf(child)
                }
            }
            if !keepsBlock { point.node.remove() }
            isIncluded = true
        }
        if !isIncluded {
            // Their nodes are gone with the tree.
            footnotes.bodies.removeSubrange(footnotesBefore...)
        }
        return isIncluded
    }

    /// In a tight list paragraphs have no tags, so that an included one would run on from the item's own text. In a
    /// block of its own it has them.
    private func standsBesideText(_ request: IncludeRequest, at node: Node, _ root: Node) -> Bool {
        guard let item = node.parent, item.kind == .item, item.parent?.isTight == true else {
            return false
        }
        let isAlone = node.previous == nil && request.closer.next == nil
        return !(isAlone && root.firstChild?.next == nil)
    }

    private mutating func file(of request: IncludeRequest, at place: Place) -> IncludedFile? {
        guard let source = input.includes else {
            report(
                Diagnostic(
                    .includeNotHere, at: place,
                    "nothing can be included here: this text has no folder to look in"))
            return nil
        }
        let isSuggesting = state.includes.failures < PageIncludes.maximumSuggestions
        switch source.file(request.path, from: input.path, isSuggesting: isSuggesting) {
        case .success(let file): return file
        case .failure(let refusal):
            state.includes.failures += 1
            report(refusal, request, place)
            return nil
        }
    }

    private mutating func report(
        _ refusal: IncludeRefusal, _ request: IncludeRequest, _ place: Place
    ) {
        switch refusal {
        case .path(let message, let suggestion):
            report(Diagnostic(.brokenInclude, at: place, message, suggestion: suggestion))
        case .file(let problem):
            let inclusion = Inclusion(path: request.path, place: place)
            state.report(
                problem,
                from: TextOrigin(lines: lines, inclusions: origin.inclusions + [inclusion]))
        }
    }

    private mutating func isNoCycle(_ file: IncludedFile, at place: Place) -> Bool {
        let others = origin.inclusions.map(\.path)
        guard file.path == state.path || others.contains(file.path)
        else { return true }
        report(
            Diagnostic(
                .includeCycle, at: place,
                file.path == input.path
                    ? "`\(file.path)` includes itself"
                    : "`\(file.path)` includes itself through `\(input.path)`"))
        return false
    }

    /// Files that include others several times, which do so too, make a page of any size out of a few lines.
    private mutating func isInBounds(at place: Place) -> Bool {
        if state.includes.isOverBound { return false }
        guard origin.inclusions.count < PageIncludes.maximumDepth else {
            report(
                Diagnostic(
                    .includeTooMuch, at: place,
                    "more than \(PageIncludes.maximumDepth) files include each other here"))
            return false
        }
        state.includes.count += 1
        guard state.includes.count <= PageIncludes.maximumCount else {
            return refuseFurther(
                "the page includes more than \(PageIncludes.maximumCount) texts", place)
        }
        return true
    }

    private mutating func refuseFurther(_ message: String, _ place: Place) -> Bool {
        state.includes.isOverBound = true
        report(
            Diagnostic(
                .includeTooMuch, at: place, message + "; this one and all further are left out"))
        return false
    }

    /// The text of a file or a part of it, charged to the page.
    private mutating func settled(
        _ file: IncludedFile, _ request: IncludeRequest, at place: Place
    ) -> PageIncludes.Settled? {
        let size: Int
        var part: IncludedPart?
        if let name = request.part {
            part = file.parts.byName[name]
            guard let part else {
                reportMissing(name, in: file, place)
                return nil
            }
            size = part.content?.count ?? 0
        } else {
            size = file.text.bytes.count
        }
        state.includes.bytes += size
        guard state.includes.bytes <= PageIncludes.maximumBytes else {
            _ = refuseFurther(
                "the page includes more than \(PageIncludes.maximumBytes >> 20) MiB", place)
            return nil
        }
        let key = PageIncludes.Key(path: file.path, part: request.part)
        let result = state.includes.texts[key] ?? settle(file, part, named: request.part)
        state.includes.texts[key] = result
        switch result {
        case .success(let settled): return settled
        case .failure(let refusal):
            report(refusal, request, place)
            return nil
        }
    }

    private func settle(
        _ file: IncludedFile, _ part: IncludedPart?, named name: String?
    ) -> Result<PageIncludes.Settled, IncludeRefusal> {
        var source = file.text
        var start = file.bodyStart
        var linesBefore = 0
        if let part, let name {
            if let second = file.parts.seconds[name] {
                return .failure(
                    .file(
                        Diagnostic(
                            .includePart, at: second.place(in: file.text),
                            "there already is a part `\(name)` in this file",
                            notes: [.init("first here", at: part.place(in: file.text))])))
            }
            guard let content = part.content else {
                return .failure(
                    .file(
                        Diagnostic(
                            .includePart, at: part.place(in: file.text),
                            "the part `\(name)` is never closed",
                            suggestion:
                                "write `<!-- /part -->` on a line of its own where it ends, and before the next part begins"
                        )))
            }
            source = SourceText(file: file.text.file, bytes: Array(file.text.bytes[content]))
            start = 0
            linesBefore = part.line
        }
        let input = MarkdownInput(
            source, from: start, path: file.path, includes: self.input.includes,
            linesBefore: linesBefore)
        if let problem = InputBounds.checkNesting(input) { return .failure(.file(problem)) }
        let text = PageText(input, dialect: dialect, options: options)
        return .success(PageIncludes.Settled(text: text, guesses: text.settledGuesses()))
    }

    private mutating func reportMissing(_ name: String, in file: IncludedFile, _ place: Place) {
        let isSuggesting = state.includes.failures < PageIncludes.maximumSuggestions
        state.includes.failures += 1
        let nearest =
            isSuggesting ? nearestName(to: name, among: file.parts.byName.keys.sorted()) : nil
        report(
            Diagnostic(
                .includePart, at: place, "`\(file.path)` has no part `\(name)`",
                suggestion: nearest.map { "did you mean `\($0)`?" }
                    ?? "write `<!-- part \(name) -->` before the part and `<!-- /part -->` behind it, each on a line of its own"
            ))
    }
}
