package import Build

/// What changes in a site's folders, as an endless sequence: each element is all that has changed since the last.
///
/// The folders are `content/`, `themes/` and `.github/`, which holds copies of forms, with all below them. A path is that
/// of a file: it begins with the root as it was given, and goes on as the site names it. What concerns folders, symbolic
/// links or what they lead to is `.everything`; files with names that the build leaves out are not told.
package struct WatchSite: AsyncSequence, Sendable {
    private let pending = PendingChanges()
    /// nil where not even a thread could be had.
    let thread: WatchThread?

    /// Whatever changes from now on is told.
    ///
    /// - Parameters:
    ///   - root: the absolute path of the folder that holds `content/`.
    ///   - isPolling: whether all files are looked at again and again, even where changes are announced.
    ///   - tell: is told once why they are, where that was not asked for; now or later, from any thread.
    package init(
        root: String, isPolling: Bool = false,
        tell: @escaping @Sendable (WatchTrouble) -> Void = { _ in }
    ) {
        let root = Self.withoutSlashes(root)
        let folders = isPolling ? nil : Self.watch(root, tell: tell)
        // Before the thread starts: what changes meanwhile is found.
        let files = folders == nil ? LookedAtFiles(root: root) : nil
        do throws(WatchTrouble) {
            thread = try WatchThread { [pending] end in
                if let folders {
                    var announced = AnnouncedChanges(folders, pending: pending)
                    do throws(WatchTrouble) {
                        return try announced.run(until: end)
                    } catch {
                        tell(error)
                    }
                }
                var files = files ?? LookedAtFiles(root: root)
                // Nobody knows what was missed.
                if folders != nil { pending.add(.everything) }
                files.run(until: end, pending: pending)
            }
        } catch {
            thread = nil
            tell(error)
        }
    }

    private static func watch(
        _ root: String, tell: (WatchTrouble) -> Void
    ) -> WatchedFolders? {
        do throws(WatchTrouble) {
            if let trouble = findSilentFolder(of: root) { throw trouble }
            return try WatchedFolders(root: root)
        } catch {
            tell(error)
            return nil
        }
    }

    private static func withoutSlashes(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(pending: pending, signal: pending.signal.makeAsyncIterator(), thread: thread)
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let pending: PendingChanges
        fileprivate var signal: AsyncStream<Void>.Iterator
        /// Held, so that it goes on.
        fileprivate let thread: WatchThread?

        /// nil only when the task is cancelled.
        package mutating func next() async -> SiteChanges? {
            while !Task.isCancelled {
                if let changes = pending.take() { return changes }
                if await signal.next() == nil { return nil }
            }
            return nil
        }
    }
}
