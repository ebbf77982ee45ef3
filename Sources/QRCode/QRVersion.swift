/// A size of QR code symbol, 1 to 40, at error correction level M, which survives the loss of 15 % of its codewords.
///
/// The numbers are those of ISO/IEC 18004:2015; tables and clauses are named where they are used.
struct QRVersion: Sendable, Equatable {
    /// 1 to 40.
    let number: Int

    static let all = (1...40).map { QRVersion(number: $0) }

    /// Modules on a side, without the quiet zone (clause 5.3.1).
    var size: Int { 17 + 4 * number }

    /// Error correction codewords in each block (table 9).
    var correctionLength: Int { Self.blocks[number - 1].correction }

    /// Blocks that the codewords are cut into (table 9).
    var blockCount: Int { Self.blocks[number - 1].count }

    /// Data and error correction codewords together (table 1): what is left of the square without its function
    /// patterns and without format and version information, in whole bytes.
    var codewordCount: Int {
        let alignments = alignmentCenters.count
        var modules = size * size
        modules -= 3 * 64  // Finder patterns with their separators.
        modules -= 2 * (size - 16)  // Timing patterns.
        modules -= 31  // Format information, twice, and the dark module.
        if alignments > 0 {
            // Where a finder pattern stands there is none; those on a timing pattern share five modules with it.
            modules -= 25 * (alignments * alignments - 3) - 2 * 5 * (alignments - 2)
        }
        if number >= 7 { modules -= 36 }  // Version information, twice.
        return modules / 8
    }

    /// Codewords for the message (table 7).
    var dataCount: Int { codewordCount - blockCount * correctionLength }

    /// Bits of the character count indicator in byte mode (table 3).
    var countLength: Int { number < 10 ? 8 : 16 }

    /// Rows, and columns, of the centres of alignment patterns (table E.1): the first is 6, the last lies 6 from the
    /// far edge, and those between are evenly spaced from the far end.
    var alignmentCenters: [Int] {
        guard number > 1 else { return [] }
        let count = number / 7 + 2
        let (first, last) = (6, size - 7)
        let gaps = count - 1
        // The gap is even; the first one takes up what is missing. Version 32 is the one exception of the table.
        let gap = number == 32 ? 26 : 2 * (((last - first) + 2 * gaps - 1) / (2 * gaps))
        return [first] + (0..<gaps).map { last - gap * (gaps - 1 - $0) }
    }

    private static let blocks: [(correction: Int, count: Int)] = [
        (10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5), (26, 5),
        (30, 5), (22, 8), (22, 9), (24, 9), (24, 10), (28, 10), (28, 11), (26, 13), (26, 14),
        (26, 16), (26, 17), (28, 17), (28, 18), (28, 20), (28, 21), (28, 23), (28, 25), (28, 26),
        (28, 28), (28, 29), (28, 31), (28, 33), (28, 35), (28, 37), (28, 38), (28, 40), (28, 43),
        (28, 45), (28, 47), (28, 49),
    ]
}
