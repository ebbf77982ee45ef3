// What the passes cost: each page is rendered by cmark alone, by both dialects and with its code highlighted, one after
// the other, and the best of some rounds counts. Prints one line each, a name and the ratio to cmark's own parse and
// render of the same bytes in the same process.

import CLibcmark
import Diagnostics
import Foundation
import Highlighting
import Markdown

/// Highlights each block anew, so that nothing is gained by what another round has found.
private struct Lexers: CodeHighlighter {
    func highlight(_ code: UnsafeBufferPointer<UInt8>, language: String) -> HighlightResult {
        guard let language = Language(named: language) else { return .unknown(nearest: nil) }
        return language.hasTokens ? .html(Highlighting.highlight(code, as: language)) : .plain
    }
}

private func nanoseconds(_ work: () -> Void) -> UInt64 {
    let start = DispatchTime.now().uptimeNanoseconds
    work()
    return DispatchTime.now().uptimeNanoseconds - start
}

private func renderWithCMark(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { raw in
        let text = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
        free(cmark_markdown_to_html(text, raw.count, CMARK_OPT_DEFAULT))
    }
}

private func renderPage(_ source: SourceText, _ highlighter: (any CodeHighlighter)?) {
    var links = StandaloneLinks()
    _ = renderMarkdown(
        MarkdownInput(source), options: MarkdownOptions(highlighter: highlighter), resolver: &links)
}

/// The page without its front matter, which is no Markdown.
private func body(of page: [UInt8]) -> [UInt8] {
    let text = String(decoding: page, as: UTF8.self)
    guard text.hasPrefix("---\n"), let end = text.firstRange(of: "\n---\n") else { return page }
    return Array(text[end.upperBound...].utf8)
}

/// False where the folder holds no pages.
func timePasses(below folder: String) -> Bool {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let pages = names.filter { $0.hasSuffix(".md") }.sorted().compactMap {
        FileManager.default.contents(atPath: folder + "/" + $0).map { body(of: Array($0)) }
    }
    guard !pages.isEmpty else { return false }
    var sums = [UInt64](repeating: 0, count: 4)
    for page in pages {
        let source = SourceText(file: "page.md", bytes: page)
        var best = [UInt64](repeating: .max, count: 4)
        for _ in 0..<5 {
            best[0] = min(best[0], nanoseconds { renderWithCMark(page) })
            best[1] = min(
                best[1], nanoseconds { _ = renderGitHubMarkdown(source, rawHTML: false) })
            best[2] = min(best[2], nanoseconds { renderPage(source, nil) })
            best[3] = min(best[3], nanoseconds { renderPage(source, Lexers()) })
        }
        for index in best.indices { sums[index] += best[index] }
    }
    for (name, sum) in zip(["gfm", "waymark", "highlighted"], sums.dropFirst()) {
        let ratio = Double(sum) / Double(max(sums[0], 1))
        print(name, (ratio * 100).rounded() / 100)
    }
    return true
}
