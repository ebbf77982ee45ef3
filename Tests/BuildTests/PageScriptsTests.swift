import Testing

@testable import Build

/// A page loads the scripts of what stands in it, and no others.
@Suite struct PageScriptsTests {
    private let scripts: PageScripts = {
        var scripts = PageScripts()
        scripts.append("content.js", neededBy: ["code", "tabs"])
        scripts.append("request.js", neededBy: ["request"])
        scripts.append("own.js", neededBy: [])
        return scripts
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
        #expect(scripts.paths(for: html) == expected + ["own.js"])
    }
}
