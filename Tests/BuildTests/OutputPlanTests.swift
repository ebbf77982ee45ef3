import Diagnostics
import Testing

@testable import Build

@Suite struct OutputPlanTests {
    private func file(_ path: String, from origin: String) -> PlannedFile {
        PlannedFile(path: path, kind: .page, content: .bytes([]), origin: Place(file: origin))
    }

    private func conflicts(_ paths: String...) -> [Diagnostic] {
        OutputPlan.make(paths.enumerated().map { file($1, from: "content/\($0).md") }).diagnostics
    }

    @Test func sortsByBytes() {
        let (plan, diagnostics) = OutputPlan.make(
            ["b.html", "a/z.html", "a-b.html", "é.html"].map { file($0, from: $0) })
        #expect(diagnostics == [])
        #expect(plan.files.map(\.path.text) == ["a-b.html", "a/z.html", "b.html", "é.html"])
    }

    @Test(arguments: [
        ["a.html", "a.html"], ["A.html", "a.html"], ["caf\u{E9}/x", "cafe\u{301}/x"],
        ["stra\u{DF}e", "STRASSE"], ["\u{3C3}\u{3C2}", "\u{3A3}\u{3A3}"],
    ])
    func refusesTwoWritersOfOnePath(paths: [String]) {
        let found = OutputPlan.make(paths.map { file($0, from: "content/\($0).md") })
        #expect(found.diagnostics.map(\.kind) == [.outputConflict])
        #expect(found.plan.files.count == 1)
    }

    @Test func namesAllWriters() {
        let found = conflicts("a/index.html", "b.html", "a/index.html", "A/index.html")
        #expect(found.count == 1)
        #expect(found.first?.place?.file == "content/0.md")
        #expect(found.first?.notes.map(\.place?.file) == ["content/2.md", "content/3.md"])
        #expect(found.first?.notes.last?.message == "also written from here as `A/index.html`")
    }

    @Test func refusesAPathThatIsFileAndFolder() {
        let found = conflicts("Guide", "guide/a.html", "guide/b/c.html", "other.html")
        #expect(found.count == 1)
        #expect(found.first?.message == "`Guide` is a file here, and a folder for other files")
        #expect(found.first?.notes.map(\.place?.file) == ["content/1.md", "content/2.md"])
    }

    @Test func countsTheRestOfAFullFolder() {
        let inside = (10..<40).map { file("a/\($0).html", from: "content/\($0).md") }
        let found = OutputPlan.make([file("a", from: "content/a.md")] + inside).diagnostics
        #expect(found.count == 1)
        #expect(found.first?.notes.count == 11)
        #expect(found.first?.notes.last?.message == "and 20 more need it as a folder")
    }

    @Test(arguments: [
        "", "/a", "a/../b", "..", ".", "a/./b", "a//b", "a/", "a\0b",
        String(repeating: "x", count: 256), String(repeating: "\u{E9}", count: 128),
        Array(repeating: "0123456789", count: 400).joined(separator: "/"),
        Array(repeating: "a", count: 65).joined(separator: "/"),
        ".waymark.json", ".Waymark.JSON", ".waymark-stage/a",
    ])
    func refusesWhatIsNoPathInTheOutput(path: String) {
        let found = OutputPlan.make([file(path, from: "content/a.md")])
        #expect(found.diagnostics.map(\.kind) == [.outputPath])
        #expect(found.plan.files.isEmpty)
    }

    @Test(arguments: [
        "a b/#?%2e.html", "...", ".nojekyll", "a..b", String(repeating: "x", count: 255),
        ".well-known/security.txt",
    ])
    func acceptsOddNames(path: String) {
        #expect(OutputPlan.make([file(path, from: "content/a.md")]).diagnostics == [])
    }
}
