// Request forms and what feeds them, with a site of two forms.

import Diagnostics
import Foundation
import Testing

@testable import Markdown

private struct Forms: RequestFormSource {
    let root = "../"

    private static let fields = [
        RequestFormField(id: "tried", elementID: "request-a-field-tried", takesText: true),
        RequestFormField(id: "lost", elementID: "request-a-field-lost", takesText: false),
    ]

    func form(_ name: String) -> RequestFormLookup {
        switch name {
        case "access", "phone": .known(Self.fields)
        case "broken": .broken
        default: .missing(nearest: nearestName(to: name, among: ["access", "phone", "broken"]))
        }
    }

    func html<Resolver: LinkResolver>(
        of name: String, under headingLevel: Int, fedFields: Set<String>, options: MarkdownOptions,
        resolver: inout Resolver
    ) -> RequestFormHTML {
        let fed = fedFields.sorted().joined(separator: " ")
        return RequestFormHTML(
            html: "<form id=\"request-\(name)\">under \(headingLevel), fed: \(fed)</form>",
            ids: ["request-\(name)", "request-\(name)-tried"], diagnostics: [])
    }
}

private struct Files: IncludeSource {
    let texts: [String: String]

    func file(
        _ path: String, from file: String, isSuggesting: Bool
    ) -> Result<IncludedFile, IncludeRefusal> {
        guard let text = texts[path] else { return .failure(.path(message: "none")) }
        return .success(
            IncludedFile(
                path: path, text: SourceText(file: path, bytes: Array(text.utf8)), bodyStart: 0))
    }
}

@Suite struct RequestTests {
    private func render(
        _ text: String, including texts: [String: String] = [:]
    ) -> (page: MarkdownPage, problems: [String]) {
        var links = StandaloneLinks()
        var input = MarkdownInput(
            SourceText(file: "page", bytes: Array(text.utf8)), path: "page",
            includes: Files(texts: texts))
        input.forms = Forms()
        let page = renderMarkdown(input, options: MarkdownOptions(), resolver: &links)
        let problems = page.diagnostics.sorted(by: Diagnostic.precedes).map {
            let place = $0.place
            let file = place?.file == "page" ? "" : (place?.file ?? "") + ":"
            return
                "\(file)\(place?.position?.line ?? 0):\(place?.position?.column ?? 0) \($0.kind.id)"
        }
        return (page, problems)
    }

    private let request = "\n::: request access\n:::\n"

    @Test(arguments: [
        ("", 1), ("# A\n", 1), ("# A\n\n### B\n\nText\n\n- c\n", 3),
        ("# A\n\n## B\n\n### C\n\n## D\n", 2),
    ])
    func knowsTheHeadingAboveIt(before: String, level: Int) {
        let (page, problems) = render(before + request + "\n##### After\n")
        #expect(page.html.contains("under \(level), fed: <"))
        #expect(problems == [])
        #expect(page.forms == ["access"])
    }

    @Test func knowsTheHeadingOfAnIncludedText() {
        let (page, problems) = render(
            "# A\n\n::: include b\n:::\n" + request + "\n::: include c\n:::\n",
            including: ["b": "#### B\n", "c": "## C\n\n::: request phone\n:::\n"])
        #expect(problems == [])
        #expect(page.html.contains("<form id=\"request-access\">under 4"))
        #expect(page.html.contains("<form id=\"request-phone\">under 2"))
        #expect(page.forms == ["access", "phone"])
    }

    @Test func standsInQuotesAndTightLists() {
        let (page, problems) = render(
            "> ::: request access\n> :::\n\n- a\n- ::: request phone\n  :::\n")
        #expect(problems == [])
        #expect(page.html.contains("<blockquote>\n<form id=\"request-access\">"))
        #expect(page.html.contains("<li>\n<form id=\"request-phone\">"))
    }

