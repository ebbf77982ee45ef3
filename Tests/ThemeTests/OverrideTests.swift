import Diagnostics
import Foundation
import Testing
import Theme

@Suite struct OverrideTests {
    private func css(_ theme: Theme) throws -> String {
        let asset = try #require(theme.assets.first { $0.path == Theme.stylesheetPath })
        return String(decoding: asset.bytes, as: UTF8.self)
    }

    @Test func componentGoesBeforeTheDefaultOfItsName() throws {
        let loaded = Theme.load(overrides: [
            Sample.file("components/footer/footer.mustache", "<footer>{{>banner}}</footer>\n"),
            Sample.file("components/banner/banner.mustache", "Mine: {{site-title}}"),
            Sample.file("components/breadcrumbs/breadcrumbs.mustache", ""),
        ])
        #expect(loaded.diagnostics.isEmpty)
        let theme = try #require(loaded.theme)
        let html = theme.render(page: Sample.page(theme: theme))
        #expect(html.contains("<footer>Mine: Account help</footer>"))
        #expect(!html.contains("wm-breadcrumbs"))
    }

    @Test func layoutOfANewNameServesThePagesThatAskForIt() throws {
        let loaded = Sample.load("layouts/landing.mustache", "{{policy}}!{{title}}")
        let theme = try #require(loaded.theme)
        #expect(theme.layouts == ["landing", "page"])
        var page = Sample.page(theme: theme)
        page.layout = "landing"
        #expect(theme.render(page: page).hasSuffix("!Reset your password"))
        page.layout = "none"
        #expect(theme.render(page: page).contains("wm-main"))
    }

    @Test func indentedPartialsDoNotIndentWhatTheyHold() throws {
        let loaded = Sample.load(
            "layouts/page.mustache", "{{policy}}\n<main>\n\t  {{>article}}\n</main>")
        let theme = try #require(loaded.theme)
        var page = Sample.page(theme: theme)
        page.bodyHTML = "<pre>a\nb\n</pre>"
        #expect(theme.render(page: page).contains("\n<pre>a\nb\n</pre>\n</article>\n</main>"))
    }

