import Diagnostics
import Foundation
import Site
import Testing

@testable import Build

/// Documents printed by the Chromium that is installed. It must be: these are the tests of what it really does.
@Suite(.serialized) struct ChromiumTests {
    /// One for each test.
    private let folder: ShortFolder

    init() throws { folder = try ShortFolder() }

    private func pdf(
        _ html: String, base: String? = nil, assets: [PlannedFile] = [],
        limit: Duration = .seconds(60)
    ) throws -> (bytes: [UInt8], file: PrintedFile) {
        let options = PDFOptions(
            chromium: nil, searchPath: "/usr/bin:/bin", temporaryFolder: folder.path, date: nil)
        let workshop = try PDFWorkshop(
            options, base: try base.map { try BaseURL.parse($0).get() },
            date: PDFDate(secondsSince1970: 1_767_323_045), limit: limit, assets: assets)
        defer { workshop.remove() }
        let bytes = try workshop.pdf(of: PDFDocument(html: html))
        return (bytes, try PrintedFile(bytes))
    }

    private func asset(_ path: String, _ text: String) -> PlannedFile {
        PlannedFile(
            path: path, kind: .asset, content: .bytes(Array(text.utf8)), origin: Place(file: path))
    }

    private static let document = """
        <!DOCTYPE html>
        <html lang="pt-BR">
        <head>
        <meta charset="utf-8">
        <title>Recovery guide: the whole guide</title>
        <link rel="stylesheet" href="../assets/print.css">
        </head>
        <body>
        <h1 id="top">The guide</h1>
        <p><a href="#second">Jump</a> <a href="../recover/reset/#limits">Page</a>
        <a href="https://example.org/elsewhere">Elsewhere</a> <a href="mailto:alice@example.org">Mail</a></p>
        <p><img src="../assets/picture.svg" alt="A picture"></p>
        <h2 id="second">The second part</h2>
        <p class="from-style">Text</p>
        </body>
        </html>
        """
    private static let picture = """
        <svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><path fill="#f00" d="M0 0h60v60H0z"/></svg>
        """

    private var assets: [PlannedFile] {
        [
            asset("assets/print.css", ".from-style::after{content:\" styled\"}"),
            asset("assets/picture.svg", Self.picture),
        ]
    }

    @Test func isTaggedWithOutlineLanguageAndDates() throws {
        let (bytes, file) = try pdf(Self.document, assets: assets)
        let facts = try file.facts()
        #expect(facts["Tagged"] == "yes")
        #expect(facts["Title"] == "Recovery guide: the whole guide")
        #expect(facts["Page size"]?.contains("A4") == true)
        #expect(facts["JavaScript"] == "no")
        #expect(facts["CreationDate"]?.contains("Jan  2 03:04:05 2026") == true)
        #expect(facts["ModDate"] == facts["CreationDate"])
        let plain = try file.uncompressed()
        #expect(plain.contains("/Lang (pt-BR)"))
        #expect(plain.contains("/Outlines"))
        #expect(plain.contains("/Title (The second part)"))
        #expect(isWholePDF(bytes))
    }

    @Test func showsStylesAndPictures() throws {
        let file = try pdf(Self.document, assets: assets).file
        #expect(try file.text().contains("Text styled"))
        // The red of the picture, as a PDF sets it.
        #expect(try file.uncompressed().contains("1 0 0 rg"))
    }

