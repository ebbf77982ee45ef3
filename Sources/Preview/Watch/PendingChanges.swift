import Build
import Synchronization

/// What has changed and was not yet taken: the thread that watches puts it here, and the task that builds takes all of
/// it at once.
final class PendingChanges: Sendable {
    /// Says that there is something to take; one word is as good as many.
    let signal: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let changes = Mutex<SiteChanges?>(nil)

    init() {
        (signal, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func add(_ more: SiteChanges) {
        changes.withLock { $0 = $0?.joined(with: more) ?? more }
        continuation.yield()
    }

    /// nil where nothing has changed.
    func take() -> SiteChanges? {
        changes.withLock { changes in
            defer { changes = nil }
            return changes
        }
    }
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
