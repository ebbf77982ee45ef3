import Diagnostics
import Theme

/// Contexts that the tests fill templates with.
enum Sample {
    static let theme = Theme.load().theme

    static func document(title: String = "Reset your password") -> DocumentContext {
        DocumentContext(
            language: "en", title: title, siteTitle: "Account help", homeURL: "../../",
            description: "What to do when the password is lost.",
            canonicalURL: "https://help.example.org/recover/reset-password/",
            iconURL: "../../assets/favicon.svg", stylesheetURLs: ["../../assets/waymark.css"],
            scriptURLs: ["../../assets/waymark.js"])
    }

    static let entries = [
        NavigationEntry(key: 1, title: "Find your route", url: "../", depth: 0),
        NavigationEntry(key: 2, title: "Reset your password", url: "./", depth: 1),
        NavigationEntry(key: 3, title: "No mail arrives", url: "../no-mail/", depth: 2),
        NavigationEntry(key: 4, title: "Lost second factor", url: "../second-factor/", depth: 1),
        NavigationEntry(key: 5, title: "Prepare your request", url: "../../request/", depth: 0),
    ]

    static let outline = [
        OutlineEntry(level: 2, id: "before-you-start", title: "Before you start"),
        OutlineEntry(level: 3, id: "what-you-need", title: "What you need"),
        OutlineEntry(level: 2, id: "ask-for-a-mail", title: "Ask for a mail"),
    ]

    static func page(theme: Theme) -> PageContext {
        var page = PageContext(
            document: document(), bodyHTML: "<p>The body &amp; more.</p>", needsTitleHeading: true)
        page.breadcrumbs = [
            PageLink(title: "Account help", url: "../../"), PageLink(title: "Recover", url: "../"),
        ]
        page.navigationHTML = theme.renderNavigation(entries).html(current: 2)
        page.sectionTitle = "Recover your account"
        page.outline = outline
        page.previous = PageLink(title: "Find your route", url: "../")
        page.next = PageLink(title: "Lost second factor", url: "../second-factor/")
        page.footerHTML = "<p>Kept by volunteers.</p>"
        page.reviewed = PageContext.Review(date: "2 May 2026", iso: "2026-05-02")
        page.nextReview = PageContext.Review(date: "2 August 2026", iso: "2026-08-02")
        page.owner = "the support team"
        page.sourcesHTML = ["<a href=\"../sources/#code\">The code</a>, 2 May 2026", "The form"]
        page.isDraft = true
        page.isForMaintainers = true
        return page
    }

    static let whole: WholeContext = {
        var first = WholeContext.Page(
            id: "home", title: "Start & go", bodyHTML: "<p>One.</p>", needsTitleHeading: true)
        first.reviewed = PageContext.Review(date: "2 May 2026", iso: "2026-05-02")
        first.sourcesHTML = ["<em>The code</em>", "The form"]
        var second = WholeContext.Page(
            id: "ar", title: "عربي", bodyHTML: "<h2 id=\"ar--t\">عربي</h2>")
        second.language = "ar"
        var document = Self.document(title: "Account help: the whole guide")
        document.namesSite = true
        var whole = WholeContext(
            document: document,
            contents: [
                OutlineEntry(level: 0, id: "home", title: "Start & go"),
                OutlineEntry(level: 1, id: "ar", title: "عربي"),
            ], pages: [first, second])
        whole.footerHTML = "<p>Kept by volunteers.</p>"
        return whole
    }()

    static let summary: SummaryContext = {
        typealias Summary = SummaryContext
        let start = Summary.Page(
            title: "Start & go", url: "../", address: "https://example.org/",
            summaryHTML: "<p>Go <em>on</em>.</p>")
        let ask = Summary.Page(
            title: "Ask", url: "../ask/", address: "https://example.org/ask/", summaryHTML: "")
        var summary = Summary(
            document: Self.document(title: "Account help: summary"), root: "../",
            address: "https://example.org/summary/", revision: "1a2b3c4d")
        summary.pages = [start, ask]
        summary.checklists = [
            Summary.Checklist(
                id: "ready", feeds: "request-lost-field-tried", titleHTML: "Have <i>ready</i>",
                tasks: [
                    .init(key: "one", labelHTML: "<b>One</b>", isDone: false, isPart: false),
                    .init(key: "two", labelHTML: "Two", isDone: true, isPart: true),
                ], page: PageLink(title: "Ask", url: "../ask/")),
            Summary.Checklist(id: "more", feeds: nil, titleHTML: "More", tasks: [], page: nil),
        ]
        summary.forms = [
            Summary.Form(
                name: "Lost & found", description: "A form.", data: "{\"a\":1}",
                questionsHTML: "<ol class=\"paper-questions\"></ol>",
                channelsHTML: "<p>Send it.</p>", page: ask)
        ]
        summary.neverShare = ["Your <password>"]
        summary.reviewed = PageContext.Review(date: "2 May 2026", iso: "2026-05-02")
        summary.document.wholeURL = "../print/"
        summary.qrSVGURL = "../assets/summary-qr.svg"
        summary.footerHTML = "<p>Kept by volunteers.</p>"
        return summary
    }()

    /// A theme with `text` as the file `path` of the site's own theme folder.
    static func load(_ path: String, _ text: String) -> (theme: Theme?, diagnostics: [Diagnostic]) {
        Theme.load(overrides: [file(path, text)])
    }

    static func file(_ path: String, _ text: String) -> ThemeFile {
        ThemeFile(path: path, bytes: Array(text.utf8), place: "themes/mine/\(path)")
    }
}
