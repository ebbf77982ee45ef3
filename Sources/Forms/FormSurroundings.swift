import Diagnostics
package import Markdown

/// The page on which a form stands, as far as the form speaks of it.
package struct FormPage: Sendable, Equatable {
    /// The way from the page to the site's top: "", "../".
    package var root: String
    /// The site's title.
    package var guide: String
    /// Eight hexadecimal digits that change with the guide's sources.
    package var revision: String
    /// Where the page is on the web; nil where the site does not know.
    package var address: String?

    package init(root: String, guide: String, revision: String, address: String?) {
        self.root = root
        self.guide = guide
        self.revision = revision
        self.address = address
    }
}

/// What a form needs to know to become HTML.
package struct FormSurroundings {
    package var page: FormPage
    /// 1 to 6: that of the heading under which the form stands.
    package var headingLevel: Int
    /// Ids of the fields that a checklist of the page feeds.
    package var fedFields: Set<String>
    package var options: MarkdownOptions
    /// Names the form's file among those of the site: relative links are read from its folder.
    package var path: String

    package init(
        page: FormPage, headingLevel: Int, fedFields: Set<String> = [], options: MarkdownOptions,
        path: String
    ) {
        self.page = page
        self.headingLevel = headingLevel
        self.fedFields = fedFields
        self.options = options
        self.path = path
    }
}

/// Links in a form's texts, read from the form's folder.
struct FormLinks<Page: LinkResolver>: LinkResolver {
    var page: Page
    let path: String
    /// Whether the text stands under a key of GitHub's, where a form that works there must load here too.
    let isGitHubs: Bool

    mutating func resolve(_ use: LinkUse) -> (LinkResolution, [Diagnostic]) {
        if isGitHubs, use.isImage, ["http", "https"].contains(urlScheme(of: use.destination)) {
            return refuse(
                use, .formImage, "pages load no images from other sites: its text is shown")
        }
        let (resolution, problems) = page.resolve(
            LinkUse(
                destination: use.destination, isImage: use.isImage, file: path, notes: use.notes,
                place: use.place))
        // Relative to the repository, which GitHub knows and the site does not.
        if isGitHubs, resolution == .refused, urlScheme(of: use.destination) == nil,
            let problem = problems.first
        {
            return refuse(use, .formLink, problem.message, problem.suggestion)
        }
        return (resolution, problems)
    }

    private func refuse(
        _ use: LinkUse, _ kind: DiagnosticKind, _ message: String, _ suggestion: String? = nil
    ) -> (LinkResolution, [Diagnostic]) {
        let problem = Diagnostic(
            kind, at: use.place(), message, suggestion: suggestion, notes: use.notes())
        return (.refused, [problem])
    }
}
