import Glibc

/// A program that is run to its end, or to the end of its time, and with it all that it has started.
struct BoundedProcess {
    enum End: Equatable {
        case exited(Int32)
        case signal(Int32)
        case late
    }

    let program: String
    /// Without its name.
    let arguments: [String]
    /// `NAME=value`, and nothing else.
    let environment: [String]
    let folder: String
    let limit: Duration

    /// Bytes of what the program says that are kept: the last ones.
    private static let kept = 4096

    /// Runs it on the calling thread, which must wait: the program is killed when its thread ends, and so when this
    /// process is killed.
    func run() throws(PDFFailure) -> (end: End, said: [UInt8]) {
        let started = spawnProcess(
            program, arguments, environment: environment, folder: folder)
        guard let (process, output) = started else {
            throw .system(path: program, doing: "start", reason: systemMessage())
        }
        defer { close(output) }
        var tail = Tail(file: output, limit: Self.kept)
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        var isLate = false
        while !Self.hasEnded(process) {
            if clock.now >= deadline {
                isLate = true
                break
            }
            tail.wait(milliseconds: 20)
            tail.read()
        }
        // Its own children too, and before it is reaped: until then no other process has its number.
        kill(-process, SIGKILL)
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        tail.read()
        if isLate { return (.late, tail.bytes) }
        let signal = status & 0x7f
        return (signal == 0 ? .exited(status >> 8 & 0xff) : .signal(signal), tail.bytes)
    }

    /// Whether it has ended; it stays a zombie.
    private static func hasEnded(_ process: Int32) -> Bool {
        var info = siginfo_t()
        let code = waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT)
        if code != 0 { return errno != EINTR }
        return info.si_signo != 0
    }
}

/// The last bytes of a pipe that may never end.
private struct Tail {
    let file: Int32
    let limit: Int
    private(set) var bytes: [UInt8] = []
    private var isAtEnd = false

    init(file: Int32, limit: Int) {
        self.file = file
        self.limit = limit
    }

    /// Until there is something to read.
    func wait(milliseconds: Int32) {
        if isAtEnd {
            usleep(UInt32(milliseconds) * 1000)
        } else {
            var request = pollfd(file: file)
            poll(&request, 1, milliseconds)
        }
    }

    /// What is there, but no more than a pipe holds: the time is looked at in between.
    mutating func read() {
        guard !isAtEnd else { return }
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            let found = Glibc.read(file, buffer.baseAddress, buffer.count)
            count = max(0, found)
            if found == 0 { isAtEnd = true }
        }
        bytes += piece
        if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
    }
}

extension pollfd {
    fileprivate init(file: Int32) { self.init(fd: file, events: Int16(POLLIN), revents: 0) }
}
