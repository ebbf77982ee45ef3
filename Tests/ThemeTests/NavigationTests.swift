import Foundation
import Testing
import Theme

@Suite struct NavigationTests {
    private let theme: Theme

    init() throws { theme = try #require(Sample.theme) }

    private func flat(_ html: String) -> String { html.split(separator: "\n").joined() }

    @Test func nestsAFlatListAndClosesAllThatItOpens() {
        #expect(
            flat(theme.renderNavigation(Sample.entries).text)
                == """
                <li><a href="../">Find your route</a><ul>\
                <li><a href="./">Reset your password</a><ul>\
                <li><a href="../no-mail/">No mail arrives</a></li></ul></li>\
                <li><a href="../second-factor/">Lost second factor</a></li></ul></li>\
                <li><a href="../../request/">Prepare your request</a></li>
                """)
    }

    @Test(arguments: [[0, 3, 1, 0], [2, 0, 1], [1, 1], [0, 1, 2, 3], [3, 2, 1, 0], []])
    func depthsMaySkipAndStartAnywhere(depths: [Int]) {
        let entries = depths.enumerated().map {
            NavigationEntry(key: $0.offset, title: "t", url: "u", depth: $0.element)
        }
        let html = theme.renderNavigation(entries).text
        func count(_ tag: String) -> Int { html.components(separatedBy: tag).count - 1 }
        #expect(count("<li>") == depths.count && count("</li>") == depths.count)
        #expect(count("<ul>") == count("</ul>"))
    }

    @Test func marksOnlyTheCurrentEntry() {
        let navigation = theme.renderNavigation(Sample.entries)
        let html = navigation.html(current: 4)
        #expect(
            html.contains(
                "<a href=\"../second-factor/\" aria-current=\"page\">Lost second factor</a>"))
        #expect(html.replacing(" aria-current=\"page\"", with: "") == navigation.text)
        #expect(navigation.html(current: nil) == navigation.text)
        #expect(navigation.html(current: 99) == navigation.text)
    }

    @Test func marksAnEntryWhereverTheTemplateAsksForIt() throws {
        let own = try #require(
            Sample.load(
                "components/navigation-entry/navigation-entry.mustache",
                "<i{{{current}}}>é</i><b{{{current}}}>{{title}}</b>"
            ).theme)
        let navigation = own.renderNavigation(Sample.entries)
        #expect(
            navigation.html(current: 1).hasPrefix(
                "<i aria-current=\"page\">é</i><b aria-current=\"page\">Find your route</b><i>é"))
    }

    @Test func contentsFollowTheLevelsOfHeadings() {
        let html = flat(theme.render(page: Sample.page(theme: theme)))
        #expect(
            html.contains(
                """
                <li><a href="#before-you-start">Before you start</a><ul>\
                <li><a href="#what-you-need">What you need</a></li></ul></li>\
                <li><a href="#ask-for-a-mail">Ask for a mail</a></li></ul>
                """))
    }
}
