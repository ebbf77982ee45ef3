import Diagnostics
import Markdown
import Testing

/// A page in a document with others.
@Suite struct JoinedPageTests {
    private func render(
        _ markdown: String, rawHTML: Bool = false, shift: Int = 1, firstFootnote: Int = 1,
        folder: String = "../recover/"
    ) -> MarkdownPage {
        var options = MarkdownOptions(allowsRawHTML: rawHTML)
        options.joined = JoinedPage(
            name: "p", headingShift: shift, firstFootnote: firstFootnote, folder: folder)
        var links = StandaloneLinks()
        let source = SourceText(file: "page.md", bytes: Array(markdown.utf8))
        return renderMarkdown(MarkdownInput(source), options: options, resolver: &links)
    }

    @Test(
        arguments: [
            ("# A", "<h2 id=\"p--a\">A</h2>"),
            ("## B {#own .c}", "<h3 id=\"p--own\" class=\"c\">B</h3>"),
            ("###### F", "<h6 id=\"p--f\">F</h6>"),
            ("- [ ] T {#t}", "<li class=\"task\" id=\"p--t\">"),
            ("- I {#i}", "<li id=\"p--i\">I</li>"),
            ("![a](b.png){#img}", "<img src=\"b.png\" alt=\"a\" id=\"p--img\">"),
            ("``` {#c}\nx\n```", "<div class=\"code\" id=\"p--c\">"),
            ("::: details \"D\" {#d}\nx\n:::", "<details id=\"p--d\">"),
            ("::: steps {#s}\n1. One\n:::", "<ol id=\"p--s\" class=\"steps\">"),
            (
                ":::: tabs {#ts}\n::: tab \"T\"\nx\n:::\n::::",
                "<div id=\"p--ts\" class=\"tabs\">\n<div class=\"tab\" role=\"group\" aria-labelledby=\"p--tab-t\">\n<p class=\"tab-title\" id=\"p--tab-t\">T</p>"
            ),
            (
                "::: checklist {#l}\n- [ ] T\n:::",
                "<fieldset class=\"checklist\" id=\"p--l\">\n<legend"
            ),
        ])
    func idsCarryThePagesName(markdown: String, html: String) {
        #expect(render(markdown).html.contains(html))
    }

