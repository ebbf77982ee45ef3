// One file without a site: `waymark render`.

package import Diagnostics
import Glibc
import Markdown
import Site

/// Why standard input or a file was not read, in words.
package struct SourceError: Error, CustomStringConvertible {
    package let description: String
}

/// Reads a file, or standard input for `-`, up to the size that a page may have.
package func readSource(_ file: String) throws(SourceError) -> SourceText {
    if file == "-" {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= InputBounds.maximumSize {
            let count = read(STDIN_FILENO, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw SourceError(description: systemMessage()) }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return SourceText(file: "-", bytes: bytes)
    }
    do {
        return SourceText(file: file, bytes: try readFile(file, limit: InputBounds.maximumSize))
    } catch {
        throw SourceError(description: error.message)
    }
}

/// Which Markdown a text without a site is.
package enum StandaloneDialect {
    case commonMark, gitHub, waymark
}

/// The HTML body of one text. Front matter is part of the site's dialect only.
package func renderAlone(
    _ source: SourceText, as dialect: StandaloneDialect, rawHTML: Bool
) -> (html: String, diagnostics: [Diagnostic]) {
    if let problem = InputBounds.checkText(source) { return ("", [problem]) }
    switch dialect {
    case .commonMark: return renderCommonMark(source, rawHTML: rawHTML)
    case .gitHub: return renderGitHubMarkdown(source, rawHTML: rawHTML)
    case .waymark:
        let (_, start, diagnostics) = FrontMatter.parse(source: source)
        var links = StandaloneLinks()
        let page = renderMarkdown(
            MarkdownInput(
                source, from: start, path: ContentPath.name(of: source.file),
                includes: source.file == "-" ? nil : FolderIncludes(besides: source.file)),
            options: MarkdownOptions(allowsRawHTML: rawHTML, highlighter: SiteHighlighter()),
            resolver: &links)
        return (page.html, diagnostics + page.diagnostics)
    }
}
