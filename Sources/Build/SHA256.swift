/// SHA-256 as FIPS 180-4 defines it, fed in pieces.
///
/// Our own, because the alternatives cost more than they save: swift-crypto compiles a whole BoringSSL for one
/// function. It names assets and fills the record of what a build wrote; nothing secret depends on it.
package struct SHA256 {
    private var state: State = (
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
        0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
    )
    /// Bytes that do not fill a block yet; always fewer than 64.
    private var rest: [UInt8] = []
    private var length: UInt64 = 0

    package init() {}

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length &+= UInt64(bytes.count)
        var bytes = bytes[...]
        if !rest.isEmpty {
            let taken = min(64 - rest.count, bytes.count)
            rest += bytes.prefix(taken)
            bytes = bytes.dropFirst(taken)
            guard rest.count == 64 else { return }
            rest.withUnsafeBytes { absorb($0, into: &state) }
            rest.removeAll(keepingCapacity: true)
        }
        let whole = bytes.count & ~63
        if whole > 0 {
            absorb(UnsafeRawBufferPointer(rebasing: bytes.prefix(whole)), into: &state)
        }
        rest += bytes.dropFirst(whole)
    }

    package mutating func finish() -> Digest {
        var tail = rest
        tail.append(0x80)
        while tail.count % 64 != 56 { tail.append(0) }
        let bits = length &* 8
        for shift in stride(from: 56, through: 0, by: -8) {
            tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        tail.withUnsafeBytes { absorb($0, into: &state) }
        let s = state
        return Digest(words: (s.0, s.1, s.2, s.3, s.4, s.5, s.6, s.7))
    }

    package static func hash(_ bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update($0) }
        return hash.finish()
    }
}

/// The 32 bytes that SHA-256 makes of a file.
package struct Digest: Sendable, Equatable {
    fileprivate var words: State

    /// 64 lower-case hexadecimal digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 64) { digits in
            var at = 0
            for word in [
                words.0, words.1, words.2, words.3, words.4, words.5, words.6, words.7,
            ] {
                for shift in stride(from: UInt32(28), through: 0, by: -4) {
                    let value = UInt8(truncatingIfNeeded: word >> shift & 0xF)
                    digits[at] = value < 10 ? 0x30 + value : 0x57 + value
                    at += 1
                }
            }
            return at
        }
    }

    package static func == (a: Digest, b: Digest) -> Bool {
        (a.words.0, a.words.1, a.words.2, a.words.3) == (b.words.0, b.words.1, b.words.2, b.words.3)
            && (a.words.4, a.words.5, a.words.6, a.words.7)
                == (b.words.4, b.words.5, b.words.6, b.words.7)
    }
}

/// The 8 hexadecimal digits that go into an asset's name: `style.5f2a90c1.css`.
///
/// Enough to tell the versions of one file apart, short enough to read.
package func contentHash(_ bytes: [UInt8]) -> String {
    String(SHA256.hash(bytes).hex.prefix(8))
}

private typealias State = (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)

/// FIPS 180-4 section 6.2.2 over whole blocks of 64 bytes.
///
/// Eight rounds a turn, so that the eight variables return to their names without being moved; the schedule
/// is kept as a ring of 16 words, filled as it is used.
private func absorb(_ bytes: UnsafeRawBufferPointer, into state: inout State) {
    roundConstants.withUnsafeBufferPointer { k in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
            var (h0, h1, h2, h3, h4, h5, h6, h7) = state
            var block = 0
            while block < bytes.count {
                for i in 0..<16 {
                    let word = bytes.loadUnaligned(
                        fromByteOffset: block &+ i &* 4, as: UInt32.self)
                    w[i] = UInt32(bigEndian: word)
                }
                for i in 16..<64 {
                    let (x, y) = (w[i &- 15], w[i &- 2])
                    let s0 = rotate(x, 7) ^ rotate(x, 18) ^ x &>> 3
                    let s1 = rotate(y, 17) ^ rotate(y, 19) ^ y &>> 10
                    w[i] = w[i &- 16] &+ s0 &+ w[i &- 7] &+ s1
                }
                var (a, b, c, d, e, f, g, h) = (h0, h1, h2, h3, h4, h5, h6, h7)
                var i = 0
                while i < 64 {
                    step(a, b, c, &d, e, f, g, &h, k[i] &+ w[i])
                    step(h, a, b, &c, d, e, f, &g, k[i &+ 1] &+ w[i &+ 1])
                    step(g, h, a, &b, c, d, e, &f, k[i &+ 2] &+ w[i &+ 2])
                    step(f, g, h, &a, b, c, d, &e, k[i &+ 3] &+ w[i &+ 3])
                    step(e, f, g, &h, a, b, c, &d, k[i &+ 4] &+ w[i &+ 4])
                    step(d, e, f, &g, h, a, b, &c, k[i &+ 5] &+ w[i &+ 5])
                    step(c, d, e, &f, g, h, a, &b, k[i &+ 6] &+ w[i &+ 6])
                    step(b, c, d, &e, f, g, h, &a, k[i &+ 7] &+ w[i &+ 7])
                    i &+= 8
                }
                (h0, h1, h2, h3) = (h0 &+ a, h1 &+ b, h2 &+ c, h3 &+ d)
                (h4, h5, h6, h7) = (h4 &+ e, h5 &+ f, h6 &+ g, h7 &+ h)
                block &+= 64
            }
            state = (h0, h1, h2, h3, h4, h5, h6, h7)
        }
    }
}

@inline(__always)
private func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x &>> n | x &<< (32 &- n) }

/// One round: only `d` and `h` change; the caller renames the others.
@inline(__always)
private func step(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ kw: UInt32
) {
    let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let t1 = h &+ s1 &+ (g ^ (e & (f ^ g))) &+ kw
    let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    let t2 = s0 &+ ((a & b) | (c & (a | b)))
    d = d &+ t1
    h = t1 &+ t2
}

private let roundConstants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
]
