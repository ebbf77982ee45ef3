// When changes are told. At once would be half a change: an editor empties the file before it writes, or moves the old
// one away before the new one has its name, and git writes one file after the other. Waiting for long is felt. So:
//
// - A single file that was closed, or put in place as a whole: 2 ms, in which a second file may come.
// - A file that is still open, one that went away, and several files: 5 ms without any news.
// - A file that was emptied and is still open, and news without an end: 100 ms after the first of them, not more.
// - While git holds the lock of its index, which it does while it changes files: until it lets go, but at most five
//   seconds.
//
// Programs write a file in far less than a millisecond; what comes later is told later, and built again.

import Build
import Glibc

struct SettlingChanges {
    private let git: GitLock
    private var changes: SiteChanges?
    /// Files that were not there when the first of these changes came, each with the pause in which it came.
    private var new: [String: Int] = [:]
    private let pause: () -> Int?
    private var since = ContinuousClock.now
    /// The file that was written last and is still open.
    private var open: String?
    private var isOneWholeFile = false

    /// - Parameter pause: tells one time in which nobody reads the files from another; nil while somebody does.
    init(root: String, pause: @escaping () -> Int? = { 0 }) {
        git = GitLock(root: root)
        self.pause = pause
    }

    var isEmpty: Bool { changes == nil }

    /// How long nothing may come before it is settled, in milliseconds.
    var patience: Int32 { isOneWholeFile ? 2 : 5 }

    mutating func add(_ change: FolderChange, now: ContinuousClock.Instant = .now) {
        if changes == nil { since = now }
        switch change {
        case .everything:
            changes = .everything
            isOneWholeFile = false
        case .file(let path, let kind): add(path, kind)
        }
    }

    private mutating func add(_ path: String, _ kind: FileChange) {
        switch kind {
        case .created, .modified: open = path
        case .whole, .gone: if open == path { open = nil }
        case .touched: break
        }
        guard case .paths(var paths) = changes ?? .paths([]) else { return }
        // Not copied for each file of thousands.
        changes = nil
        if kind == .created, !paths.contains(path) { new[path] = pause() }
        if kind == .gone, let came = new.removeValue(forKey: path), came == pause() {
            // As if it had never been: what a program tried out, or gave another name to. Nobody has seen it.
            paths.remove(path)
        } else {
            paths.insert(path)
        }
        isOneWholeFile = paths.count == 1 && open == nil && (kind == .whole || kind == .touched)
        changes = paths.isEmpty ? nil : .listing(paths)
    }

    /// Whether they are to be told now.
    ///
    /// - Parameter isQuiet: nothing came for as long as `patience` says.
    func areDue(isQuiet: Bool, now: ContinuousClock.Instant = .now) -> Bool {
        if isEmpty { return false }
        let age = now - since
        if git.isReasonToWait(after: age) { return false }
        return age >= .milliseconds(100) || isQuiet && !isEmptied
    }

    mutating func take() -> SiteChanges? {
        defer {
            changes = nil
            new = [:]
            open = nil
        }
        return changes
    }

    private var isEmptied: Bool {
        var status = stat()
        return open.map { stat($0, &status) == 0 && status.st_size == 0 } ?? false
    }
}
