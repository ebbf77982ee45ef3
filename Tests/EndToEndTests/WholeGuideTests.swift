import Foundation
import Testing

/// The whole guide on one page: `print/`.
@Suite(.serialized) struct WholeGuideTests {
    /// A home page and as many others as make `count`, each with a footnote and a link to the one before it.
    private func site(pages count: Int, configuration: String = "") throws -> TemporarySite {
        let site = try TemporarySite()
        try site.put("content/site.yml", "title: Help\n\(configuration)")
        try site.put("content/index.md", "# Home\n\n[^n]: No reference.\n")
        for number in 1..<count {
            let before = number == 1 ? "index.md" : "page-\(number - 1).md#limits"
            try site.put(
                "content/page-\(number).md",
                "# Page \(number)\n\n## Limits\n\n[Before](\(before)).[^n]\n\n[^n]: Note \(number).\n"
            )
        }
        return site
    }

    @Test func joinsThreeHundredPagesWithUniqueIDsAndLinksThatLeadSomewhere() async throws {
        let site = try site(pages: 300)
        #expect(try await site.waymark(["build", "-q"]).status == 0)
        let html = try #require(site.text("public/print/index.html"))
        let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count && ids.count > 1_500)
        let links = Set(html.matches(of: /href="#([^"]+)"/).map { String($0.output.1) })
        #expect(links.count > 900)
        #expect(links.subtracting(ids) == [])
        let numbers = html.matches(of: /role="doc-noteref">([0-9]+)</).map { Int($0.output.1) }
        #expect(numbers == Array(1...299))
        #expect(html.contains("<a href=\"#page-298--limits\" data-title=\"Page 298\">Before</a>"))
    }

    @Test(
        arguments: [
            (301, "", false), (301, "print: {whole: true}\n", true),
            (2, "print: {whole: false}\n", false),
        ])
    func isMadeForSmallGuidesOrWhereItIsAskedFor(
        pages: Int, configuration: String, isMade: Bool
    ) async throws {
        let site = try site(pages: pages, configuration: configuration)
        #expect(try await site.waymark(["build", "-q"]).status == 0)
        #expect((site.text("public/print/index.html") != nil) == isMade)
    }

    @Test func countsOnlyPagesForReaders() async throws {
        let site = try site(pages: 300)
        for number in 0..<5 {
            try site.put(
                "content/maintain/\(number).md", "---\ntitle: M\naudience: maintainers\n---\n")
            try site.put("content/off/\(number).md", "---\ntitle: Off\nprint: false\n---\n")
        }
        #expect(try await site.waymark(["build", "-q"]).status == 0)
        #expect(site.text("public/print/index.html") != nil)
    }

    @Test func guideWithoutAPageForPaperHasNone() async throws {
        let site = try TemporarySite()
        try site.put("content/site.yml", "title: Help\nprint: {whole: true}\n")
        try site.put("content/index.md", "---\ntitle: Home\nprint: false\n---\n")
        #expect(try await site.waymark(["build", "-q"]).status == 0)
        #expect(site.text("public/print/index.html") == nil)
    }

    @Test func twoBuildsAreEqual() async throws {
        let site = try site(pages: 40)
        #expect(try await site.waymark(["build", "-q", "-o", "one"]).status == 0)
        #expect(try await site.waymark(["build", "-q", "-o", "two"]).status == 0)
        #expect(site.text("one/print/index.html") == site.text("two/print/index.html"))
        #expect(site.text("one/print/index.html")?.contains("Note 39.") == true)
    }
}
