import Testing

@testable import Build

/// A page loads the styles and scripts of what stands in it, and no others.
@Suite struct PageAssetsTests {
    private let assets: PageAssets = {
        var assets = PageAssets()
        assets.append("content.js", neededBy: ["code", "tabs"])
        assets.append("request.js", neededBy: ["request"])
        assets.append("own.js", neededBy: [])
        assets.append("summary.css", neededBy: ["summary"])
        assets.append("all.css", neededBy: [])
        return assets
    }()

    @Test(
        arguments: [
            ([], []), ([""], []), (["="], []), (["=\""], []), (["class=\""], []),
            (["class=\"code"], ["content.js"]),
            (["<div class=\"code\">"], ["content.js"]),
            (["<div class=\"code wide\">"], ["content.js"]),
            (["<div id=\"a=b\" class=\"tabs\"><p class=\"code\">"], ["content.js"]),
            (["<p class=\"code-title\">", "<p class=\"hl-code\">"], []),
            (["<p class=\"wide code\">", "<p data-class=\"a\">"], []),
            (["<p>class=&quot;code&quot;</p>"], []),
            (["<p>", "<p><i class=\"request\">"], ["request.js"]),
            (
                ["<p class=\"request\">", "<p class=\"a\"><p class=\"tabs\">"],
                ["content.js", "request.js"]
            ),
            (["<p title=\"\u{1F600}\"><p class=\"\u{1F600}\"><p class=\"tabs\">"], ["content.js"]),
        ] as [([String], [String])])
    func pageLoadsWhatItNeeds(html: [String], expected: [String]) {
        #expect(assets.paths(for: html).scripts == expected + ["own.js"])
    }

    /// The styles of all pages name the order of layers, so nothing comes before them.
    @Test func stylesOfAllPagesComeFirst() {
        #expect(assets.paths(for: []).styles == ["all.css"])
        #expect(
            assets.paths(for: ["<p class=\"summary\">"]).styles == ["all.css", "summary.css"])
    }
}
