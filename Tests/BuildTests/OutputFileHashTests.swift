import Testing

@testable import Build

@Suite struct OutputFileHashTests {
    /// As `xxhsum -H64` prints them; lengths on both sides of each branch of the algorithm.
    @Test(arguments: [
        (0, "ef46db3751d8e999"), (1, "e934a84adb052768"), (3, "9ff70a635a6209ab"),
        (4, "ae5acdc00a55ac41"), (7, "d734a6b26f3da63e"), (8, "87116b3365b924eb"),
        (15, "02c53ab1e360882f"), (31, "0f187c62b1e722b7"),
        (32, "91b0cb0931a8c629"), (33, "931b043cf8d65b94"), (63, "219110bf13e2fa26"),
        (64, "bf3052e3445775d0"), (1000, "25275608a9cfc168"),
    ])
    func givesTheDigestsOfXXH64(count: Int, hex: String) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(FileHash.of(bytes) == hex)
        for size in [1, 5, 31, 32, 33, 100] {
            var hash = FileHash()
            for start in stride(from: 0, to: count, by: size) {
                Array(bytes[start..<min(start + size, count)]).withUnsafeBytes { hash.update($0) }
            }
            #expect(hash.finish() == hex, "in pieces of \(size)")
        }
    }
}
