import Foundation
import Testing
import Theme

@Suite struct RenderTests {
    private let theme: Theme

    init() throws { theme = try #require(Sample.theme) }

    /// `RECORD_SNAPSHOTS=1 swift test` writes the file anew and fails, so that somebody looks at it.
    @Test(arguments: ["page", "redirect", "not-found"])
    func rendersAsInTheSnapshot(name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Snapshots/\(name).html")
        let rendered =
            switch name {
            case "page": theme.render(page: Sample.page(theme: theme))
            case "redirect":
                theme.render(
                    redirect: RedirectContext(document: Sample.document(), targetURL: "../new/"))
            default: theme.render(notFound: NotFoundContext(document: Sample.document()))
            }
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(rendered.utf8).write(to: file)
            Issue.record("recorded \(name).html: look at what changed")
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(rendered == expected)
    }

    @Test func everyDocumentStatesThePolicyAndHasOneHeading() {
        let document = Sample.document()
        let documents = [
            theme.render(page: Sample.page(theme: theme)),
            theme.render(redirect: RedirectContext(document: document, targetURL: "../new/")),
            theme.render(notFound: NotFoundContext(document: document)),
        ]
        for html in documents {
            #expect(html.contains("Content-Security-Policy\" content=\"\(Theme.policy)\""))
            #expect(html.components(separatedBy: "<h1").count == 2)
            #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\""))
            #expect(!html.contains(" style=") && !html.contains("<style"))
            #expect(!html.contains("\0"))
        }
    }

    @Test func idsOfTheThemeStartWithItsPrefix() {
        let html = theme.render(page: Sample.page(theme: theme))
        for part in html.components(separatedBy: " id=\"").dropFirst() {
            #expect(part.hasPrefix("wm-"), "\(part.prefix(20))")
        }
    }

    @Test func absentValuesLeaveNothingBehind() {
        let document = DocumentContext(
            language: "en", title: "T", siteTitle: "S", homeURL: "./", isHome: true)
        let bare = theme.render(page: PageContext(document: document, bodyHTML: "<h1>T</h1>"))
        let others = [
            theme.render(redirect: RedirectContext(document: document, targetURL: "../new/")),
            theme.render(notFound: NotFoundContext(document: document)),
        ]
        for html in [bare] + others {
            #expect(!html.contains("nil") && !html.contains("Optional") && !html.contains("\"\""))
            #expect(!html.contains("rel=\"icon\"") && !html.contains("name=\"description\""))
        }
        #expect(bare.contains("<title>T</title>"))
        for name in ["wm-breadcrumbs", "wm-contents", "wm-sidebar", "wm-pagination", "wm-review"] {
            #expect(!bare.contains(name))
        }
        #expect(!bare.contains("noindex") && others.allSatisfy { $0.contains("noindex") })
    }

    @Test func eachPartOfTheReviewStandsAlone() {
        var page = PageContext(document: Sample.document(), bodyHTML: "<p>b</p>")
        page.sourcesHTML = ["<em>a</em> &amp; b"]
        let sources = theme.render(page: page)
        #expect(
            sources.contains(
                "<ul aria-labelledby=\"wm-sources\">\n<li><em>a</em> &amp; b</li>\n</ul>"))
        #expect(!sources.contains("wm-review-care") && !sources.contains("reviewed"))
        page.sourcesHTML = []
        page.reviewed = PageContext.Review(date: "2 May 2026", iso: "2026-05-02")
        let reviewed = theme.render(page: page)
        #expect(reviewed.contains("Last reviewed on <time datetime=\"2026-05-02\">2 May 2026<"))
        #expect(!reviewed.contains("Checked against") && !reviewed.contains("Next review"))
    }

    @Test func redirectLeadsToItsTargetInEveryWay() {
        var document = Sample.document()
        document.canonicalURL = nil
        let html = theme.render(redirect: RedirectContext(document: document, targetURL: "../n/"))
        #expect(html.contains("<meta http-equiv=\"refresh\" content=\"0; url=../n/\">"))
        #expect(html.contains("<link rel=\"canonical\" href=\"../n/\">"))
        #expect(html.contains("<a href=\"../n/\">Reset your password</a>"))
    }

    @Test func bodyIsPrintedAsItIs() {
        var page = Sample.page(theme: theme)
        page.bodyHTML = "<pre>a\n  {{title}} <\0\u{31}> &amp;\n</pre>"
        #expect(theme.render(page: page).contains("\n\(page.bodyHTML)\n</article>"))
    }

    @Test func pagesOfOneShapeKeepTheirOwnTexts() {
        for number in 1...3 {
            var page = Sample.page(theme: theme)
            page.document.title = "Title \(number)"
            page.owner = "Owner \(number)"
            let html = theme.render(page: page)
            #expect(html.contains("<h1>Title \(number)</h1>"))
            #expect(html.contains("Looked after by Owner \(number)"))
        }
    }
}
