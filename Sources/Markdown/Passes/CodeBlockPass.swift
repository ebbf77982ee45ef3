// Code blocks stand in a `div.code`, which has room for a title and for what scripts add. A block that may be wider than
// a phone scrolls in itself, so it must be reachable by keyboard and have a name; narrow ones are not, since each
// further stop of the Tab key costs somebody time.

import Diagnostics
import HTMLText

/// Names of languages that were reported on this page: each is, once.
struct LanguageNames {
    private var reported: Set<String> = []

    mutating func isNew(_ name: String) -> Bool { reported.insert(name.lowercased()).inserted }
}

extension Passes {
    /// Code points that fit a screen of 320 CSS pixels beside the block's padding.
    private static let narrowColumns = 30

    mutating func processCodeBlock(_ node: Node, _ names: inout LanguageNames) {
        reportUnclosedFence(of: node)
        let html = node.withLiteral { code in self.html(of: node, code: code, &names) }
        node.replace(with: Node.customBlock(html: html))
    }

    private mutating func html(
        of node: Node, code: UnsafeBufferPointer<UInt8>, _ names: inout LanguageNames
    ) -> [UInt8] {
        let isWide = Self.isWide(code)
        let infoText = node.fenceInfo
        let lineCount = infoText.isEmpty ? 0 : Self.lineCount(code)
        let info = infoText.isEmpty ? nil : readInfo(of: node, lineCount: lineCount)
        // As cmark has it, escapes and references resolved.
        let word = infoText.utf8.prefix { $0 > 0x20 && $0 != UInt8(ascii: "{") }
        let language = info?.language == nil ? "" : String(decoding: word, as: UTF8.self)
        let highlighted = highlight(code, language, at: info?.language, &names)

        var out: [UInt8] = []
        out.reserveCapacity((highlighted?.count ?? code.count) + 256)
        openBlock(info, to: &out)
        out += "<pre".utf8
        if isWide {
            out += " tabindex=\"0\" role=\"group\" aria-label=\"Code".utf8
            if let title = info?.title {
                out += ": ".utf8
                HTMLText.append(title.utf8, to: &out)
            }
            out.append(UInt8(ascii: "\""))
        }
        out += "><code".utf8
        if !language.isEmpty {
            out += " class=\"language-".utf8
            HTMLText.append(language.utf8, to: &out)
            out.append(UInt8(ascii: "\""))
        }
        out.append(UInt8(ascii: ">"))
        if let info, info.hasNumbers || !info.lines.isEmpty {
            var text = highlighted ?? []
            if highlighted == nil { HTMLText.append(code, to: &text) }
            Self.wrapLines(of: text, marking: info.lines, count: lineCount, to: &out)
        } else if let highlighted {
            out += highlighted
        } else {
            HTMLText.append(code, to: &out)
        }
        out += "</code></pre>\n</div>".utf8
        return out
    }

    /// Without its closing fence a block of code takes all that follows, to the end of the quote, item or page.
    private mutating func reportUnclosedFence(of node: Node) {
        let start = offset(of: node)
        guard start < bytes.count,
            bytes[start] == UInt8(ascii: "`") || bytes[start] == UInt8(ascii: "~")
        else { return }
        var fence = start
        while fence < bytes.count, bytes[fence] == bytes[start] { fence += 1 }
        let line = offset(ofLine: node.endLine)
        let end = self.end(ofLine: node.endLine, from: line)
        var closing = end
        while closing > line, bytes[closing - 1] == bytes[start] { closing -= 1 }
        guard end - closing < fence - start || closing < fence else { return }
        // Code by indentation may start with a fence that is text.
        let isText = node.withLiteral { $0.starts(with: bytes[start..<fence]) }
        guard !isText else { return }
        report(
            Diagnostic(
                .unclosedCode, at: place(at: start, length: fence - start),
                "this block of code is never closed",
                suggestion:
                    "end it with a line of `\(String(decoding: bytes[start..<fence], as: UTF8.self))`"
            ))
    }

