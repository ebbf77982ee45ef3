import Glibc

/// Why a file was not read.
struct ReadError: Error {
    let message: String
    let isMissing: Bool
}

/// Reads a regular file whole, however its size changes meanwhile, up to `limit` bytes and one more.
///
/// Opened without blocking, so that a pipe that took the file's place cannot hold the build.
func readFile(_ path: String, limit: Int = Int.max - 1) throws(ReadError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
        let code = errno
        throw ReadError(message: systemMessage(code), isMissing: code == ENOENT || code == ENOTDIR)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else {
        throw ReadError(message: systemMessage(), isMissing: false)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
        throw ReadError(message: "it is not a regular file", isMissing: false)
    }
    // One byte more than the size: the read that fills it less tells the end without another call.
    var capacity = min(Int(status.st_size), limit) + 1
    var bytes: [UInt8] = []
    while bytes.count <= limit {
        let wanted = capacity - bytes.count
        var failure: Int32 = 0
        var count = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
            count = read(file, buffer.baseAddress, wanted)
            if count < 0 { failure = errno }
            initialized = max(count, 0)
        }
        if count < 0 {
            if failure == EINTR { continue }
            throw ReadError(message: systemMessage(failure), isMissing: false)
        }
        if count == 0 { break }
        if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        if count < wanted, bytes.count >= Int(status.st_size) { break }
        if bytes.count == capacity { capacity += max(1 << 16, capacity / 2) }
    }
    return bytes
}
