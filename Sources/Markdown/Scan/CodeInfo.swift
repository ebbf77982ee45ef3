// What stands behind the fence of a code block: `python title="src/main.py" numbers {2,4-6} {#id .class}`.

import Diagnostics

/// The options of a code block, and what is wrong in them.
struct CodeInfo {
    struct Problem {
        let kind: DiagnosticKind
        let range: Range<Int>
        let message: String
        var suggestion: String?
    }

    /// The language, as offsets in the source; nil where there is none.
    private(set) var language: Range<Int>?
    private(set) var title: String?
    private(set) var hasNumbers = false
    /// Lines to highlight, from 1; not beyond the code's last.
    private(set) var lines: [ClosedRange<Int>] = []
    private(set) var attributes = Attributes()
    /// The braces in which the id stands.
    private(set) var idGroup: Range<Int>?
    /// What cannot be an id, and the braces around it.
    private(set) var badIDs: [(name: String, group: Range<Int>)] = []
    private(set) var problems: [Problem] = []
    private let bytes: UnsafeBufferPointer<UInt8>
    private let lineCount: Int
    private var i: Int
    private let end: Int

    private static let options = ["title", "numbers"]

    /// Reads the line from `start`, behind the fence, to `end`.
    ///
    /// - Parameter lineCount: lines of the code.
    init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, lineCount: Int) {
        self.bytes = bytes
        self.lineCount = lineCount
        i = range.lowerBound
        end = range.upperBound
        skipBlanks()
        let start = i
        if i < end, bytes[i] != UInt8(ascii: "{") {
            let word = readWord()
            // `title=` is no language, but the first word is, whatever it is.
            if i < end, bytes[i] == UInt8(ascii: "="), isTitle(word) {
                i = start
            } else {
                while i < end, !isBlank(bytes[i]), bytes[i] != UInt8(ascii: "{") { i += 1 }
                language = start..<i
            }
        }
        while true {
            skipBlanks()
            guard i < end else { return }
            if bytes[i] == UInt8(ascii: "{") { readGroup() } else { readOption() }
        }
    }

    // MARK: Words

    private mutating func skipBlanks() { while i < end, isBlank(bytes[i]) { i += 1 } }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private func isTitle(_ word: Range<Int>) -> Bool { bytes[word].elementsEqual("title".utf8) }

    private mutating func readWord() -> Range<Int> {
        let start = i
        while i < end, !isBlank(bytes[i]), bytes[i] != UInt8(ascii: "{"),
            bytes[i] != UInt8(ascii: "=")
        { i += 1 }
        return start..<i
    }

    private mutating func readOption() {
        let word = readWord()
        let name = String(decoding: bytes[word], as: UTF8.self)
        guard i < end, bytes[i] == UInt8(ascii: "=") else {
            if name == "numbers" {
                hasNumbers = true
            } else if name == "title" {
                fail(word, "this title has no text", "write `title=\"src/main.py\"`")
            } else {
                reportUnknown(name, word)
            }
            return
        }
        i += 1
        let valueStart = i
        if i < end, bytes[i] == UInt8(ascii: "\"") {
            guard let text = quotedText(bytes, from: i, to: end) else {
                fail(i..<i + 1, "this quotation mark is never closed")
                i = end
                return
            }
            i = text.end
            take(name, text.text, word.lowerBound..<i)
        } else {
            while i < end, !isBlank(bytes[i]) { i += 1 }
            let value = String(decoding: bytes[valueStart..<i], as: UTF8.self)
            take(name, value, word.lowerBound..<i)
        }
    }

    private mutating func take(_ name: String, _ value: String, _ range: Range<Int>) {
        switch name {
        case "title" where value.trimmed.isEmpty:
            fail(range, "this title has no text", "write `title=\"src/main.py\"`")
        case "title": title = value
        case "numbers": fail(range, "`numbers` takes no value", "write `numbers` alone")
        default: reportUnknown(name, range)
        }
    }

    private mutating func reportUnknown(_ name: String, _ range: Range<Int>) {
        let nearest = nearestName(to: name.lowercased(), among: Self.options)
        fail(
            range,
            name.isEmpty
                ? "there is no name before this `=`" : "code blocks have no option `\(name)`",
            nearest.map { "did you mean `\($0)`?" }
                ?? "the options are `title=\"…\"`, `numbers`, `{2,4-6}` and `{#id .class}`")
    }

    private mutating func fail(
        _ range: Range<Int>, _ message: String, _ suggestion: String? = nil,
        kind: DiagnosticKind = .codeOption
    ) {
        problems.append(
            Problem(kind: kind, range: range, message: message, suggestion: suggestion))
    }

    // MARK: Braces

    private mutating func readGroup() {
        let brace = i
        var first = brace + 1
        while first < end, isBlank(bytes[first]) { first += 1 }
        if first < end, bytes[first] >= 0x30, bytes[first] <= 0x39 { return readLines() }
        let list = AttributeList(bytes, at: brace, to: end)
        i = list.range.upperBound
        if let problem = list.problem {
            i = endOfGroup(from: i)
            let range = problem.offset..<min(problem.offset + problem.length, end)
            if problem.isID {
                let name = String(decoding: bytes[range].dropFirst(), as: UTF8.self)
                badIDs.append((name, brace..<i))
            } else {
                fail(range, problem.message)
            }
            return
        }
        var found = list.attributes
        if let id = found.id, id.hasPrefix("wm-") {
            badIDs.append((id, list.range))
            found.id = nil
        }
        for value in found.values { take(value.key, value.value, value.range) }
        found.values = []
        if found.id != nil, idGroup == nil { idGroup = list.range }
        if !attributes.add(found) { fail(list.range, AttributeList.secondID) }
    }

    /// Behind the next closing brace, or the line's end.
    private func endOfGroup(from start: Int) -> Int {
        var i = start
        while i < end, bytes[i] != UInt8(ascii: "}") { i += 1 }
        return min(i + 1, end)
    }

    /// `{2,4-6}`
    private mutating func readLines() {
        let brace = i
        var found: [(lines: ClosedRange<Int>, range: Range<Int>)] = []
        i += 1
        while true {
            skipBlanks()
            let start = i
            guard let first = number() else { return failLines(brace) }
            var last = first
            var stop = i
            skipBlanks()
            if i < end, bytes[i] == UInt8(ascii: "-") {
                i += 1
                skipBlanks()
                guard let number = number() else { return failLines(brace) }
                last = number
                stop = i
                skipBlanks()
            }
            if first <= last {
                found.append((first...last, start..<stop))
            } else {
                fail(
                    start..<stop, "this range ends before it starts",
                    "write `\(last)-\(first)`", kind: .codeLines)
            }
            guard i < end else { return failLines(brace) }
            if bytes[i] == UInt8(ascii: "}") { break }
            guard bytes[i] == UInt8(ascii: ",") else { return failLines(brace) }
            i += 1
        }
        i += 1
        for (range, place) in found {
            let isInside = range.lowerBound >= 1 && range.upperBound <= lineCount
            if !isInside {
                fail(
                    place,
                    range.lowerBound < 1
                        ? "lines count from 1"
                        : "the code has \(lineCount) \(lineCount == 1 ? "line" : "lines")",
                    kind: .codeLines)
            }
            let first = max(range.lowerBound, 1)
            let last = min(range.upperBound, lineCount)
            if first <= last { lines.append(first...last) }
        }
    }

    /// A number at `i`; what no code is long enough for is one number like any other.
    private mutating func number() -> Int? {
        let start = i
        var value = 0
        while i < end, bytes[i] >= 0x30, bytes[i] <= 0x39 {
            value = min(value * 10 + Int(bytes[i] - 0x30), 1_000_000_000)
            i += 1
        }
        return i > start ? value : nil
    }

    private mutating func failLines(_ brace: Int) {
        let place = i < end ? i..<i + 1 : brace..<brace + 1
        fail(
            place,
            i < end ? "a number, `-`, `,` or `}` belongs here" : "this brace is never closed",
            "write lines to highlight as `{2,4-6}`", kind: .codeLines)
        i = endOfGroup(from: i)
    }
}
