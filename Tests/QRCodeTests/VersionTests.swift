import Testing

@testable import QRCode

@Suite struct VersionTests {
    private func version(_ number: Int) -> QRVersion { QRVersion(number: number) }

    /// Table 1, and the capacities in byte mode of table 7.
    @Test(arguments: [
        (1, 21, 26, 14), (2, 25, 44, 26), (5, 37, 134, 84), (6, 41, 172, 106), (7, 45, 196, 122),
        (9, 53, 292, 180), (10, 57, 346, 213), (14, 73, 581, 362), (21, 101, 1156, 711),
        (27, 125, 1828, 1125), (32, 145, 2465, 1538), (40, 177, 3706, 2331),
    ])
    func hasTheRoomOfTheTables(number: Int, size: Int, codewords: Int, bytes: Int) {
        let version = version(number)
        #expect(version.size == size)
        #expect(version.codewordCount == codewords)
        #expect((8 * version.dataCount - 4 - version.countLength) / 8 == bytes)
    }

    /// Table E.1.
    @Test(arguments: [
        (1, []), (2, [6, 18]), (6, [6, 34]), (7, [6, 22, 38]), (14, [6, 26, 46, 66]),
        (15, [6, 26, 48, 70]), (16, [6, 26, 50, 74]), (20, [6, 34, 62, 90]),
        (22, [6, 26, 50, 74, 98]), (31, [6, 30, 56, 82, 108, 134]),
        (32, [6, 34, 60, 86, 112, 138]), (36, [6, 24, 50, 76, 102, 128, 154]),
        (39, [6, 26, 54, 82, 110, 138, 166]), (40, [6, 30, 58, 86, 114, 142, 170]),
    ])
    func putsAlignmentPatternsWhereTheTableDoes(number: Int, centers: [Int]) {
        #expect(version(number).alignmentCenters == centers)
    }

    @Test func takesTheSmallestVersionThatHoldsTheText() {
        #expect(QRSymbol(String(repeating: "a", count: 14))?.version.number == 1)
        #expect(QRSymbol(String(repeating: "a", count: 15))?.version.number == 2)
        #expect(QRSymbol(String(repeating: "a", count: 2331))?.version.number == 40)
        #expect(QRSymbol(String(repeating: "a", count: 2332)) == nil)
    }

    /// The header that says UTF-8 takes twelve bits: one byte less fits, at times two.
    @Test func textBeyondASCIISaysSo() {
        #expect(QRSymbol("é" + String(repeating: "a", count: 11))?.version.number == 1)
        #expect(QRSymbol("é" + String(repeating: "a", count: 12))?.version.number == 2)
        #expect(QRCodewords.data(of: "é")?.codewords.prefix(5) == [0x71, 0xa4, 0x02, 0xc3, 0xa9])
    }

    @Test func emptyTextIsASymbol() {
        #expect(QRCodewords.data(of: "")?.codewords.prefix(3) == [0x40, 0x00, 0xec])
    }
}
