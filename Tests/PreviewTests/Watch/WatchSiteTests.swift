import Build
import Foundation
import Testing

@testable import Preview

/// Real folders; with inotify and without, the answers are the same.
@Suite(.serialized) struct WatchSiteTests {
    @Test(arguments: [false, true])
    func tellsAFileThatIsWrittenInPlace(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        try site.files.write("content/a.md", "# Other words\n")
        #expect(await site.comesToTell("content/a.md"))
        #expect(site.paths == ["content/a.md"])
        #expect(site.troubles.isEmpty)
    }

    @Test(arguments: [false, true])
    func tellsAFileThatTakesAnothersPlace(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        try site.files.write("content/folder/.b.md.new", "# New\n")
        try site.files.rename("content/folder/.b.md.new", "content/folder/b.md")
        #expect(await site.comesToTell("content/folder/b.md"))
        #expect(site.paths == ["content/folder/b.md"])
    }

    /// As Vim does: the old file is moved away, a new one written, and the old one deleted.
    @Test(arguments: [false, true])
    func tellsAFileThatWasMovedAwayAndWrittenAnew(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        try site.files.write("content/4913", "")
        try site.files.remove("content/4913")
        try site.files.rename("content/a.md", "content/a.md~")
        try site.files.write("content/a.md", "# New\n")
        try site.files.remove("content/a.md~")
        #expect(await site.comesToTell("content/a.md"))
        let told = try #require(site.paths)
        #expect(told.isSuperset(of: ["content/a.md"]) && !told.contains("content/a.md~"))
    }

    @Test(arguments: [false, true])
    func tellsANewFileAndADeletedOne(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        try site.files.write("content/folder/new.md", "# New\n")
        try site.files.remove("content/a.md")
        #expect(await site.comesToTell("content/folder/new.md", "content/a.md"))
        #expect(site.paths == ["content/folder/new.md", "content/a.md"])
    }

    /// `é` in one code point and in two: one name to Swift, two folders on the disk.
    @Test func followsAFolderWhoseTwinIsRemoved() async throws {
        let site = try WatchedSite(isPolling: false)
        try site.files.write("content/cafe\u{301}/a.md", "# A\n")
        try site.files.write("content/caf\u{E9}/a.md", "# A\n")
        try site.files.remove("content/cafe\u{301}")
        try #require(try await site.settle())
        try site.files.write("content/caf\u{E9}/a.md", "# Edited\n")
        #expect(await site.comesToTell("content/caf\u{E9}/a.md"))
    }

