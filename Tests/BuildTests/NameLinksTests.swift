import Testing

@testable import Build

@Suite struct NameLinksTests {
    private func named(_ html: String) -> String {
        nameLinks(in: html) { [3: "Reset & go", 10: "The \"way\""][$0] }
    }

    @Test func saysTheTitleOfTheOtherPage() {
        #expect(
            named(
                "<p><a href=\"x/\" data-page=\"~10\">this</a> ~ and <a href=\"y/\" data-page=\"~3\">that</a></p>"
            )
                == "<p><a href=\"x/\" data-title=\"The &quot;way&quot;\">this</a> ~ and <a href=\"y/\" data-title=\"Reset &amp; go\">that</a></p>"
        )
    }

    @Test(arguments: ["Reset &amp; go", "reset &amp; GO", "Reset\n&amp; go"])
    func saysNothingThatTheWordsSay(words: String) {
        #expect(named("<a data-page=\"~3\">\(words)</a>") == "<a>\(words)</a>")
    }

    @Test(arguments: ["Reset &amp; go on", "Reset &amp; g", "<em>Reset &amp; go</em>", ""])
    func saysTheTitleBesideOtherWords(words: String) {
        let html = named("<a data-page=\"~3\">\(words)</a>")
        #expect(html == "<a data-title=\"Reset &amp; go\">\(words)</a>")
    }

    @Test func leavesOutATitleThatIsNotThere() {
        #expect(named("<a data-page=\"~4\">x</a>") == "<a>x</a>")
    }

    @Test(arguments: [
        "", "~", "~3", "data-page=\"~3\"", " data-page=\"~3", " data-page=\"~3 \">",
        " data-page=\"~\">",
        " data-page=\"~99999999999999999999\">", " data-page=&quot;~3&quot;>",
    ])
    func leavesAllElseAsItIs(html: String) {
        #expect(named(html) == html)
    }
}
