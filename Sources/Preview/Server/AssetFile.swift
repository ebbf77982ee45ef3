import Glibc

/// A file of the content folder, held open while it is sent: in pieces, since it may be a film.
package final class AssetFile: Sendable {
    let size: Int
    /// Changes whenever the file is written or replaced.
    let version: String
    private let descriptor: Int32

    /// nil where no regular file can be read. Opened without blocking: a pipe in its place must not hold the server.
    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0, Self.isFile(status) else {
            if descriptor >= 0 { close(descriptor) }
            return nil
        }
        size = Int(status.st_size)
        version = Self.version(status)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The version of a file that is not opened for it; empty where there is none.
    static func version(at path: String) -> String {
        var status = stat()
        return stat(path, &status) == 0 && isFile(status) ? version(status) : ""
    }

    /// At most `count` bytes; fewer where the file has become shorter.
    func read(at offset: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while initialized < count {
                let read = pread(
                    descriptor, buffer.baseAddress.map { $0 + initialized }, count - initialized,
                    off_t(offset + initialized))
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { break }
                initialized += read
            }
        }
    }

    private static func isFile(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }

    private static func version(_ status: stat) -> String {
        [
            Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
        ].map { String($0, radix: 16) }.joined(separator: "-")
    }
}
