// An author's own HTML in a document of many pages: its ids, and what refers to them, get the page's name, and
// relative addresses start at the page's folder. It is read as plainly as a browser's tokenizer reads a tag.

struct JoinedHTML {
    private let page: JoinedPage
    private let bytes: [UInt8]
    private var out: [UInt8] = []
    private var i = 0

    /// HTML whose ids and addresses are right in the document.
    static func placed(_ html: String, in page: JoinedPage) -> String {
        var writer = JoinedHTML(html, page)
        writer.run()
        return String(decoding: writer.out, as: UTF8.self)
    }

    private init(_ html: String, _ page: JoinedPage) {
        self.page = page
        bytes = Array(html.utf8)
        out.reserveCapacity(bytes.count + 64)
    }

    private mutating func run() {
        while i < bytes.count {
            if bytes[i] == UInt8(ascii: "<"), i + 1 < bytes.count, isASCIILetter(bytes[i + 1]) {
                tag()
            } else if bytes[i...].starts(with: "<!--".utf8) {
                copy(through: "-->")
            } else {
                copy(to: i + 1)
            }
        }
    }

    /// Elements whose content is text for a browser, whatever signs it holds.
    private static let textElements = ["script", "style", "textarea", "title"]

    private mutating func tag() {
        let name = name(from: i + 1)
        copy(to: i + 1 + name.utf8.count)
        while i < bytes.count, bytes[i] != UInt8(ascii: ">") {
            if bytes[i] <= 0x20 || bytes[i] == UInt8(ascii: "/") {
                copy(to: i + 1)
            } else {
                attribute(of: name)
            }
        }
        if Self.textElements.contains(name) { copy(through: "</" + name) }
    }

    private mutating func attribute(of element: String) {
        let name = name(from: i)
        // A sign that begins no name, such as a quotation mark, goes as it is.
        copy(to: i + max(name.utf8.count, 1))
        var next = i
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        guard next < bytes.count, bytes[next] == UInt8(ascii: "=") else { return }
        next += 1
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        copy(to: next)
        guard i < bytes.count else { return }
        let quote = bytes[i]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            copy(to: i + 1)
            let end = bytes[i...].firstIndex(of: quote) ?? bytes.count
            value(of: name, element, to: end)
        } else {
            let end = bytes[i...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
            value(of: name, element, to: end ?? bytes.count)
            return
        }
        copy(to: i + 1)
    }

    /// In lower case, up to what ends the name of a tag or an attribute.
    private func name(from start: Int) -> String {
        let name = bytes[min(start, bytes.count)...].prefix {
            $0 > 0x20 && !"\"'<>/=".utf8.contains($0)
        }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    // MARK: Values

    private static let idLists: Set<String> = [
        "id", "for", "headers", "list", "form", "itemref", "popovertarget", "commandfor",
        "aria-activedescendant", "aria-controls", "aria-describedby", "aria-details",
        "aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns",
    ]
    private static let addresses: Set<String> = ["href", "xlink:href", "src", "poster", "data"]

    private mutating func value(of attribute: String, _ element: String, to end: Int) {
        let isAnchor = attribute == "name" && (element == "a" || element == "map")
        if Self.idLists.contains(attribute) || isAnchor {
            names(to: end)
        } else if i < end, bytes[i] == UInt8(ascii: "#"),
            Self.addresses.contains(attribute) || attribute == "usemap"
        {
            copy(to: i + 1)
            if i < end { addName() }
        } else if Self.addresses.contains(attribute), isRelative(bytes[i..<end]) {
            out += page.folder.utf8
        } else {
            paints(to: end)
        }
        copy(to: end)
    }

    /// Ids with blanks between them.
    private mutating func names(to end: Int) {
        while i < end {
            if bytes[i] <= 0x20 {
                copy(to: i + 1)
            } else {
                addName()
                copy(to: bytes[i..<end].firstIndex { $0 <= 0x20 } ?? end)
            }
        }
    }

    /// What pictures of the page's own name as paints: `fill="url(#dots)"`.
    private mutating func paints(to end: Int) {
        while i < end {
            let isReference = bytes[i..<end].starts(with: "url(#".utf8)
            copy(to: i + (isReference ? 5 : 1))
            if isReference { addName() }
        }
    }

    private mutating func addName() { out += page.id("").utf8 }

    private func isRelative(_ address: ArraySlice<UInt8>) -> Bool {
        guard let first = address.first, !"/?#&".utf8.contains(first) else { return false }
        return urlScheme(of: String(decoding: address, as: UTF8.self)) == nil
    }

    // MARK: Copying

    private mutating func copy(to end: Int) {
        let end = min(end, bytes.count)
        if i < end { out += bytes[i..<end] }
        i = max(i, end)
    }

    /// To the end of the next `text`, without regard to case; else to the end of all.
    private mutating func copy(through text: String) {
        let wanted = Array(text.utf8)
        while i < bytes.count {
            let isHere =
                bytes.count - i >= wanted.count
                && zip(bytes[i...], wanted).allSatisfy {
                    $0 == $1 || isASCIILetter($0) && $0 | 0x20 == $1
                }
            if isHere { return copy(to: i + wanted.count) }
            copy(to: i + 1)
        }
    }
}
