import Glibc

/// Runs `body` on a thread of its own with a stack of 16 MB, and waits for it; nil where no thread can be had.
///
/// Yams loads and frees its nodes by recursion, up to libyaml's bound of 1,000 levels; a task has 512 kB.
/// Only documents that may be nested deeply come here.
func onDeepStack<Result>(_ body: () -> Result) -> Result? {
    withoutActuallyEscaping(body) { body in
        let job = DeepStackJob(body)
        // Allocated, not `pthread_attr_t()`: that is a C union, whose initialiser the compiler looks for in Yams.
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        defer { attributes.deallocate() }
        guard pthread_attr_init(attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(attributes) }
        guard pthread_attr_setstacksize(attributes, 16 << 20) == 0 else { return nil }
        var thread: pthread_t = 0
        let status = pthread_create(
            &thread, attributes,
            { argument in
                guard let argument else { return nil }
                Unmanaged<AnyDeepStackJob>.fromOpaque(argument).takeUnretainedValue().run()
                return nil
            }, Unmanaged<AnyDeepStackJob>.passUnretained(job).toOpaque())
        guard status == 0 else { return nil }
        pthread_join(thread, nil)
        return withExtendedLifetime(job) { job.result }
    }
}

private class AnyDeepStackJob {
    func run() {}
}

private final class DeepStackJob<Result>: AnyDeepStackJob {
    private var body: (() -> Result)?
    private(set) var result: Result?

    init(_ body: @escaping () -> Result) {
        self.body = body
    }

    override func run() {
        result = body?()
        body = nil
    }
}
