/// XXH64 (seed 0) of a file, fed in pieces: what the record holds of each file, and what the preview tells its versions by.
///
/// Not SHA-256: every byte of every build passes through it, and no one's safety depends on it. At 15 kB a page SHA-256
/// was two thirds of a build that changes nothing; this is a twentieth of that. `xxhsum -H64` gives the same digits.
package struct FileHash {
    private var lanes: (UInt64, UInt64, UInt64, UInt64) = (
        prime1 &+ prime2, prime2, 0, 0 &- prime1
    )
    /// Bytes that do not fill a stripe yet; always fewer than 32.
    private var rest: [UInt8] = []
    private var length: UInt64 = 0

    package init() {}

    package static func of(_ bytes: [UInt8]) -> String {
        var hash = FileHash()
        bytes.withUnsafeBytes { hash.update($0) }
        return hash.finish()
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length &+= UInt64(bytes.count)
        var bytes = bytes
        if !rest.isEmpty {
            let taken = min(32 - rest.count, bytes.count)
            rest += bytes.prefix(taken)
            bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(taken))
            guard rest.count == 32 else { return }
            rest.withUnsafeBytes { absorb($0) }
            rest.removeAll(keepingCapacity: true)
        }
        absorb(bytes)
        // As a slice: `suffix` would be that of sequences, which looks at every byte.
        rest += bytes[(bytes.count - bytes.count % 32)...]
    }

    /// Whole stripes of 32 bytes; what is left over is not looked at.
    private mutating func absorb(_ bytes: UnsafeRawBufferPointer) {
        var (a, b, c, d) = lanes
        var at = 0
        while at &+ 32 <= bytes.count {
            a = mix(a, word(bytes, at))
            b = mix(b, word(bytes, at &+ 8))
            c = mix(c, word(bytes, at &+ 16))
            d = mix(d, word(bytes, at &+ 24))
            at &+= 32
        }
        lanes = (a, b, c, d)
    }

    /// 16 lower-case hexadecimal digits.
    package func finish() -> String {
        var hash = prime5
        if length >= 32 {
            let (a, b, c, d) = lanes
            hash = rotate(a, 1) &+ rotate(b, 7) &+ rotate(c, 12) &+ rotate(d, 18)
            for lane in [a, b, c, d] { hash = (hash ^ mix(0, lane)) &* prime1 &+ prime4 }
        }
        hash &+= length
        rest.withUnsafeBytes { hash = Self.absorb(tail: $0, into: hash) }
        hash = (hash ^ hash &>> 33) &* prime2
        hash = (hash ^ hash &>> 29) &* prime3
        hash ^= hash &>> 32
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private static func absorb(tail: UnsafeRawBufferPointer, into start: UInt64) -> UInt64 {
        var hash = start
        var at = 0
        while at + 8 <= tail.count {
            hash = rotate(hash ^ mix(0, word(tail, at)), 27) &* prime1 &+ prime4
            at += 8
        }
        if at + 4 <= tail.count {
            let half = tail.loadUnaligned(fromByteOffset: at, as: UInt32.self)
            hash = rotate(hash ^ UInt64(UInt32(littleEndian: half)) &* prime1, 23)
            hash = hash &* prime2 &+ prime3
            at += 4
        }
        while at < tail.count {
            hash = rotate(hash ^ UInt64(tail[at]) &* prime5, 11) &* prime1
            at += 1
        }
        return hash
    }
}

private let prime1: UInt64 = 0x9e37_79b1_85eb_ca87
private let prime2: UInt64 = 0xc2b2_ae3d_27d4_eb4f
private let prime3: UInt64 = 0x1656_67b1_9e37_79f9
private let prime4: UInt64 = 0x85eb_ca77_c2b2_ae63
private let prime5: UInt64 = 0x27d4_eb2f_1656_67c5

@inline(__always)
private func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
}

@inline(__always)
private func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x &<< n | x &>> (64 &- n) }

@inline(__always)
private func mix(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ word &* prime2, 31) &* prime1
}
