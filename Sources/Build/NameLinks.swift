import Glibc
import HTMLText

/// Completes the links of a page's HTML that have a `data-page="~N"`: paper says the title of the page they lead to.
///
/// The titles are known only when all pages are rendered. One scan for `~`, which is rare; no text of an author can hold
/// the attribute, because quotation marks are escaped.
///
/// - Parameter title: of the page with a number; nil where there is no such page.
func nameLinks(in html: String, title: (Int) -> String?) -> String {
    var html = html
    return html.withUTF8 { bytes in
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 1024)
        var copied = 0
        while let mark = Mark(in: bytes, from: copied) {
            out += bytes[copied..<mark.range.lowerBound]
            copied = mark.range.upperBound
            guard let title = title(mark.page), !title.isEmpty else { continue }
            var text: [UInt8] = []
            HTMLText.append(title.utf8, to: &text)
            if isSaid(text, after: bytes[copied...]) { continue }
            out += " data-title=\"".utf8
            out += text
            out.append(UInt8(ascii: "\""))
        }
        out += bytes[copied...]
        return String(decoding: out, as: UTF8.self)
    }
}

/// The attribute of a link that waits for a title.
private struct Mark {
    private static let start = Array(" data-page=\"~".utf8)

    /// With the blank before it.
    let range: Range<Int>
    let page: Int

    /// The first one from `start` on.
    init?(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
        guard let base = bytes.baseAddress else { return nil }
        var next = start
        while next < bytes.count,
            let found = memchr(base + next, Int32(UInt8(ascii: "~")), bytes.count - next)
        {
            next = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
            let digits = bytes[next...].prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard next - start >= Self.start.count,
                bytes[(next - Self.start.count)..<next].elementsEqual(Self.start),
                digits.endIndex < bytes.count, bytes[digits.endIndex] == UInt8(ascii: "\""),
                let page = Int(String(decoding: digits, as: UTF8.self))
            else { continue }
            range = (next - Self.start.count)..<(digits.endIndex + 1)
            self.page = page
            return
        }
        return nil
    }
}

/// Whether a link's words are the title, but for small and capital ASCII letters and for line ends.
private func isSaid(_ title: [UInt8], after tag: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard tag.first == UInt8(ascii: ">") else { return false }
    let words = tag.dropFirst()
    return words.count > title.count && words.dropFirst(title.count).starts(with: "</a>".utf8)
        && zip(words, title).allSatisfy { lowercased($0) == lowercased($1) }
}

private func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte == 0x0A ? 0x20 : byte
}
