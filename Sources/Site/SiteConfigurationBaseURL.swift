import HTMLText

/// The address at which a site will stand: scheme, host and folder; it ends in `/`.
package struct BaseURL: Sendable, Hashable {
    /// Why a text is no base URL, to stand behind "cannot be used:".
    package struct Problem: Error, Equatable {
        package let reason: String
    }

    /// `https://example.org/help/`
    package let text: String
    /// `http` or `https`.
    package let scheme: String
    /// `https://example.org`
    package let origin: String
    /// `/help/`, or `/` at the root of the host.
    package let path: String

    /// Reads an absolute `http` or `https` address without user, query or fragment (RFC 3986).
    ///
    /// Scheme and host become lower case; a missing slash at the end is added.
    package static func parse(_ text: String) -> Result<BaseURL, Problem> {
        func problem(_ reason: String) -> Result<BaseURL, Problem> {
            .failure(Problem(reason: reason))
        }
        guard let end = text.firstRange(of: "://") else { return problem("it has no `https://`") }
        let scheme = text[..<end.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else {
            return problem("it does not begin with `https://` or `http://`")
        }
        let rest = text[end.upperBound...]
        if let scalar = rest.unicodeScalars.first(where: { !isAllowed($0) }) {
            switch scalar {
            case "?": return problem("it has a query (`?`)")
            case "#": return problem("it has a fragment (`#`)")
            case "@": return problem("it has a user name (`@`), which would be published")
            case _ where scalar.properties.isWhitespace: return problem("it has a blank")
            default:
                return problem("`\(scalar)` cannot stand in an address; use its encoded form")
            }
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let host = rest[..<slash].lowercased()
        guard isHost(host) else { return problem("its host is not a name or a name with a port") }
        var path = String(rest[slash...])
        if !path.hasSuffix("/") { path += "/" }
        let parts = path.dropFirst().dropLast().split(
            separator: "/", omittingEmptySubsequences: false)
        if path != "/", parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
            return problem("its path has an empty, `.` or `..` component")
        }
        for part in parts where part.contains("%") && !isEncodedName(part) {
            return problem("`\(part)` in its path is not the encoded form of a folder's name")
        }
        guard path.utf8.count <= longestPath else {
            return problem("its path is longer than \(longestPath) bytes")
        }
        let origin = "\(scheme)://\(host)"
        return .success(BaseURL(text: origin + path, scheme: scheme, origin: origin, path: path))
    }

    /// In bytes. Servers and browsers take addresses of about 8,000.
    static let longestPath = 2_000

    /// Whether it stands for UTF-8 without control characters and slashes, and for no name that means a folder above.
    private static func isEncodedName(_ part: Substring) -> Bool {
        guard let bytes = HTMLText.percentDecoded(String(part)),
            let name = String(validating: bytes, as: UTF8.self)
        else { return false }
        return name != "." && name != ".."
            && name.unicodeScalars.allSatisfy {
                $0 != "/" && $0 != "\\" && $0.properties.generalCategory != .control
            }
    }

    /// Unreserved characters, `%`, and the delimiters that harm neither an attribute nor a script.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "-", ".", "_", "~", "/", ":", "%", "+", ",", "=", "!", "$", "(", ")", "*", ";", "[",
            "]":
            true
        default: false
        }
    }

    private static func isHost(_ host: String) -> Bool {
        let isAddress = host.hasPrefix("[")
        let nameEnd =
            isAddress
            ? host.firstIndex(of: "]").map { host.index(after: $0) } ?? host.endIndex
            : host.firstIndex(of: ":") ?? host.endIndex
        let name = host[..<nameEnd].utf8
        let port = host[nameEnd...]
        let letters = isAddress ? name.dropFirst().dropLast() : name[...]
        let isName =
            !letters.isEmpty
            && letters.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2E
                    || (isAddress ? byte == 0x3A : byte == 0x2D || byte == 0x5F)
            }
        let isClosed = !isAddress || name.last == 0x5D
        let digits = port.dropFirst()
        let isPort =
            port.isEmpty
            || (port.first == ":" && (1...5).contains(digits.utf8.count)
                && digits.utf8.allSatisfy { (0x30...0x39).contains($0) })
        return isName && isClosed && isPort && !host.hasPrefix(".") && !host.hasPrefix("-")
    }
}
