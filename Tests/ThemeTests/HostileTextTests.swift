import Foundation
import Testing
import Theme

/// Text that ends whatever it stands in, in every field of every document.
@Suite struct HostileTextTests {
    private static let hostile =
        "</title></h1>\"><script>alert(1)</script>{{title}}{{{body}}}&lt;<\0\u{31}>"
    private static let escaped =
        "&lt;/title&gt;&lt;/h1&gt;&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{title}}{{{body}}}&amp;lt;&lt;\0\u{31}&gt;"

    private let theme: Theme
    private let document = DocumentContext(
        language: hostile, title: hostile, siteTitle: hostile, homeURL: hostile,
        description: hostile, canonicalURL: hostile, iconURL: hostile, stylesheetURLs: [hostile],
        scriptURLs: [hostile])

    init() throws { theme = try #require(Sample.theme) }

    private func expectHarmless(_ html: String, fields: Int) {
        #expect(!html.contains("<script>alert"))
        #expect(!html.contains(Self.hostile))
        #expect(html.components(separatedBy: Self.escaped).count - 1 == fields)
    }

    @Test func staysTextOnPages() {
        let link = PageLink(title: Self.hostile, url: Self.hostile)
        var page = PageContext(document: document, bodyHTML: "<p>b</p>", needsTitleHeading: true)
        page.breadcrumbs = [link]
        page.navigationHTML = "<li>n</li>"
        page.sectionTitle = Self.hostile
        page.outline = [OutlineEntry(level: 2, id: Self.hostile, title: Self.hostile)]
        page.previous = link
        page.next = link
        page.reviewed = PageContext.Review(date: Self.hostile, iso: Self.hostile)
        page.nextReview = page.reviewed
        page.owner = Self.hostile
        // Head: language, title, site title, and five links and words; header: home and site title; breadcrumbs:
        // three; contents, twice: two; heading, section, review: seven; previous and next: four.
        expectHarmless(theme.render(page: page), fields: 8 + 2 + 3 + 4 + 7 + 4)
    }

    @Test func staysTextOnRedirectsAndNotFound() {
        let redirect = RedirectContext(document: document, targetURL: Self.hostile)
        expectHarmless(theme.render(redirect: redirect), fields: 8 + 3)
        var notFound = NotFoundContext(document: document)
        notFound.navigationHTML = "<li>n</li>"
        notFound.sectionTitle = Self.hostile
        expectHarmless(theme.render(notFound: notFound), fields: 8 + 2 + 2 + 1)
    }

    @Test func staysTextInTheWholeGuide() {
        var page = WholeContext.Page(
            id: Self.hostile, title: Self.hostile, bodyHTML: "<p>b</p>", needsTitleHeading: true)
        page.language = Self.hostile
        page.reviewed = PageContext.Review(date: Self.hostile, iso: Self.hostile)
        let whole = WholeContext(
            document: document,
            contents: [OutlineEntry(level: 0, id: Self.hostile, title: Self.hostile)], pages: [page]
        )
        // Head and its site; header: two; heading, contents: two; id, language, title and review: two.
        expectHarmless(theme.render(whole: whole), fields: 8 + 1 + 2 + 1 + 2 + 5)
    }

    @Test func staysTextInTheSummary() {
        typealias Summary = SummaryContext
        let link = PageLink(title: Self.hostile, url: Self.hostile)
        let page = Summary.Page(
            title: Self.hostile, url: Self.hostile, address: Self.hostile, summaryHTML: "<p>s</p>")
        var summary = Summary(
            document: document, root: Self.hostile, address: Self.hostile, revision: Self.hostile)
        summary.pages = [page]
        summary.checklists = [
            Summary.Checklist(
                id: Self.hostile, feeds: Self.hostile, titleHTML: "t",
                tasks: [.init(key: Self.hostile, labelHTML: "l", isDone: false, isPart: false)],
                page: link)
        ]
        summary.forms = [
            Summary.Form(
                name: Self.hostile, description: Self.hostile, data: Self.hostile,
                questionsHTML: "q", channelsHTML: "c", page: page)
        ]
        summary.neverShare = [Self.hostile]
        summary.reviewed = PageContext.Review(date: Self.hostile, iso: Self.hostile)
        summary.document.wholeURL = Self.hostile
        summary.qrSVGURL = Self.hostile
        // Head and header; what the document says of itself; page twice; checklist; form; foot.
        expectHarmless(theme.render(summary: summary), fields: 9 + 2 + 9 + 5 + 5 + 5 + 1)
    }

    @Test func staysTextInNavigation() {
        let navigation = theme.renderNavigation([
            NavigationEntry(key: 1, title: Self.hostile, url: Self.hostile, depth: 0),
            NavigationEntry(key: 7, title: "Seven", url: "7/", depth: 0),
        ])
        expectHarmless(navigation.text, fields: 2)
        #expect(navigation.html(current: 7).contains("<a href=\"7/\" aria-current=\"page\">Seven"))
        #expect(
            navigation.html(current: 1).contains("\(Self.escaped)\" aria-current=\"page\">"))
    }
}
