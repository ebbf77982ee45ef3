import Glibc

/// A file that is copied into the output as it is, in pieces: it may be a film.
final class CopySource {
    private let file: OpenFile
    private let path: String
    private static let pieceSize = 1 << 17

    init(_ path: String) throws(OutputError) {
        // Non-blocking: a pipe in its place must not stop the build.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .source(path: path, code: errno) }
        file = OpenFile(descriptor, path: path)
        self.path = path
        switch try file.examine() {
        case .file: break
        case .folder: throw .source(path: path, code: EISDIR)
        case .other: throw .source(path: path, code: EINVAL)
        }
    }

    /// Its hash if `other` holds the same bytes; both are read once, and no further than they agree.
    func hashIfEqual(to other: OpenFile) throws -> String? {
        guard file.size == other.size else { return nil }
        var hash = FileHash()
        var mine = [UInt8](repeating: 0, count: Self.pieceSize)
        var theirs = mine
        while true {
            let (count, otherCount) = try mine.withUnsafeMutableBytes { mine in
                try theirs.withUnsafeMutableBytes {
                    (try read(into: mine), try other.read(into: $0))
                }
            }
            guard count == otherCount, memcmp(mine, theirs, count) == 0 else { return nil }
            mine.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
            if count < Self.pieceSize { return hash.finish() }
        }
    }

    /// Writes its bytes from the start and returns the hash of what was written, however the source changes meanwhile.
    func copy(to folder: OpenFolder, as name: [CChar]) throws -> String {
        try file.rewind()
        let target = try folder.createFile(name)
        var hash = FileHash()
        var piece = [UInt8](repeating: 0, count: Self.pieceSize)
        while true {
            let count = try piece.withUnsafeMutableBytes { try read(into: $0) }
            try folder.steps.take("write", folder.path, name)
            try piece.withUnsafeBytes { bytes in
                let filled = UnsafeRawBufferPointer(rebasing: bytes.prefix(count))
                hash.update(filled)
                try target.write(filled)
            }
            if count < Self.pieceSize { break }
        }
        try target.finish()
        return hash.finish()
    }

    /// A failure to read is the source's, not the output's.
    private func read(into buffer: UnsafeMutableRawBufferPointer) throws(OutputError) -> Int {
        do {
            return try file.read(into: buffer)
        } catch .system(_, _, let code) {
            throw .source(path: path, code: code)
        }
    }
}