    @Test func otherPagesHaveTheirAddress() throws {
        let file = try pdf(Self.document, base: "https://example.org/help/", assets: assets).file
        #expect(
            try file.links() == [
                "https://example.org/help/recover/reset/#limits", "https://example.org/elsewhere",
                "mailto:alice@example.org",
            ])
        #expect(try file.uncompressed().contains("/Dest /second"))
    }

    /// Themes print the targets of links that leave the site: no other link may look like one of these.
    @Test func theirAddressIsNotPrinted() throws {
        let style = asset(
            "assets/print.css", "a[href^='http']::after{content:' (' attr(href) ')'}")
        let file = try pdf(
            Self.document, base: "https://example.org/help/", assets: [style, assets[1]]
        ).file
        let text = try file.text()
        #expect(text.contains("Jump Page Elsewhere (https://example.org/elsewhere) Mail"))
    }

    @Test func withoutAnAddressTheyAreText() throws {
        let file = try pdf(Self.document, assets: assets).file
        #expect(try file.links() == ["https://example.org/elsewhere", "mailto:alice@example.org"])
        #expect(try file.text().contains("Jump Page"))
    }

    @Test func namesNothingOfThisMachine() throws {
        let (bytes, file) = try pdf(Self.document, assets: assets)
        for text in [String(decoding: bytes, as: UTF8.self), try file.uncompressed()] {
            for word in ["file:", "waymark-", "/tmp", folder.path, NSUserName() + "@", "/home"] {
                #expect(!text.contains(word), "\(word)")
            }
        }
    }

    @Test func twoRunsAreTheSame() throws {
        let first = try pdf(Self.document, assets: assets).bytes
        #expect(try pdf(Self.document, assets: assets).bytes == first)
    }

    @Test func scriptsDoNotRunAndNothingIsFetched() throws {
        let server = try LocalServer()
        let html = """
            <!DOCTYPE html><html><head><title>T</title>
            <link rel="stylesheet" href="\(server.address)style.css"><link rel="preconnect" href="\(server.address)">
            <script src="../assets/a.js"></script></head>
            <body><p id="said">Text</p><script>document.getElementById('said').textContent = 'script';</script>
            <img src="\(server.address)a.png" alt="x"><iframe src="\(server.address)"></iframe></body></html>
            """
        let script =
            "document.addEventListener('DOMContentLoaded', () => { document.body.textContent = 'script' })"
        let file = try pdf(html, assets: [asset("assets/a.js", script)]).file
        #expect(try file.text().contains("Text"))
        #expect(try !file.text().contains("script"))
        #expect(server.connections() == 0)
    }

    @Test func themesOwnPaperStays() throws {
        let html = "<!DOCTYPE html><html><head><style>@page{size:letter}</style></head><p>Text"
        #expect(try pdf(html).file.facts()["Page size"]?.contains("letter") == true)
    }

    /// A page that draws for ever cannot be printed; nothing of the browser stays.
    @Test func realBrowserIsEndedWithAllItsProcesses() throws {
        #expect(throws: PDFFailure.late(seconds: 0)) {
            try pdf(Self.document, assets: assets, limit: .milliseconds(300))
        }
        #expect(eventually { !Self.isAnyRunning(folder.path) })
    }

    @Test func nothingStaysRunning() throws {
        _ = try pdf(Self.document, assets: assets)
        #expect(eventually { !Self.isAnyRunning(folder.path) })
    }

    @Test func longFolderForTemporaryFilesIsNoObstacle() throws {
        let output = try TemporaryOutput()
        let long = String(repeating: "l", count: 60)
        try output.makeFolder(long)
        let options = PDFOptions(
            chromium: nil, searchPath: "/usr/bin:/bin", temporaryFolder: "\(output.root)/\(long)",
            date: nil)
        let workshop = try PDFWorkshop(
            options, base: nil, date: nil, limit: .seconds(60), assets: [])
        defer { workshop.remove() }
        #expect(try isWholePDF(workshop.pdf(of: PDFDocument(html: "<html><head></head>x"))))
    }

    @Test func nothingStaysInTheFolder() throws {
        _ = try pdf(Self.document, assets: assets)
        #expect(try folder.entries() == [])
    }

    /// Whether a process has the word in its command line.
    private static func isAnyRunning(_ word: String) -> Bool {
        let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [])
            .filter { $0.allSatisfy(\.isNumber) }
        return numbers.contains {
            let line = FileManager.default.contents(atPath: "/proc/\($0)/cmdline") ?? Data()
            return String(decoding: line, as: UTF8.self).contains(word)
        }
    }
}
