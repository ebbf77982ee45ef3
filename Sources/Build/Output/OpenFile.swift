import Glibc

/// A file held open, closed when it is let go.
final class OpenFile {
    private var descriptor: Int32
    let path: String
    /// In bytes, when it was examined.
    private(set) var size = 0

    init(_ descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// What it is; sets its size.
    func examine() throws(OutputError) -> EntryKind {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .system(path: path, doing: "examine", code: errno)
        }
        size = Int(status.st_size)
        return EntryKind(mode: status.st_mode)
    }

    /// The bytes read into `buffer`; fewer than fit only at the file's end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(OutputError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = Glibc.read(
                descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(path: path, doing: "read", code: errno)
            }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(path: path, doing: "write", code: errno)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
    }

    func rewind() throws(OutputError) {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw .system(path: path, doing: "read", code: errno)
        }
    }

    /// Closes a written file; some file systems report a full disk only here.
    func finish() throws(OutputError) {
        let result = close(descriptor)
        descriptor = -1
        guard result == 0 else { throw .system(path: path, doing: "write", code: errno) }
    }
}

extension OpenFile {
    /// The rest of the file; `size` is a guess.
    func readAll(expecting size: Int) throws(OutputError) -> [UInt8] {
        var bytes: [UInt8] = []
        var wanted = size + 1
        while true {
            var failure: OutputError?
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                do throws(OutputError) {
                    count = try read(into: UnsafeMutableRawBufferPointer(buffer))
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
            if piece.count < wanted { return bytes }
            wanted = 1 << 16
        }
    }
}
