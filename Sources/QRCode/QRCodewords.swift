/// From a text to the codewords of a symbol (clauses 7.4 to 7.6).
enum QRCodewords {
    /// The smallest version that holds the text, and its data codewords; nil where no version does (2,331 bytes of ASCII
    /// fill the largest).
    static func data(of text: String) -> (version: QRVersion, codewords: [UInt8])? {
        let bytes = Array(text.utf8)
        // Byte mode is ISO 8859-1 unless the symbol says something else; ASCII is the same in both.
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        let fitting = QRVersion.all.first {
            (isASCII ? 0 : 12) + 4 + $0.countLength + 8 * bytes.count <= 8 * $0.dataCount
        }
        guard let version = fitting else { return nil }
        var bits = BitString()
        if !isASCII {
            // Extended Channel Interpretation 26 is UTF-8 (clause 7.4.2).
            bits.append(0b0111, length: 4)
            bits.append(26, length: 8)
        }
        bits.append(0b0100, length: 4)
        bits.append(bytes.count, length: version.countLength)
        for byte in bytes { bits.append(Int(byte), length: 8) }
        return (version, bits.padded(to: version.dataCount))
    }

    /// Data and error correction codewords in the order in which they are placed: cut into blocks, the shorter ones
    /// first, and taken from all blocks in turn.
    static func interleaved(_ data: [UInt8], version: QRVersion) -> [UInt8] {
        let short = version.dataCount / version.blockCount
        let longBlocks = version.dataCount % version.blockCount
        let code = ReedSolomon(length: version.correctionLength)
        var blocks: [ArraySlice<UInt8>] = []
        var rest = data[...]
        for number in 0..<version.blockCount {
            let length = short + (number < version.blockCount - longBlocks ? 0 : 1)
            blocks.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        var result: [UInt8] = []
        result.reserveCapacity(version.codewordCount)
        for place in 0...short {
            for block in blocks where place < block.count {
                result.append(block[block.startIndex + place])
            }
        }
        let corrections = blocks.map { code.correction(for: $0) }
        for place in 0..<version.correctionLength { result += corrections.map { $0[place] } }
        return result
    }
}

/// Bits, the most significant first.
struct BitString {
    private(set) var bytes: [UInt8] = []
    private var count = 0

    mutating func append(_ value: Int, length: Int) {
        for place in (0..<length).reversed() {
            if count % 8 == 0 { bytes.append(0) }
            if value >> place & 1 == 1 { bytes[count / 8] |= 0x80 >> UInt8(count % 8) }
            count += 1
        }
    }

    /// With the terminator as far as there is room, zeros to a whole byte, and the two pad codewords in turn
    /// (clause 7.4.10).
    func padded(to length: Int) -> [UInt8] {
        var bits = self
        bits.append(0, length: min(4, 8 * length - count))
        var bytes = bits.bytes
        var pad: UInt8 = 0xec
        while bytes.count < length {
            bytes.append(pad)
            pad = pad == 0xec ? 0x11 : 0xec
        }
        return bytes
    }
}
