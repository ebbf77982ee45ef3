import Diagnostics
import Markdown
import Site
import Testing

/// A site of pages given as path and front matter, without a disk.
struct SampleSite {
    let map: SiteMap
    let diagnostics: [Diagnostic]

    init(
        _ pages: [(path: String, yaml: String)], files: [String] = [],
        urls: SiteConfiguration.URLStyle = .pretty, drafts: Bool = false
    ) {
        let sources = pages.sorted { $0.path < $1.path }.map { page in
            let text = SourceText(
                file: "content/" + page.path,
                bytes: Array((page.yaml.isEmpty ? "" : "---\n\(page.yaml)\n---\n").utf8))
            return PageSource(
                path: page.path, frontMatter: FrontMatter.parse(source: text).frontMatter,
                text: text)
        }
        let tree = ContentTree(pages: sources.map(\.path), files: files)
        (map, diagnostics) = SiteMap.make(
            sources: sources, tree: tree, urlStyle: urls, includesDrafts: drafts, imageSizes: [:])
    }

    func number(_ path: String) -> Int {
        map.pages.firstIndex { $0.source.path == path } ?? -1
    }

    func url(_ path: String) -> String? {
        map.pages.first { $0.source.path == path }?.url.path
    }

    /// What a link in `page` becomes: its address, or the id of its problem.
    func link(_ destination: String, in page: String, isImage: Bool = false) -> String {
        var links = PageLinks(map: map, page: number(page))
        let use = LinkUse(destination: destination, isImage: isImage) { Place(file: "x") }
        switch links.resolve(use) {
        case (.url(let url), _), (.image(let url, _, _), _), (.page(let url, _), _): return url
        case (.refused, let diagnostics): return diagnostics.map(\.kind.id).joined(separator: " ")
        }
    }
}

@Suite struct SiteMapTests {
    @Test func addressesPagesByFolderAndName() {
        let pages = [("index.md", ""), ("a/index.md", ""), ("a/b c.md", ""), ("d.md", "")]
        let pretty = SampleSite(pages)
        #expect(pretty.map.pages.map(\.url.path) == ["a/b c/", "a/", "d/", ""])
        #expect(pretty.map.pages.map(\.outputPath)[0] == "a/b c/index.html")
        let file = SampleSite(pages, urls: .file)
        #expect(
            file.map.pages.map(\.url.path) == [
                "a/b c.html", "a/index.html", "d.html", "index.html",
            ])
    }

    @Test func letsASlugRenameAPageAndASectionItsFolder() {
        let site = SampleSite([
            ("index.md", "slug: x"), ("a/index.md", "slug: new"), ("a/b.md", "slug: c"),
            ("a/d/e.md", ""),
        ])
        #expect(site.url("a/b.md") == "new/c/")
        #expect(site.url("a/d/e.md") == "new/d/e/")
        #expect(site.url("index.md") == "")
        #expect(site.diagnostics.map(\.kind.id) == ["slug-of-home"])
    }

    @Test func takesReadmeWhereThereIsNoIndex() {
        let site = SampleSite([("README.md", ""), ("a/README.md", ""), ("a/index.md", "")])
        #expect(site.url("README.md") == "")
        #expect(site.map.home == site.number("README.md"))
        #expect(site.url("a/index.md") == "a/")
        #expect(site.diagnostics.map(\.kind.id) == ["two-index-pages"])
    }

    @Test func leavesDraftsOutUnlessAsked() {
        let pages = [("index.md", ""), ("a.md", "draft: true")]
        #expect(SampleSite(pages).map.pages.count == 1)
        #expect(SampleSite(pages).link("a.md", in: "index.md") == "link-to-draft")
        #expect(SampleSite(pages, drafts: true).link("a.md", in: "index.md") == "a/")
    }
}

@Suite struct SiteURLTests {
    @Test(arguments: [
        ("", "", "./"), ("a/", "", "a/"), ("", "a/", "../"), ("a/", "a/", "./"),
        ("a/b/", "a/c/", "../b/"), ("ab/", "a/", "../ab/"), ("a/b.html", "a/c.html", "b.html"),
        ("index.html", "a/c.html", "../index.html"), ("a b/#?%/", "", "a%20b/%23%3F%25/"),
        ("a:b/", "", "a%3Ab/"), ("é/", "x/y/", "../../%C3%A9/"),
    ])
    func findsTheShortestWay(target: String, base: String, expected: String) {
        #expect(SiteURL(path: target).relative(to: SiteURL(path: base)) == expected)
    }
}

@Suite struct PageLinksTests {
    private let site = SampleSite(
        [
            ("index.md", ""), ("a/index.md", ""), ("a/b.md", ""), ("a/50%.md", ""),
            ("a/na\u{308}me.md", ""), ("Case.md", ""),
        ], files: ["a/x.pdf", "assets/i.svg", "site.yml"])

