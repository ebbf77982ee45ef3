import Foundation
import Testing

@testable import Highlighting

/// What holds for any input, tried on samples, on this repository and on random delimiters.
@Suite struct PropertyTests {
    static let languages = Set(Language.allNames.compactMap { Language(named: $0) })
        .sorted { $0.name < $1.name }

    static let tags: Set<[UInt8]> = Set(
        Token.allCases.filter { $0 != .none }.map { Array("<span class=\"hl-\($0)\">".utf8) })

    /// The text of `html`, or what is wrong with it.
    ///
    /// Tags stand within a character only where the code has broken ones.
    private static func text(of html: [UInt8], valid: Bool) -> Result<[UInt8], Fault> {
        var text: [UInt8] = []
        var open: [UInt8]?
        var index = 0
        while index < html.count {
            let byte = html[index]
            if byte == UInt8(ascii: "<") {
                guard let end = html[index...].firstIndex(of: UInt8(ascii: ">")) else {
                    return .failure(Fault(what: "tag", at: index))
                }
                let tag = Array(html[index...end])
                if open == nil {
                    guard tags.contains(tag) else {
                        return .failure(Fault(what: "open", at: index))
                    }
                    open = tag
                } else {
                    guard tag == Array("</span>".utf8) else {
                        return .failure(Fault(what: "close", at: index))
                    }
                    open = nil
                }
                index = end + 1
                if valid, index < html.count, html[index] & 0xC0 == 0x80 {
                    return .failure(Fault(what: "character", at: index))
                }
            } else if byte == UInt8(ascii: "&") {
                guard let entity = entities.first(where: { html[index...].starts(with: $0.0) })
                else { return .failure(Fault(what: "entity", at: index)) }
                text.append(entity.1)
                index += entity.0.count
            } else {
                let output = open == Array("<span class=\"hl-output\">".utf8)
                if byte == UInt8(ascii: "\n"), open != nil, !output {
                    return .failure(Fault(what: "newline", at: index))
                }
                if byte == UInt8(ascii: "\"") {
                    return .failure(Fault(what: "quote", at: index))
                }
                text.append(byte)
                index += 1
            }
        }
        return open == nil ? .success(text) : .failure(Fault(what: "unclosed", at: index))
    }

    struct Fault: Error, Equatable { var what: String, at: Int }

    private static let entities: [([UInt8], UInt8)] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""),
    ].map { (Array($0.0.utf8), Character($0.1).asciiValue ?? 0) }

    private func check(_ code: [UInt8], _ language: Language, _ comment: @autoclosure () -> String)
    {
        let result = Self.text(
            of: html(code, language), valid: String(validating: code, as: UTF8.self) != nil)
        if result != .success(code) {
            Issue.record("\(language.name): \(result) of \(comment())")
        }
    }

    @Test(arguments: languages)
    func keepsTheTextOfAllSamples(language: Language) {
        for sample in Sample.all { check(Array(sample.code.utf8), language, "\(sample)") }
    }

    @Test(arguments: languages)
    func keepsTheTextOfThisRepository(language: Language) {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        var count = 0
        for folder in ["Sources", "Tests", "content", "themes"] {
            let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            while let name = files?.nextObject() as? String {
                let path = root.appending(path: folder).appending(path: name).path
                guard let data = FileManager.default.contents(atPath: path) else { continue }
                count += 1
                check(Array(data.prefix(1500)), language, name)
            }
        }
        #expect(count > 50)
    }

    /// What opens, closes or escapes something in one of the languages.
    private static let pieces: [[UInt8]] =
        [
            "\"", "'", "`", "\"\"\"", "'''", "/", "//", "/*", "*/", "\\", "\n", "\n", " ", "\t",
            "#",
            "##\"", "r#\"", "\"#", "${", "$(", "$((", "))", "{", "}", "(", ")", "[", "]", "[[", "<",
            "</", "<!--", "-->", "<script>", "</script>", "<style>", "</style>", "<![CDATA[", "]]>",
            "<<A", "<<'A'", "\nA\n", "<<-A", "<?", "?>", ">", "=", ":", ": ", "- ", "|", "|\n",
            ">\n ",
            "&", "&lt;", "*a", "!", "@", "@@", "+", "-", "$ ", "> ", ">>> ", "... ", "a", "é", "€",
            "𝄞",
            "0", "1.5", "0x", "e+1", "R\"x(", ")x\"", "def ", "class ", "\\u{", "\\x", "\r\n", "#[",
            "HTTP/1.1", "GET ", "RUN ", ";", ",", ".", "..", "%", "~", "^", "?", "---", "---\n",
            "a=",
        ].map { Array($0.utf8) } + [[0x80], [0xFF], [0xC3], [0xE2, 0x82], [0]]

    @Test(arguments: languages)
    func keepsRandomDelimiters(language: Language) {
        var random = Seeded(state: UInt64(language.name.utf8.reduce(7) { $0 * 31 + Int($1) }))
        for _ in 0..<2000 {
            var code: [UInt8] = []
            for _ in 0..<(random.next() % 40) {
                code += Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
            }
            check(code, language, String(decoding: code, as: UTF8.self).debugDescription)
        }
    }
}

/// The same numbers in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD >> 7
    }
}
