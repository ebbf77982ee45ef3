import Diagnostics
import Foundation
import Testing

@testable import Build

@Suite struct LiveSiteTests {
    /// After every edit the site is what a build without a past would make of it.
    @Test(arguments: 1...12) func anyWalkEndsWhereAFreshBuildBegins(seed: UInt64) async throws {
        var walk = try SiteWalk(seed: seed)
        let options = BuildOptions(root: walk.folder.root)
        let live = LiveSite(options)
        _ = try await live.build(changes: .everything)
        var trail: [String] = []
        for _ in 0..<30 {
            let (edit, paths) = try walk.step()
            trail.append(edit)
            let build = try await live.build(changes: .paths(paths))
            let fresh = try await LiveSite(options).build(changes: .everything)
            try expectSame(build, fresh, "after \(trail)")
            try await expectWritten(build, options, "after \(trail)")
        }
    }

    /// What is served is what `build` writes, wherever it writes.
    private func expectWritten(
        _ build: LiveBuild, _ options: BuildOptions, _ comment: Comment
    ) async throws {
        var options = options
        options.output = options.root + "/public"
        guard !hasProblems(build.diagnostics, strict: false) else { return }
        let report = try await buildSite(options)
        try #require(report.failure == nil)
        let served = contents(of: build)
        for (path, text) in served {
            let written = FileManager.default.contents(atPath: "\(options.root)/public/\(path)")
            guard written != Data(text) else { continue }
            Issue.record("`\(path)` is not what is served, \(comment)")
            return
        }
        let files = try FileManager.default.subpathsOfDirectory(atPath: options.root + "/public")
            .filter { path in
                var isFolder: ObjCBool = false
                let full = "\(options.root)/public/\(path)"
                return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
                    && !isFolder.boolValue && path != ".waymark.json"
            }
        #expect(Set(files) == Set(served.keys), comment)
    }

    @Test func editOfATextRendersNothingElse() async throws {
        let folder = try TemporaryOutput()
        try folder.put("content/site.yml", "title: Site\n")
        for name in ["index", "a", "b"] {
            try folder.put(
                "content/\(name).md", "# Page \(name)\n\nText. [Go](index.md#page-index)\n")
        }
        let folders = try SiteFolders(root: folder.root)
        let options = BuildOptions(root: folder.root)
        var clock = PhaseClock(announce: { _ in })
        let first = await assembleSite(folders, options, clock: &clock) { _ in .onDemand }
        try folder.put("content/a.md", "# Page a\n\nOther text.\n")
        let changes = try #require(
            ChangedFiles(.paths([folder.root + "/content/a.md"]), in: folders))
        let second = await assembleSite(
            folders, options, after: LastBuild(site: first, changes: changes), clock: &clock
        ) { _ in .onDemand }
        #expect(zip(first.pages, second.pages).map { $0 === $1 } == [false, true, true])
        #expect(second.hasSamePlan)
        #expect(second.pages[0].html.contains("Other text"))
    }

    @Test func aFolderThatVanishesIsAFailureAndItsReturnIsNot() async throws {
        let folder = try TemporaryOutput()
        try folder.put("content/site.yml", "title: Site\n")
        try folder.put("content/index.md", "# Home\n")
        let site = LiveSite(BuildOptions(root: folder.root))
        #expect(try await site.build(changes: .everything).pages == 1)
        try folder.remove("content")
        await #expect(throws: BuildFailure.self) {
            try await site.build(changes: .paths([folder.root + "/content"]))
        }
        try folder.put("content/index.md", "# Home again\n")
        let build = try await site.build(changes: .paths([folder.root + "/content/index.md"]))
        guard case .bytes(let bytes) = build.file("index.html") else {
            Issue.record("no home page")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self).contains("Home again"))
    }

    /// `é` in one code point and in two: one name to Swift, two on the disk.
    @Test func aNameMaySpellALetterInAnotherWay() async throws {
        let folder = try TemporaryOutput()
        try folder.put("content/site.yml", "title: Site\n")
        try folder.put("content/index.md", "# Home\n")
        try folder.put("content/caf\u{E9}.md", "# Page\n")
        let options = BuildOptions(root: folder.root)
        let site = LiveSite(options)
        _ = try await site.build(changes: .everything)
        func expectFresh(_ names: [String], _ comment: Comment) async throws {
            let paths = Set(names.map { "\(folder.root)/content/\($0)" })
            try expectSame(
                try await site.build(changes: .paths(paths)),
                try await LiveSite(options).build(changes: .everything), comment)
        }
        try folder.put("content/cafe\u{301}.md", "# Twin\n")
        try await expectFresh(["cafe\u{301}.md"], "with a twin")
        try folder.put("content/cafe\u{301}.md", "# Twin\n\n[x](gone.md)\n")
        try folder.put("content/caf\u{E9}.md", "# Page\n\n[x](gone.md)\n")
        try await expectFresh(["cafe\u{301}.md", "caf\u{E9}.md"], "both edited")
        try folder.remove("content/caf\u{E9}.md")
        try await expectFresh(["caf\u{E9}.md"], "the twin alone")
    }

    @Test func aHardLinkIsAPathLikeAnother() async throws {
        let folder = try TemporaryOutput()
        try folder.put("content/site.yml", "title: Site\n")
        try folder.put("content/index.md", "# Home\n")
        try FileManager.default.linkItem(
            atPath: folder.root + "/content/index.md", toPath: folder.root + "/content/second.md")
        let options = BuildOptions(root: folder.root)
        let site = LiveSite(options)
        _ = try await site.build(changes: .everything)
        let file = try #require(
            FileHandle(forWritingAtPath: folder.root + "/content/index.md"))
        try file.seekToEnd()
        try file.write(contentsOf: Data("\nMore.\n".utf8))
        try file.close()
        try expectSame(
            try await site.build(changes: .paths([folder.root + "/content/index.md"])),
            try await LiveSite(options).build(changes: .everything), "after an edit")
    }

    @Test func aFileThatHasTwoPathsIsChangedAtBoth() async throws {
        let folder = try TemporaryOutput()
        try folder.put("content/site.yml", "title: Site\n")
        try folder.put("content/index.md", "# Home\n")
        try folder.put("content/one/a.md", "# Before\n")
        try folder.link("content/two", to: "one")
        let options = BuildOptions(root: folder.root)
        let site = LiveSite(options)
        _ = try await site.build(changes: .everything)
        try folder.put("content/one/a.md", "# After\n")
        let build = try await site.build(changes: .paths([folder.root + "/content/one/a.md"]))
        #expect(
            contents(of: build)
                == contents(of: try await LiveSite(options).build(changes: .everything)))
    }
}
