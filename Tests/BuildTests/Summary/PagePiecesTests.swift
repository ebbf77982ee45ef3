import Testing

@testable import Build

/// What the summary cuts out of a page's HTML.
@Suite struct PagePiecesTests {
    @Test func checklistGivesItsTasks() throws {
        let pieces = PagePieces(
            of: """
                <fieldset class="checklist wide" id="a&amp;b" data-checklist="a&amp;b" data-feeds="f" data-root="../">
                <legend class="checklist-title">What &lt;else&gt;</legend>
                <p>Words.</p>
                <ul class="tasks">
                <li class="task is-done" id="one-2" data-task="one"><span class="task-box"></span> \
                <span class="task-label">One <span class="k">key</span>.</span>
                <ul class="tasks"><li class="task" id="two"><span class="task-label">Two</span></li></ul></li>
                <li>No task, <span>words</span></li>
                <li class="task" id="three"><p><span class="task-label">Three</span></p><p>Why.</p></li>
                </ul>
                </fieldset>
                <ul class="tasks"><li class="task" id="x"><span class="task-label">Not in a list</span></li></ul>
                <fieldset class="checklist" data-checklist="b"><legend>B</legend></fieldset>
                """)
        #expect(pieces.checklists.map(\.id) == ["a&b", "b"])
        let list = try #require(pieces.checklists.first)
        #expect(list.feeds == "f")
        #expect(list.title == "What &lt;else&gt;")
        #expect(list.tasks.map(\.key) == ["one", "two", "three"])
        #expect(list.tasks.map(\.isDone) == [true, false, false])
        #expect(list.tasks.map(\.depth) == [0, 1, 0])
        #expect(
            list.tasks.map(\.label) == ["One <span class=\"k\">key</span>.", "Two", "Three"])
        #expect(pieces.checklists[1].tasks.isEmpty)
    }

    @Test(
        arguments: [
            ("", nil), ("<ul><li>a</li></ul>", nil),
            (
                "<ol><li>a<ol><li>b</li></ol></li></ol><ol></ol>",
                "<ol><li>a<ol><li>b</li></ol></li></ol>"
            ),
            ("<ol start=\"2\">a</ol>", "<ol start=\"2\">a</ol>"),
            (
                "<ol>a</ol><ol class=\"steps wide\">b</ol><ol class=\"steps\">c</ol>",
                "<ol class=\"steps wide\">b</ol>"
            ),
            ("<section class=\"footnotes\"><ol>a</ol></section>", nil),
            ("<ol class=\"request-questions\">a</ol>", nil),
            ("<ul><li><ol>a</ol></li></ul>", "<ol>a</ol>"), ("<ol>never closed", nil),
        ] as [(String, String?)])
    func stepsAreTheFirst(html: String, expected: String?) {
        #expect(PagePieces(of: html).steps == expected)
    }

    @Test(
        arguments: [
            ("", nil), ("<h1>Title</h1>", nil), ("<p>never closed", nil),
            ("<h1>Title</h1><p>One <em>word</em>.</p><p>Two.</p>", "<p>One <em>word</em>.</p>\n"),
            ("<p></p><p><img src=\"a\"> </p><p><b>c</b></p>", "<p><b>c</b></p>\n"),
            ("<div class=\"alert\"><p class=\"alert-title\">A</p><p>B</p></div>", "<p>B</p>\n"),
            ("<section class=\"footnotes\"><ol><li><p>A</p></li></ol></section>", nil),
        ] as [(String, String?)])
    func firstParagraphHasWords(html: String, expected: String?) {
        #expect(PagePieces(of: html).firstParagraph == expected)
    }

    /// HTML of an author may be anything.
    @Test(
        arguments: [
            "<", "</", "<>", "< li>", "<li class=\"", "<li class=\"a\" id=",
            "</fieldset></li></span>",
            "<fieldset data-checklist=\"a\"></li></legend><span class=\"task-label\">a</span>",
            "<fieldset data-checklist=\"a\"><li class=\"task\" id=\"b\"><span class=\"task-label\">",
            "</section></section><ol>", "<!-- <ol> --> a",
        ])
    func oddHTMLIsNoHarm(html: String) {
        let pieces = PagePieces(of: html)
        #expect(pieces.checklists.count <= 1)
        #expect(
            MovedHTML(page: "a/", top: "../", prefix: "p--").moved(html).utf8.count
                >= html.utf8.count)
    }
}

/// A piece of a page in another document.
@Suite struct MovedHTMLTests {
    @Test(
        arguments: [
            ("#x", "../a/b/#x"), ("", "../a/b/"), ("?q#x", "../a/b/?q#x"), ("./", "../a/b/"),
            ("../", "../a/"), ("../../", "../"), ("..", "../a/"), ("c/#d", "../a/b/c/#d"),
            ("../c.txt?e=../f", "../a/c.txt?e=../f"), ("../../../../x", "../x"),
            ("https://example.org/../", "https://example.org/../"),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("/top", "/top"), ("a%20b/", "../a/b/a%20b/"), ("./c:d", "../a/b/c:d"),
        ])
    func addressesLeadOn(from: String, to: String) {
        #expect(MovedHTML(page: "a/b/", top: "../", prefix: "").address(from) == to)
    }

    @Test func addressesLeadOnFromFiles() {
        let moved = MovedHTML(page: "a/b.html", top: "", prefix: "")
        #expect(moved.address("#x") == "a/b.html#x")
        #expect(moved.address("../index.html") == "index.html")
        #expect(moved.address("c.html") == "a/c.html")
        #expect(MovedHTML(page: "", top: "", prefix: "").address("./") == "./")
    }

    @Test func idsAndWhatNamesThemGetThePrefix() {
        let html = """
            <p id="a" aria-labelledby="b c" title="id">x id="a" &lt;p id=&quot;a&quot;&gt;</p>\
            <label for="a"><img src="i.svg" alt="src=">
            """
        #expect(
            MovedHTML(page: "a/", top: "../", prefix: "p--").moved(html) == """
                <p id="p--a" aria-labelledby="p--b p--c" title="id">x id="a" &lt;p id=&quot;a&quot;&gt;</p>\
                <label for="p--a"><img src="../a/i.svg" alt="src=">
                """)
    }

    @Test func marksOfLinksForPaperGo() {
        let html =
            #"<a href="b/" data-page="~12">b</a> <a href="https://example.org/" data-note="3" id="x">c</a>"#
        #expect(
            MovedHTML(page: "a/", top: "../", prefix: "p--").moved(html)
                == #"<a href="../a/b/">b</a> <a href="https://example.org/" id="p--x">c</a>"#)
        let own = "<a data-page='~1' data-note=2>"
        #expect(MovedHTML(page: "a/", top: "../", prefix: "").moved(own) == own)
    }
}
