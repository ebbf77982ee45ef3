import Testing

@testable import QRCode

/// The examples that ISO/IEC 18004 works out.
@Suite struct StandardExampleTests {
    /// Annex I: `01234567` in numeric mode, version 1-M.
    private static let numeric: [UInt8] = [
        0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec,
        0x11,
    ]

    @Test func annexIBitsBecomeCodewords() {
        var bits = BitString()
        bits.append(0b0001, length: 4)
        bits.append(8, length: 10)
        bits.append(12, length: 10)
        bits.append(345, length: 10)
        bits.append(67, length: 7)
        #expect(bits.padded(to: 16) == Self.numeric)
    }

    @Test func annexICodewordsAreCorrected() {
        #expect(
            ReedSolomon(length: 10).correction(for: Self.numeric)
                == [0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55])
    }

    /// The symbol of annex I, mask 010.
    @Test func annexIGivesItsSymbol() {
        let symbol = QRSymbol(data: Self.numeric, version: QRVersion(number: 1), mask: 2)
        #expect(symbol.lines == Self.symbol)
    }

    /// Annex C.2 with level M and mask 101.
    @Test func annexCFormatInformation() {
        #expect(QRFormat.format(mask: 0b101) == 0b100_0000_1100_1110)
    }

    /// Annex D.2 with version 7.
    @Test func annexDVersionInformation() {
        #expect(QRFormat.version(7) == 0b00_0111_1100_1001_0100)
    }

    private static let symbol = [
        "#######..#.##.#######",
        "#.....#..####.#.....#",
        "#.###.#.#.....#.###.#",
        "#.###.#.##....#.###.#",
        "#.###.#.#.###.#.###.#",
        "#.....#.#...#.#.....#",
        "#######.#.#.#.#######",
        "........#..##........",
        "#.#####..#..#.#####..",
        "...#.#.##.#.#..#.##..",
        "..#...##.#.#.#..#####",
        "....#....#.....####..",
        "...######..#.#..#....",
        "........#.#####..##..",
        "#######..##.#.##.....",
        "#.....#.#.#####...#.#",
        "#.###.#.#...#..#.##..",
        "#.###.#.##..#..#.....",
        "#.###.#.#.##.#..#.#..",
        "#.....#........##.##.",
        "#######.####.#..#.#..",
    ]
}

extension QRSymbol {
    /// `#` is dark.
    var lines: [String] {
        (0..<size).map { row in
            String((0..<size).map { isDark(row: row, column: $0) ? "#" : "." })
        }
    }
}
