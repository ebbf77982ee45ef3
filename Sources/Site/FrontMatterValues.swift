import Diagnostics

/// Values that pages and the configuration share, and what a path may be made of.
extension YAMLReader {
    /// The longest component of a path; file systems take 255 bytes, and a suffix is added.
    private static let longestComponent = 240

    /// One component of a path: a slug, the name of a layout or theme.
    mutating func component(_ key: String) -> Located<String>? {
        guard let text = filledText(key) else { return nil }
        guard let reason = Self.refusalOfComponent(text.value[...]) else { return text }
        refuse(text, "`\(key)` must be one component of a path, but \(reason)")
        return nil
    }

    /// Paths in the site, each without its leading slash.
    mutating func sitePaths(_ key: String) -> [Located<String>] {
        var paths: [Located<String>] = []
        for text in textList(key) {
            let path = text.value.hasPrefix("/") ? text.value.dropFirst() : text.value[...]
            if let reason = Self.refusalOfPath(path) {
                refuse(
                    text, "this path cannot be used, because \(reason)",
                    suggestion: "write a path in the site such as `old/page/` or `old/page.html`")
            } else {
                paths.append(text.map { _ in String(path) })
            }
        }
        return paths
    }

    /// Why `path` is none in the site: no address, and nothing that leaves the output folder.
    private static func refusalOfPath(_ path: Substring) -> String? {
        if path.isEmpty { return "it is empty" }
        if path.hasPrefix("/") { return "it begins with `//`, the address of another host" }
        let bytes = path.utf8
        if let colon = bytes.firstIndex(of: 0x3A), !bytes[..<colon].contains(0x2F) {
            return "it has a scheme"
        }
        if bytes.contains(0x3F) { return "it has a `?`" }
        if bytes.contains(0x23) { return "it has a `#`" }
        if hasEscape(path) { return "it is percent-encoded; write the characters themselves" }
        let trimmed = path.hasSuffix("/") ? path.dropLast() : path
        for part in trimmed.split(separator: "/", omittingEmptySubsequences: false) {
            if let reason = refusalOfComponent(part) { return reason }
        }
        return nil
    }

    private static func refusalOfComponent(_ part: Substring) -> String? {
        let bytes = part.utf8
        if bytes.isEmpty { return "a component is empty" }
        if bytes.contains(0x2F) { return "it has a `/`" }
        if bytes.contains(0x5C) { return "it has a `\\`" }
        if part == "." || part == ".." { return "it has a component `\(part)`" }
        if bytes.first == 0x2E { return "it has a name that begins with a dot" }
        if part.unicodeScalars.contains(where: isInvisible) {
            return "it has an invisible character"
        }
        if part.first == " " || part.last == " " { return "a name begins or ends with a blank" }
        if bytes.count > longestComponent {
            return "a name is longer than \(longestComponent) bytes"
        }
        return nil
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// `%2e`: a browser would ask for another name than the file has.
    private static func hasEscape(_ path: Substring) -> Bool {
        let bytes = Array(path.utf8)
        return bytes.indices.contains { i in
            bytes[i] == 0x25 && i + 2 < bytes.count && isHexDigit(bytes[i + 1])
                && isHexDigit(bytes[i + 2])
        }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
    }

    mutating func interval(_ key: String) -> Located<ReviewInterval>? {
        guard let text = text(key) else { return nil }
        if let interval = ReviewInterval(text.value) { return text.map { _ in interval } }
        refuse(
            text,
            "`\(key)` must be a number of days, months or years, found `\(Self.shortened(text.value))`",
            suggestion: "write for example `6 months`")
        return nil
    }

    /// A language tag in the form of BCP 47, such as `en` or `pt-BR`; whether it is registered is not asked.
    mutating func language(_ key: String) -> Located<String>? {
        guard let text = text(key) else { return nil }
        if Self.isLanguage(text.value) { return text }
        refuse(
            text, "`\(key)` must be a language tag, found `\(Self.shortened(text.value))`",
            suggestion: "write for example `en`, `de` or `pt-BR`")
        return nil
    }

    private static func isLanguage(_ text: String) -> Bool {
        let tags = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
        guard let language = tags.first, (2...8).contains(language.count),
            language.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) })
        else { return false }
        return tags.dropFirst().allSatisfy { tag in
            (1...8).contains(tag.count)
                && tag.allSatisfy {
                    (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF)
                }
        }
    }
}
