import Foundation
import Testing

@testable import Build

/// The output file by file: what is promised where it holds what no build wrote.
@Suite struct OutputInPlaceTests {
    private let first = ["index.html": "home", "guide/a.html": "a", "style.css": "s"]
    private let second = ["index.html": "HOME", "guide/b.html": "b", "style.css": "S", "n/x": "x"]

    private func isInPlace(_ report: WriteReport) -> Bool {
        if case .inPlace = report.method { true } else { false }
    }

    @Test func keepsForeignFilesAndFolders() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        try site.put("public/.git/HEAD", "ref")
        try site.put("public/guide/note.txt", "mine")
        try site.makeFolder("public/empty/folder")
        try site.link("public/away", to: "/nowhere")
        let git = try site.stamps("public/.git")
        let report = try await site.build(second)
        #expect(
            report.method
                == .inPlace(reason: ".git in it was not written by a build"))
        #expect(report.written == ["guide/b.html", "index.html", "n/x", "style.css"])
        #expect(report.removed == ["guide/a.html"])
        var expected = second
        expected[".git/HEAD"] = "ref"
        expected["guide/note.txt"] = "mine"
        expected["away"] = "->/nowhere"
        #expect(site.site() == expected)
        #expect(site.exists("public/empty/folder"))
        #expect(try site.stamps("public/.git") == git)
        #expect(site.leftovers() == [])

        let before = try site.stamps()
        #expect(try await site.build(second).method == .nothing)
        #expect(try site.stamps() == before)
    }

    @Test func equalsACleanBuildButForWhatIsForeign() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        try site.put("public/CNAME", "example.org")
        let shapes = [
            second, ["deep/guide": "file"], ["deep/guide/a/b/c": "folder"],
            ["deep/guide/a": "file"],
            ["deep": "file"], first, [:], first,
        ]
        for files in shapes {
            try await site.build(files)
            let clean = try TemporaryOutput()
            try await clean.build(files)
            var tree = site.tree()
            #expect(tree.removeValue(forKey: "CNAME") == "example.org")
            #expect(tree == clean.tree())
        }
    }

    @Test func replacesAssetsBeforePagesAndRemovesLast() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        try site.put("public/CNAME", "example.org")
        let steps = Steps()
        try await site.build(second) { steps.add($0) }
        let root = try OutputFolder.open(path: site.publicPath, protected: []).path
        let order = steps.all.filter {
            ($0.hasPrefix("replace") || $0.hasPrefix("remove"))
                && !$0.contains(".waymark-stage")
        }
        #expect(
            order == [
                "replace \(root)/.waymark.json", "replace \(root)/style.css",
                "replace \(root)/guide/b.html", "replace \(root)/index.html",
                "replace \(root)/n/x", "remove \(root)/guide/a.html",
                "remove folder \(root)/guide", "replace \(root)/.waymark.json",
            ])
        let lastWrite = steps.all.lastIndex { $0.hasPrefix("write") } ?? .max
        let firstReplacement = steps.all.firstIndex { $0.hasPrefix("replace") } ?? 0
        #expect(lastWrite < firstReplacement)
    }

    @Test(arguments: ["new.html", "new.html/x/y.html"])
    func refusesToReplaceAForeignFile(path: String) async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        try site.put("public/new.html", "foreign")
        let before = try site.stamps()
        await #expect(
            throws: OutputError.occupied(
                path: site.publicPath, by: ["new.html"], forceHelps: true)
        ) { try await site.build([path: "ours", "a.html": "a"]) }
        #expect(try site.stamps().filter { $0.key != "." } == before.filter { $0.key != "." })
        #expect(site.leftovers() == [])

        try await site.build([path: "ours"], force: true)
        #expect(site.site() == [path: "ours"])
    }

    @Test func adoptsAForeignFileThatIsEqual() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        try site.put("public/same.html", "same")
        var files = first
        files["same.html"] = "same"
        #expect(try await site.build(files).written == [])
        try await site.build(first)
        #expect(site.site() == first)
    }

    @Test func neverReplacesAForeignFolderByAFile() async throws {
        let site = try TemporaryOutput()
        try await site.build(["x/a.html": "a"])
        try site.put("public/x/mine.txt", "mine")
        try site.makeFolder("public/y")
        let before = site.tree()
        for force in [false, true] {
            await #expect(
                throws: OutputError.occupied(
                    path: site.publicPath, by: ["x", "y"], forceHelps: false)
            ) { try await site.build(["x": "file", "y": "file"], force: force) }
            #expect(site.tree() == before)
        }
    }

    @Test func neverFollowsALinkInTheOutput() async throws {
        let site = try TemporaryOutput()
        try await site.build(["a/x.html": "x", "b.html": "b", "c/y.html": "y"])
        try site.put("outside/x.html", "precious")
        try site.put("outside/y.html", "precious")
        for path in ["a", "c"] {
            try site.remove("public/\(path)")
            try site.link("public/\(path)", to: "../outside")
        }
        try site.remove("public/b.html")
        try site.link("public/b.html", to: "../outside/x.html")
        await #expect(
            throws: OutputError.occupied(
                path: site.publicPath, by: ["a", "b.html"], forceHelps: true)
        ) { try await site.build(["a/x.html": "x2", "b.html": "b2"]) }
        try await site.build(["a/x.html": "x2", "b.html": "b2"], force: true)
        #expect(site.site() == ["a/x.html": "x2", "b.html": "b2", "c": "->../outside"])
        #expect(site.site("outside") == ["x.html": "precious", "y.html": "precious"])
    }

    @Test func removesNothingWhenTheRecordIsDamagedOrGone() async throws {
        for damage in ["", "{}", "{\"waymark\": 2}"] {
            let site = try TemporaryOutput()
            try await site.build(first)
            try site.put("public/.waymark.json", damage)
            await #expect(throws: OutputError.self) { try await site.build(second) }
            #expect(site.site() == first)
            #expect(try await site.build(first).written == [])
            #expect(try await site.build(second).method == .exchange)
        }
    }

    @Test func healsADamagedRecordBesideForeignFiles() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        try site.put("public/.waymark.json", "damage")
        try site.put("public/CNAME", "example.org")
        #expect(isInPlace(try await site.build(second, force: true)))
        var expected = second
        expected["CNAME"] = "example.org"
        // Without a record nobody knows whose it is.
        expected["guide/a.html"] = "a"
        #expect(site.site() == expected)
    }

    @Test func believesNoRecordThatLeavesTheOutput() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        try site.put("outside.txt", "precious")
        try site.put("outside/x.txt", "precious")
        try site.link("public/link", to: "../outside")
        let hostile = ["../outside.txt", "\(site.root)/outside.txt", "link/x.txt", "link"]
        let files = (hostile + first.keys).map {
            (OutputPath($0), String(repeating: "0", count: 16))
        }
        try site.put(
            "public/.waymark.json", String(decoding: OutputRecord(files).bytes, as: UTF8.self))
        try await site.build(second)
        #expect(site.text("outside.txt") == "precious")
        #expect(site.text("outside/x.txt") == "precious")
        #expect(site.tree()["link"] == "->../outside")
    }

    @Test func leavesAReadersFolderWithoutARecordAlone() async throws {
        let site = try TemporaryOutput()
        try site.put("public/mine.txt", "mine")
        await #expect(throws: OutputError.self) { try await site.build(first) }
        #expect(isInPlace(try await site.build(first, force: true)))
        var expected = first
        expected["mine.txt"] = "mine"
        #expect(site.site() == expected)
    }

    private final class Steps: @unchecked Sendable {
        private let lock = NSLock()
        private var steps: [String] = []
        func add(_ step: String) { lock.withLock { steps.append(step) } }
        var all: [String] { lock.withLock { steps } }
    }
}
