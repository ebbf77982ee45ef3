// Looking at all files again and again, where changes are not announced.

import Build
import Glibc

struct LookedAtFiles: Sendable {
    private let root: String
    private let git: GitLock
    private var seen: [String: Version] = [:]
    private var links = FolderLinks()

    /// Three times a second, unless a look takes so long that this would be more than a tenth of a processor.
    private static let pause = Duration.milliseconds(333)
    private static let share = 10
    /// Of all sites together there are fewer files; a folder that holds more was linked by mistake.
    private static let maximumFiles = 1 << 20

    /// Whatever changes from now on is found.
    init(root: String) {
        self.root = root
        git = GitLock(root: root)
        (seen, links) = Self.look(at: root)
    }

    mutating func run(until end: WatchThreadEnd, pending: PendingChanges) {
        var pause = Self.pause
        while end.wait(milliseconds: milliseconds(pause)) != .ended {
            let start = ContinuousClock.now
            let found = findChanges()
            pause = max(Self.pause, (ContinuousClock.now - start) * Self.share)
            guard var changes = found else { continue }
            // What is half written, or half checked out, is other than it was a moment later.
            while true {
                if end.wait(milliseconds: 5) == .ended { return }
                let age = ContinuousClock.now - start
                if git.isReasonToWait(after: age) { continue }
                guard let more = findChanges() else { break }
                changes = changes.joined(with: more)
                if age >= .milliseconds(100) { break }
            }
            pending.add(changes)
        }
    }

    /// What differs from the last look; nil for nothing.
    mutating func findChanges() -> SiteChanges? {
        let (now, links) = Self.look(at: root)
        defer { (seen, self.links) = (now, links) }
        var paths: Set<String> = []
        for (path, version) in now where seen[path] != version { paths.insert(path) }
        for path in seen.keys where now[path] == nil { paths.insert(path) }
        if paths.isEmpty { return nil }
        let isMore = paths.contains { path in
            isNoFile(seen[path]) || isNoFile(now[path]) || links.lead(to: path)
                || SourceFolder.mayHoldCopy(path, root: root)
        }
        return isMore ? .everything : .listing(paths)
    }

    private func isNoFile(_ version: Version?) -> Bool {
        version.map { $0.mode & S_IFMT == S_IFDIR || $0.mode & S_IFMT == S_IFLNK } ?? false
    }

    private static func look(at root: String) -> (seen: [String: Version], links: FolderLinks) {
        var seen: [String: Version] = [:]
        var links = FolderLinks()
        var waiting = SourceFolder.tops(of: root)
        for top in waiting { links.note(top: top.path) }
        var elsewhere = 0
        while let folder = waiting.popLast(), seen.count < maximumFiles {
            if folder.isElsewhere {
                guard elsewhere < SourceFolder.maximumElsewhere else { continue }
                elsewhere += 1
            }
            seen[folder.path] = Version(folder: folder.path, mayBeLink: folder.isTop)
            for entry in folder.entries() {
                let path = folder.path + "/" + entry.name
                switch entry.kind {
                case .folder: waiting.append(folder.child(entry.name))
                case .link where folder.holdsThemes && folder.theme(entry.name).isThere:
                    links.note(top: path)
                    waiting.append(folder.theme(entry.name))
                case .link:
                    links.note(link: path)
                    seen[path] = Version(file: path)
                case .file:
                    if !isKeptByEditors(entry.name, in: folder) { seen[path] = Version(file: path) }
                }
            }
        }
        return (seen, links)
    }
}

extension LookedAtFiles {
    /// What tells one state of a file from another.
    struct Version: Sendable, Equatable {
        let mode: mode_t
        private let inode: ino_t
        private var size: off_t = 0
        private var modified = Moment()
        private var changed = Moment()

        /// nil for what is not there.
        init?(file path: String) {
            var status = stat()
            guard lstat(path, &status) == 0 else { return nil }
            self.init(status)
            size = status.st_size
            modified = Moment(status.st_mtim)
            changed = Moment(status.st_ctim)
        }

        /// That files came or went in a folder is seen by the files.
        init?(folder path: String, mayBeLink: Bool) {
            var status = stat()
            guard (mayBeLink ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
            self.init(status)
        }

        private init(_ status: stat) {
            mode = status.st_mode
            inode = status.st_ino
        }
    }
}

private struct Moment: Sendable, Equatable {
    var seconds = 0
    var nanoseconds = 0

    init() {}
    init(_ time: timespec) { (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec) }
}

/// Rounded down, for `poll(2)`.
private func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    return Int32(clamping: min(seconds, 1_000_000) * 1_000 + attoseconds / 1_000_000_000_000_000)
}
