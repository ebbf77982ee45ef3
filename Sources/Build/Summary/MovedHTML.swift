import HTMLText

/// HTML of a page that is shown in another document: addresses lead on, and ids are its own.
struct MovedHTML {
    /// Of the page, percent-encoded: `request/prepare/`.
    let page: String
    /// From the other document to the site's top: "", "../".
    let top: String
    /// Before each id.
    let prefix: String

    func moved(_ html: String) -> String {
        var scan = TagScan(Array(html.utf8))
        var moved: [UInt8] = []
        var copied = 0
        while let tag = scan.next() {
            for (name, range) in tag.attributes {
                let value = scan.bytes[range]
                let new: String
                switch name {
                case "href", "src": new = address(String(decoding: value, as: UTF8.self))
                case "id", "for", "name", "aria-labelledby", "aria-describedby":
                    new = value.split(separator: 0x20)
                        .map { prefix + String(decoding: $0, as: UTF8.self) }
                        .joined(separator: " ")
                case "data-note", "data-page":
                    // The numbers of addresses in another list, and titles that are in the summary anyway.
                    let written = Array(" \(name)=\"".utf8)
                    let start = range.lowerBound - written.count
                    guard start >= copied,
                        scan.bytes[start..<range.lowerBound].elementsEqual(written)
                    else { continue }
                    moved += scan.bytes[copied..<start]
                    copied = range.upperBound + 1
                    continue
                default: continue
                }
                moved += scan.bytes[copied..<range.lowerBound]
                moved += new.utf8
                copied = range.upperBound
            }
        }
        moved += scan.bytes[copied...]
        return String(decoding: moved, as: UTF8.self)
    }

    /// - Parameter address: as it stands in an attribute of the page.
    func address(_ address: String) -> String {
        if address.hasPrefix("#") { return link(to: page) + address }
        guard !address.hasPrefix("/"), !hasScheme(address) else { return address }
        let end = address.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        let path = address[..<(end ?? address.endIndex)]
        let rest = address[(end ?? address.endIndex)...]
        if path.isEmpty { return link(to: page) + rest }
        var folders = page.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for (number, part) in parts.enumerated() {
            let isLast = number == parts.count - 1
            switch part {
            case ".": if isLast { folders.append("") }
            case "..":
                if !folders.isEmpty { folders.removeLast() }
                if isLast { folders.append("") }
            case "" where !isLast: continue
            default: folders.append(part)
            }
        }
        return link(to: folders.joined(separator: "/")) + rest
    }

    private func link(to path: String) -> String {
        let address = top + path
        return address.isEmpty ? "./" : address
    }

    private func hasScheme(_ address: String) -> Bool {
        for byte in address.utf8 {
            if byte == UInt8(ascii: ":") { return true }
            if "/?#".utf8.contains(byte) { return false }
        }
        return false
    }
}
