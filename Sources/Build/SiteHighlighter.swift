// The bridge between Markdown, which knows no languages, and the lexers, which know no Markdown.

import Diagnostics
import Highlighting
import Markdown

/// Highlights the code of one build; identical blocks once.
struct SiteHighlighter: CodeHighlighter {
    private let cache = HighlightCache()

    func highlight(_ code: UnsafeBufferPointer<UInt8>, language: String) -> HighlightResult {
        guard let known = Language(named: language) else {
            return .unknown(
                nearest: nearestName(
                    to: language, among: Language.canonicalNames, or: Language.allNames))
        }
        return known.hasTokens ? .html(cache.html(of: code, as: known)) : .plain
    }
}

/// Of the warnings about languages that nobody knows, the first of each: one misspelt name may stand on any number
/// of pages. `problems` are in the order of the pages.
func withoutRepeatedLanguages(_ problems: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<String> = []
    return problems.filter { problem in
        problem.kind.id != DiagnosticKind.unknownLanguage.id
            || seen.insert(problem.message).inserted
    }
}
