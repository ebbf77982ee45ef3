/// What a code point shows in a terminal and how many cells it takes there.
///
/// Text of a page reaches the terminal only through `visible`: an escape sequence, a bidirectional override
/// or a bare carriage return in somebody's page must show, not act.
package enum VisibleText {
    /// The code point itself, or a visible stand-in for one that would act on the terminal or show nothing.
    ///
    /// Joiners and variation selectors stay: scripts and emoji need them.
    static func visible(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x00...0x1F: picture(0x2400 + scalar.value)
        case 0x7F: picture(0x2421)
        case 0x200C, 0x200D: String(scalar)
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default: String(scalar)
            }
        }
    }

    package static func visible(_ text: String) -> String {
        if text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return text }
        return text.unicodeScalars.map { visible($0) }.joined()
    }

    private static func picture(_ value: UInt32) -> String {
        Unicode.Scalar(value).map { String($0) } ?? ""
    }

    /// Terminal cells that `text` takes, a tab counting as one: what comes out of `visible` goes in here.
    ///
    /// Joined emoji, skin tones and flags count as the one picture that current terminals draw.
    static func width(_ text: some Sequence<Unicode.Scalar>) -> Int {
        var total = 0
        var last = 0
        var joined = false
        for scalar in text {
            defer { joined = scalar.value == 0x200D }
            if scalar.value == 0xFE0F, last == 1 {  // Asks for the emoji form of the one before.
                total += 1
                last = 2
                continue
            }
            if joined || (last == 2 && scalar.properties.isEmojiModifier) { continue }
            let width = width(of: scalar)
            total += width
            if width > 0 { last = width }
        }
        return total
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        // The second parts of Hangul syllables.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation {
            let isHalfOfAFlag = (0x1F1E6...0x1F1FF).contains(scalar.value)
            return isHalfOfAFlag ? 1 : 2
        }
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// Wide and fullwidth blocks of Unicode's EastAsianWidth.txt, whole blocks where the gaps are unassigned.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
        0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
        0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}
