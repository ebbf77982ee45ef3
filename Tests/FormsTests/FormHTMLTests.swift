import Diagnostics
import Foundation
import Testing

@testable import Forms

/// Compares with a file in `Snapshots/`. `RECORD_SNAPSHOTS=1 swift test` writes the file anew and fails, so that
/// somebody looks at it.
func expectSnapshot(_ text: String, _ name: String, file: String = #filePath) throws {
    let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try Data(text.utf8).write(to: url)
        Issue.record("recorded \(name): look at what changed")
    }
    #expect(text == (try String(contentsOf: url, encoding: .utf8)))
}

@Suite("Forms as HTML")
struct FormHTMLTests {
    @Test("The example is what it was")
    func example() throws {
        let html = ExampleForm().html()
        #expect(html.diagnostics.map(\.kind.id) == ["raw-html", "raw-html"])
        try expectSnapshot(html.html + "\n", "lost-access.html")
    }
}
