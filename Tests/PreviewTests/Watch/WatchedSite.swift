import Build
import Foundation
import Synchronization

@testable import Preview

/// A folder of its own with a watch on it, and what the watch has told; both are gone with the object.
final class WatchedSite: Sendable {
    let root: String
    private let told = Told()
    private let task: Task<Void, Never>

    /// Shared with the task, which must not keep the site alive.
    private final class Told: Sendable {
        let changes = Mutex<[SiteChanges]>([])
        let troubles = Mutex<[WatchTrouble]>([])
    }

    /// A site of `content/a.md`, `content/folder/b.md` and `themes/`.
    ///
    /// - Parameter prepare: makes more of it before it is watched.
    convenience init(
        isPolling: Bool = false, prepare: (WatchedSite.Folder) throws -> Void = { _ in }
    ) throws {
        let folder = try Folder()
        try folder.write("content/a.md", "# A\n")
        try folder.write("content/folder/b.md", "# B\n")
        try folder.makeFolder("themes")
        try prepare(folder)
        self.init(watching: folder.root, isPolling: isPolling)
    }

    /// A folder that is there, or a link to one.
    init(watching root: String, isPolling: Bool) {
        self.root = root
        let watch = WatchSite(root: root, isPolling: isPolling) { [told] trouble in
            told.troubles.withLock { $0.append(trouble) }
        }
        task = Task { [told] in
            for await changes in watch { told.changes.withLock { $0.append(changes) } }
        }
    }

    deinit {
        task.cancel()
        try? FileManager.default.removeItem(atPath: root)
    }

    var files: Folder { Folder(root: root) }
    var changes: [SiteChanges] { told.changes.withLock { $0 } }
    var troubles: [WatchTrouble] { told.troubles.withLock { $0 } }

    /// Forgets what was told until now.
    func forget() { told.changes.withLock { $0 = [] } }

    /// Waits until what was told fits; false when it does not for ten seconds.
    func comesToTell(_ fits: ([SiteChanges]) -> Bool) async -> Bool {
        let end = ContinuousClock.now + .seconds(10)
        var looks = 0
        while !fits(changes) {
            // Other tests may keep all threads busy for that long. Whoever looks again and again had one, and so had
            // the task that is told.
            if looks > 1000, ContinuousClock.now > end { return false }
            looks += 1
            try? await Task.sleep(for: .milliseconds(1))
        }
        return true
    }

    /// Waits until each of the paths was told, or everything.
    func comesToTell(_ paths: String...) async -> Bool {
        let wanted = Set(paths.map { root + "/" + $0 })
        return await comesToTell { changes in
            switch changes.together {
            case .everything: true
            case .paths(let paths): paths.isSuperset(of: wanted)
            }
        }
    }

    /// Waits until a file was told that is written now, by its name, and so all that was done before; then forgets all.
    func settle() async throws -> Bool {
        for number in 0..<10 {
            let name = "content/settled-\(number).md"
            forget()
            // One announcement, not one for each step of writing.
            try files.write("content/.settled", "")
            try files.rename("content/.settled", name)
            guard await comesToTell(name) else { return false }
            if paths != nil {
                forget()
                return true
            }
        }
        return false
    }

    func comesToTellEverything() async -> Bool {
        await comesToTell { $0.contains(.everything) }
    }

    /// Relative to the root; nil where everything may have changed.
    var paths: Set<String>? {
        guard case .paths(let paths) = changes.together else {
            return nil
        }
        return Set(paths.map { String($0.dropFirst(root.count + 1)) })
    }

    /// What editors and other programs do to files; all paths are relative to the root.
    struct Folder {
        let root: String

        init(root: String) { self.root = root }

        init() throws {
            let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
                .appending(path: "waymark-watch-\(UUID().uuidString)")
            root = folder.path
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }

        func path(_ name: String) -> String { root + "/" + name }

        func makeFolder(_ name: String) throws {
            try FileManager.default.createDirectory(
                atPath: path(name), withIntermediateDirectories: true)
        }

        /// Empties the file, writes, closes.
        func write(_ name: String, _ text: String) throws {
            try makeFolder((name as NSString).deletingLastPathComponent)
            try Data(text.utf8).write(to: URL(filePath: path(name)))
        }

        func rename(_ old: String, _ new: String) throws {
            guard Glibc.rename(path(old), path(new)) == 0 else { throw POSIXError(.EINVAL) }
        }

        func remove(_ name: String) throws {
            try FileManager.default.removeItem(atPath: path(name))
        }

        func link(_ name: String, to target: String) throws {
            try FileManager.default.createSymbolicLink(
                atPath: path(name), withDestinationPath: target)
        }
    }
}

extension [SiteChanges] {
    /// All in one.
    var together: SiteChanges { reduce(SiteChanges.paths([])) { $0.joined(with: $1) } }
}
