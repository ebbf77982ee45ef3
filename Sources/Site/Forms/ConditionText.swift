/// A condition of one line, taken apart: `FIELD is OPTION`, `FIELD is one of A, "B, c"`, `FIELD has OPTION`.
///
/// One walk over its bytes; ranges are UTF-8 offsets in the text.
struct ConditionText {
    struct Option: Equatable {
        var label: String
        var range: Range<Int>
    }

    enum Verb { case isOne, isOneOf, has }

    struct Problem: Error {
        var range: Range<Int>
        var message: String
        var suggestion: String?
    }

    let field: Option
    let verb: Verb
    let options: [Option]

    init(_ text: String) throws(Problem) {
        var scan = Scan(bytes: Array(text.utf8))
        field = scan.word()
        guard !field.label.isEmpty else {
            throw Problem(
                range: 0..<scan.bytes.count, message: "a condition is empty",
                suggestion: Self.shape)
        }
        let verb = scan.word()
        switch verb.label {
        case "has": self.verb = .has
        case "is":
            let start = scan.position
            if scan.word().label == "one", scan.word().label == "of" {
                self.verb = .isOneOf
            } else {
                scan.position = start
                self.verb = .isOne
            }
        default: throw Self.wrongVerb(verb, field, scan.bytes.count)
        }
        options = try self.verb == .isOneOf ? scan.options() : [scan.onlyOption()]
    }

    private static let shape =
        "write `FIELD is OPTION`, `FIELD is one of OPTION, OPTION` or `FIELD has OPTION`"

    private static func wrongVerb(_ verb: Option, _ field: Option, _ end: Int) -> Problem {
        if verb.label.isEmpty {
            return Problem(
                range: field.range,
                message: "only `\(YAMLReader.shortened(field.label))` stands in this condition",
                suggestion: "\(shape); in `[...]`, put a condition with commas in quotes")
        }
        let meant: String? =
            switch verb.label.lowercased() {
            case "=", "==", "equals", "are", "was": "write `is`"
            case "contains", "includes", "have", "with": "write `has`"
            case "isn't", "not", "!=": "write `{not: …}` around a condition with `is`"
            case "is": "write `is` in lower case"
            case "has": "write `has` in lower case"
            default: nil
            }
        return Problem(
            range: verb.range,
            message: "`\(YAMLReader.shortened(verb.label))` stands where `is` or `has` is expected",
            suggestion: meant ?? shape)
    }

    private struct Scan {
        let bytes: [UInt8]
        var position = 0

        mutating func skipBlanks() {
            while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
                position += 1
            }
        }

        private func text(_ range: Range<Int>) -> String {
            String(decoding: bytes[range], as: UTF8.self)
        }

        mutating func word() -> Option {
            skipBlanks()
            let start = position
            while position < bytes.count, ![0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
                position += 1
            }
            return Option(label: text(start..<position), range: start..<position)
        }

        /// All the rest: no comma in it means anything.
        mutating func onlyOption() throws(Problem) -> Option {
            skipBlanks()
            guard position < bytes.count else { throw missing() }
            if bytes[position] == 0x22 {
                let option = try quoted()
                skipBlanks()
                guard position == bytes.count else {
                    throw Problem(
                        range: position..<bytes.count,
                        message: "something stands behind the option in quotes",
                        suggestion: bytes[position] == 0x2C
                            ? "write `is one of` where several options fit"
                            : "join conditions by `{all: [...]}` or `{any: [...]}`")
                }
                return option
            }
            return plain(upTo: bytes.count)
        }

        mutating func options() throws(Problem) -> [Option] {
            var options: [Option] = []
            while true {
                skipBlanks()
                guard position < bytes.count else { throw missing() }
                if bytes[position] == 0x22 {
                    options.append(try quoted())
                    skipBlanks()
                    if position < bytes.count, bytes[position] != 0x2C {
                        throw Problem(
                            range: position..<bytes.count,
                            message: "a comma is expected between two options")
                    }
                } else {
                    let end = bytes[position...].firstIndex(of: 0x2C) ?? bytes.count
                    guard end > position else {
                        throw Problem(
                            range: position..<position + 1,
                            message: "an option is missing before this comma",
                            suggestion: "put an option that has a comma in double quotes")
                    }
                    options.append(plain(upTo: end))
                }
                guard position < bytes.count else { return options }
                position += 1
            }
        }

        private func missing() -> Problem {
            Problem(
                range: max(bytes.count - 1, 0)..<bytes.count,
                message: "an option is missing at the end of this condition")
        }

        private mutating func plain(upTo end: Int) -> Option {
            let start = position
            var last = end
            while last > start, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[last - 1]) { last -= 1 }
            position = end
            return Option(label: text(start..<last), range: start..<last)
        }

        /// In double quotes, where `\"` and `\\` stand for the sign itself.
        private mutating func quoted() throws(Problem) -> Option {
            let start = position
            var label: [UInt8] = []
            position += 1
            while position < bytes.count {
                switch bytes[position] {
                case 0x22:
                    position += 1
                    return Option(
                        label: String(decoding: label, as: UTF8.self), range: start..<position)
                case 0x5C
                where position + 1 < bytes.count
                    && [0x22, 0x5C].contains(bytes[position + 1]):
                    label.append(bytes[position + 1])
                    position += 2
                default:
                    label.append(bytes[position])
                    position += 1
                }
            }
            throw Problem(
                range: start..<bytes.count, message: "this quote is never closed",
                suggestion: "write `\\\"` for a quote inside an option")
        }
    }
}
