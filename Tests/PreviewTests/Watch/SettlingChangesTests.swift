import Build
import Foundation
import Synchronization
import Testing

@testable import Preview

struct SettlingChangesTests {
    @Test func waitsLessForOneWholeFile() {
        var settling = SettlingChanges(root: "/nowhere")
        #expect(settling.isEmpty && !settling.areDue(isQuiet: true))
        let now = ContinuousClock.now
        settling.add(.file("/a", .modified), now: now)
        #expect(settling.patience == 5)
        settling.add(.file("/a", .whole), now: now)
        #expect(settling.patience == 2 && !settling.areDue(isQuiet: false, now: now))
        #expect(settling.areDue(isQuiet: true, now: now))
        settling.add(.file("/b", .whole))
        #expect(settling.patience == 5)
        #expect(settling.take() == .paths(["/a", "/b"]))
        #expect(settling.isEmpty)
    }

    @Test func forgetsAFileThatOnlyComesAndGoes() {
        var settling = SettlingChanges(root: "/nowhere")
        settling.add(.file("/4913", .created))
        settling.add(.file("/4913", .whole))
        settling.add(.file("/4913", .gone))
        #expect(settling.isEmpty)
        // One that was there, and goes at last.
        settling.add(.file("/a", .gone))
        settling.add(.file("/a", .created))
        settling.add(.file("/a", .gone))
        #expect(settling.take() == .paths(["/a"]))
    }

    /// A build that was under way may have listed it, and must be told that it is gone.
    @Test(arguments: [([nil, nil], true), ([nil, 1], true), ([1, 2], true), ([1, 1], false)])
    func tellsOfAFileThatSomebodyMayHaveSeen(pauses: [Int?], isTold: Bool) {
        let left = Mutex(pauses)
        var settling = SettlingChanges(root: "/nowhere") { left.withLock { $0.removeFirst() } }
        settling.add(.file("/a", .created))
        settling.add(.file("/a", .gone))
        #expect(settling.take() == (isTold ? .paths(["/a"]) : nil))
    }

    @Test func knowsWhetherAnybodyBuilds() {
        let pending = PendingChanges()
        #expect(pending.pause == nil)
        #expect(pending.take() == nil)
        let first = pending.pause
        #expect(first != nil)
        pending.add(.everything)
        #expect(pending.pause == nil)
        #expect(pending.take() == .everything)
        #expect(pending.pause == nil)
        #expect(pending.take() == nil)
        #expect(pending.pause != nil && pending.pause != first)
    }

    /// Editors empty the file, and then write.
    @Test func waitsForAnEmptyFileThatIsOpen() throws {
        let folder = try WatchedSite.Folder()
        defer { try? FileManager.default.removeItem(atPath: folder.root) }
        try folder.write("a.md", "")
        var settling = SettlingChanges(root: folder.root)
        let now = ContinuousClock.now
        settling.add(.file(folder.path("a.md"), .modified), now: now)
        #expect(!settling.areDue(isQuiet: true, now: now + .milliseconds(99)))
        #expect(settling.areDue(isQuiet: true, now: now + .milliseconds(100)))
        try folder.write("a.md", "# A\n")
        #expect(settling.areDue(isQuiet: true, now: now))
        // Nobody has it open, and so nobody will write.
        try folder.write("a.md", "")
        settling.add(.file(folder.path("a.md"), .whole), now: now)
        #expect(settling.areDue(isQuiet: true, now: now))
    }

    @Test func doesNotWaitForEver() throws {
        var settling = SettlingChanges(root: "/nowhere")
        let now = ContinuousClock.now
        settling.add(.file("/a", .modified), now: now)
        #expect(!settling.areDue(isQuiet: false, now: now + .milliseconds(99)))
        settling.add(.file("/a", .modified), now: now + .milliseconds(100))
        #expect(settling.areDue(isQuiet: false, now: now + .milliseconds(100)))
    }

