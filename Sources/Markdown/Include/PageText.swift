// One text, from its bytes to a tree whose blocks are ready: a page's own, or one that it includes.

import Diagnostics

/// A text that is to be parsed, perhaps several times.
struct PageText {
    let input: MarkdownInput
    let dialect: Dialect
    let options: MarkdownOptions
    let lines: LineIndex

    init(_ input: MarkdownInput, dialect: Dialect, options: MarkdownOptions) {
        self.input = input
        self.dialect = dialect
        self.options = options
        lines = input.source.bytes.withUnsafeBufferPointer { LineIndex(input, $0) }
    }

    /// Times that a text is parsed before nothing is guessed any more. One is enough for nearly every page, and two
    /// or three for pages that show tables and footnotes as code.
    static let maximumRounds = 8

    /// Parses the text and runs the passes over its tree.
    ///
    /// - Parameters:
    ///   - isFinal: whether `guesses` are taken as they are.
    ///   - body: given the tree, and whether it could be changed.
    /// - Returns: false where a guess was wrong; then `guesses` are better ones.
    func attempt<Resolver: LinkResolver>(
        _ guesses: inout Guesses, isFinal: Bool, in surroundings: Surroundings,
        resolver: inout Resolver, _ body: (CMarkTree, _ isShallow: Bool) -> Void
    ) -> Bool {
        input.source.bytes.withUnsafeBufferPointer { bytes in
            let scan = PageScan(bytes, from: input.start, dialect: dialect, guesses: guesses)
            if let scan {
                return scan.bytes.withUnsafeBufferPointer {
                    attempt(
                        $0, of: bytes, scan, &guesses, isFinal: isFinal || guesses.areGivenUp,
                        in: surroundings, resolver: &resolver, body)
                }
            }
            return attempt(
                UnsafeBufferPointer(rebasing: bytes[input.start...]), of: bytes, nil, &guesses,
                isFinal: isFinal || guesses.areGivenUp, in: surroundings, resolver: &resolver, body)
        }
    }

    private func attempt<Resolver: LinkResolver>(
        _ scanned: UnsafeBufferPointer<UInt8>, of bytes: UnsafeBufferPointer<UInt8>,
        _ scan: PageScan?, _ guesses: inout Guesses, isFinal: Bool,
        in surroundings: Surroundings,
        resolver: inout Resolver, _ body: (CMarkTree, _ isShallow: Bool) -> Void
    ) -> Bool {
        let isRight = CMarkTree.with(parsing: scanned, rawHTML: options.allowsRawHTML) { tree in
            var passes = Passes(self, bytes: bytes, scan: scan, in: surroundings)
            passes.refusedAddresses = guesses.refusedAddresses
            if guesses.refusesAddresses || guesses.areGivenUp { passes.refusedAddresses = nil }
            if guesses.areGivenUp { passes.reportGivenUp() }
            if let scan {
                var tokens = TokenPass(scan, source: bytes, guesses: guesses)
                tokens.run(over: tree)
                if tokens.found.isWrong, !isFinal {
                    guesses = tokens.found.wrong
                    return false
                }
                passes.place(tokens.found, in: tree)
            }
            let isShallow = passes.run(over: tree, resolver: &resolver)
            if !passes.overlaps.isEmpty, !isFinal {
                guesses.add(passes.overlaps)
                return false
            }
            body(tree, isShallow)
            return true
        }
        return isRight ?? true
    }

    /// The guesses with which the text parses as its author meant it, found without a trace in any page.
    func settledGuesses() -> Guesses {
        var guesses = Guesses()
        for round in 1...Self.maximumRounds {
            guesses.areGivenUp = round == Self.maximumRounds
            var links = UnresolvedLinks()
            let surroundings = Surroundings(
                state: PageState(path: input.path), origin: TextOrigin(lines: lines),
                includesFiles: false)
            if attempt(
                &guesses, isFinal: false, in: surroundings, resolver: &links, { _, _ in })
            {
                break
            }
        }
        return guesses
    }
}

/// What a text stands in.
struct Surroundings {
    let state: PageState
    let origin: TextOrigin
    /// False as long as it is not known whether the text must be parsed again.
    let includesFiles: Bool
    /// Blocks around the text.
    var depth = 0
    /// Quotes and lists around the text.
    var containers = 0
    /// Whether its blocks are blocks of the page itself.
    var isTopLevel = true
    /// The number of the checklist around the text.
    var checklist: Int?
}

/// For an attempt of which nothing is kept.
private struct UnresolvedLinks: LinkResolver {
    mutating func resolve(_ use: LinkUse) -> (LinkResolution, [Diagnostic]) {
        (.url(use.destination), [])
    }
}
