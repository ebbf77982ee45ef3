import Diagnostics
import Foundation
import Testing

@testable import Build

/// The output as a whole: what is promised when it can be exchanged.
@Suite struct OutputExchangeTests {
    private let first = [
        "index.html": "home", "guide/a.html": "a", "guide/b.html": "b", "style.css": "s",
    ]

    @Test func writesANewOutputWithItsParents() async throws {
        let site = try TemporaryOutput()
        let report = try await site.build(first, to: "deep/er/public")
        #expect(report.method == .exchange)
        #expect(report.written == ["guide/a.html", "guide/b.html", "index.html", "style.css"])
        #expect(site.site("deep/er/public") == first)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(site.root)/deep/er").count == 1)
    }

    @Test func changesNothingWhenNothingDiffers() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        let before = try site.stamps()
        let report = try await site.build(
            first, onStep: { Issue.record("changed the disk: \($0)") })
        #expect(report == WriteReport(written: [], unchanged: 4, removed: [], method: .nothing))
        #expect(try site.stamps() == before)
    }

    @Test func writesOnlyWhatDiffers() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        let before = try site.stamps()
        var second = first
        second["guide/a.html"] = "changed"
        second["guide/b.html"] = nil
        second["new/c.html"] = "c"
        let report = try await site.build(second)
        #expect(report.method == .exchange)
        #expect(report.written == ["guide/a.html", "new/c.html"])
        #expect(report.unchanged == 2)
        #expect(report.removed == ["guide/b.html"])
        #expect(site.site() == second)
        let after = try site.stamps()
        #expect(after["index.html"] == before["index.html"])
        #expect(after["style.css"] == before["style.css"])
        #expect(site.leftovers() == [])
    }

    @Test func equalsACleanBuildAfterAnyChange() async throws {
        let site = try TemporaryOutput()
        for files in [first, ["guide": "now a file"], ["guide/a.html/x": "now a folder"], first] {
            try await site.build(files)
            try await site.build(files, to: "clean-\(UUID())/public")
            let clean = try TemporaryOutput()
            try await clean.build(files)
            #expect(site.tree() == clean.tree())
        }
    }

    @Test func removesFoldersThatBecomeEmpty() async throws {
        let site = try TemporaryOutput()
        try await site.build(["a/b/c/d.html": "d", "x.html": "x"])
        try await site.build(["x.html": "x"])
        #expect(Set(site.tree().keys) == ["x.html", ".waymark.json"])
    }

    @Test func restoresWhatWasEditedOrDeletedByHand() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        try site.put("public/index.html", "HOME")
        try site.remove("public/guide")
        let report = try await site.build(first)
        #expect(report.method == .exchange)
        #expect(report.written == ["guide/a.html", "guide/b.html", "index.html"])
        #expect(site.site() == first)
    }

    @Test func tellsComposedAndDecomposedNamesApart() async throws {
        let site = try TemporaryOutput()
        try await site.build(["cafe\u{301}.html": "x"])
        try await site.build(["caf\u{E9}.html": "x"])
        let names = try FileManager.default.contentsOfDirectory(atPath: site.publicPath)
            .filter { $0 != ".waymark.json" }
        #expect(names.map { Array($0.utf8) } == [Array("caf\u{E9}.html".utf8)])
    }

    @Test func writesThroughASymbolicLink() async throws {
        let site = try TemporaryOutput()
        try site.makeFolder("real")
        try site.link("public", to: "real")
        try await site.build(first)
        var second = first
        second["index.html"] = "second"
        #expect(try await site.build(second).method == .exchange)
        #expect(site.site("real") == second)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: site.publicPath) == "real")
    }

    @Test func keepsTheModeOfTheOutput() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        chmod(site.publicPath, 0o2750)
        try await site.build(["index.html": "new"])
        var status = stat()
        stat(site.publicPath, &status)
        #expect(status.st_mode & 0o7777 == 0o2750)
        stat("\(site.publicPath)/index.html", &status)
        #expect(status.st_mode & 0o777 & ~0o644 == 0)
    }

    @Test func copiesFilesOfAnySize() async throws {
        let site = try TemporaryOutput()
        for size in [0, 1, 1 << 17, (1 << 17) + 1, 1 << 19] {
            try site.put("content/a.png", String(repeating: "x", count: size))
            let source = "\(site.root)/content/a.png"
            let copy = PlannedFile(
                path: "a.png", kind: .asset, content: .copy(fromAbsolutePath: source),
                origin: Place(file: "content/a.png"))
            let plan = OutputPlan.make([copy]).plan
            let folder = try OutputFolder.open(path: site.publicPath, protected: [])
            #expect(try await folder.write(plan).written == ["a.png"])
            #expect(site.text("public/a.png")?.utf8.count == size)
            #expect(try await folder.write(plan).method == .nothing)
            let hash = FileHash.of([UInt8](repeating: UInt8(ascii: "x"), count: size))
            #expect(site.text("public/.waymark.json")?.contains(hash) == true)
        }
    }

    @Test(arguments: ["missing.png", "folder", "pipe"])
    func keepsTheOldSiteWhenASourceCannotBeCopied(name: String) async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        let before = site.tree()
        try site.makeFolder("folder")
        mkfifo("\(site.root)/pipe", 0o600)
        let copy = PlannedFile(
            path: "z.png", kind: .asset, content: .copy(fromAbsolutePath: "\(site.root)/\(name)"),
            origin: Place(file: name))
        let page = PlannedFile(
            path: "a.html", kind: .page, content: .bytes([65]), origin: Place(file: "a.md"))
        let folder = try OutputFolder.open(path: site.publicPath, protected: [])
        await #expect(throws: OutputError.self) {
            try await folder.write(OutputPlan.make([page, copy]).plan)
        }
        #expect(site.tree() == before)
        #expect(site.leftovers() == [])
    }

    @Test func keepsTheOldSiteWhenAPageCannotBeMade() async throws {
        struct Broken: Error {}
        let site = try TemporaryOutput()
        try await site.build(first)
        let before = site.tree()
        let files = (0..<100).map { i in
            PlannedFile(
                path: "\(i).html", kind: .page,
                content: .make { if i == 77 { throw Broken() } else { return [65] } },
                origin: Place(file: "\(i).md"))
        }
        let folder = try OutputFolder.open(path: site.publicPath, protected: [])
        await #expect(throws: Broken.self) { try await folder.write(OutputPlan.make(files).plan) }
        #expect(site.tree() == before)
        #expect(site.leftovers() == [])
    }

    @Test func refusesASecondBuildWhileOneIsWriting() async throws {
        let site = try TemporaryOutput()
        for before in [nil, first] {
            if let before { try await site.build(before) }
            let resolved = try OutputFolder.open(path: site.publicPath, protected: []).path
            try await site.build(["index.html": "mine \(before == nil)"]) { step in
                guard step.hasPrefix("exchange") || step.hasPrefix("create") else { return }
                let folder = try OutputFolder.open(path: resolved, protected: [])
                #expect(throws: OutputError.busy(path: resolved)) {
                    let writer = try OutputWriter(folder, plan(["x.html": "x"]), WriteSteps())
                    try writer.removeStaleStages()
                }
            }
            #expect(site.leftovers() == [])
        }
        #expect(site.site() == ["index.html": "mine false"])
    }

    @Test func removesTheStageOfAKilledBuildThoughNothingDiffers() async throws {
        let site = try TemporaryOutput()
        try await site.build(first)
        try site.put(".public.waymark-stage/deep/er/half.html", "ha")
        try site.put(".other.waymark-stage/x", "of another output")
        try site.link(".public.waymark-stage/link", to: "\(site.root)/precious")
        try site.put("precious/file", "kept")
        #expect(try await site.build(first).method == .nothing)
        #expect(site.leftovers() == [".other.waymark-stage"])
        #expect(site.text("precious/file") == "kept")
    }
}
