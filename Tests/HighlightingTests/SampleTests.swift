import Foundation
import Testing

@testable import Highlighting

/// Code and the tokens that it has, as a contributor writes them: `Samples/LANGUAGE.txt`, or `LANGUAGE-WORD.txt`.
///
/// A file has examples, with a line of 40 `=` between them. Each is code, a line of 40 `-`, and the tokens in order, one
/// `class: "text"` a line. A token of several lines stands once a line, since that is how its spans stand; `↵` is a
/// newline within a token. What has no token is not listed.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter HighlightingTests` writes the tokens anew and fails, so that somebody looks.
struct Sample: CustomStringConvertible, Sendable {
    let file: String
    let line: Int
    let language: String
    let code: String
    let tokens: [String]

    var description: String { "\(file):\(line)" }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Samples")
    static let separator = String(repeating: "=", count: 40)
    static let divider = String(repeating: "-", count: 40)

    static let all: [Sample] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted().flatMap(read)
    }()

    private static func read(_ name: String) -> [Sample] {
        guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
        else { return [] }
        let language = String(name.prefix { $0 != "-" && $0 != "." })
        var samples: [Sample] = []
        var code: [String] = []
        var tokens: [String]?
        var start = 1
        func finish() {
            samples.append(
                Sample(
                    file: name, line: start, language: language,
                    code: code.joined(separator: "\n"), tokens: tokens ?? []))
        }
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if line == separator {
                finish()
                (code, tokens, start) = ([], nil, index + 2)
            } else if line == divider, tokens == nil {
                tokens = []
            } else if tokens != nil {
                if !line.isEmpty { tokens?.append(line) }
            } else {
                code.append(line)
            }
        }
        finish()
        return samples
    }
}

/// The tokens of HTML, as a sample lists them.
private func tokens(of html: String) -> [String] {
    html.components(separatedBy: "<span class=\"hl-").dropFirst().map { part in
        let pieces = part.components(separatedBy: "</span>")[0].components(separatedBy: "\">")
        return "\(pieces[0]): \"\(decode(pieces.dropFirst().joined(separator: "\">")))\""
            .replacingOccurrences(of: "\n", with: "↵")
    }
}

private func decode(_ text: String) -> String {
    text.replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
        .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&amp;", with: "&")
}

@Suite struct SampleTests {
    @Test func everyLanguageHasSamples() {
        let wanted = Set(Language.allNames.compactMap { Language(named: $0)?.name })
        #expect(Set(Sample.all.map(\.language)).symmetricDifference(wanted) == ["text"])
    }

    @Test(arguments: Sample.all)
    func findsTheTokens(sample: Sample) throws {
        let language = try #require(Language(named: sample.language))
        let found = tokens(of: html(sample.code, language))
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == nil {
            #expect(found == sample.tokens)
        }
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil))
    func records() throws {
        for (file, samples) in Dictionary(grouping: Sample.all, by: \.file) {
            let texts = try samples.map { sample in
                let language = try #require(Language(named: sample.language))
                let found = tokens(of: html(sample.code, language)).map { $0 + "\n" }.joined()
                return sample.code + "\n" + Sample.divider + "\n" + found
            }
            let text = texts.joined(separator: Sample.separator + "\n")
            try text.write(
                to: Sample.folder.appending(path: file), atomically: true, encoding: .utf8)
        }
        Issue.record("recorded: look at the difference")
    }
}

func html(_ code: String, _ language: Language) -> String {
    String(decoding: html(Array(code.utf8), language), as: UTF8.self)
}

func html(_ code: [UInt8], _ language: Language) -> [UInt8] {
    code.withUnsafeBufferPointer { highlight($0, as: language) }
}
