import Foundation
import Testing

@testable import Theme

@Test func dump() throws {
    guard let out = ProcessInfo.processInfo.environment["DUMP"] else { return }
    let loaded = Theme.load()
    for d in loaded.diagnostics { print(d) }
    let theme = try #require(loaded.theme)
    let folder = URL(filePath: out)
    for a in theme.assets {
        let f = folder.appending(path: a.path)
        try FileManager.default.createDirectory(
            at: f.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(a.bytes).write(to: f)
    }
    var document = Sample.document()
    document.stylesheetURLs = ["assets/waymark.css"]
    document.iconURL = "assets/favicon.svg"
    document.scriptURLs = []
    var page = Sample.page(theme: theme)
    page.document = document
    page.needsTitleHeading = false
    page.isDraft = false
    page.isForMaintainers = false
    page.bodyHTML = try String(contentsOf: folder.appending(path: "body.html"), encoding: .utf8)
    page.outline = [
        OutlineEntry(level: 2, id: "before", title: "Before you start"),
        OutlineEntry(level: 2, id: "ask", title: "Ask for a mail"),
        OutlineEntry(level: 3, id: "mail", title: "When no mail arrives"),
        OutlineEntry(level: 2, id: "limits", title: "What support cannot do"),
        OutlineEntry(level: 2, id: "next", title: "If it still fails"),
    ]
    try theme.render(page: page).write(
        to: folder.appending(path: "page.html"), atomically: true, encoding: .utf8)
    page.isDraft = true
    page.isForMaintainers = true
    page.navigationHTML = ""
    page.needsTitleHeading = true
    page.bodyHTML = "<p>Only words, no navigation.</p><h2>One</h2><p>More</p>"
    try theme.render(page: page).write(
        to: folder.appending(path: "bare.html"), atomically: true, encoding: .utf8)
    document.title = "Page not found"
    try theme.render(notFound: NotFoundContext(document: document)).write(
        to: folder.appending(path: "404.html"), atomically: true, encoding: .utf8)
    document.title = "Reset your password"
    document.canonicalURL = nil
    try theme.render(redirect: RedirectContext(document: document, targetURL: "page.html")).write(
        to: folder.appending(path: "redirect.html"), atomically: true, encoding: .utf8)
}