    @Test func levelsEndAtSixAndTheOutlineKeepsThePagesOwn() {
        let page = render("# One\n\n##### Five\n\n###### Six", shift: 3)
        #expect(
            page.html.contains("<h4 id=\"p--one\">") && page.html.contains("<h6 id=\"p--five\">"))
        #expect(page.html.contains("<h6 id=\"p--six\">"))
        #expect(page.outline.map(\.level) == [1, 5, 6] && page.outline.map(\.id)[0] == "one")
        #expect(page.ids == ["one", "five", "six"] && page.title == "One")
    }

    @Test func footnotesAreNumberedOnAndKeepTheirIDs() {
        let page = render("A[^x] b[^y] c[^x].\n\n[^x]: X\n[^y]: Y\n[^z]: Z", firstFootnote: 8)
        #expect(page.footnotes == 2)
        let expected = [
            "<a href=\"#p--fn-1\" id=\"p--fnref-1\" role=\"doc-noteref\">8</a>",
            "<a href=\"#p--fn-2\" id=\"p--fnref-2\" role=\"doc-noteref\">9</a>",
            "<a href=\"#p--fn-1\" id=\"p--fnref-1-2\" role=\"doc-noteref\">8</a>",
            "aria-labelledby=\"p--footnotes\">\n<h3 id=\"p--footnotes\">Footnotes</h3>\n<ol start=\"8\">",
            "<li id=\"p--fn-2\">",
            "<a href=\"#p--fnref-1-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back to reference 8-2\">",
        ]
        for part in expected { #expect(page.html.contains(part), "\(part)") }
        #expect(!render("A[^x].\n\n[^x]: X").html.contains("start="))
    }

    @Test(
        arguments: [
            ("<p id=\"a\" class=\"a\">", "<p id=\"p--a\" class=\"a\">"),
            ("<p ID='a'>", "<p ID='p--a'>"), ("<p id=a>", "<p id=p--a>"),
            ("<p id = \"a\">", "<p id = \"p--a\">"), ("<p id=\"\">", "<p id=\"\">"),
            ("<p aria-labelledby=\"a  b\">", "<p aria-labelledby=\"p--a  p--b\">"),
            ("<label for=\"a\">", "<label for=\"p--a\">"),
            ("<a name=\"a\" href=\"#b\">", "<a name=\"p--a\" href=\"#p--b\">"),
            ("<p data-name=\"a\" title=\"id=x\">", "<p data-name=\"a\" title=\"id=x\">"),
            ("<a href=\"#\">", "<a href=\"#\">"),
            ("<a href=\"x.html#y\">", "<a href=\"../recover/x.html#y\">"),
            ("<a href=\"../x/\">", "<a href=\"../recover/../x/\">"),
            ("<a href=\"https://example.org/\">", "<a href=\"https://example.org/\">"),
            ("<a href=\"/x\">", "<a href=\"/x\">"), ("<a href=\"?x\">", "<a href=\"?x\">"),
            ("<a href=\"mailto:a@example.org\">", "<a href=\"mailto:a@example.org\">"),
            ("<img src=\"i.png\" alt=\"\">", "<img src=\"../recover/i.png\" alt=\"\">"),
            ("<img usemap=\"#m\">", "<img usemap=\"#p--m\">"),
            ("<map name=\"m\">", "<map name=\"p--m\">"),
            ("<path fill=\"url(#g)\">", "<path fill=\"url(#p--g)\">"),
            ("<div hidden id=\"a\">", "<div hidden id=\"p--a\">"),
            ("<div\n  id=\"a\"\n/>", "<div\n  id=\"p--a\"\n/>"),
            ("<p>a < b id=\"x\"</p>", "<p>a < b id=\"x\"</p>"),
            ("<div><!-- <p id=\"a\"> --><p id=\"b\">", "<div><!-- <p id=\"a\"> --><p id=\"p--b\">"),
            (
                "<style>p[id=\"a\"]{}</STYLE><p id=\"a\">",
                "<style>p[id=\"a\"]{}</STYLE><p id=\"p--a\">"
            ),
            ("<p id=\"a", "<p id=\"p--a"), ("<p id=", "<p id="), ("<p id", "<p id"),
        ])
    func authorsHTMLFollows(html: String, placed: String) {
        // In a block, and where it is whole, in a line.
        #expect(render("<div>\n\(html)", rawHTML: true).html == "<div>\n\(placed)\n")
    }

    @Test func authorsHTMLInALineFollows() {
        let page = render("A <b id=\"a\">b</b> <a href=\"#a\">c</a>.", rawHTML: true)
        #expect(page.html == "<p>A <b id=\"p--a\">b</b> <a href=\"#p--a\">c</a>.</p>\n")
    }

    @Test func alonePagesStayAsTheyAre() {
        var links = StandaloneLinks()
        let source = SourceText(
            file: "page.md", bytes: Array("# A\n\n<p id=\"a\"><img src=\"b.png\">\n".utf8))
        let page = renderMarkdown(
            MarkdownInput(source), options: MarkdownOptions(allowsRawHTML: true), resolver: &links)
        #expect(page.html == "<h1 id=\"a-1\">A</h1>\n<p id=\"a\"><img src=\"b.png\">\n")
    }

    @Test func longHTMLTakesLinearTime() {
        let html = "<div>\n" + String(repeating: "<p id=a \"url(#", count: 60_000)
        #expect(render(html, rawHTML: true).html.utf8.count > html.utf8.count)
    }
}
