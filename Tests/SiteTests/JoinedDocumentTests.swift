import Diagnostics
import Markdown
import Site
import Testing

/// The document in which many pages stand: their names, and the links between them.
@Suite struct JoinedDocumentTests {
    private func document(
        _ site: SampleSite, url: String = "print/", without: [String] = []
    ) -> JoinedDocument {
        let pages = site.map.pages.indices.filter {
            !without.contains(site.map.pages[$0].source.path)
        }
        return JoinedDocument(url: SiteURL(path: url), pages: pages, in: site.map)
    }

    @Test(arguments: [SiteConfiguration.URLStyle.pretty, .file])
    func namesPagesByTheirPaths(urls: SiteConfiguration.URLStyle) {
        let site = SampleSite(
            [
                ("index.md", ""), ("a/index.md", ""), ("a/b.md", ""), ("a--b.md", ""),
                ("-x-.md", ""), ("wm-top.md", ""), ("home.md", ""), ("Über uns.md", ""),
                ("!.md", ""),
                ("a-b.md", ""),
            ], urls: urls)
        let document = document(site)
        var names: [String: String] = [:]
        for (page, name) in document.names { names[site.map.pages[page].source.path] = name }
        #expect(names["index.md"] == "home-2" && names["home.md"] == "home")
        #expect(names["a/index.md"] == "a")
        #expect(
            Set(["a/b.md", "a-b.md", "a--b.md"].compactMap { names[$0] })
                == ["a-b", "a-b-2", "a-b-3"])
        #expect(names["-x-.md"] == "x")
        #expect(names["wm-top.md"] == "page-wm-top")
        #expect(names["Über uns.md"] == "über-uns")
        #expect(names["!.md"] == "page")
        // Else one page's ids could be another's.
        for name in names.values {
            #expect(!name.contains("--") && name.last != "-" && !name.hasPrefix("wm-"))
        }
    }

    private static let site = SampleSite(
        [
            ("index.md", ""), ("a/index.md", ""), ("a/b.md", ""), ("off.md", ""),
            ("d.md", "draft: true"),
        ],
        files: ["a/form.txt", "assets/i.svg"])

    @Test(
        arguments: [
            ("../index.md", "#home"), ("b.md", "#a-b"), ("b.md#x", "#a-b--x"),
            ("index.md#x", "#a--x"),
            ("#x", "#a--x"), ("#d%C3%A9", "#a--d%C3%A9"), ("b.md?q=1#x", "#a-b--x"),
            ("../off.md#x", "../off/#x"), ("form.txt", "../a/form.txt"),
            ("../assets/i.svg#p", "../assets/i.svg#p"),
            ("https://example.org/", "https://example.org/"),
            ("../d.md", "link-to-draft"), ("gone.md", "broken-link"), ("#", "broken-link"),
        ])
    func linksJumpWhereTheirPageStandsInTheDocument(destination: String, address: String) {
        let site = Self.site
        var links = PageLinks(
            map: site.map, page: site.number("a/index.md"),
            in: document(site, without: ["off.md"]))
        let use = LinkUse(destination: destination, isImage: false) { Place(file: "x") }
        switch links.resolve(use) {
        case (.url(let url), _), (.image(let url, _, _), _), (.page(let url, _), _):
            #expect(url == address)
        case (.refused, let problems): #expect(problems.map(\.kind.id) == [address])
        }
    }

    @Test func foldersAreThoseOfThePagesAddresses() {
        let pretty = document(Self.site)
        #expect(pretty.folder(of: SiteURL(path: "")) == "../")
        #expect(pretty.folder(of: SiteURL(path: "a/b/")) == "../a/b/")
        let file = document(Self.site, url: "print.html")
        #expect(file.folder(of: SiteURL(path: "index.html")) == "")
        #expect(file.folder(of: SiteURL(path: "a/b.html")) == "a/")
    }

    @Test func printedPagesStandInTheOrderOfReading() {
        let site = SampleSite([
            ("index.md", ""), ("b/index.md", "order: 1"), ("b/two.md", "order: 2"),
            ("b/one.md", "order: 1\nnav: false"), ("b/off/index.md", "order: 3\nprint: false"),
            ("b/off/below.md", ""), ("a.md", "order: 2"),
            ("keep/index.md", "audience: maintainers"),
            ("keep/reader.md", ""), ("draft.md", "draft: true"),
        ])
        let navigation = Navigation(map: site.map, titles: site.map.pages.map(\.source.path))
        let printed = navigation.printedPages().map {
            "\($0.depth) \(site.map.pages[$0.page].source.path)"
        }
        #expect(
            printed == [
                "0 index.md", "0 b/index.md", "1 b/one.md", "1 b/two.md", "1 b/off/below.md",
                "0 a.md", "0 keep/reader.md",
            ])
    }
}
