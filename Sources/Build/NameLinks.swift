import Glibc
import HTMLText

/// Completes the links of a page's HTML that have a `data-page="N"`: paper says the title of the page they lead to.
///
/// The titles are known only when all pages are rendered. One scan for the attribute, which no text of an author can
/// hold: quotation marks in it are escaped.
///
/// - Parameter title: of the page with a number; nil where there is no such page.
func nameLinks(in html: String, title: (Int) -> String?) -> String {
    var html = html
    return html.withUTF8 { bytes in
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 1024)
        var copied = 0
        while let start = attribute.firstOffset(in: bytes, from: copied) {
            out += bytes[copied..<start]
            copied = start + attribute.count
            var number = 0
            while copied < bytes.count, case let digit = bytes[copied], digit >= 0x30, digit <= 0x39,
                number < 1 << 32
            {
                number = number * 10 + Int(digit - 0x30)
                copied += 1
            }
            // The closing quotation mark.
            copied = min(copied + 1, bytes.count)
            guard let title = title(number), !title.isEmpty else { continue }
            var text: [UInt8] = []
            HTMLText.append(title.utf8, to: &text)
            if !isSaid(text, after: bytes[copied...]) {
                out += " data-title=\"".utf8
                out += text
                out.append(UInt8(ascii: "\""))
            }
        }
        out += bytes[copied...]
        return String(decoding: out, as: UTF8.self)
    }
}

private let attribute = Array(" data-page=\"".utf8)

/// Whether a link's words are the title, but for small and capital ASCII letters.
private func isSaid(_ title: [UInt8], after tag: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard tag.first == UInt8(ascii: ">") else { return false }
    let words = tag.dropFirst()
    return words.count >= title.count && words.dropFirst(title.count).starts(with: "</a>".utf8)
        && zip(words, title).allSatisfy { lowercased($0) == lowercased($1) }
}

private func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}

extension [UInt8] {
    fileprivate func firstOffset(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        let found = withUnsafeBytes { needle in
            needle.baseAddress.flatMap {
                memmem(base + start, bytes.count - start, $0, needle.count)
            }
        }
        return found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
    }
}
