import Markdown
import Testing

@testable import Build

@Suite struct SiteHighlighterTests {
    @Test(arguments: [
        ("pyton", "python"), ("phyton", "python"), ("htpp", "http"), ("rus", "rust"),
        ("golnag", "golang"), ("Bahs", "bash"),
    ])
    func suggestsALanguageRatherThanAnotherNameOfOne(name: String, nearest: String) {
        let code = Array("x".utf8)
        let result = code.withUnsafeBufferPointer {
            SiteHighlighter().highlight($0, language: name)
        }
        guard case .unknown(let suggestion) = result else {
            Issue.record("`\(name)` is a language")
            return
        }
        #expect(suggestion == nearest)
    }
}