    @Test(arguments: [
        ("b.md", "b/"), ("./b.md#x", "b/#x"), ("../index.md", "../"), ("index.md", "./"),
        ("#here", "#here"), ("b.md?q=1#x", "b/?q=1#x"), ("50%25.md", "50%25/"), ("x.pdf", "x.pdf"),
        ("n\u{E4}me.md", "na%CC%88me/"), ("../assets/i.svg#part", "../assets/i.svg#part"),
        ("https://example.org/?a#b", "https://example.org/?a#b"), ("b.md#", "b/"),
        ("mailto:alice@example.org", "mailto:alice@example.org"),
    ])
    func turnsFilesIntoAddresses(destination: String, expected: String) {
        #expect(site.link(destination, in: "a/index.md") == expected)
    }

    @Test(arguments: [
        ("", "broken-link"), ("c.md", "broken-link"), ("../../x.md", "broken-link"),
        ("50%.md", "broken-link"), ("%ff.md", "broken-link"), ("../", "broken-link"),
        ("../a", "broken-link"), ("../case.md", "broken-link"), ("/a/b.md", "absolute-link"),
        ("//example.org/", "absolute-link"), ("javascript:alert(1)", "link-scheme"),
        ("data:text/html,x", "link-scheme"), ("\u{1}javascript:x", "link-scheme"),
        ("ftp://example.org/", "link-scheme"), ("?q=1", "broken-link"),
    ])
    func refusesWhatLeadsNowhere(destination: String, id: String) {
        #expect(site.link(destination, in: "a/index.md") == id)
    }

    @Test func loadsNoImageFromElsewhere() {
        #expect(
            site.link("https://example.org/i.png", in: "index.md", isImage: true) == "remote-image")
        #expect(site.link("assets/i.svg", in: "index.md", isImage: true) == "assets/i.svg")
    }

    @Test func suggestsTheNearestFile() {
        var links = PageLinks(map: site.map, page: site.number("a/index.md"))
        func suggestion(_ destination: String) -> String? {
            links.resolve(LinkUse(destination: destination, isImage: false) { Place(file: "x") })
                .1.first?.suggestion
        }
        #expect(suggestion("../b.md") == "did you mean `b.md`?")
        #expect(suggestion("../Csae.md") == "did you mean `../Case.md`?")
        #expect(suggestion("../case.md") == "did you mean `../Case.md`?")
        #expect(suggestion("../a/") == "link to its page: `index.md`")
        #expect(suggestion("/a/b") == "write `b.md`")
    }
}

@Suite struct NavigationTests {
    @Test func ordersByNumberThenTitleThenPath() {
        let site = SampleSite([
            ("index.md", ""), ("a.md", ""), ("b.md", "order: 2"), ("c.md", "order: -1"),
            ("d.md", ""), ("e.md", "nav: false"),
        ])
        // Pages in order of path: a b c d e index.
        let navigation = Navigation(map: site.map, titles: ["Z", "b", "c", "y", "e", "Home"])
        let order = navigation.entries(root: site.number("index.md")).map {
            site.map.pages[$0.page].source.path
        }
        #expect(order == ["index.md", "c.md", "b.md", "d.md", "a.md"])
        #expect(navigation.next(of: site.number("b.md")) == site.number("d.md"))
        #expect(navigation.previous(of: site.number("c.md")) == site.number("index.md"))
        #expect(navigation.next(of: site.number("a.md")) == nil)
    }

    @Test func showsASmallTreeWholeAndALargeOneBySection() {
        var pages = [("index.md", ""), ("a/index.md", ""), ("a/b/index.md", "")]
        pages += (0..<40).map { ("a/b/p\($0).md", "") }
        let small = SampleSite(pages)
        let titles = { (site: SampleSite) in site.map.pages.map(\.source.path) }
        let whole = Navigation(map: small.map, titles: titles(small))
        #expect(whole.rootOfPage.allSatisfy { $0 == small.number("index.md") })
        #expect(whole.entries(root: small.number("index.md")).count == 43)

        pages += (0..<40).map { ("a/c/p\($0).md", "") } + [("a/c/index.md", "")]
        let large = SampleSite(pages)
        let parts = Navigation(map: large.map, titles: titles(large))
        #expect(parts.rootOfPage[large.number("a/b/p1.md")] == large.number("a/b/index.md"))
        #expect(parts.rootOfPage[large.number("a/c/index.md")] == large.number("a/c/index.md"))
        #expect(parts.rootOfPage[large.number("a/index.md")] == large.number("a/index.md"))
        #expect(parts.entries(root: large.number("a/index.md")).count == 3)
    }

    @Test func keepsMaintainersPagesToThemselves() {
        let site = SampleSite([
            ("index.md", ""), ("a.md", ""), ("m/index.md", "audience: maintainers"),
            ("m/b.md", "audience: maintainers"),
        ])
        let navigation = Navigation(map: site.map, titles: site.map.pages.map(\.source.path))
        let (home, section) = (site.number("index.md"), site.number("m/index.md"))
        #expect(navigation.entries(root: home).map(\.page) == [home, site.number("a.md")])
        #expect(navigation.rootOfPage[site.number("m/b.md")] == section)
        #expect(navigation.ancestors(of: site.number("m/b.md")) == [home, section])
        #expect(navigation.next(of: site.number("a.md")) == nil)
        #expect(navigation.next(of: section) == site.number("m/b.md"))
    }
}
