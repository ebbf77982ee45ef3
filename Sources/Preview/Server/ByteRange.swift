/// What becomes of a `Range` field (RFC 9110, section 14).
enum ByteRange: Equatable {
    /// The field is absent, broken, or asks for several parts, which a server may leave unheeded.
    case whole
    case part(Range<Int>)
    case unsatisfiable

    /// - Parameter size: of the whole, in bytes.
    static func read(_ field: String?, size: Int) -> ByteRange {
        guard let field, field.prefix(6).lowercased() == "bytes=" else { return .whole }
        let spec = field.dropFirst(6)
        guard let dash = spec.firstIndex(of: "-") else { return .whole }
        let (first, last) = (spec[..<dash], spec[spec.index(after: dash)...])
        switch (number(first), number(last)) {
        case (nil, let length?) where first.isEmpty:
            return length == 0 || size == 0
                ? .unsatisfiable : .part((size - min(length, size))..<size)
        case (let start?, nil) where last.isEmpty:
            return start < size ? .part(start..<size) : .unsatisfiable
        case (let start?, let end?) where start <= end:
            return start < size ? .part(start..<(min(end, size - 1) + 1)) : .unsatisfiable
        default:
            return .whole
        }
    }

    /// Digits alone; a number that is too large for any file is as good as the largest.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text) ?? Int.max
    }
}

/// Whether a list of entity tags names this one (RFC 9110, sections 8.8.3 and 13.1).
///
/// - Parameter isWeak: whether `W/"x"` is as good as `"x"`: so for `If-None-Match`, not for `If-Match` and `If-Range`.
func entityTags(_ field: String, name tag: String, isWeak: Bool) -> Bool {
    // Our tags hold no comma, so a tag of others that holds one cannot become ours by being taken apart.
    field.split(separator: ",").contains { item in
        var item = item.drop { $0 == " " || $0 == "\t" }
        while item.last == " " || item.last == "\t" { item.removeLast() }
        if item == "*" { return true }
        if isWeak, item.hasPrefix("W/") { item = item.dropFirst(2) }
        return item == tag
    }
}
