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
    let marks = html.withUTF8 { findMarks(in: $0) }
    var out = ""
    out.reserveCapacity(html.utf8.count + 64 * marks.count)
    // Text is copied as text: nothing has to be checked for being UTF-8 again.
    var copied = html.startIndex
    for mark in marks {
        let start = html.utf8.index(html.startIndex, offsetBy: mark.range.lowerBound)
        let end = html.utf8.index(html.startIndex, offsetBy: mark.range.upperBound)
        out += html[copied..<start]
        copied = end
        guard let title = title(mark.page), !title.isEmpty else { continue }
        let text = HTMLText.escape(title)
        if isSaid(text, after: html[end...]) { continue }
        out += " data-title=\""
        out += text
        out += "\""
    }
    out += html[copied...]
    return out
}

/// The attribute of a link that waits for a title, with the blank before it.
private struct Mark {
    static let start = Array(" data-page=\"~".utf8)

    let range: Range<Int>
    let page: Int
}

private func findMarks(in bytes: UnsafeBufferPointer<UInt8>) -> [Mark] {
    guard let base = bytes.baseAddress else { return [] }
    var marks: [Mark] = []
    var next = 0
    while next < bytes.count,
        let found = memchr(base + next, Int32(UInt8(ascii: "~")), bytes.count - next)
    {
        next = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
        let start = next - Mark.start.count
        guard start >= 0, memcmp(base + start, Mark.start, Mark.start.count) == 0 else { continue }
        var end = next
        var page = 0
        while end < bytes.count, page < 1 << 32, bytes[end] >= 0x30, bytes[end] <= 0x39 {
            page = page * 10 + Int(bytes[end] - 0x30)
            end += 1
        }
        guard end > next, end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { continue }
        marks.append(Mark(range: start..<(end + 1), page: page))
        next = end + 1
    }
    return marks
}

/// Whether a link's words are the title, but for small and capital ASCII letters and for line ends.
private func isSaid(_ title: String, after tag: Substring) -> Bool {
    guard tag.utf8.first == UInt8(ascii: ">") else { return false }
    var words = tag.utf8.dropFirst()
    for byte in title.utf8 {
        guard let other = words.popFirst(), lowercased(other) == lowercased(byte) else {
            return false
        }
    }
    return words.starts(with: "</a>".utf8)
}

private func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte == 0x0A ? 0x20 : byte
}
