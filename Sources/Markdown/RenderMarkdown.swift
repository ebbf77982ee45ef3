// One call to cmark a page: bound, scan, parse, passes over cmark's tree, cmark's renderer.

package import Diagnostics

/// What an author may write beyond CommonMark, per site.
package struct MarkdownOptions: Sendable {
    package var allowsRawHTML: Bool
    package var smartPunctuation: Bool
    /// nil: code is not highlighted, and no language is unknown.
    package var highlighter: (any CodeHighlighter)?

    package init(
        allowsRawHTML: Bool = false, smartPunctuation: Bool = true,
        highlighter: (any CodeHighlighter)? = nil
    ) {
        self.allowsRawHTML = allowsRawHTML
        self.smartPunctuation = smartPunctuation
        self.highlighter = highlighter
    }
}

/// A piece of Markdown to render: the bytes of `source` from `start` on.
package struct MarkdownInput {
    package let source: SourceText
    package let start: Int
    /// Where an offset of `source` really is; for Markdown that was cut out of a YAML file.
    let locate: ((_ offset: Int, _ length: Int) -> Place)?

    package init(
        _ source: SourceText, from start: Int = 0,
        locate: ((_ offset: Int, _ length: Int) -> Place)? = nil
    ) {
        self.source = source
        self.start = start
        self.locate = locate
    }
}

package struct Heading: Sendable, Equatable {
    /// 1 to 6.
    package let level: Int
    package let id: String
    /// Plain text.
    package let text: String

    package init(level: Int, id: String, text: String) {
        self.level = level
        self.id = id
        self.text = text
    }
}

/// A rendered page body.
package struct MarkdownPage: Sendable {
    package var html = ""
    /// Headings outside quotes and lists, in order.
    package var outline: [Heading] = []
    /// All ids in the page, to check anchors against.
    package var ids: Set<String> = []
    /// Plain text of the first level-1 heading.
    package var title: String?
    package var diagnostics: [Diagnostic] = []

    package init() {}
}

/// Renders the site's dialect. Every problem is in the result's diagnostics; the text is never lost, unless
/// the input is beyond cmark's bounds, which is an error.
package func renderMarkdown(
    _ input: MarkdownInput, options: MarkdownOptions, resolver: inout some LinkResolver
) -> MarkdownPage {
    render(input, dialect: .waymark, options: options, resolver: &resolver)
}

/// Renders GitHub's Markdown: CommonMark with tables, task lists, strikethrough, bare addresses, footnotes and alerts.
package func renderGitHubMarkdown(
    _ source: SourceText, rawHTML: Bool
) -> (html: String, diagnostics: [Diagnostic]) {
    var links = StandaloneLinks()
    let page = render(
        MarkdownInput(source), dialect: .github,
        options: MarkdownOptions(allowsRawHTML: rawHTML, smartPunctuation: false), resolver: &links)
    return (page.html, page.diagnostics)
}

/// Times that a page is parsed before nothing is guessed any more. One is enough for nearly every page, and two or
/// three for pages that show tables and footnotes as code.
private let maximumRounds = 8

private func render<Resolver: LinkResolver>(
    _ input: MarkdownInput, dialect: Dialect, options: MarkdownOptions, resolver: inout Resolver
) -> MarkdownPage {
    var page = MarkdownPage()
    if let problem = InputBounds.checkNesting(input.source, from: input.start) {
        page.diagnostics.append(problem)
        return page
    }
    input.source.bytes.withUnsafeBufferPointer { bytes in
        let lines = LineIndex(input, bytes)
        var guesses = Guesses()
        for round in 1...maximumRounds {
            guesses.areGivenUp = round == maximumRounds
            // Links are resolved once for good: a round that is repeated leaves no trace.
            var attempt = resolver
            let scan = PageScan(bytes, from: input.start, dialect: dialect, guesses: guesses)
            var isDone = false
            func render(_ text: UnsafeBufferPointer<UInt8>) {
                CMarkTree.with(parsing: text, rawHTML: options.allowsRawHTML) { tree in
                    var passes = Passes(
                        input: input, bytes: bytes, dialect: dialect, options: options, scan: scan,
                        lines: lines)
                    passes.refusedAddresses = guesses.refusedAddresses
                    if guesses.refusesAddresses || guesses.areGivenUp {
                        passes.refusedAddresses = nil
                    }
                    if let scan {
                        var tokens = TokenPass(scan, source: bytes, guesses: guesses)
                        tokens.run(over: tree)
                        if tokens.found.isWrong, !guesses.areGivenUp {
                            guesses = tokens.found.wrong
                            return
                        }
                        passes.place(tokens.found, in: tree)
                    }
                    let isShallow = passes.run(over: tree, resolver: &attempt)
                    if !passes.overlaps.isEmpty {
                        guesses.add(passes.overlaps)
                        return
                    }
                    page = passes.page
                    if isShallow { page.html = tree.html() }
                    isDone = true
                }
            }
            if let scan {
                scan.bytes.withUnsafeBufferPointer { render($0) }
            } else {
                render(UnsafeBufferPointer(rebasing: bytes[input.start...]))
            }
            if isDone {
                resolver = attempt
                return
            }
        }
    }
    return page
}

/// Renders plain CommonMark 0.30, exactly as cmark does.
package func renderCommonMark(
    _ source: SourceText, rawHTML: Bool
) -> (html: String, diagnostics: [Diagnostic]) {
    if let problem = InputBounds.checkNesting(source, from: 0) { return ("", [problem]) }
    let html = source.bytes.withUnsafeBufferPointer { bytes in
        CMarkTree.with(parsing: bytes, rawHTML: rawHTML) { $0.html() }
    }
    return (html ?? "", [])
}
