/// Writes YAML that every reader takes for the same: texts are quoted, or blocks of lines.
struct YAMLWriter {
    private(set) var text = ""

    mutating func comment(_ words: String) { text += "# \(words)\n" }

    /// - Parameter depth: blanks before the key.
    mutating func add(_ key: String, _ value: String, depth: Int) {
        text += Self.blanks(depth) + "\(key): " + Self.scalar(value, depth: depth + 2) + "\n"
    }

    mutating func add(_ key: String, raw value: String, depth: Int) {
        text += Self.blanks(depth) + "\(key): \(value)\n"
    }

    /// A key with lines of its own below it.
    mutating func open(_ key: String, depth: Int) { text += Self.blanks(depth) + "\(key):\n" }

    /// The first key of an item of a list; `depth` is that of the hyphen.
    mutating func item(_ key: String, _ value: String, depth: Int) {
        text += Self.blanks(depth) + "- \(key): " + Self.scalar(value, depth: depth + 4) + "\n"
    }

    mutating func item(_ key: String, raw value: String, depth: Int) {
        text += Self.blanks(depth) + "- \(key): \(value)\n"
    }

    mutating func item(_ value: String, depth: Int) {
        text += Self.blanks(depth) + "- " + Self.scalar(value, depth: depth + 2) + "\n"
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

    /// - Parameter depth: blanks before the lines of a block.
    private static func scalar(_ value: String, depth: Int) -> String {
        block(value, depth: depth) ?? quoted(value)
    }

    /// A literal block; nil where the text is one line, or could come back as another.
    private static func block(_ value: String, depth: Int) -> String? {
        guard value.utf8.contains(0x0A), value.utf8.first != 0x20, value.utf8.first != 0x0A,
            !value.unicodeScalars.contains(where: { isOdd($0) && $0 != "\n" })
        else { return nil }
        var lines = value.split(separator: "\n", omittingEmptySubsequences: false)
        var mark = "|-"
        if lines.last?.isEmpty == true {
            lines.removeLast()
            mark = lines.last?.isEmpty == true ? "|+" : "|"
        }
        guard lines.contains(where: { !$0.isEmpty }) else { return nil }
        return mark + lines.map { $0.isEmpty ? "\n" : "\n" + blanks(depth) + $0 }.joined()
    }

    /// What YAML or its readers would change, or refuse.
    private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private static func quoted(_ value: String) -> String {
        var out = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case _ where isOdd(scalar):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                out += "\\u" + String(repeating: "0", count: max(4 - digits.utf8.count, 0)) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
