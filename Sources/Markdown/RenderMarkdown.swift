// One call to cmark a page: bound, scan, parse, passes over cmark's tree, cmark's renderer.

package import Diagnostics

/// What an author may write beyond CommonMark, per site.
package struct MarkdownOptions: Sendable {
    package var allowsRawHTML: Bool
    package var smartPunctuation: Bool
    /// Whether links say where they lead when the page is printed; see `PaperLinks`.
    package var notesLinks: Bool
    /// nil: code is not highlighted, and no language is unknown.
    package var highlighter: (any CodeHighlighter)?
    /// nil for a page in a document of its own.
    package var joined: JoinedPage?

    package init(
        allowsRawHTML: Bool = false, smartPunctuation: Bool = true, notesLinks: Bool = false,
        highlighter: (any CodeHighlighter)? = nil
    ) {
        self.allowsRawHTML = allowsRawHTML
        self.smartPunctuation = smartPunctuation
        self.notesLinks = notesLinks
        self.highlighter = highlighter
    }
}

/// A piece of Markdown to render: the bytes of `source` from `start` on.
package struct MarkdownInput {
    package let source: SourceText
    package let start: Int
    /// Names the text among the files of `includes`.
    let path: String
    /// nil where nothing can be included.
    let includes: (any IncludeSource)?
    /// Lines of the file before those of `source`, which may be a part of it.
    let linesBefore: Int
    /// Where an offset of `source` really is; for Markdown that was cut out of a YAML file.
    package let locate: ((_ offset: Int, _ length: Int) -> Place)?
    /// Set for a text inside something else of a page.
    package var fragment: Fragment?
    /// Where definitions of the rest of a file start behind a part of it; nil for none. They may be unused.
    var borrowedStart: Int?
    /// nil where no request form can stand.
    package var forms: (any RequestFormSource)?

    /// A text that may stand on a page more than once: its headings and tasks get no ids.
    package struct Fragment {
        /// Headings are moved down so that none is above this level; 1 to 6.
        let leastHeadingLevel: Int

        package init(leastHeadingLevel: Int) { self.leastHeadingLevel = leastHeadingLevel }
    }

    package init(
        _ source: SourceText, from start: Int = 0, path: String = "",
        includes: (any IncludeSource)? = nil,
        locate: ((_ offset: Int, _ length: Int) -> Place)? = nil
    ) {
        self.init(
            source, from: start, path: path, includes: includes, linesBefore: 0, locate: locate)
    }

    init(
        _ source: SourceText, from start: Int, path: String, includes: (any IncludeSource)?,
        linesBefore: Int, locate: ((_ offset: Int, _ length: Int) -> Place)? = nil
    ) {
        self.source = source
        self.start = start
        self.path = path
        self.includes = includes
        self.linesBefore = linesBefore
        self.locate = locate
    }

    /// Reads the text up to `offset`; `LineIndex` is for many places.
    func place(at offset: Int) -> Place {
        if let locate { return locate(offset, 1) }
        var place = source.place(at: offset)
        place.position?.line += linesBefore
        return place
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
    /// Names of the request forms that it asks for.
    package var forms: Set<String> = []
    /// How many footnotes stand at its end.
    package var footnotes = 0
    /// Whether links have a `data-page="~N"`, for the title of the page to which the resolver gave this number.
    package var namesPages = false
    /// Whether a text that it includes is missing: then nobody knows all its headings and ids.
    package var isIncomplete = false

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

private func render<Resolver: LinkResolver>(
    _ input: MarkdownInput, dialect: Dialect, options: MarkdownOptions, resolver: inout Resolver
) -> MarkdownPage {
    if let problem = InputBounds.checkNesting(input) {
        var page = MarkdownPage()
        page.diagnostics.append(problem)
        return page
    }
    let text = PageText(input, dialect: dialect, options: options)
    var guesses = Guesses()
    var round = 1
    var includesFiles = false
    while round <= PageText.maximumRounds {
        guesses.areGivenUp = round == PageText.maximumRounds
        // A round that is repeated leaves no trace.
        let state = PageState(path: input.path)
        var attempt = resolver
        var waits = false
        let surroundings = Surroundings(
            state: state, origin: TextOrigin(lines: text.lines), includesFiles: includesFiles)
        let isRight = text.attempt(
            &guesses, isFinal: includesFiles, in: surroundings, resolver: &attempt
        ) { tree, isShallow in
            waits = state.includes.isWaiting
            if isShallow, !waits { state.page.html = tree.html() }
        }
        if !isRight {
            round += 1
        } else if waits {
            // Other texts are asked for only when it is known how this one is to be parsed.
            includesFiles = true
        } else {
            resolver = attempt
            return state.page
        }
    }
    return MarkdownPage()
}

/// Renders plain CommonMark 0.30, exactly as cmark does.
package func renderCommonMark(
    _ source: SourceText, rawHTML: Bool
) -> (html: String, diagnostics: [Diagnostic]) {
    if let problem = InputBounds.checkNesting(MarkdownInput(source)) { return ("", [problem]) }
    let html = source.bytes.withUnsafeBufferPointer { bytes in
        CMarkTree.with(parsing: bytes, rawHTML: rawHTML) { $0.html() }
    }
    return (html ?? "", [])
}
