import Build
import Synchronization

/// What has changed and was not yet taken: the thread that watches puts it here, and the task that builds takes all of
/// it at once.
final class PendingChanges: Sendable {
    /// Says that there is something to take; one word is as good as many.
    let signal: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private struct State {
        var changes: SiteChanges?
        var isAwaited = false
        var takings = 0
    }

    private let state = Mutex(State())

    init() {
        (signal, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func add(_ more: SiteChanges) {
        state.withLock { $0.changes = $0.changes?.joined(with: more) ?? more }
        continuation.yield()
    }

    /// nil where nothing has changed.
    func take() -> SiteChanges? {
        state.withLock { state in
            defer { state.changes = nil }
            state.isAwaited = state.changes == nil
            state.takings += 1
            return state.changes
        }
    }

    /// A number of its own for each time in which nobody builds, all that was told having been built; nil while
    /// somebody may be reading the files.
    var pause: Int? { state.withLock { $0.isAwaited && $0.changes == nil ? $0.takings : nil } }
}

extension SiteChanges {
    /// More paths than this are no longer told one by one.
    static let maximumPaths = 1 << 14

    func joined(with other: SiteChanges) -> SiteChanges {
        guard case .paths(let mine) = self, case .paths(let others) = other else {
            return .everything
        }
        return .listing(mine.union(others))
    }

    static func listing(_ paths: Set<String>) -> SiteChanges {
        paths.count > maximumPaths ? .everything : .paths(paths)
    }
}
