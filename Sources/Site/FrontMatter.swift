package import Diagnostics

/// What a page says about itself, between `---` at its top.
///
/// Every value keeps its place: what is wrong with an alias or a link is mostly found long after reading.
package struct FrontMatter: Sendable {
    /// Whom a page is for.
    package enum Audience: String, Sendable, CaseIterable {
        case readers
        /// Left out of the readers' summary, print and search.
        case maintainers
    }

    package var title: Located<String>?
    package var description: Located<String>?
    package var order: Located<Int>?
    package var draft: Located<Bool>?
    /// One component of the page's path, in place of its file's name.
    package var slug: Located<String>?
    /// Former paths of the page, without a leading slash: `old/page/`, `old/page.html`.
    package var aliases: [Located<String>] = []
    package var summary: MarkdownValue?
    package var audience: Located<Audience>?
    package var reviewed: Located<CalendarDate>?
    package var reviewEvery: Located<ReviewInterval>?
    package var owner: Located<String>?
    /// What the page was checked against: Markdown of one line each.
    package var sources: [MarkdownValue] = []
    package var layout: Located<String>?
    package var toc: Located<Bool>?
    package var nav: Located<Bool>?
    package var print: Located<Bool>?
    package var search: Located<Bool>?
    package var lang: Located<String>?

    package init() {}

    package var isDraft: Bool { draft?.value ?? false }
    /// The day by which the page is to be read again; nil unless it says both when it was and how often.
    package var nextReview: CalendarDate? {
        guard let reviewed, let reviewEvery else { return nil }
        return reviewed.value.adding(reviewEvery.value)
    }
    package var isForMaintainers: Bool { audience?.value == .maintainers }

    /// Reads the front matter of a page; its Markdown begins at the UTF-8 offset `bodyOffset`.
    ///
    /// Without front matter, and where it is never closed, all of the page is body, but for a byte order mark.
    package static func parse(
        source: SourceText
    ) -> (frontMatter: FrontMatter, bodyOffset: Int, diagnostics: [Diagnostic]) {
        let search = FrontMatterBlock.find(in: source)
        guard let block = search.block else {
            return (FrontMatter(), search.bodyOffset, search.diagnostics)
        }
        let (root, problems) = YAMLDocument.parse(source: source, range: block)
        var diagnostics = search.diagnostics + problems
        guard let root else { return (FrontMatter(), search.bodyOffset, diagnostics) }
        guard case .mapping(let mapping) = root.content else {
            diagnostics.append(
                Diagnostic(
                    .wrongType, at: root.place(in: source),
                    "front matter must be lines of `key: value`, found \(root.kindInWords)",
                    suggestion: root.suggestionForKeys))
            return (FrontMatter(), search.bodyOffset, diagnostics)
        }
        var reader = YAMLReader(mapping, source: source)
        let frontMatter = FrontMatter(&reader)
        return (frontMatter, search.bodyOffset, diagnostics + reader.finish())
    }

    /// Where the Markdown of a file begins that is no page; what its front matter says has no meaning.
    package static func bodyOffset(
        in source: SourceText
    ) -> (bodyOffset: Int, diagnostics: [Diagnostic]) {
        let search = FrontMatterBlock.find(in: source)
        return (search.bodyOffset, search.diagnostics)
    }

    private init(_ reader: inout YAMLReader) {
        title = reader.filledText("title")
        description = reader.text("description")
        order = reader.int("order")
        draft = reader.bool("draft")
        slug = reader.component("slug")
        aliases = reader.sitePaths("aliases")
        summary = reader.markdown("summary")
        audience = reader.choice("audience")
        reviewed = reader.date("reviewed")
        reviewEvery = reader.interval("review-every")
        owner = reader.text("owner")
        sources = reader.markdownList("sources")
        layout = reader.component("layout")
        toc = reader.bool("toc")
        nav = reader.bool("nav")
        print = reader.bool("print")
        search = reader.bool("search")
        lang = reader.language("lang")
    }
}

extension YAMLNode {
    /// What to say where a whole document is one text: mostly a space is missing behind a colon.
    var suggestionForKeys: String? {
        guard let text, let colon = text.firstIndex(of: ":") else { return nil }
        let next = text.index(after: colon)
        guard next < text.endIndex, !text[next].isWhitespace else { return nil }
        return "write a space after the colon: `\(YAMLReader.shortened(String(text[...colon]))) …`"
    }
}