    @Test func itsIDsAreThePages() {
        let (page, problems) = render(
            "# Request access\n" + request + "\n[up](#request-access-tried)\n")
        #expect(problems == [])
        #expect(
            page.ids.isSuperset(of: ["request-access", "request-access-tried", "request-access-1"]))
        #expect(page.html.contains("<h1 id=\"request-access-1\">"))
    }

    @Test(arguments: [
        ("## A {#request-access}\n", "1:6 duplicate-id"),
        ("::: print-only {#request-access-tried}\na\n:::\n", "5:1 duplicate-id"),
    ])
    func itsIDsAreNobodyElses(before: String, problem: String) {
        #expect(render(before + request).problems == [problem])
    }

    @Test func unknownAndBrokenOnes() {
        let (page, problems) = render("::: request acess\n:::\n\n::: request broken\n:::\n")
        #expect(problems == ["1:1 unknown-form"])
        #expect(page.html == "<p>::: request acess</p>\n<p>:::</p>\n")
        #expect(page.diagnostics.first?.suggestion == "did you mean `access`?")
        #expect(page.forms == ["acess", "broken"])
    }

    @Test func oneFormOnce() {
        let (page, problems) = render(
            request + request + "\n::: include b\n:::\n", including: ["b": request])
        #expect(problems == ["b:2:1 repeated-form", "5:1 repeated-form"])
        #expect(page.html.components(separatedBy: "<form").count == 2)
    }

    // MARK: Checklists

    private func checklist(_ attributes: String) -> String {
        "::: checklist {\(attributes)}\n- [ ] a\n:::\n"
    }

    @Test func feedsAField() {
        for text in [
            checklist("#x feeds=tried") + request,
            request + "\n" + checklist("#x feeds=\"access.tried\""),
        ] {
            let (page, problems) = render(text)
            #expect(problems == [])
            #expect(page.html.contains("under 1, fed: tried<"))
            #expect(
                page.html.contains(
                    "<fieldset class=\"checklist\" id=\"x\" data-checklist=\"x\" data-feeds=\"request-a-field-tried\" data-root=\"../\">\n<legend"
                ))
        }
    }

    @Test(arguments: [
        ("tired", "did you mean `tried`?"), ("lost", "feed such a field, as `tried` is"),
        ("acces.tried", "did you mean `access.tried`?"),
        ("other", "fields are named by their `id`"),
        ("access", "write form and field in quotes: `feeds=\"access.FIELD\"`"),
    ])
    func feedsNoOther(name: String, suggestion: String?) {
        let (page, problems) = render(checklist("#x feeds=\"\(name)\"") + request)
        #expect(problems == ["1:19 checklist-feeds"])
        #expect(page.diagnostics.first?.suggestion == suggestion)
        #expect(page.html.contains("fed: <") && !page.html.contains("data-feeds"))
    }

    @Test func namesTheFormWhereThereAreTwo() {
        let two = request + "\n::: request phone\n:::\n"
        #expect(render(checklist("#x feeds=tried") + two).problems == ["1:19 checklist-feeds"])
        let (page, problems) = render(checklist("#x feeds=\"phone.tried\"") + two)
        #expect(problems == [])
        #expect(page.html.contains("<form id=\"request-phone\">under 1, fed: tried<"))
    }

    @Test func saysNothingOfFieldsThatNobodyKnows() {
        #expect(render(checklist("feeds=tried") + "\n::: request broken\n:::\n").problems == [])
        #expect(
            render(checklist("feeds=tried") + "\n::: request acess\n:::\n").problems
                == ["5:1 unknown-form"])
    }

    /// Beside other problems of forms: all are reported in one run.
    @Test(arguments: ["access.lost", "access.zz"]) func saysWhatIsWrongOfAKnownForm(name: String) {
        let page = checklist("#x feeds=\"\(name)\"") + request
        #expect(
            render(page + "\n::: request broken\n:::\n").problems == ["1:19 checklist-feeds"])
        #expect(
            render(checklist("#x feeds=zz") + request + "\n" + request).problems
                == ["1:19 checklist-feeds", "9:1 repeated-form"])
    }

    @Test func holdsIncludedTasks() {
        let (page, problems) = render(
            ":::: checklist {#x}\n::: include b\n:::\n::::\n",
            including: ["b": "- [ ] a\n- [ ] a\n"])
        #expect(problems == ["b:2:3 repeated-task"])
        #expect(page.html.hasPrefix("<fieldset"))
    }
}
