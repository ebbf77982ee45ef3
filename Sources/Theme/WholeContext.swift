/// The whole guide on one page, made to be printed.
package struct WholeContext: Sendable {
    /// One page of the guide.
    package struct Page: Sendable {
        /// What it is called in the document: no other id is the same.
        package var id: String
        package var title: String
        /// A BCP 47 tag; nil where it is the document's.
        package var language: String?
        /// Its headings start at level 2, and all its ids at `id`.
        package var bodyHTML: String
        /// The body has no heading that is the page's title; the template prints one.
        package var needsTitleHeading: Bool
        package var reviewed: PageContext.Review?
        /// What the page was checked against, each as HTML that stands in a line.
        package var sourcesHTML: [String] = []

        package init(id: String, title: String, bodyHTML: String, needsTitleHeading: Bool = false) {
            self.id = id
            self.title = title
            self.bodyHTML = bodyHTML
            self.needsTitleHeading = needsTitleHeading
        }
    }

    package var document: DocumentContext
    /// One entry for each page.
    package var contents: [OutlineEntry]
    package var pages: [Page]
    package var footerHTML: String?

    package init(document: DocumentContext, contents: [OutlineEntry], pages: [Page]) {
        self.document = document
        self.contents = contents
        self.pages = pages
    }
}

extension WholeContext.Page {
    static let names = TemplateNames<WholeContext.Page>(
        "a page of the whole guide",
        [
            .text("id", "the page's name in the document") { $0.id },
            .text("title", "its title, as plain text") { $0.title },
            .text("own-language", "its language, where it is not the document's") { $0.language },
            .text("own-direction", "`rtl` or `ltr`, where it has a language of its own") {
                $0.language.map { isWrittenRightToLeft($0) ? "rtl" : "ltr" }
            },
            .html("body", "the article") { $0.bodyHTML },
            .flag("needs-heading", "the body has no heading that is the page's title") {
                $0.needsTitleHeading
            },
            .part("reviewed", PageContext.Review.names, "the last review") { $0.reviewed },
            .list("sources", of: PageSource.names, "what the page was checked against") {
                $0.sourcesHTML.map(PageSource.init)
            },
            .flag("has-sources", "the page names what it was checked against") {
                !$0.sourcesHTML.isEmpty
            },
            .flag("has-review", "the page names its last review or its sources") {
                $0.reviewed != nil || !$0.sourcesHTML.isEmpty
            },
        ])
}

extension WholeContext {
    /// The parts that are rendered one by one, before the layout.
    struct WithParts: Sendable {
        let whole: WholeContext
        let contents: String
        let pages: String

        static let names = TemplateNames<WithParts>(
            "the whole guide",
            DocumentContext.names.of { $0.whole.document } + [
                .html("contents", "the titles of the pages, as items of a list") { $0.contents },
                .html("pages", "the pages, one after the other") { $0.pages },
                .html("navigation", "always absent") { _ in nil },
                .html("footer", "the site's own words at the foot") { $0.whole.footerHTML },
                .flag("no-index", "always true: each page has an address of its own") { _ in true },
            ])
    }
}
