import Glibc

/// Seconds of processor time that this thread needs for `work`: other tests and programs do not count, as they would
/// on the clock.
func processorTime(_ work: () -> Void) -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    work()
    return now() - start
}
