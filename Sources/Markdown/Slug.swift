/// Ids of headings, unique in one page.
///
/// GitHub's slugs: lower case; letters, marks, numbers, `_` and `-` stay, spaces become `-`, all else goes;
/// the second and further of one name get `-1`, `-2`. Explicit ids are reserved before.
struct HeadingIDs {
    private(set) var taken: Set<String>
    private var counts: [String: Int] = [:]

    init(reserved: Set<String>) { taken = reserved }

    mutating func reserve(_ id: String) { taken.insert(id) }

    mutating func id(for text: String) -> String {
        let slug = githubSlug(text)
        let base = slug.isEmpty ? "section" : slug
        var id = base
        while !taken.insert(id).inserted {
            let count = counts[base, default: 0] + 1
            counts[base] = count
            id = "\(base)-\(count)"
        }
        return id
    }
}

package func githubSlug(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            out.append(byte)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): out.append(byte | 0x20)
        case UInt8(ascii: " "), UInt8(ascii: "\n"): out.append(UInt8(ascii: "-"))
        case 0x80...: return unicodeSlug(text)
        default: continue
        }
    }
    return String(decoding: out, as: UTF8.self)
}

private func unicodeSlug(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
            .otherNumber, .connectorPunctuation:
            out.append(scalar)
        default:
            if scalar == "-" { out.append(scalar) }
            if scalar == " " || scalar == "\n" { out.append("-") }
        }
    }
    return String(out)
}

/// Whether `id` is an explicit id: `[A-Za-z][A-Za-z0-9_-]*`.
package func isExplicitID(_ id: some StringProtocol) -> Bool {
    guard let first = id.utf8.first, isASCIILetter(first) else { return false }
    return id.utf8.allSatisfy {
        isASCIILetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: "_")
            || $0 == UInt8(ascii: "-")
    }
}

func isASCIILetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
}

func isASCIIPunctuation(_ byte: UInt8) -> Bool {
    (byte >= 0x21 && byte <= 0x2F) || (byte >= 0x3A && byte <= 0x40)
        || (byte >= 0x5B && byte <= 0x60)
        || (byte >= 0x7B && byte <= 0x7E)
}
