/// A link as templates know it: words and where they lead.
package struct PageLink: Sendable, Equatable {
    package var title: String
    package var url: String

    package init(title: String, url: String) {
        self.title = title
        self.url = url
    }
}

/// What every HTML document of a site has, whatever it shows. All URLs are ready to be written.
package struct DocumentContext: Sendable {
    /// A BCP 47 tag: `en`.
    package var language: String
    /// Plain text.
    package var title: String
    package var siteTitle: String
    package var homeURL: String
    package var description: String?
    package var canonicalURL: String?
    package var iconURL: String?
    package var stylesheetURLs: [String]
    package var scriptURLs: [String]
    /// Where the summary is; nil where there is none, and on the summary itself.
    package var summaryURL: String?
    /// The document is the site's first page: its title stands alone.
    package var isHome = false

    package init(
        language: String, title: String, siteTitle: String, homeURL: String,
        description: String? = nil, canonicalURL: String? = nil, iconURL: String? = nil,
        stylesheetURLs: [String] = [], scriptURLs: [String] = [], isHome: Bool = false
    ) {
        self.language = language
        self.title = title
        self.siteTitle = siteTitle
        self.homeURL = homeURL
        self.description = description
        self.canonicalURL = canonicalURL
        self.iconURL = iconURL
        self.stylesheetURLs = stylesheetURLs
        self.scriptURLs = scriptURLs
        self.isHome = isHome
    }
}

/// One page: its document, its article as ready HTML, and its place among the others.
package struct PageContext: Sendable {
    /// The day of the last review, in words and as ISO 8601.
    package struct Review: Sendable, Equatable {
        package var date: String
        package var iso: String

        package init(date: String, iso: String) {
            self.date = date
            self.iso = iso
        }
    }

    package var document: DocumentContext
    /// A name of `Theme.layouts`; any other means `page`.
    package var layout = "page"
    package var bodyHTML: String
    /// The body has no level-1 heading; the layout prints the title as one.
    package var needsTitleHeading: Bool
    /// The pages above this one, the site's first page first; not the page itself.
    package var breadcrumbs: [PageLink] = []
    /// From `RenderedNavigation.html`; empty where there is no navigation.
    package var navigationHTML = ""
    package var sectionTitle: String?
    package var outline: [OutlineEntry] = []
    package var previous: PageLink?
    package var next: PageLink?
    package var footerHTML: String?
    package var reviewed: Review?
    /// The day by which the page is to be read again.
    package var nextReview: Review?
    package var owner: String?
    /// What the page was checked against, each as HTML that stands in a line.
    package var sourcesHTML: [String] = []
    package var isDraft = false
    package var isForMaintainers = false

    package init(document: DocumentContext, bodyHTML: String, needsTitleHeading: Bool = false) {
        self.document = document
        self.bodyHTML = bodyHTML
        self.needsTitleHeading = needsTitleHeading
    }
}

/// What stands at an address from which a page has moved.
package struct RedirectContext: Sendable {
    /// `title` is that of the page which is moved to; `canonicalURL` is where it is now.
    package var document: DocumentContext
    /// As a link, which must not hold quotation marks: `HTMLText.urlPath` encodes them.
    package var targetURL: String

    package init(document: DocumentContext, targetURL: String) {
        self.document = document
        self.targetURL = targetURL
    }
}

/// The document that a server shows for an address which is none. Its URLs must be absolute paths.
package struct NotFoundContext: Sendable {
    package var document: DocumentContext
    package var navigationHTML = ""
    package var sectionTitle: String?
    package var footerHTML: String?

    package init(document: DocumentContext) { self.document = document }
}
