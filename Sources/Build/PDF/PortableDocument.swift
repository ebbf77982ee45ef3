import HTMLText
import Site

/// A document as it is given to Chromium: its links lead to the same places from wherever the PDF is opened.
///
/// A link to a place in the document is a jump. Any other has the address that the site's base URL gives it; without
/// a base URL, it is text. Chromium itself would write the path of a file on this machine.
struct PortableDocument {
    /// Where the document stands in the site.
    let url: SiteURL
    let base: BaseURL?
    /// What is put at the start of its `head`.
    let head: String

    func bytes(of html: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(html.count + html.count / 8 + head.utf8.count)
        var copied = 0
        for tag in StartTags(html) {
            switch tag.name {
            case "head":
                out += html[copied..<tag.end]
                out += head.utf8
                copied = tag.end
            case "a", "area":
                for attribute in tag.attributes
                where ["href", "xlink:href"].contains(attribute.name) {
                    let target = link(String(decoding: html[attribute.value], as: UTF8.self))
                    if target == .asItIs { continue }
                    out += html[copied..<attribute.range.lowerBound]
                    if case .to(let address) = target {
                        out += " \(attribute.name)=\"\(address)\"".utf8
                    }
                    copied = attribute.range.upperBound
                }
            default: continue
            }
        }
        out += html[copied...]
        return out
    }

    enum Target: Equatable {
        case asItIs
        /// Escaped for an attribute in double quotes.
        case to(String)
        /// Text without a link.
        case nowhere
    }

    /// - Parameter reference: an attribute's value, escaped as it stands there.
    func link(_ reference: String) -> Target {
        let reference = String(reference.drop(while: \.isWhitespace))
        if reference.isEmpty { return .to("#") }
        if reference.hasPrefix("#") { return .asItIs }
        if let scheme = scheme(of: reference) {
            return ["http", "https", "mailto", "tel"].contains(scheme) ? .asItIs : .nowhere
        }
        let pathEnd = reference.firstIndex { "?#".contains($0) } ?? reference.endIndex
        let rest = reference[pathEnd...]
        let here = HTMLText.urlPath(url.path)
        if reference.hasPrefix("//") {
            return .to(quotable("\(base?.scheme ?? "https"):\(reference)"))
        }
        if reference.hasPrefix("/") {
            return base.map { .to(quotable(unseen($0.origin + reference))) } ?? .nowhere
        }
        let path = pathEnd == reference.startIndex ? here : resolve(reference[..<pathEnd], at: here)
        if path == here, rest.isEmpty || rest.hasPrefix("#") {
            return .to(rest.isEmpty ? "#" : quotable(String(rest)))
        }
        return base.map { .to(quotable(unseen($0.text + path + rest))) } ?? .nowhere
    }

    /// The same address to a browser, but not to the styles of a theme: they print the targets of links whose `href`
    /// starts with `http`, which on the site is none of the site's own.
    private func unseen(_ address: String) -> String {
        guard let colon = address.firstIndex(of: ":") else { return address }
        return address[..<colon].uppercased() + address[colon...]
    }

    /// A relative path, seen from another (RFC 3986, 5.2.4); it does not leave the site.
    private func resolve(_ path: Substring, at base: String) -> String {
        var parts = base.split(separator: "/", omittingEmptySubsequences: false).dropLast().map {
            $0
        }
        let steps = path.split(separator: "/", omittingEmptySubsequences: false)
        for (number, step) in steps.enumerated() {
            let isLast = number == steps.count - 1
            switch step {
            case ".", "..":
                if step == "..", !parts.isEmpty { parts.removeLast() }
                if isLast { parts.append("") }
            default: parts.append(step)
            }
        }
        return parts.joined(separator: "/")
    }

    private func scheme(of reference: String) -> String? {
        guard let colon = reference.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = reference[..<colon]
        let isName = name.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "+-.".utf8.contains($0)
        }
        return isName && !name.isEmpty ? name.lowercased() : nil
    }

    /// An author's HTML may have quotes of the other kind.
    private func quotable(_ value: String) -> String {
        value.contains("\"")
            ? value.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "&quot;") : value
    }
}
