import Diagnostics
import Foundation
import Markdown
import Testing

/// Files that stand in memory only. Paths are not relative: each file is named as it is.
struct FilesInMemory: IncludeSource {
    var texts: [String: String]

    func file(
        _ path: String, from file: String, isSuggesting: Bool
    ) -> Result<IncludedFile, IncludeRefusal> {
        guard let text = texts[path] else {
            return .failure(.path(message: "there is no file `\(path)`"))
        }
        return .success(
            IncludedFile(
                path: path, text: SourceText(file: path, bytes: Array(text.utf8)), bodyStart: 0))
    }
}

@Suite struct IncludeTests {
    /// - Parameter others: names of files, each with its text.
    private func render(_ text: String, _ others: [String: String] = [:]) -> MarkdownPage {
        var links = StandaloneLinks()
        let source = SourceText(file: "page.md", bytes: Array(text.utf8))
        return renderMarkdown(
            MarkdownInput(source, path: "page.md", includes: FilesInMemory(texts: others)),
            options: MarkdownOptions(), resolver: &links)
    }

    /// `file:line:column id`, then one ` < file:line:column` a note.
    private func problems(_ page: MarkdownPage) -> [String] {
        func name(_ place: Place?) -> String {
            guard let place else { return "?" }
            return place.file
                + (place.position.map { ":\($0.line):\($0.column)" } ?? "")
        }
        return page.diagnostics.map { problem in
            name(problem.place) + " " + problem.kind.id
                + problem.notes.map { " < " + name($0.place) }.joined()
        }
    }

    private func include(_ path: String) -> String { "::: include \(path)\n:::\n" }

    @Test func putsTheTextInPlaceOfTheDirective() {
        let page = render("a\n\(include("b.md"))c\n", ["b.md": "*b*\n\n- x\n"])
        #expect(page.html == "<p>a</p>\n<p><em>b</em></p>\n<ul>\n<li>x</li>\n</ul>\n<p>c</p>\n")
        #expect(problems(page) == [])
    }

    @Test func anEmptyTextLeavesNothing() {
        let page = render("a\n\(include("b.md"))c\n", ["b.md": ""])
        #expect(page.html == "<p>a</p>\n<p>c</p>\n")
        #expect(problems(page) == [])
    }

