import Synchronization
import Testing

@testable import Build

@Suite struct ConcurrentMapTests {
    @Test(arguments: [0, 1, 2, 31, 32, 33, 10_000])
    func keepsTheOrder(count: Int) async {
        let items = Array(0..<count)
        let doubled = await concurrentMap(items) { $0 * 2 }
        #expect(doubled == items.map { $0 * 2 })
    }

    @Test func throwsTheFirstFailureInOrder() async {
        struct Failure: Error, Equatable { var at: Int }
        for _ in 0..<50 {
            await #expect(throws: Failure(at: 137)) {
                try await concurrentMap(Array(0..<1000), runLength: 3) { item in
                    if item >= 137, item % 2 == 1 { throw Failure(at: item) }
                }
            }
        }
    }

    @Test func startsLittleAfterAFailure() async {
        struct Failure: Error {}
        let started = Atomic<Int>(0)
        let counter = Shared(started)
        await #expect(throws: Failure.self) {
            try await concurrentMap(Array(0..<100_000), runLength: 1) { _ in
                counter.value.wrappingAdd(1, ordering: .relaxed)
                throw Failure()
            }
        }
        #expect(counter.value.load(ordering: .relaxed) <= coreCount)
    }

    private final class Shared: Sendable {
        let value: Atomic<Int>
        init(_ value: consuming Atomic<Int>) { self.value = value }
    }
}
