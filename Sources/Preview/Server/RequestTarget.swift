import HTMLText

/// What a request asks for, decoded once: nothing that is decoded twice can hide behind the first.
package struct RequestTarget: Sendable, Equatable {
    /// Begins with `/`. Not resolved: a path with `..` is a name that no plan holds.
    package let path: String
    /// Without its `?`, as it was sent.
    package let query: String?
    /// The host of a target in absolute form.
    package let authority: String?

    /// Reads a request target in origin form or absolute form (RFC 9112, section 3.2); nil for any other.
    package static func parse(_ target: String) -> RequestTarget? {
        var rest = target[...]
        var authority: String?
        if !rest.hasPrefix("/") {
            let lower = rest.prefix(8).lowercased()
            guard let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else {
                return nil
            }
            rest = rest.dropFirst(scheme.count)
            let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
            authority = String(rest[..<end])
            rest = rest[end...]
        }
        // No fragment is ever sent; the rest of ASCII is left to the look-up.
        guard rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }) else {
            return nil
        }
        let mark = rest.firstIndex(of: "?")
        let written = String(rest[..<(mark ?? rest.endIndex)])
        guard let bytes = decoded(written), let path = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return RequestTarget(
            path: path.isEmpty ? "/" : path,
            query: mark.map { String(rest[rest.index(after: $0)...]) }, authority: authority)
    }

    /// nil where an escape is broken, or hides a separator or a control character.
    private static func decoded(_ path: String) -> [UInt8]? {
        let slash = UInt8(ascii: "/")
        guard let bytes = HTMLText.percentDecoded(path),
            bytes.count(where: { $0 == slash }) == path.utf8.count(where: { $0 == slash }),
            bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        return bytes
    }

    /// The value of a name in the query, decoded; nil where it is not there or is no text.
    package func value(of name: String) -> String? {
        for pair in query?.split(separator: "&") ?? [] {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == name else { continue }
            return HTMLText.percentDecoded(String(parts[1])).flatMap {
                String(validating: $0, as: UTF8.self)
            }
        }
        return nil
    }
}
