import Foundation
import Testing

@testable import Build

@Suite struct OutputFolderTests {
    private func open(
        _ site: TemporaryOutput, _ path: String, force: Bool = false
    ) throws -> OutputFolder {
        try OutputFolder.open(
            path: "\(site.root)/\(path)",
            protected: [
                .init(path: "\(site.root)/site/content", name: "the content folder"),
                .init(path: "\(site.root)/site/themes", name: "the themes folder"),
                .init(path: "\(site.root)/site", name: "the root", mayHoldOutput: true),
            ], force: force)
    }

    private func relation(
        _ site: TemporaryOutput, _ path: String, force: Bool = false
    ) throws -> OutputError.Relation? {
        do {
            _ = try open(site, path, force: force)
            return nil
        } catch OutputError.protected(_, let relation, _) {
            return relation
        }
    }

    @Test(arguments: [
        ("site/content", OutputError.Relation.same), ("site/content/sub/deep", .inside),
        ("site/themes", .same), ("site/themes/x", .inside), ("site", .same), ("site/.", .same),
        ("site/public/..", .same), ("site/new/../content", .same), (".", .contains),
        ("link-to-content", .same), ("link-to-content/x", .inside), ("../../../../../..", .same),
    ])
    func refusesToWriteOverSources(path: String, relation expected: OutputError.Relation) throws {
        let site = try TemporaryOutput()
        try site.put("site/content/index.md", "# A")
        try site.link("link-to-content", to: "site/content")
        #expect(try relation(site, path) == expected)
        #expect(try relation(site, path, force: true) == expected)
    }

    @Test(arguments: ["site/public", "site/build/deep", "elsewhere", "site/contents"])
    func acceptsPlacesBesideTheSources(path: String) throws {
        let site = try TemporaryOutput()
        try site.makeFolder("site/content")
        #expect(try open(site, path).path == "\(site.root)/\(path)")
        #expect(!site.exists(path))
    }

    @Test func refusesTheHomeFolder() throws {
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        #expect(
            throws: OutputError.protected(path: home, relation: .same, name: "your home folder")
        ) {
            try OutputFolder.open(path: home, protected: [])
        }
    }

    @Test func refusesAFolderWithFilesThatNoBuildWrote() throws {
        let site = try TemporaryOutput()
        try site.put("public/thesis.tex", "years of work")
        let path = "\(site.root)/public"
        #expect(throws: OutputError.notOurs(path: path, example: "thesis.tex")) {
            try open(site, "public")
        }
        #expect(try open(site, "public", force: true).path == path)
    }

    @Test func acceptsAnEmptyFolder() throws {
        let site = try TemporaryOutput()
        try site.makeFolder("public")
        #expect(try open(site, "public").path == "\(site.root)/public")
    }

    @Test func refusesAFile() throws {
        let site = try TemporaryOutput()
        try site.put("public", "a file")
        #expect(throws: OutputError.notAFolder(path: "\(site.root)/public")) {
            try open(site, "public")
        }
    }

    @Test func followsAFinalLinkEvenToWhatIsNotThereYet() throws {
        let site = try TemporaryOutput()
        try site.link("public", to: "real/place")
        #expect(try open(site, "public").path == "\(site.root)/real/place")
        try site.makeFolder("real/place")
        #expect(try open(site, "public").path == "\(site.root)/real/place")
    }

    @Test func refusesLinksThatGoInCircles() throws {
        let site = try TemporaryOutput()
        try site.link("a", to: "b")
        try site.link("b", to: "a")
        #expect(throws: OutputError.self) { try open(site, "a") }
    }

    @Test func saysWhatIsWrongInOneSentence() {
        let error = OutputError.occupied(
            path: "/p", by: (1...7).map { "\($0).html" }, forceHelps: true)
        #expect(
            "\(error)"
                == "cannot write to `/p`: `1.html`, `2.html`, `3.html`, `4.html`, `5.html` and 2 more "
                + "are in the way and not written by a build; move what is there away, "
                + "or give --force to replace it")
        #expect(
            "\(OutputError.system(path: "/p/a", doing: "write", code: ENOSPC))"
                == "cannot write `/p/a`: No space left on device")
    }
}
