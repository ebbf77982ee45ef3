import Diagnostics
import Testing

@testable import Site

private func parse(
    _ marked: String, _ kinds: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
) -> (SiteConfiguration, [Diagnostic]) {
    let text = MarkedText(marked, file: "content/site.yml")
    let (configuration, diagnostics) = SiteConfiguration.parse(source: text.source)
    #expect(
        diagnostics.map(\.brief) == zip(text.marks, kinds).map { "\($0) \($1)" },
        sourceLocation: sourceLocation)
    #expect(text.marks.count == kinds.count, sourceLocation: sourceLocation)
    return (configuration, diagnostics)
}

@Suite struct SiteConfigurationTests {
    @Test func readsEveryKey() {
        let (site, _) = parse(
            """
            title: Help
            description: How to get back in
            base-url: https://example.org/help
            lang: de
            urls: file
            theme: plain
            markdown:
              raw-html: allow
              smart-punctuation: false
            footer: |
              Written by *us*.
            repository: https://example.org/team/help/
            """)
        #expect(site.title?.value == "Help")
        #expect(site.description?.value == "How to get back in")
        #expect(site.baseURL?.value.text == "https://example.org/help/")
        #expect(site.lang == "de")
        #expect(site.urls == .file)
        #expect(site.theme == "plain")
        #expect(site.rawHTML == .allow)
        #expect(!site.smartPunctuation)
        #expect(site.footer?.text == "Written by *us*.\n")
        #expect(site.repository?.value == "https://example.org/team/help")
    }

    @Test func hasDefaultsForAllButTheTitle() {
        for site in [parse("title: A\n").0, SiteConfiguration.parse(source: nil).configuration] {
            #expect(site.lang == "en")
            #expect(site.urls == .pretty)
            #expect(site.theme == "default")
            #expect(site.rawHTML == .refuse)
            #expect(site.smartPunctuation)
            #expect(site.baseURL == nil)
        }
        #expect(SiteConfiguration.parse(source: nil).diagnostics == [])
    }

    @Test func needsATitle() {
        _ = parse("↓lang: en\n", ["missing-key"])
        _ = parse("↓", ["missing-key"])
        _ = parse("↓title:\n", ["missing-key"])
        _ = parse("title: ↓\"\"\n", ["invalid-value"])
        _ = parse("title: ↓[a]\n", ["wrong-type"])
    }

    @Test func reportsAllProblemsInOneRun() {
        _ = parse(
            """
            title: A
            base-url: ↓example.org
            theme: ↓a/b
            markdown:
              raw-html: ↓allowed
              ↓raw: x
            repository: ↓http://example.org
            ↓titel: B
            """,
            [
                "invalid-value", "invalid-value", "invalid-value", "unknown-key", "invalid-value",
                "unknown-key",
            ])
        _ = parse("↓- a\n", ["wrong-type"])
        _ = parse("title: ↓\"a\n", ["yaml-syntax"])
    }

    @Test func placesTheLinesOfTheFooter() {
        let text = MarkedText("title: A\nfooter: |\n  one\n  see ↓[x](y.md)\n")
        let footer = SiteConfiguration.parse(source: text.source).configuration.footer
        let place = footer?.place(in: text.source, line: 2, byteColumn: 5)
        #expect(place?.lineAndColumn == text.marks[0])
    }
}

@Suite struct BaseURLTests {
    @Test(arguments: [
        ("https://example.org", "https://example.org/", "/"),
        ("HTTPS://Example.ORG/Help", "https://example.org/Help/", "/Help/"),
        ("http://127.0.0.1:8080/a/b/", "http://127.0.0.1:8080/a/b/", "/a/b/"),
        ("http://[::1]:80/", "http://[::1]:80/", "/"),
        ("https://example.org/%C3%A9/~me", "https://example.org/%C3%A9/~me/", "/%C3%A9/~me/"),
    ])
    func isNormalised(_ text: String, _ expected: String, _ path: String) {
        let url = try? BaseURL.parse(text).get()
        #expect(url?.text == expected)
        #expect(url?.path == path)
        #expect(url.map { $0.origin + $0.path } == expected)
    }

    @Test(arguments: [
        "", "example.org", "/help/", "//example.org", "ftp://example.org", "javascript://x/",
        "https://",
        "https:///x", "https://a b/", "https://example.org/?x", "https://example.org/#x",
        "https://me:secret@example.org/", "https://exämple.org/", "https://example.org/a/../b",
        "https://example.org//a", "https://example.org/\"x", "https://example.org/<x>",
        "https://[::1",
        "https://a:b/", "https://a:/", "https://[/", "https://.a/", "https://a\\b/",
        "https://a/\u{7F}",
        "https://example.org/a%00b/", "https://example.org/a%2Fb/", "https://example.org/%ff/",
        "https://example.org/%0d%0aX/", "https://example.org/%2e%2e/", "https://example.org/%4/",
        "https://example.org/" + String(repeating: "a", count: 3_000),
    ])
    func refusesWhatIsNoAddressOfASite(_ text: String) {
        #expect(throws: BaseURL.Problem.self) { try BaseURL.parse(text).get() }
    }
}
