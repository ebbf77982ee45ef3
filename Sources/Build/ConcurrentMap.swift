import Glibc
import Synchronization

/// `items.map(transform)` on every core: results keep the order of `items`.
///
/// A fixed number of tasks, one per core, takes runs of items from a shared counter, so that ten thousand
/// cheap items cost a few hundred additions instead of ten thousand tasks, and a slow item delays only its
/// own run. Runs start in order; therefore the error thrown is always that of the first failing item, however
/// the tasks were scheduled. After a failure no further run starts.
///
/// Tasks have stacks of 512 kB: `transform` must not recurse over its input.
package func concurrentMap<Item: Sendable, Output: Sendable, Failure: Error>(
    _ items: [Item], runLength: Int? = nil,
    _ transform: @escaping @Sendable (Item) throws(Failure) -> Output
) async throws(Failure) -> [Output] {
    let workers = min(coreCount, items.count)
    guard workers > 1 else {
        var results: [Output] = []
        results.reserveCapacity(items.count)
        for item in items { results.append(try transform(item)) }
        return results
    }
    let length = max(1, runLength ?? min(32, items.count / (workers * 8)))
    let counter = RunCounter(limit: items.count, length: length)

    var runs: [FinishedRun<Output, Failure>] = []
    await withTaskGroup(of: [FinishedRun<Output, Failure>].self) { group in
        for _ in 0..<workers {
            group.addTask {
                var finished: [FinishedRun<Output, Failure>] = []
                while let range = counter.next() {
                    let run = mapRun(items[range], transform)
                    if run.failure != nil { counter.stop() }
                    finished.append(run)
                }
                return finished
            }
        }
        for await finished in group { runs += finished }
    }
    runs.sort { $0.start < $1.start }
    var results: [Output] = []
    results.reserveCapacity(items.count)
    for run in runs {
        if let failure = run.failure { throw failure }
        results += run.outputs
    }
    return results
}

/// The number of processors that this process may use.
package let coreCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

private struct FinishedRun<Output: Sendable, Failure: Error>: Sendable {
    var start: Int
    var outputs: [Output] = []
    var failure: Failure?
}

private func mapRun<Item, Output, Failure>(
    _ items: ArraySlice<Item>, _ transform: (Item) throws(Failure) -> Output
) -> FinishedRun<Output, Failure> {
    var run = FinishedRun<Output, Failure>(start: items.startIndex)
    run.outputs.reserveCapacity(items.count)
    for item in items {
        do throws(Failure) {
            run.outputs.append(try transform(item))
        } catch {
            run.failure = error
            break
        }
    }
    return run
}

/// Hands out ranges of items, lowest first, to whichever task asks next.
private final class RunCounter: Sendable {
    private let limit: Int
    private let length: Int
    private let position = Atomic<Int>(0)

    init(limit: Int, length: Int) {
        self.limit = limit
        self.length = length
    }

    func next() -> Range<Int>? {
        let start = position.wrappingAdd(length, ordering: .relaxed).oldValue
        guard start < limit else { return nil }
        return start..<min(start + length, limit)
    }

    /// Half of the range of `Int`: far past any limit, with room for the additions of tasks still asking.
    func stop() { position.store(Int.max / 2, ordering: .relaxed) }
}
