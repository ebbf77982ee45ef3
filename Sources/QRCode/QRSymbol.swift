/// A symbol: a square of modules, dark or light, without its quiet zone.
package struct QRSymbol: Sendable, Equatable {
    let version: QRVersion
    /// Modules on a side.
    package let size: Int
    /// Row by row.
    private(set) var isDark: [Bool]
    /// Modules of patterns that every symbol of the version has, and of format and version information: never masked.
    private var isFunction: [Bool]

    /// The symbol of a text at level M, in the mask that reads best; nil where it is too long for any.
    package init?(_ text: String) {
        guard let (version, data) = QRCodewords.data(of: text) else { return nil }
        self = QRSymbol(data: data, version: version)
    }

    /// - Parameters:
    ///   - data: as many codewords as the version has room for.
    ///   - mask: 0 to 7; nil for the one with the lowest penalty, of equal ones the first.
    init(data: [UInt8], version: QRVersion, mask: Int? = nil) {
        var plain = QRSymbol(version: version)
        plain.drawPatterns()
        plain.place(QRCodewords.interleaved(data, version: version))
        let candidates = (mask.map { $0...$0 } ?? 0...7).map { plain.masked($0) }
        let best = candidates.map { (symbol: $0, penalty: $0.penalty) }
            .min { $0.penalty < $1.penalty }
        self = best?.symbol ?? plain
    }

    private init(version: QRVersion) {
        self.version = version
        size = version.size
        isDark = [Bool](repeating: false, count: version.size * version.size)
        isFunction = isDark
    }

    package func isDark(row: Int, column: Int) -> Bool { isDark[row * size + column] }

    private func masked(_ mask: Int) -> QRSymbol {
        var symbol = self
        for row in 0..<size {
            for column in 0..<size where !isFunction[row * size + column] {
                if QRMask.inverts(mask, row, column) { symbol.isDark[row * size + column].toggle() }
            }
        }
        symbol.drawFormat(mask: mask)
        return symbol
    }
}

extension QRSymbol {
    private mutating func draw(_ row: Int, _ column: Int, _ dark: Bool) {
        isDark[row * size + column] = dark
        isFunction[row * size + column] = true
    }

    private mutating func drawPatterns() {
        for place in 0..<size {
            draw(6, place, place % 2 == 0)
            draw(place, 6, place % 2 == 0)
        }
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawFinder(row, column) }
        let centers = version.alignmentCenters
        for row in centers {
            for column in centers {
                // There stand the finder patterns.
                let corners = [(6, 6), (6, size - 7), (size - 7, 6)]
                if corners.contains(where: { $0 == (row, column) }) { continue }
                drawSquares(row, column, radius: 2)
            }
        }
        drawFormat(mask: 0)
        drawVersion()
    }

    /// With the separator around it, as far as that lies in the symbol.
    private mutating func drawFinder(_ row: Int, _ column: Int) {
        for y in max(0, row - 4)...min(size - 1, row + 4) {
            for x in max(0, column - 4)...min(size - 1, column + 4) {
                let ring = max(abs(y - row), abs(x - column))
                draw(y, x, ring != 2 && ring != 4)
            }
        }
    }

    /// Squares around a dark centre, in turn light and dark.
    private mutating func drawSquares(_ row: Int, _ column: Int, radius: Int) {
        for y in -radius...radius {
            for x in -radius...radius { draw(row + y, column + x, max(abs(y), abs(x)) % 2 == 0) }
        }
    }

    /// Format information stands twice: around the first finder pattern, and beside the two others (clause 7.9.1).
    private mutating func drawFormat(mask: Int) {
        let bits = QRFormat.format(mask: mask)
        for place in 0..<15 {
            let dark = bits >> place & 1 == 1
            // Rows and columns of the first copy go round the timing patterns.
            switch place {
            case 0...5: draw(place, 8, dark)
            case 6, 7: draw(place + 1, 8, dark)
            case 8: draw(8, 7, dark)
            default: draw(8, 14 - place, dark)
            }
            if place < 8 {
                draw(8, size - 1 - place, dark)
            } else {
                draw(size - 15 + place, 8, dark)
            }
        }
        draw(size - 8, 8, true)
    }

    /// From version 7 on, two blocks of three by six (clause 7.10).
    private mutating func drawVersion() {
        guard version.number >= 7 else { return }
        let bits = QRFormat.version(version.number)
        for place in 0..<18 {
            let dark = bits >> place & 1 == 1
            draw(place / 3, size - 11 + place % 3, dark)
            draw(size - 11 + place % 3, place / 3, dark)
        }
    }

    /// Fills what is free in columns of two from the right, upwards and downwards in turn (clause 7.7.3); the vertical
    /// timing pattern takes a column of its own. Modules left over stay light.
    private mutating func place(_ codewords: [UInt8]) {
        var bit = 0
        var upwards = true
        for right in stride(from: size - 1, to: 6, by: -2).map({ $0 }) + [5, 3, 1] {
            for step in 0..<size {
                let row = upwards ? size - 1 - step : step
                for column in [right, right - 1] where !isFunction[row * size + column] {
                    guard bit < 8 * codewords.count else { return }
                    isDark[row * size + column] =
                        codewords[bit / 8] & 0x80 >> UInt8(bit % 8) != 0
                    bit += 1
                }
            }
            upwards.toggle()
        }
    }
}

/// The two short codes that say how to read a symbol.
enum QRFormat {
    /// 15 bits for level M, whose indicator is 00, and a mask (annex C).
    static func format(mask: Int) -> Int {
        withRemainder(of: mask, length: 10, generator: 0b101_0011_0111) ^ 0b101_0100_0001_0010
    }

    /// 18 bits (annex D).
    static func version(_ number: Int) -> Int {
        withRemainder(of: number, length: 12, generator: 0b1_1111_0010_0101)
    }

    private static func withRemainder(of data: Int, length: Int, generator: Int) -> Int {
        var remainder = data << length
        for place in (0..<6).reversed() where remainder >> (place + length) & 1 == 1 {
            remainder ^= generator << place
        }
        return data << length | remainder
    }
}
