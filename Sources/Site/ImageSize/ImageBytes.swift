/// An image's bytes, which answer nil for what is not there.
struct ImageBytes {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func byte(at offset: Int) -> UInt8? {
        offset >= 0 && offset < bytes.count ? bytes[offset] : nil
    }

    /// A number of `size` bytes, 1 to 4, the most significant first.
    func big(_ size: Int, at offset: Int) -> Int? {
        guard has(size, at: offset) else { return nil }
        return bytes[offset..<offset + size].reduce(0) { $0 << 8 | Int($1) }
    }

    /// A number of `size` bytes, 1 to 4, the least significant first.
    func little(_ size: Int, at offset: Int) -> Int? {
        guard has(size, at: offset) else { return nil }
        return bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func starts(with prefix: [UInt8], at offset: Int = 0) -> Bool {
        has(prefix.count, at: offset)
            && bytes[offset..<offset + prefix.count].elementsEqual(prefix)
    }

    /// The offset after the next `pattern` from `offset` on, looking no further than `limit`.
    func end(of pattern: [UInt8], from offset: Int, limit: Int) -> Int? {
        var i = offset
        while i + pattern.count <= min(limit, bytes.count) {
            if starts(with: pattern, at: i) { return i + pattern.count }
            i += 1
        }
        return nil
    }

    private func has(_ size: Int, at offset: Int) -> Bool {
        offset >= 0 && offset <= bytes.count - size
    }
}
