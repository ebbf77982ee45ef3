import Diagnostics
import Foundation
import Testing

@testable import Site

/// A case of a file in `Forms/`: a line `#### what it shows`, a form with `↓` before each place where a problem is
/// reported, and a line `#! id: message (suggestion)` for each problem, in the order of the places.
///
/// `name` and `description` are put before a form that has none, and a `body` behind one that has none; after
/// `#### whole: …` the form is taken as it stands. Notes are not compared.
struct FormFixture: CustomStringConvertible, Sendable {
    let file: String
    let line: Int
    let title: String
    let text: String
    let expected: [String]

    var description: String { "\(file):\(line) \(title)" }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Forms")

    static let all: [FormFixture] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".yml") }.sorted().flatMap { name -> [FormFixture] in
            guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
            else { return [] }
            return parse(text, file: name)
        }
    }()

    private static func parse(_ text: String, file: String) -> [FormFixture] {
        var fixtures: [FormFixture] = []
        var title: String?
        var start = 0
        var lines: [String] = []
        var expected: [String] = []
        func finish() {
            guard let title else { return }
            fixtures.append(
                FormFixture(
                    file: file, line: start, title: title,
                    text: title.hasPrefix("whole: ") ? joined(lines) : completed(lines),
                    expected: expected))
        }
        for (number, line) in text.components(separatedBy: "\n").enumerated() {
            if line.hasPrefix("#### ") {
                finish()
                (title, start, lines, expected) = (String(line.dropFirst(5)), number + 1, [], [])
            } else if line.hasPrefix("#! ") {
                expected.append(String(line.dropFirst(3)))
            } else {
                lines.append(line)
            }
        }
        finish()
        return fixtures
    }

    private static func joined(_ lines: [String]) -> String {
        lines.joined(separator: "\n").trimmingCharacters(in: .newlines) + "\n"
    }

    private static func completed(_ lines: [String]) -> String {
        func has(_ key: String) -> Bool {
            lines.contains { $0.drop { $0 == "↓" }.hasPrefix("\(key):") }
        }
        var lines = lines
        if !has("name") { lines.insert("name: A form\ndescription: What it is for", at: 0) }
        if !has("body") { lines.append("body: [{type: input, id: one, attributes: {label: One}}]") }
        return joined(lines)
    }
}
