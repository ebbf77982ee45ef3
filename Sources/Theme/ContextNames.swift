extension PageLink {
    static let names = TemplateNames<PageLink>(
        "a link",
        [
            .text("title", "the words of the link") { $0.title },
            .text("url", "where it leads") { $0.url },
        ])
}

/// A file that the document loads.
struct FileLink: Sendable {
    let url: String

    static let names = TemplateNames<FileLink>(
        "a file", [.text("url", "the address of the file") { $0.url }])
}

extension DocumentContext {
    static let names = TemplateNames<DocumentContext>(
        "a document",
        [
            .text("policy", "the Content-Security-Policy; every layout must hold it") { _ in
                Theme.policy
            },
            .text("language", "the language of the document") { $0.language },
            .flag("is-right-to-left", "the language is written from right to left") {
                isWrittenRightToLeft($0.language)
            },
            .text("title", "the title, as plain text") { $0.title },
            .text("site-title", "the name of the site") { $0.siteTitle },
            .text("sheet-title", "the title, short enough for the head of a sheet of paper") {
                shortenedForSheet($0.title)
            },
            .text("sheet-site", "the name of the site, short enough for the head of a sheet") {
                shortenedForSheet($0.siteTitle)
            },
            .text("home-url", "the address of the site's first page") { $0.homeURL },
            .text("description", "one sentence about the page") { $0.description },
            .text("canonical-url", "the full address, where the base URL is known") {
                $0.canonicalURL
            },
            .text("icon-url", "the address of the icon") { $0.iconURL },
            .list("stylesheets", of: FileLink.names, "the style sheets") {
                $0.stylesheetURLs.map(FileLink.init)
            },
            .list("scripts", of: FileLink.names, "the scripts") {
                $0.scriptURLs.map(FileLink.init)
            },
            .text("summary-url", "the address of the printable summary") { $0.summaryURL },
            .text("whole-url", "the address of the whole guide on one page") { $0.wholeURL },
            .flag("is-home", "the document is the site's first page") { $0.isHome },
            .flag("is-titled-alone", "the title needs no name of the site behind it") {
                $0.isHome || $0.namesSite
            },
        ])
}

extension PageContext.Review {
    static let names = TemplateNames<PageContext.Review>(
        "a review",
        [
            .text("date", "the day, in words") { $0.date },
            .text("iso", "the day, as in `2026-05-02`") { $0.iso },
        ])
}

/// One of the things that a page was checked against.
struct PageSource: Sendable {
    let html: String

    static let names = TemplateNames<PageSource>(
        "a source", [.html("source", "what the page was checked against") { $0.html }])
}

extension PageContext {
    /// The contents are rendered before the layout, which may hold them twice.
    struct WithContents: Sendable {
        let page: PageContext
        let contents: String

        static let names = TemplateNames<WithContents>(
            "a page", DocumentContext.names.of { $0.page.document } + article + way)

        private static let article: [TemplateName<WithContents>] = [
            .html("body", "the article") { $0.page.bodyHTML },
            .flag("needs-heading", "the body has no level-1 heading") { $0.page.needsTitleHeading },
            .html("contents", "the page's headings, as items of a list") { $0.contents },
            .flag("no-index", "the page is not for search engines") { $0.page.isDraft },
            .flag("is-draft", "the page is a draft") { $0.page.isDraft },
            .flag("is-for-maintainers", "the page is for those who keep the site") {
                $0.page.isForMaintainers
            },
            .flag("has-badges", "the page is a draft or for maintainers") {
                $0.page.isDraft || $0.page.isForMaintainers
            },
            .part("reviewed", Review.names, "the last review") { $0.page.reviewed },
            .part("next-review", Review.names, "the day by which the page is to be reviewed again")
            {
                $0.page.nextReview
            },
            .text("owner", "who looks after the page") { $0.page.owner },
            .list("sources", of: PageSource.names, "what the page was checked against") {
                $0.page.sourcesHTML.map(PageSource.init)
            },
            .flag("has-sources", "the page names what it was checked against") {
                !$0.page.sourcesHTML.isEmpty
            },
            .flag("has-care", "the page names its last review or its owner") {
                $0.page.namesItsCare
            },
            .flag("has-review", "the page names its last review, its owner or its sources") {
                $0.page.namesItsCare || !$0.page.sourcesHTML.isEmpty
            },
        ]

        private static let way: [TemplateName<WithContents>] = [
            .list("breadcrumbs", of: PageLink.names, "the pages above this one") {
                $0.page.breadcrumbs
            },
            .flag("has-breadcrumbs", "there are pages above this one") {
                !$0.page.breadcrumbs.isEmpty
            },
            .html("navigation", "the section's pages, as items of a list") {
                $0.page.navigationHTML
            },
            .text("section-title", "the name of the section") { $0.page.sectionTitle },
            .part("previous", PageLink.names, "the page before") { $0.page.previous },
            .part("next", PageLink.names, "the page after") { $0.page.next },
            .flag("has-pagination", "there is a page before or after") {
                $0.page.previous != nil || $0.page.next != nil
            },
            .html("footer", "the site's own words at the foot") { $0.page.footerHTML },
        ]
    }
}

extension PageContext {
    fileprivate var namesItsCare: Bool { reviewed != nil || owner?.isEmpty == false }
}

extension RedirectContext {
    static let names = TemplateNames<RedirectContext>(
        "a redirect",
        DocumentContext.names.of { $0.document } + [
            .text("target-url", "where the page is now") { $0.targetURL },
            .flag("no-index", "always true") { _ in true },
        ])
}

extension NotFoundContext {
    static let names = TemplateNames<NotFoundContext>(
        "the not-found page",
        DocumentContext.names.of { $0.document } + [
            .html("navigation", "pages, as items of a list") { $0.navigationHTML },
            .text("section-title", "the name of the section") { $0.sectionTitle },
            .html("footer", "the site's own words at the foot") { $0.footerHTML },
            .flag("no-index", "always true") { _ in true },
        ])
}
