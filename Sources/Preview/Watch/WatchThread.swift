import Glibc

/// A thread of its own: it waits inside the system, which no thread that builds may do, and takes no processor time
/// while nothing happens. It ends soon after this object is gone.
final class WatchThread: Sendable {
    private let writeEnd: Int32

    /// - Parameter work: ends when a wait says `.ended`.
    init(_ work: @escaping @Sendable (WatchThreadEnd) -> Void) throws(WatchTrouble) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .noThread(String(cString: strerror(errno))) }
        // A browser that `--open` starts must not keep the ends.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let readEnd = ends[0]
        let job = Unmanaged.passRetained(
            WatchJob {
                work(WatchThreadEnd(file: readEnd))
                close(readEnd)
            })
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<WatchJob>.fromOpaque(argument).takeRetainedValue().work()
                return nil
            }, job.toOpaque())
        guard status == 0 else {
            job.release()
            close(readEnd)
            close(ends[1])
            throw .noThread(String(cString: strerror(status)))
        }
        pthread_detach(thread)
        writeEnd = ends[1]
    }

    // The other end notices that nobody can write any more.
    deinit { close(writeEnd) }
}

private final class WatchJob: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

/// What the thread waits on, and learns from that it is to end.
struct WatchThreadEnd: Sendable {
    fileprivate let file: Int32

    enum Waking: Equatable { case ended, ready, late }

    /// Until there is something to read, or the time is over.
    ///
    /// - Parameters:
    ///   - queue: a descriptor; -1 for none.
    ///   - milliseconds: -1 for no limit.
    func wait(for queue: Int32 = -1, milliseconds: Int32) -> Waking {
        var requests = [
            pollfd(fd: file, events: 0, revents: 0),
            pollfd(fd: queue, events: Int16(POLLIN), revents: 0),
        ]
        var count = poll(&requests, 2, milliseconds)
        while count < 0, errno == EINTR { count = poll(&requests, 2, milliseconds) }
        if count < 0 || requests[0].revents != 0 { return .ended }
        return count == 0 ? .late : .ready
    }
}
