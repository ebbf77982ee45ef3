import Build
import Foundation
import Testing

@testable import Preview

/// The folders that a site names itself, which may come, go and be links.
@Suite(.serialized) struct WatchTopTests {
    @Test(arguments: [false, true])
    func survivesContentThatVanishesAndComesBack(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        try site.files.rename("content", "away")
        #expect(await site.comesToTellEverything())
        site.forget()
        try site.files.write("away/folder/b.md", "# Changed meanwhile\n")
        try site.files.rename("away", "content")
        #expect(await site.comesToTellEverything())
        site.forget()
        try site.files.write("content/folder/b.md", "# Changed\n")
        #expect(await site.comesToTell("content/folder/b.md"))
        try site.files.remove("content")
        #expect(await site.comesToTellEverything())
        site.forget()
        try site.files.write("content/folder/b.md", "# New\n")
        #expect(await site.comesToTellEverything())
    }

    /// A folder that is the current one of some process announces its own end only when that process has left.
    @Test(arguments: [false, true], [false, true])
    func survivesARootThatIsReplaced(isPolling: Bool, isAtOnce: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        let held = open(site.root, O_RDONLY | O_DIRECTORY)
        defer { close(held) }
        let next = try WatchedSite.Folder()
        try next.write("content/a.md", "# Other\n")
        try FileManager.default.removeItem(atPath: site.root)
        if !isAtOnce {
            #expect(await site.comesToTellEverything())
            site.forget()
        }
        #expect(rename(next.root, site.root) == 0)
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
        try site.files.write("content/a.md", "# Edited\n")
        #expect(await site.comesToTell("content/a.md"))
        #expect(site.troubles == [])
    }

    @Test(arguments: [false, true])
    func followsARootThatIsALink(isPolling: Bool) async throws {
        let first = try WatchedSite.Folder()
        let second = try WatchedSite.Folder()
        let link = first.root + "-link"
        defer {
            for path in [first.root, second.root, link] {
                unlink(path)
                try? FileManager.default.removeItem(atPath: path)
            }
        }
        try first.write("content/a.md", "# First\n")
        try second.write("content/a.md", "# Second\n")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: first.root)
        let site = WatchedSite(watching: link, isPolling: isPolling)
        try FileManager.default.createSymbolicLink(
            atPath: link + "-new", withDestinationPath: second.root)
        #expect(rename(link + "-new", link) == 0)
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
        try second.write("content/a.md", "# Edited\n")
        #expect(await site.comesToTell("content/a.md"))
    }

    @Test(arguments: [false, true])
    func findsThemesThatAppear(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling) { try $0.remove("themes") }
        try site.files.write("themes/mine/styles/tokens.css", "a {}")
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
        try site.files.write("themes/mine/styles/tokens.css", "b {}")
        #expect(await site.comesToTell("themes/mine/styles/tokens.css"))
        #expect(site.paths == ["themes/mine/styles/tokens.css"])
    }

    @Test(arguments: [false, true])
    func tellsCopiesOfForms(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling) { folder in
            try folder.write(".github/ISSUE_TEMPLATE/access.yml", "name: Access\n")
        }
        try site.files.write(".github/ISSUE_TEMPLATE/access.yml", "name: Other\n")
        #expect(await site.comesToTellEverything())
    }

    @Test(arguments: [false, true])
    func followsTopsThatAreLinks(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling) { folder in
            try folder.rename("content", "pages")
            try folder.link("content", to: "pages")
            try folder.write("far/theme/styles/tokens.css", "a {}")
            try folder.link("themes/mine", to: "../far/theme")
            try folder.link("themes/all", to: "..")
        }
        try site.files.write("pages/a.md", "# Changed\n")
        try site.files.write("far/theme/styles/tokens.css", "b {}")
        #expect(await site.comesToTell("content/a.md", "themes/mine/styles/tokens.css"))
        try site.files.remove("themes/all")
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
        try site.files.write("pages/a.md", "# Changed again\n")
        #expect(await site.comesToTell("content/a.md"))
        #expect(site.paths == ["content/a.md"])
        // Another folder takes its place.
        try site.files.write("others/z.md", "# Z\n")
        try site.files.link("new", to: "others")
        try site.files.rename("new", "content")
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
        try site.files.write("others/z.md", "# Changed\n")
        #expect(await site.comesToTell("content/z.md"))
    }

    @Test(arguments: [false, true])
    func survivesALinkThatLeadsNowhereForAWhile(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling) { folder in
            try folder.rename("content", "pages")
            try folder.link("content", to: "pages")
        }
        try site.files.rename("pages", "away")
        #expect(await site.comesToTellEverything())
        site.forget()
        try site.files.rename("away", "pages")
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
    }

    @Test(arguments: [false, true])
    func survivesARootThatVanishesAndComesBack(isPolling: Bool) async throws {
        let site = try WatchedSite(isPolling: isPolling)
        let away = WatchedSite.Folder(root: site.root + "-away")
        defer { try? FileManager.default.removeItem(atPath: away.root) }
        try FileManager.default.moveItem(atPath: site.root, toPath: away.root)
        #expect(await site.comesToTellEverything())
        site.forget()
        try FileManager.default.moveItem(atPath: away.root, toPath: site.root)
        #expect(await site.comesToTellEverything())
        #expect(try await site.settle())
        try site.files.write("content/a.md", "# Changed\n")
        #expect(await site.comesToTell("content/a.md"))
    }

    /// The kernel's queue is bounded; what does not fit is not told one by one, and nothing is missed after that.
    @Test func survivesMoreEventsThanTheQueueHolds() throws {
        let folder = try WatchedSite.Folder()
        defer { try? FileManager.default.removeItem(atPath: folder.root) }
        try folder.makeFolder("content/folder")
        var watched = try WatchedFolders(root: folder.root)
        let limit = readSmallFile("/proc/sys/fs/inotify/max_queued_events").flatMap {
            Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        for number in 0...min(limit ?? 1 << 14, 1 << 15) / 2 {
            try folder.write("content/folder/\(number).md", "")
        }
        try folder.makeFolder("content/late")
        var mustScan = false
        var changes: [FolderChange] = []
        while case let events = watched.readEvents(), !events.isEmpty {
            for event in events {
                if let change = try watched.follow(event, mustScan: &mustScan) {
                    changes.append(change)
                }
            }
        }
        #expect(mustScan && changes.last == .everything)
        try watched.scan()
        try folder.write("content/late/a.md", "")
        let path = folder.path("content/late/a.md")
        let late = try watched.readEvents().compactMap {
            try watched.follow($0, mustScan: &mustScan)
        }
        #expect(late.last == .file(path, .whole))
    }

    @Test func endsWithTheTask() async throws {
        let folder = try WatchedSite.Folder()
        defer { try? FileManager.default.removeItem(atPath: folder.root) }
        try folder.makeFolder("content")
        var watch: WatchSite? = WatchSite(root: folder.root)
        weak let thread = watch?.thread
        let task = Task { [watch] in
            guard let watch else { return }
            for await _ in watch {}
        }
        watch = nil
        #expect(thread != nil)
        task.cancel()
        await task.value
        #expect(thread == nil)
    }

    @Test func endsItsThread() async throws {
        let (ended, continuation) = AsyncStream.makeStream(of: Void.self)
        var thread: WatchThread? = try WatchThread { end in
            while end.wait(milliseconds: -1) != .ended {}
            continuation.finish()
        }
        #expect(thread != nil)
        thread = nil
        for await _ in ended {}
    }
}