    @Test func stylesJoinInTheirOrder() throws {
        let own = Theme.load(overrides: [
            Sample.file("styles/site.css", ".mine {}"),
            Sample.file("styles/tokens.css", "\u{FEFF}.my-tokens {}"),
            Sample.file("components/zebra/zebra.css", ".zebra {}\n"),
        ])
        let css = try css(try #require(own.theme))
        let order = [
            "@layer tokens, base, components;", "\n.my-tokens {}\n", ".wm-frame {",
            ".wm-article >", ".wm-breadcrumbs {", ".zebra {}\n.mine {}\n",
        ]
        let places = order.map { css.range(of: $0)?.lowerBound }
        #expect(!places.contains(nil))
        #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        #expect(css.hasSuffix(".mine {}\n") && !css.contains("--wm-paper: #"))
    }

    @Test func scriptsJoinOnlyWhereThereAreSome() throws {
        let empty = Theme.defaultFiles.filter { $0.path.hasSuffix(".js") }
            .map { Sample.file($0.path, "") }
        let without = try #require(Theme.load(overrides: empty).theme)
        #expect(!without.assets.contains { $0.path.hasSuffix(".js") })
        let own = Theme.load(overrides: empty + [Sample.file("components/footer/footer.js", "f()")])
        let script = try #require(own.theme?.assets.first { $0.path == Theme.scriptPath })
        #expect(script.bytes == Array("f()\n".utf8))
    }

    @Test func scriptsOfFewPagesAreFilesOfTheirOwn() throws {
        let theme = try #require(Theme.load().theme)
        let scripts = theme.assets.filter { $0.path.hasSuffix(".js") }
        #expect(
            scripts.map(\.path) == ["assets/content.js", "assets/request.js", "assets/summary.js"])
        #expect(
            scripts.map(\.neededBy) == [
                ["code", "tabs"], ["checklist", "request", "summary"], ["summary"],
            ])
        let other = Theme.load(overrides: [
            Sample.file("components/code/code.js", "mine()"),
            Sample.file("components/tabs/tabs.js", ""),
        ])
        let content = try #require(other.theme?.assets.first { $0.path == "assets/content.js" })
        #expect(content.bytes == Array("mine()\n".utf8))
    }

    @Test func stylesOfTheWholeGuideAreAFileOfTheirOwn() throws {
        let assets = try #require(Theme.load().theme).assets
        let own = try #require(assets.first { $0.path == "assets/whole.css" })
        #expect(own.neededBy == ["wm-whole-page"])
        #expect(String(decoding: own.bytes, as: UTF8.self).contains(".wm-whole-page"))
        let all = try #require(assets.first { $0.path == Theme.stylesheetPath })
        #expect(all.neededBy.isEmpty)
        #expect(!String(decoding: all.bytes, as: UTF8.self).contains(".wm-whole"))
    }

    @Test func stylesOfTheSummaryAreAFileOfTheirOwn() throws {
        let assets = try #require(Theme.load().theme).assets
        let own = try #require(assets.first { $0.path == "assets/summary.css" })
        #expect(own.neededBy.contains("summary"))
        #expect(String(decoding: own.bytes, as: UTF8.self).contains(".paper-line"))
        let all = try #require(assets.first { $0.path == Theme.stylesheetPath })
        #expect(!String(decoding: all.bytes, as: UTF8.self).contains(".paper-line"))
    }

    @Test func componentNeedsNoTemplate() throws {
        let loaded = Theme.load(overrides: [
            Sample.file("components/zebra/zebra.css", ".zebra {}"),
            Sample.file("components/zebra/zebra.js", "zebra()"),
        ])
        #expect(loaded.diagnostics.isEmpty)
        let theme = try #require(loaded.theme)
        #expect(try css(theme).hasSuffix(".zebra {}\n"))
        let script = try #require(theme.assets.first { $0.path == Theme.scriptPath })
        #expect(String(decoding: script.bytes, as: UTF8.self).hasSuffix("zebra()\n"))
        #expect(
            Sample.load("components/footer/footer.mustache", "{{>zebra}}").diagnostics.map(\.kind)
                == [.templateMissingPartial])
    }

    @Test func filesUnderAssetsArePassedOn() throws {
        let loaded = Theme.load(overrides: [
            Sample.file("assets/img/logo.png", "png"), Sample.file("assets/favicon.svg", "<svg/>"),
            Sample.file("README.md", "# Mine"), Sample.file("components/footer/examples.yml", ""),
        ])
        #expect(loaded.diagnostics.isEmpty)
        let assets = try #require(loaded.theme).assets
        #expect(
            assets.map(\.path) == [
                "assets/content.js", Theme.iconPath, "assets/img/logo.png", "assets/request.js",
                "assets/summary.css", "assets/summary.js", Theme.stylesheetPath, "assets/whole.css",
            ])
        #expect(
            assets.first { $0.path == Theme.iconPath }?.bytes == Array("<svg/>".utf8))
    }

    @Test(arguments: [
        ("layout/page.mustache", "did you mean `layouts/page.mustache`?"),
        ("components/header/haeder.css", "did you mean `components/header/header.css`?"),
        ("styles/deep/x.css", nil), ("notes.txt", nil), ("/", nil),
        (Theme.stylesheetPath, "put styles in `styles/` and scripts beside their component"),
        (Theme.scriptPath, "put styles in `styles/` and scripts beside their component"),
        ("assets/request.js", "put styles in `styles/` and scripts beside their component"),
    ])
    func warnsOfAFileThatIsNotUsed(path: String, suggestion: String?) {
        let loaded = Sample.load(path, "x")
        #expect(loaded.theme != nil)
        #expect(loaded.diagnostics.map(\.kind) == [.themeUnknownFile])
        #expect(loaded.diagnostics.first?.suggestion == suggestion)
        #expect(loaded.diagnostics.first?.place?.file == "themes/mine/\(path)")
    }
}
