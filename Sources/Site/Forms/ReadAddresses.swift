import Diagnostics

func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
}

/// One `@`, something before it, and a host of labels with a dot in it: HTML's rule for email fields, and the dot.
func isPlausibleAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].count <= 64, parts[1].count <= 253,
        parts[0].allSatisfy({ isLetterOrDigit($0) || ".!#$%&'*+/=?^_`{|}~-".utf8.contains($0) })
    else { return false }
    let labels = parts[1].split(separator: 0x2E, omittingEmptySubsequences: false)
    return labels.count > 1
        && labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != 0x2D && label.last != 0x2D
                && label.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D }
        }
}

extension YAMLReader {
    /// The path of a file under the site's root; nothing that leaves it, and no address.
    mutating func filePath(_ key: String) -> Located<String>? {
        guard let text = filledText(key) else { return nil }
        let parts = text.value.split(separator: "/", omittingEmptySubsequences: false)
        let reason: String? =
            if text.value.hasPrefix("/") {
                "begins with a slash"
            } else if parts.contains("..") {
                "leaves the site's root"
            } else if parts.contains("") || parts.contains(".") {
                "has an empty component"
            } else if text.value.utf8.contains(where: { $0 == 0x5C || $0 == 0x3A || $0 < 0x20 }) {
                "has a `\\`, a `:` or a control character"
            } else if !text.value.hasSuffix(".yml"), !text.value.hasSuffix(".yaml") {
                "does not end in `.yml`"
            } else {
                nil
            }
        if let reason {
            refuse(
                text, "`\(path)\(key)` must be a file under the root, but it \(reason)",
                suggestion: "write for example `.github/ISSUE_TEMPLATE/account-recovery.yml`")
        }
        return text
    }
}