    /// Whether a line is wider than a phone. Lines of few bytes are not looked at.
    private static func isWide(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = 0
        while start < text.count {
            let end = firstOffset(of: 0x0A, in: text, from: start) ?? text.count
            var columns = 0
            if end - start > narrowColumns
                || firstOffset(of: 0x09, in: text, from: start) ?? end < end
            {
                for i in start..<end where text[i] & 0xC0 != 0x80 {
                    columns += text[i] == 0x09 ? 8 : 1
                    if columns > narrowColumns { return true }
                }
            }
            start = end + 1
        }
        return false
    }

    private static func lineCount(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var lines = 0
        var start = 0
        while start < text.count {
            lines += 1
            start = (firstOffset(of: 0x0A, in: text, from: start) ?? text.count) + 1
        }
        return lines
    }

    // MARK: Options

    /// Reads what stands behind the fence and reports what is wrong there.
    private mutating func readInfo(of node: Node, lineCount: Int) -> CodeInfo {
        var start = offset(of: node)
        let end = self.end(ofLine: node.startLine, from: start)
        let fence = start < end ? bytes[start] : 0
        while start < end, bytes[start] == fence { start += 1 }
        let info = CodeInfo(bytes, in: start..<end, lineCount: lineCount)
        for problem in info.problems {
            report(
                Diagnostic(
                    problem.kind,
                    at: place(at: problem.range.lowerBound, length: problem.range.count),
                    problem.message, suggestion: problem.suggestion))
        }
        for (name, group) in info.badIDs { reportID(name, in: group) }
        if let id = info.attributes.id, let group = info.idGroup { _ = claim(id, in: group) }
        return info
    }

    private func openBlock(_ info: CodeInfo?, to out: inout [UInt8]) {
        var attributes = info?.attributes ?? Attributes()
        if info?.lines.isEmpty == false { attributes.classes.insert("has-marked-lines", at: 0) }
        if info?.hasNumbers == true { attributes.classes.insert("has-line-numbers", at: 0) }
        attributes.classes.insert("code", at: 0)
        out += "<div\(attributes.classTag)\(idTag(attributes))>\n".utf8
        if let title = info?.title {
            out += "<p class=\"code-title\">".utf8
            HTMLText.append(title.utf8, to: &out)
            out += "</p>\n".utf8
        }
    }

    // MARK: Highlighting

    /// The HTML of code with its tokens; nil where it has none.
    private mutating func highlight(
        _ code: UnsafeBufferPointer<UInt8>, _ language: String, at range: Range<Int>?,
        _ names: inout LanguageNames
    ) -> [UInt8]? {
        guard !language.isEmpty, let range, let highlighter = options.highlighter else {
            return nil
        }
        switch highlighter.highlight(code, language: language) {
        case .html(let html): return html
        case .plain: return nil
        case .unknown(let nearest):
            guard names.isNew(language) else { return nil }
            report(
                Diagnostic(
                    .unknownLanguage, at: place(at: range.lowerBound, length: range.count),
                    "there is no language `\(language)`, so the code is not highlighted",
                    suggestion: nearest.map { "did you mean `\($0)`?" }
                        ?? "write `text` for code without highlighting"))
            return nil
        }
    }

    // MARK: Lines

    /// Puts a span around each line of `html`, its line end inside.
    private static func wrapLines(
        of html: [UInt8], marking marked: [ClosedRange<Int>], count: Int, to out: inout [UInt8]
    ) {
        // Ranges that start at a line, less those that end before it.
        var changes = [Int](repeating: 0, count: count + 2)
        for range in marked where range.upperBound <= count {
            changes[range.lowerBound] += 1
            changes[range.upperBound + 1] -= 1
        }
        let close = Array("</span>".utf8)
        var number = 0
        var depth = 0
        var i = 0
        while i < html.count {
            number += 1
            if number < changes.count { depth += changes[number] }
            out += (depth > 0 ? "<span class=\"line is-marked\">" : "<span class=\"line\">").utf8
            let start = i
            while i < html.count, html[i] != 0x0A { i += 1 }
            if i < html.count { i += 1 }
            // Only the span of a line of output ends behind its line end.
            while html[i...].starts(with: close) { i += close.count }
            out += html[start..<i]
            out += close
        }
    }
}