    @Test func worksInListsQuotesAndDirectives() {
        let page = render(
            """
            - a
              ::: include b.md
              :::
            - c
            - ::: include b.md
              :::

            > ::: include b.md
            > :::

            :::: print-only
            ::: include b.md
            :::
            ::::
            """, ["b.md": "b\n"])
        #expect(
            page.html == """
                <ul>
                <li>a
                <p>b</p>
                </li>
                <li>c</li>
                <li>b</li>
                </ul>
                <blockquote>
                <p>b</p>
                </blockquote>
                <div class="print-only">
                <p>b</p>
                </div>

                """)
        #expect(problems(page) == [])
    }

    @Test func worksInAlertsTasksAndFootnotes() {
        let page = render(
            """
            > [!TIP]
            > ::: include b.md
            > :::

            - [x] done [^1]
              ::: include b.md
              :::

            [^1]: note
                ::: include b.md
                :::
            """, ["b.md": "b\r\n\r\n- [ ] c\r\n"])
        #expect(page.html.components(separatedBy: "<p>b</p>\n<ul class=\"tasks\">").count == 4)
        #expect(page.html.components(separatedBy: ">c</span>").count == 4)
        #expect(page.html.contains("<p class=\"alert-title\">Tip</p>\n<p>b</p>\n"))
        #expect(problems(page) == [])
    }

    @Test func partsHaveAnyLineEnds() {
        for end in ["\n", "\r\n", "\r"] {
            let lines = ["# A", "<!-- part a -->", "x", "", "## B {#b}", "<!-- /part -->", "y"]
            let text = lines.joined(separator: end) + end
            let page = render(
                "## Own {#b}\n\n" + include("b.md {part=a}"), ["b.md": text])
            #expect(page.html == "<h2 id=\"b\">Own</h2>\n<p>x</p>\n<h2 id=\"b\">B</h2>\n")
            #expect(problems(page) == ["b.md:5:6 duplicate-id < page.md:1:8 < page.md:3:1"])
        }
    }

    @Test func referencesAndFootnotesBelongToEachText() {
        let page = render(
            "[x] [^1]\n\n\(include("b.md"))\n[^1]\n\n[x]: page.html\n[^1]: Of the page.\n",
            ["b.md": "[x] [^1] [^2]\n\n[^2]: Second.\n[^1]: Of b.\n\n[x]: b.html\n"])
        let lines = page.html.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("<p><a href=\"page.html\">x</a>"))
        #expect(lines[1].hasPrefix("<p><a href=\"b.html\">x</a>"))
        #expect(lines[1].contains(">2</a></sup>") && lines[1].contains(">3</a></sup>"))
        #expect(lines[2].contains("id=\"fnref-1-2\""))
        let notes = ["Of the page.", "Of b.", "Second."].compactMap { page.html.range(of: $0) }
        #expect(notes.count == 3)
        #expect(notes[0].lowerBound < notes[1].lowerBound)
        #expect(notes[1].lowerBound < notes[2].lowerBound)
        #expect(page.html.components(separatedBy: "<section").count == 2)
        #expect(problems(page) == [])
    }

    @Test func aFootnoteOfAnotherTextIsUnknown() {
        let page = render("[^1]\n\n\(include("b.md"))", ["b.md": "[^1]: text\n"])
        #expect(
            problems(page) == [
                "page.md:1:1 undefined-footnote", "b.md:1:1 unused-footnote < page.md:3:1",
            ])
    }

    @Test func idsAreUniqueInThePageAndExplicitOnesGoFirst() {
        let page = render(
            "## A\n\n\(include("b.md"))\n## A\n\n## C {#a-1}\n", ["b.md": "## A\n\n## B {#a}\n"])
        #expect(page.outline.map(\.id) == ["a-2", "a-3", "a", "a-4", "a-1"])
        #expect(problems(page) == [])
    }

    @Test func theSameIdTwiceIsAnErrorAtTheSecondPlace() {
        let page = render(
            "\(include("b.md"))\n\(include("b.md"))\n", ["b.md": "## B {#b}\n"])
        #expect(problems(page) == ["b.md:1:6 duplicate-id < b.md:1:6 < page.md:1:1 < page.md:4:1"])
    }

    @Test func theTitleMayStandInAnIncludedText() {
        let page = render("\(include("b.md"))\n# Second\n", ["b.md": "# First\n"])
        #expect(page.title == "First")
        #expect(problems(page) == ["page.md:4:1 multiple-h1"])
    }

    @Test func headingsInAListAreNoPartOfTheOutline() {
        let page = render("- ::: include b.md\n  :::\n", ["b.md": "## B\n"])
        #expect(page.outline == [])
        #expect(page.ids == ["b"])
    }

    // MARK: Parts

    @Test func takesTheLinesOfOnePart() {
        let file = """
            Before.
            <!-- part one -->
            One <b>.
            <!-- /part -->

            ```
            <!-- part one -->
            ```

            <!-- part two -->
            <!-- /part -->
            """
        let page = render(include("b.md {part=one}") + include("b.md {part=two}"), ["b.md": file])
        #expect(page.html == "<p>One &lt;b&gt;.</p>\n")
        #expect(problems(page) == ["b.md:3:5 raw-html < page.md:1:1"])
        let whole = render(include("b.md"), ["b.md": "<!-- part one -->\nOne.\n<!-- /part -->\n"])
        #expect(whole.html == "<p>One.</p>\n")
        #expect(problems(whole) == [])
    }

    @Test(arguments: [
        ("<!-- part once -->\n<!-- /part -->\n", "page.md:1:1 include-part"),
        ("x\n<!-- part one -->\na\n", "b.md:2:1 include-part < page.md:1:1"),
        (
            "<!-- part one -->\na\n<!-- part two -->\nb\n<!-- /part -->\n",
            "b.md:1:1 include-part < page.md:1:1"
        ),
        (
            "<!-- part one -->\n<!-- /part -->\n\n<!-- part one -->\nb\n<!-- /part -->\n",
            "b.md:4:1 include-part < b.md:1:1 < page.md:1:1"
        ),
    ])
    func aPartIsThereOnceAndClosed(text: String, problem: String) {
        let page = render(include("b.md {part=one}"), ["b.md": text])
        #expect(problems(page) == [problem])
        #expect(page.html.contains("::: include b.md {part=one}"))
    }

    @Test func aPartUsesWhatTheRestOfItsFileDefines() {
        let file = """
            <!-- part one -->
            Part [ref].[^1] `[^code]`

            [own]: own.html
            <!-- /part -->
            Text [^other]

            [ref]: https://example.org
            [^1]: Foot[^2]
              lazily ![](a.png)

                More
            [^2]: Second [own]
            [^code]: Code
            [^other]: Other

            ```
            [x]: code
            ```
            """
        let page = render(include("b.md {part=one}"), ["b.md": file])
        #expect(page.html.hasPrefix("<p>Part <a href=\"https://example.org\">ref</a>.<sup"))
        #expect(page.html.contains("Foot<sup") && page.html.contains("<p>More"))
        #expect(page.html.contains("<p>Second <a href=\"own.html\">own</a>"))
        #expect(!page.html.contains("Other") && !page.html.contains("Code"))
        #expect(problems(page) == ["b.md:10:10 missing-alt < page.md:1:1"])
    }

    @Test func thePartsOwnDefinitionsGoFirst() {
        let file =
            "[a]: 1.html\n[^1]: First\n\n<!-- part one -->\n[a] [^1]\n\n[a]: 2.html\n[^1]: Second\n<!-- /part -->\n"
        let page = render(include("b.md {part=one}"), ["b.md": file])
        #expect(page.html.contains("2.html") && page.html.contains("Second"))
        #expect(problems(page) == [])
    }

    @Test func namesTheNearestPart() {
        let page = render(
            include("b.md {part=lost-phon}"), ["b.md": "<!-- part lost-phone -->\n<!-- /part -->\n"]
        )
        #expect(page.diagnostics.first?.suggestion == "did you mean `lost-phone`?")
    }

    @Test func namesTheAttributeThatWasMeant() {
        let page = render(include("b.md {prat=a}"), ["b.md": "b"])
        #expect(page.diagnostics.map(\.suggestion) == ["did you mean `part`?"])
    }

    // MARK: What goes wrong

    @Test func aMissingFileLeavesTheDirectiveVisible() {
        let page = render("a\n\n\(include("b.md"))\nc\n")
        #expect(page.html == "<p>a</p>\n<p>::: include b.md</p>\n<p>:::</p>\n<p>c</p>\n")
        #expect(problems(page) == ["page.md:3:1 broken-include"])
        #expect(page.isIncomplete)
    }

    @Test(arguments: [
        "::: include", "::: include \"\"", "::: include a b.md", "::: include b.md {#id}",
        "::: include b.md {.class}", "::: include b.md {part=x other=y}",
        "::: include b.md {part=}",
        "::: include b.md {part=\"a b\"}", "::: include \"b.md",
    ])
    func refusesWhatItDoesNotTake(opener: String) {
        let page = render(opener + "\n:::\n", ["b.md": "b\n"])
        #expect(page.diagnostics.map(\.kind.id) == ["directive-syntax"])
        #expect(page.html.contains("<p>::: include"))
    }

    @Test func whatStandsInsideIsShownAfterTheText() {
        let page = render("::: include b.md\n<!-- why -->\n\nx\n:::\n", ["b.md": "b\n"])
        #expect(page.html == "<p>b</p>\n<p>x</p>\n")
        #expect(problems(page) == ["page.md:4:1 include-content"])
        let comment = render("::: include b.md\n<!-- why -->\n:::\n", ["b.md": "b\n"])
        #expect(comment.html == "<p>b</p>\n")
        #expect(problems(comment) == [])
    }

    @Test func aTextWithoutAFolderIncludesNothing() {
        var links = StandaloneLinks()
        let source = SourceText(file: "-", bytes: Array(include("b.md").utf8))
        let page = renderMarkdown(
            MarkdownInput(source), options: MarkdownOptions(), resolver: &links)
        #expect(page.diagnostics.map(\.kind.id) == ["include-not-here"])
    }

    @Test func refusesCycles() {
        #expect(
            problems(render(include("page.md"), ["page.md": ""]))
                == ["page.md:1:1 include-cycle"])
        let page = render(
            "x\n\n" + include("a.md"), ["a.md": include("b.md"), "b.md": "b\n\n" + include("a.md")])
        #expect(problems(page) == ["b.md:3:1 include-cycle < a.md:1:1 < page.md:3:1"])
        #expect(page.html == "<p>x</p>\n<p>b</p>\n<p>::: include a.md</p>\n<p>:::</p>\n")
    }

    @Test func placesProblemsInTheIncludedText() {
        let page = render(
            include("a.md") + include("a.md"),
            ["a.md": "é [x](data:,)\n\n" + include("b.md"), "b.md": "- ![](x.png)\n"])
        #expect(
            problems(page) == [
                "a.md:1:3 link-scheme < page.md:1:1",
                "b.md:1:3 missing-alt < a.md:3:1 < page.md:1:1",
            ])
    }

    @Test func linksMeanWhatTheyMeanInTheirOwnFile() {
        let page = render(
            include("a b/x.md"),
            [
                "a b/x.md":
                    "[1](y.md#z) [2](#z) [3](https://example.org) [4](/y) ![5](p.png) <mailto:a@example.org>"
            ])
        #expect(problems(page) == ["page.md:1:1 directive-syntax"])
        let quoted = render(
            include("\"a b/x.md\""),
            ["a b/x.md": "[1](y.md#z) [2](#z) [3](https://example.org) [4](/y) ![5](p.png)"])
        for target in [
            "a%20b/y.md#z", "#z", "https://example.org", "/y", "a%20b/p.png",
        ] {
            #expect(quoted.html.contains("\"\(target)\""), "\(target)")
        }
    }

    // MARK: Bounds

    /// `0.md` includes `1.md`, that `2.md`, and so on; the last holds a word.
    private func chain(_ count: Int, times: Int = 1) -> [String: String] {
        var texts: [String: String] = ["\(count).md": "end\n"]
        for i in 0..<count {
            texts["\(i).md"] = String(repeating: include("\(i + 1).md") + "\n", count: times)
        }
        return texts
    }

    @Test func sixteenTextsMayStandInsideEachOther() async {
        let fits = render(include("0.md"), chain(15))
        #expect(fits.html == "<p>end</p>\n")
        #expect(problems(fits) == [])
        // On the small stack of a task, as a build does it.
        let text = include("0.md")
        let texts = chain(16)
        let page = await Task.detached { IncludeTests().render(text, texts) }.value
        #expect(page.diagnostics.map(\.kind.id) == ["include-too-much"])
        #expect(page.diagnostics.first?.notes.count == 16)
        #expect(page.html == "<p>::: include 16.md</p>\n<p>:::</p>\n")
    }

    @Test(.timeLimit(.minutes(1)))
    func textsThatIncludeEachOtherManyTimesHitTheBound() {
        let page = render(include("0.md"), chain(10, times: 10))
        #expect(page.diagnostics.map(\.kind.id) == ["include-too-much"])
    }

    @Test(.timeLimit(.minutes(1)))
    func bytesOfAPageAreBounded() {
        let text = "<!--" + String(repeating: "word\n", count: 120_000) + "-->"
        let page = render(String(repeating: include("b.md"), count: 40), ["b.md": text])
        #expect(page.diagnostics.map(\.kind.id) == ["include-too-much"])
        #expect(page.diagnostics.first?.place?.position?.line == 55)
    }

    @Test func nestingIsBoundedOverAllTexts() {
        func deep(_ text: String) -> String {
            (0..<80).map { String(repeating: " ", count: $0 * 2) + "- x\n" }.joined()
                + String(repeating: " ", count: 160) + text + "\n"
                + String(repeating: " ", count: 160) + ":::\n"
        }
        let page = render(
            deep("::: include a.md"),
            [
                "a.md": deep("::: include b.md"), "b.md": deep("::: include c.md"),
                "c.md": "c[^1]\n\n[^1]: d\n",
            ])
        #expect(page.diagnostics.map(\.kind.id) == ["nesting-too-deep"])
        #expect(page.diagnostics.first?.place?.file == "b.md")
        #expect(page.isIncomplete)
    }

    // MARK: Texts that are parsed again

    @Test func wrongGuessesInATextLeaveNoTrace() {
        let lazy =
            "> a | b\n- | -\n\n```\n[^1]: code\n```\n\nhttps://example.org/*a* [^2]\n\n[^2]: two\n"
        let page = render(
            "[^1]\n\n[^1]: one\n\n\(include("b.md"))\(include("b.md"))", ["b.md": lazy])
        #expect(problems(page) == [])
        #expect(page.html.contains("id=\"fnref-3\""))
        #expect(!page.html.contains("id=\"fnref-4\""))
        #expect(page.html.components(separatedBy: "[^1]: code").count == 3)
    }

    @Test func aPageThatIsParsedAgainIncludesOnce() {
        let page = render(
            "> a | b\n- | -\n\nhttps://example.org/*a*\n\n\(include("b.md"))",
            ["b.md": "## B\n\nx[^1]\n\n[^1]: y\n"])
        #expect(problems(page) == [])
        #expect(page.outline.map(\.id) == ["b"])
        #expect(page.html.contains("id=\"fnref-1\""))
    }
}
