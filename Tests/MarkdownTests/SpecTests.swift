import Diagnostics
import Foundation
import Markdown
import Testing

/// One example of a specification file: a fence of 32 backticks and the word `example`, Markdown, a line with
/// a dot, HTML, and after a second dot the expected problems, one `line:column id` a line. `→` is a tab.
/// `example gfm` is GitHub's Markdown, with HTML let through; plain `example` is the site's, and `example paper` the
/// site's with notes for links. A fence with `file NAME` holds a file that the examples behind it may include.
struct SpecExample: CustomStringConvertible, Sendable {
    let file: String
    let line: Int
    let kind: Kind
    let markdown: String
    let html: String
    let problems: [String]
    /// By their names.
    let files: [String: String]

    enum Kind: String {
        case site = " example"
        case gitHub = " example gfm"
        case paper = " example paper"
    }

    var description: String { "\(file):\(line)" }

    static let all: [SpecExample] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Spec")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted().flatMap { name -> [SpecExample] in
            guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
            else { return [] }
            return parse(text, file: name)
        }
    }()

    private static func parse(_ text: String, file: String) -> [SpecExample] {
        let fence = String(repeating: "`", count: 32)
        var examples: [SpecExample] = []
        var parts: [[String]]?
        var start = 0
        var kind = Kind.site
        var files: [String: String] = [:]
        var fileName: String?
        for (number, line) in text.components(separatedBy: "\n").enumerated() {
            if line.hasPrefix(fence + " file ") {
                fileName = String(line.dropFirst(fence.count + 6))
            } else if let name = fileName {
                if line == fence { fileName = nil } else { files[name, default: ""] += line + "\n" }
            } else if line.hasPrefix(fence), let opened = Kind(rawValue: String(line.dropFirst(32)))
            {
                parts = [[]]
                kind = opened
                start = number + 1
            } else if line == fence, let found = parts {
                let texts = found.map { lines in
                    lines.map { $0.replacingOccurrences(of: "→", with: "\t") + "\n" }.joined()
                }
                examples.append(
                    SpecExample(
                        file: file, line: start, kind: kind, markdown: texts[0],
                        html: texts.count > 1 ? texts[1] : "",
                        problems: found.count > 2 ? found[2] : [], files: files))
                parts = nil
            } else if line == ".", parts != nil {
                parts?.append([])
            } else if let last = parts?.indices.last {
                parts?[last].append(line)
            }
        }
        return examples
    }
}

@Suite struct SpecTests {
    @Test func findsTheExamples() { #expect(SpecExample.all.count > 40) }

    @Test(arguments: SpecExample.all)
    func rendersAsTheSpecificationSays(example: SpecExample) {
        let source = SourceText(file: "spec", bytes: Array(example.markdown.utf8))
        let (html, diagnostics) = render(source, as: example.kind, files: example.files)
        #expect(html == example.html)
        let problems = diagnostics.sorted(by: Diagnostic.precedes).map { diagnostic in
            let position = diagnostic.place?.position
            return "\(position?.line ?? 0):\(position?.column ?? 0) \(diagnostic.kind.id)"
        }
        #expect(problems == example.problems)
    }

    private func render(
        _ source: SourceText, as kind: SpecExample.Kind, files: [String: String]
    ) -> (html: String, diagnostics: [Diagnostic]) {
        if kind == .gitHub { return renderGitHubMarkdown(source, rawHTML: true) }
        let options = MarkdownOptions(notesLinks: kind == .paper)
        var links = NumberedPages()
        let input =
            files.isEmpty
            ? MarkdownInput(source)
            : MarkdownInput(source, path: "spec", includes: FilesInMemory(texts: files))
        let page = renderMarkdown(input, options: options, resolver: &links)
        return (page.html, page.diagnostics)
    }
}

/// Every address stays as it is; `page-7.md` is the page of number 7.
private struct NumberedPages: LinkResolver {
    private var others = StandaloneLinks()

    mutating func resolve(_ use: LinkUse) -> (LinkResolution, [Diagnostic]) {
        let name = use.destination
        if name.hasPrefix("page-"), name.hasSuffix(".md"),
            let number = Int(name.dropFirst(5).dropLast(3))
        {
            return (.page(url: name, number: number), [])
        }
        return others.resolve(use)
    }
}
