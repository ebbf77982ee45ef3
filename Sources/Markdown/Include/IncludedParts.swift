// `<!-- part NAME -->` and `<!-- /part -->`, each alone on its line, mark a part of a file. For any other use of
// the file they are comments, which no reader sees.

import Diagnostics

/// A part of a file between its two comments.
struct IncludedPart {
    /// The opening comment's line, from 1 in the file.
    let line: Int
    /// The opening comment's bytes, without blanks around it, as offsets in the file.
    let comment: Range<Int>
    let lineStart: Int
    /// The lines between the comments; nil where the part is never closed.
    var content: Range<Int>?

    func place(in source: SourceText) -> Place {
        source.place(
            line: line, lineStart: lineStart, offset: comment.lowerBound, length: comment.count)
    }
}

/// The parts of a file, found in one pass.
struct IncludedParts {
    private(set) var byName: [String: IncludedPart] = [:]
    /// The second part of a name that stands for two.
    private(set) var seconds: [String: IncludedPart] = [:]

    private enum Mark {
        case opening(String, Range<Int>)
        case closing
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
        var number = 1
        var i = 0
        var code = FencedCode()
        var open: (name: String, isSecond: Bool, contentStart: Int)?
        while i < bytes.count {
            var end = i
            while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
            var next = min(end + 1, bytes.count)
            if next < bytes.count, bytes[end] == 0x0D, bytes[next] == 0x0A { next += 1 }
            defer {
                i = next
                number += 1
            }
            guard i >= start, let text = Self.trimmed(bytes, i..<end) else { continue }
            guard code.take(bytes, text) == .none, let mark = Self.mark(bytes, text) else {
                continue
            }
            switch mark {
            case .opening(let name, let comment):
                let part = IncludedPart(line: number, comment: comment, lineStart: i)
                let isSecond = byName[name] != nil
                if isSecond {
                    if seconds[name] == nil { seconds[name] = part }
                } else {
                    byName[name] = part
                }
                open = (name, isSecond, next)
            case .closing:
                if let open, !open.isSecond {
                    byName[open.name]?.content = min(open.contentStart, i)..<i
                }
                open = nil
            }
        }
    }

    /// Up to three blanks may stand before it, as before any block; nil for more, and for a line of blanks.
    static func trimmed(
        _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>
    ) -> Range<Int>? {
        var start = line.lowerBound
        while start < line.upperBound, bytes[start] == 0x20 { start += 1 }
        guard start < line.upperBound, start - line.lowerBound < 4 else { return nil }
        var end = line.upperBound
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return start < end ? start..<end : nil
    }

    private static func mark(
        _ bytes: UnsafeBufferPointer<UInt8>, _ text: Range<Int>
    ) -> Mark? {
        guard bytes[text.lowerBound] == UInt8(ascii: "<"), text.count > 7,
            bytes[text].starts(with: "<!--".utf8), bytes[text].suffix(3).elementsEqual("-->".utf8)
        else { return nil }
        let words = bytes[text.lowerBound + 4..<text.upperBound - 3].split {
            $0 == 0x20 || $0 == 0x09
        }
        if words.count == 1, words[0].elementsEqual("/part".utf8) { return .closing }
        guard words.count == 2, words[0].elementsEqual("part".utf8) else { return nil }
        let name = String(decoding: words[1], as: UTF8.self)
        return isExplicitID(name) ? .opening(name, text) : nil
    }
}
