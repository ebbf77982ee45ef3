/// Writes JSON: members in the order in which they are added, on one line or with a line each.
///
/// `<` is written as `\u003C`, so that the text can stand anywhere in HTML.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private let isPretty: Bool
    private var depth = 0
    /// Whether a comma is due before the next value.
    private var hasValue = false

    package init(isPretty: Bool) { self.isPretty = isPretty }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    // MARK: Members

    package mutating func add(_ name: String, _ value: String?) { member(name) { $0.write(value) } }
    package mutating func add(_ name: String, _ value: Bool) { member(name) { $0.raw("\(value)") } }
    package mutating func add(_ name: String, _ value: Int?) {
        member(name) { $0.raw(value.map(String.init) ?? "null") }
    }
    package mutating func add(_ name: String, _ values: [String]) {
        addList(name, values) { $0.write($1) }
    }

    package mutating func addObject(_ name: String, _ body: (inout JSONWriter) -> Void) {
        member(name) { $0.object(body) }
    }

    package mutating func addList<Item>(
        _ name: String, _ items: [Item], _ body: (inout JSONWriter, Item) -> Void
    ) {
        member(name) { $0.list(items, body) }
    }

    package mutating func addNull(_ name: String) { member(name) { $0.raw("null") } }

    // MARK: Values

    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        nest("{", "}", body)
    }

    package mutating func list<Item>(_ items: [Item], _ body: (inout JSONWriter, Item) -> Void) {
        nest("[", "]") { json in
            for item in items {
                json.begin()
                body(&json, item)
            }
        }
    }

    private mutating func nest(
        _ open: String, _ close: String, _ body: (inout JSONWriter) -> Void
    ) {
        raw(open)
        depth += 1
        hasValue = false
        body(&self)
        depth -= 1
        if hasValue { breakLine() }
        raw(close)
        hasValue = true
    }

    package mutating func addValue(_ name: String, _ value: (inout JSONWriter) -> Void) {
        member(name, value)
    }

    private mutating func member(_ name: String, _ value: (inout JSONWriter) -> Void) {
        begin()
        write(name)
        raw(isPretty ? ": " : ":")
        value(&self)
        hasValue = true
    }

    private mutating func begin() {
        if hasValue { raw(",") }
        breakLine()
        hasValue = true
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        bytes.append(0x0A)
        bytes += [UInt8](repeating: 0x20, count: 2 * depth)
    }

    private mutating func raw(_ text: String) { bytes += text.utf8 }

    package mutating func write(_ text: String?) {
        guard let text else { return raw("null") }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: raw("\\n")
            case 0x0D: raw("\\r")
            case 0x09: raw("\\t")
            case 0..<0x20, 0x7F, UInt8(ascii: "<"):
                let digits = String(byte, radix: 16, uppercase: true)
                raw("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
