import Foundation
import Testing

@testable import Highlighting

@Suite struct LanguageTests {
    @Test func findsNamesAndAliasesInAnyCase() {
        #expect(Language(named: "python")?.name == "python")
        #expect(Language(named: "PY")?.name == "python")
        #expect(Language(named: "Sh")?.name == "bash")
        #expect(Language(named: "c++")?.name == "cpp")
        #expect(Language(named: "output")?.name == "text")
        #expect(Language(named: "py") == Language(named: "python"))
    }

    @Test(arguments: ["", "pythons", "\u{212A}", "bash ", String(repeating: "a", count: 1000)])
    func knowsNoOther(name: String) { #expect(Language(named: name) == nil) }

    @Test func listsEachNameOnce() {
        let names = Language.allNames
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { Language(named: $0) != nil && $0 == $0.lowercased() })
    }

    /// Rows of the table are a language in backticks, and in the second cell its other names.
    @Test func agreesWithTheTableForWriters() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../content/maintain/markdown.md").standardized
        let text = try String(contentsOf: page, encoding: .utf8)
        let section = try #require(text.components(separatedBy: "{#languages}\n").last)
        var listed: [String] = []
        for row in section.prefix(
            upTo: section.firstRange(of: "\n#")?.lowerBound ?? section.endIndex
        )
        .split(separator: "\n") where row.hasPrefix("| `") {
            let names = row.matches(of: /`([^`]+)`/).map { String($0.1) }
            for name in names { #expect(Language(named: name)?.name == names[0], "\(name)") }
            listed += names
        }
        #expect(listed.sorted() == Language.allNames.sorted())
    }

    @Test func escapesTextWithoutTokens() throws {
        let text = try #require(Language(named: "txt"))
        #expect(html("<a & \"b\" 'c'>\n", text) == "&lt;a &amp; &quot;b&quot; 'c'&gt;\n")
        #expect(html("", text).isEmpty)
        for language in PropertyTests.languages { #expect(html("", language).isEmpty) }
    }
}

@Suite struct HighlightCacheTests {
    private func cached(_ cache: HighlightCache, _ code: String, _ language: Language) -> String {
        var code = code
        return code.withUTF8 { String(decoding: cache.html(of: $0, as: language), as: UTF8.self) }
    }

    @Test func givesWhatHighlightGives() throws {
        let cache = HighlightCache()
        let python = try #require(Language(named: "python"))
        let bash = try #require(Language(named: "bash"))
        for _ in 0..<3 {
            #expect(cached(cache, "if x: # a", python) == html("if x: # a", python))
            #expect(cached(cache, "if x: # a", bash) == html("if x: # a", bash))
        }
        let once = cache.byteCount
        _ = cached(cache, "if x: # a", python)
        #expect(cache.byteCount == once && once > 0)
    }

    @Test func keepsItsBound() throws {
        let cache = HighlightCache(limit: 1000)
        let python = try #require(Language(named: "python"))
        for number in 0..<200 {
            #expect(cached(cache, "x = \(number)", python) == html("x = \(number)", python))
            #expect(cache.byteCount <= 1000)
        }
        #expect(cache.byteCount > 800)
    }

    @Test func isUsedByManyTasks() async throws {
        let cache = HighlightCache(limit: 5000)
        let python = try #require(Language(named: "python"))
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<16 {
                group.addTask {
                    (0..<300).allSatisfy { step in
                        let code = "x = \((step * 7 + task) % 100)"
                        return cached(cache, code, python) == html(code, python)
                    }
                }
            }
            for await right in group { #expect(right) }
        }
        #expect(cache.byteCount <= 5000)
    }
}
