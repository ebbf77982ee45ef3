internal import Diagnostics

extension TemplateScan {
    /// Which tags (as indices of `tags`) stand inside an HTML tag but not between double quotes.
    ///
    /// Escaping is right for text and for double-quoted values alone: `href={{url}}` and `href='{{url}}'`
    /// would break open. This reads the template's HTML as plainly as a browser's tokenizer reads a tag,
    /// each section as if it were there: enough for templates whose sections balance their quotes.
    func unquotedTags() -> Set<Int> {
        enum State { case text, tag, doubleQuoted, singleQuoted }
        var unquoted: Set<Int> = []
        var state = State.text
        var position = 0
        for (index, tag) in tags.enumerated() {
            for i in position..<tag.range.lowerBound {
                switch (state, source.bytes[i]) {
                case (.text, UInt8(ascii: "<")): if startsTag(at: i) { state = .tag }
                case (.tag, UInt8(ascii: ">")): state = .text
                case (.tag, UInt8(ascii: "\"")): state = .doubleQuoted
                case (.tag, UInt8(ascii: "'")): state = .singleQuoted
                case (.doubleQuoted, UInt8(ascii: "\"")): state = .tag
                case (.singleQuoted, UInt8(ascii: "'")): state = .tag
                default: continue
                }
            }
            position = tag.range.upperBound
            if state == .tag || state == .singleQuoted { unquoted.insert(index) }
        }
        return unquoted
    }

    /// A letter or a slash after `<`: a tag, not a sign in a text or a comment.
    private func startsTag(at offset: Int) -> Bool {
        guard offset + 1 < source.bytes.count else { return false }
        let next = source.bytes[offset + 1]
        return next == UInt8(ascii: "/")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next | 0x20)
    }
}
