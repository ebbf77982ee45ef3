/// The eight masks that keep a symbol from looking like its own finder patterns (clause 7.8).
enum QRMask {
    /// Whether the mask turns the module over (table 10).
    static func inverts(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }
}

extension QRSymbol {
    /// How hard it is to read (clause 7.8.3): the lower, the better.
    var penalty: Int {
        let total = linePenalty + blockPenalty
        let dark = isDark.count { $0 }
        // Ten points for each whole 5 % away from a half.
        let offBalance = abs(20 * dark - 10 * isDark.count) / isDark.count
        return total + 10 * offBalance
    }

    private var linePenalty: Int {
        var total = 0
        for line in 0..<size {
            let start = line * size
            total += Self.penalty(ofLine: isDark[start..<start + size])
            total += Self.penalty(
                ofLine: stride(from: line, to: isDark.count, by: size).lazy.map { isDark[$0] })
        }
        return total
    }

    /// Runs of five and more of one colour, and patterns like a finder's with four light modules before or behind.
    private static func penalty(ofLine modules: some Sequence<Bool>) -> Int {
        var total = 0
        var run = 0
        var last: Bool?
        var window = 0
        var seen = 0
        for dark in modules {
            run = dark == last ? run + 1 : 1
            last = dark
            if run == 5 { total += 3 } else if run > 5 { total += 1 }
            window = (window << 1 | (dark ? 1 : 0)) & 0b111_1111_1111
            seen += 1
            if seen >= 11, window == 0b101_1101_0000 || window == 0b000_0101_1101 { total += 40 }
        }
        return total
    }

    /// Squares of two by two in one colour, overlapping ones too.
    private var blockPenalty: Int {
        var total = 0
        for row in 0..<size - 1 {
            for place in row * size..<row * size + size - 1 {
                let dark = isDark[place]
                if isDark[place + 1] == dark, isDark[place + size] == dark,
                    isDark[place + size + 1] == dark
                {
                    total += 3
                }
            }
        }
        return total
    }
}
