/// Error correction codewords over GF(2⁸) with the polynomial x⁸ + x⁴ + x³ + x² + 1 (clause 7.5.2).
struct ReedSolomon {
    /// Coefficients of the generator polynomial (annex A), highest power first, without the leading 1.
    private let generator: [UInt8]

    /// - Parameter length: how many codewords it adds; at least 1.
    init(length: Int) {
        var polynomial = [UInt8](repeating: 0, count: length)
        polynomial[length - 1] = 1
        // The product of (x - 2⁰) … (x - 2ⁿ⁻¹).
        var root: UInt8 = 1
        for _ in 0..<length {
            for i in 0..<length {
                let next = i + 1 < length ? polynomial[i + 1] : 0
                polynomial[i] = Self.product(polynomial[i], root) ^ next
            }
            root = Self.product(root, 2)
        }
        generator = polynomial
    }

    /// The remainder of the data, moved up by the generator's degree, divided by the generator.
    func correction(for data: some Sequence<UInt8>) -> [UInt8] {
        var remainder = [UInt8](repeating: 0, count: generator.count)
        for byte in data {
            let factor = byte ^ remainder.removeFirst()
            remainder.append(0)
            for i in generator.indices { remainder[i] ^= Self.product(generator[i], factor) }
        }
        return remainder
    }

    private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var (a, b, sum) = (a, b, UInt8(0))
        while b != 0 {
            if b & 1 != 0 { sum ^= a }
            a = a &<< 1 ^ (a & 0x80 == 0 ? 0 : 0x1d)
            b >>= 1
        }
        return sum
    }
}