    @Test(arguments: [false, true])
    func tellsPermissions(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: site.files.path("content/a.md"))
        #expect(await site.comesToTell("content/a.md"))
        #expect(site.paths == ["content/a.md"])
    }

    /// The program that writes may keep its file open for ever.
    @Test func tellsAFileThatStaysOpen() async throws {
        let site = try WatchedSite()
        let file = try FileHandle(forWritingTo: URL(filePath: site.files.path("content/a.md")))
        try file.write(contentsOf: Data("# Some".utf8))
        #expect(await site.comesToTell("content/a.md"))
        site.forget()
        try file.write(contentsOf: Data(" more".utf8))
        #expect(await site.comesToTell("content/a.md"))
        try file.close()
    }

    @Test(arguments: [false, true])
    func watchesFoldersThatAppear(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        try site.files.write("content/new/deep/deeper/c.md", "# C\n")
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
        try site.files.write("content/new/deep/deeper/c.md", "# Changed\n")
        #expect(await site.comesToTell("content/new/deep/deeper/c.md"))
        #expect(site.paths == ["content/new/deep/deeper/c.md"])
    }

    /// Files in the new folders that nobody announces, because they were there before the watch.
    @Test func missesNothingInFoldersThatAppearByTheHundred() async throws {
        let site = try WatchedSite()
        for number in 0..<200 {
            try site.files.write("content/\(number)/x/page.md", "# Page\n")
            try site.files.write("content/\(number)/x/page.md", "# Page again\n")
        }
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
        for number in 0..<200 { try site.files.write("content/\(number)/x/page.md", "# New\n") }
        let names = Set((0..<200).map { site.root + "/content/\($0)/x/page.md" })
        #expect(
            await site.comesToTell { changes in
                changes.together == .paths(names)
            })
    }

    @Test(arguments: [false, true])
    func followsFoldersThatMove(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling) { folder in
            try folder.write("elsewhere/inner/c.md", "# C\n")
        }
        for (old, new) in [
            ("elsewhere", "content/in"), ("content/in", "content/folder/there"),
            ("content/folder/there", "out"),
        ] {
            site.forget()
            try site.files.rename(old, new)
            #expect(await site.comesToTellEverything(), "\(old) to \(new)")
            #expect(try await site.settle())
            try site.files.write("\(new)/inner/c.md", "# At \(new)\n")
            if new == "out" {
                try site.files.write("content/a.md", "# Changed\n")
                #expect(await site.comesToTell("content/a.md"))
                #expect(site.paths == ["content/a.md"])
            } else {
                #expect(await site.comesToTell("\(new)/inner/c.md"))
                #expect(site.paths == ["\(new)/inner/c.md"])
            }
        }
    }

    @Test(arguments: [false, true])
    func tellsAFolderThatIsDeleted(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        try site.files.remove("content/folder")
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
        try site.files.write("content/folder/b.md", "# Back\n")
        #expect(await site.comesToTellEverything())
    }

    @Test(arguments: [false, true])
    func tellsEachOfManyFiles(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        let names = (0..<2_000).map { "content/folder/\($0).md" }
        for name in names { try site.files.write(name, "# Page\n") }
        let wanted = Set(names.map { site.root + "/" + $0 })
        #expect(
            await site.comesToTell { changes in
                switch changes.together {
                case .everything: true
                case .paths(let paths): paths == wanted
                }
            })
    }

    @Test(arguments: [false, true])
    func tellsEverythingForWhatALinkLeadsTo(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling) { folder in
            try folder.link("content/linked", to: "folder")
            try folder.link("content/linked.md", to: "folder/../a.md")
            try folder.write("content/plain.md", "# Plain\n")
        }
        for name in ["content/folder/b.md", "content/a.md"] {
            site.forget()
            try site.files.write(name, "# Changed\n")
            #expect(await site.comesToTellEverything(), "\(name)")
        }
        #expect(try await site.settle())
        try site.files.write("content/plain.md", "# Changed\n")
        #expect(await site.comesToTell("content/plain.md"))
        #expect(site.paths == ["content/plain.md"])
    }

    @Test(arguments: [false, true])
    func tellsLinksThatComeAndGo(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        try site.files.link("content/linked", to: "folder")
        #expect(await site.comesToTellEverything())
        site.forget()
        try site.files.write("content/folder/b.md", "# Changed\n")
        #expect(await site.comesToTellEverything())
        site.forget()
        try site.files.remove("content/linked")
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
        try site.files.write("content/folder/b.md", "# Changed again\n")
        #expect(await site.comesToTell("content/folder/b.md"))
        #expect(site.paths == ["content/folder/b.md"])
    }

    @Test(arguments: [false, true])
    func leavesOutWhatIsNoSource(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling) { folder in
            try folder.makeFolder("content/.hidden")
            try folder.makeFolder("public")
        }
        try site.files.write("content/.hidden/a.md", "# Hidden\n")
        try site.files.write("content/.a.md.swp", "x")
        try site.files.write("content/folder/#b.md#", "x")
        try site.files.write("content/folder/b.md~", "x")
        try site.files.write("public/index.html", "x")
        try site.files.write("notes.txt", "x")
        try site.files.makeFolder("drafts")
        try site.files.write("content/a.md", "# Changed\n")
        #expect(await site.comesToTell("content/a.md"))
        #expect(site.paths == ["content/a.md"])
        try site.files.makeFolder("content/assets")
        #expect(await site.comesToTellEverything())
        site.forget()
        try site.files.write("content/assets/backup~", "x")
        #expect(await site.comesToTell("content/assets/backup~"))
    }
}
