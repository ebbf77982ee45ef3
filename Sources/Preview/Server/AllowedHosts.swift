/// The names under which the preview answers.
///
/// A page of a foreign site can make its own name lead to 127.0.0.1 (DNS rebinding) and would then read the preview as
/// if it were its own. The browser still says the foreign name in `Host`, so a name that nobody allowed gets no answer.
package struct AllowedHosts: Sendable {
    private let names: Set<String>

    /// - Parameter names: what the user gave with `--host` and `--allow-host`; letter case does not matter. A name
    ///   that begins with a dot allows all names that end in it.
    package init(_ names: [String]) {
        self.names = Set(names.map { Self.bare($0.lowercased()) })
    }

    /// - Parameters:
    ///   - authority: the value of `Host`: a name or an address, mostly with a port. The port does not matter: the
    ///     preview may be reached through a tunnel.
    ///   - local: the address at which the connection arrived, as text. Nobody can make a browser say an address
    ///     instead of a name.
    package func allow(_ authority: String, local: String? = nil) -> Bool {
        guard let host = Self.host(of: authority) else { return false }
        if host == "localhost" || host.hasSuffix(".localhost") || Self.isLoopback(host) {
            return true
        }
        if host == local || names.contains(host) { return true }
        return names.contains { $0.hasPrefix(".") && host.hasSuffix($0) }
    }

    /// The name without its port, in lower case and without the dot of the root; nil for what is no authority.
    static func host(of authority: String) -> String? {
        let text = authority.lowercased()
        let end: String.Index
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else { return nil }
            end = text.index(after: close)
        } else {
            end = text.firstIndex(of: ":") ?? text.endIndex
        }
        let port = text[end...]
        guard port.isEmpty || (port.first == ":" && port.dropFirst().utf8.allSatisfy(isDigit)),
            port.utf8.count <= 6
        else { return nil }
        let isAddress = text.hasPrefix("[")
        var host = bare(String(text[..<end]))
        if host.hasSuffix("."), !isAddress { host.removeLast() }
        guard !host.isEmpty, host.utf8.count <= 255,
            host.utf8.allSatisfy({ isNameByte($0) || (isAddress && $0 == UInt8(ascii: ":")) })
        else { return nil }
        return host
    }

    /// `::1` for `[::1]`.
    private static func bare(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }

    /// `::1`, and four numbers of which the first is 127: `127.evil.example` is a name like any other.
    static func isLoopback(_ host: String) -> Bool {
        if host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) && UInt8($0) != nil }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }
}