    @Test(arguments: [false, true])
    func waitsForGit(isSecondTree: Bool) throws {
        let folder = try WatchedSite.Folder()
        defer { try? FileManager.default.removeItem(atPath: folder.root) }
        let lock = isSecondTree ? "main/git/worktrees/second/index.lock" : ".git/index.lock"
        try folder.write(lock, "")
        if isSecondTree { try folder.write(".git", "gitdir: main/git/worktrees/second\n") }
        try folder.makeFolder("docs/site")
        var settling = SettlingChanges(root: folder.path("docs/site"))
        settling.add(.file("/a", .whole))
        #expect(!settling.areDue(isQuiet: true))
        // Of a git that died long ago.
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: folder.path(lock))
        #expect(settling.areDue(isQuiet: true))
        try folder.write(lock, "")
        #expect(!settling.areDue(isQuiet: true))
        // A checkout takes longer than a second on a busy machine; a message takes its user longer than any checkout.
        let git = GitLock(root: folder.path("docs/site"))
        #expect(git.isReasonToWait(after: .seconds(4)) && !git.isReasonToWait(after: .seconds(5)))
        try folder.write(lock, "DIRC")
        #expect(git.isReasonToWait(after: .milliseconds(900)))
        #expect(!git.isReasonToWait(after: .seconds(1)))
        try folder.remove(lock)
        #expect(settling.areDue(isQuiet: true))
    }

    @Test func tellsEverythingForTooManyPaths() {
        let half = Set((0..<SiteChanges.maximumPaths).map { "/\($0)" })
        #expect(SiteChanges.listing(half) == .paths(half))
        #expect(SiteChanges.paths(half).joined(with: .paths(["/a"])) == .everything)
        #expect(SiteChanges.paths(half).joined(with: .everything) == .everything)
    }
}

struct SilentFileSystemTests {
    private let mounts = """
        22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
        36 22 0:32 / /home/alice rw,nosuid shared:5 master:2 - nfs4 files.example.org:/home rw,vers=4.2
        41 22 0:40 / /mnt/a\\040b rw - fuse.sshfs alice@example.org: rw
        5 22 broken
        """

    @Test(arguments: [
        ("pos:\t0\nflags:\t0100000\nmnt_id:\t36\nino:\t2\n", "nfs4"), ("mnt_id: 22", "ext4"),
        ("mnt_id:\t41", "fuse.sshfs"), ("mnt_id:\t4", nil), ("mnt_id:\t5", nil), ("", nil),
    ])
    func readsTheSystemsListOfMounts(descriptor: String, type: String?) {
        #expect(fileSystem(descriptor: descriptor, mounts: mounts) == type)
    }

    @Test func knowsWhereOthersWrite() {
        for type in ["nfs4", "cifs", "9p", "vboxsf", "virtiofs", "fuse.sshfs", "fuse"] {
            #expect(isSilent(type), "\(type)")
        }
        for type in [
            "ext4", "btrfs", "xfs", "tmpfs", "overlay", "zfs", "fuse.fuse-overlayfs", "fuseblk",
        ] {
            #expect(!isSilent(type), "\(type)")
        }
    }

    @Test func findsNoneHere() throws {
        let folder = try WatchedSite.Folder()
        defer { try? FileManager.default.removeItem(atPath: folder.root) }
        try folder.makeFolder("content")
        #expect(findSilentFolder(of: folder.root) == nil)
    }
}

struct FolderEventTests {
    private func event(_ watch: UInt8, _ length: UInt8, _ name: [UInt8]) -> [UInt8] {
        [watch, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, length, 0, 0, 0] + name
    }

    @Test func readsNamesOfAllKinds() {
        let bytes =
            event(1, 8, Array("a.md".utf8) + [0, 0, 0, 0]) + event(2, 0, [])
            + event(3, 2, [0xFF, 0])
        #expect(
            bytes.withUnsafeBytes { FolderEvent.read($0) } == [
                FolderEvent(watch: 1, kinds: .written, name: .text("a.md")),
                FolderEvent(watch: 2, kinds: .written, name: nil),
                FolderEvent(watch: 3, kinds: .written, name: .notUTF8),
            ])
    }

    @Test func readsNoFurtherThanThereIs() {
        let whole = event(1, 200, Array("a".utf8))
        for count in 0...whole.count {
            let read = whole[..<count].withUnsafeBytes { FolderEvent.read($0) }
            #expect(read.count == (count < 16 ? 0 : 1))
        }
    }
}
