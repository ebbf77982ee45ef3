import Diagnostics
import Foundation
import Markdown
import Site
import Testing

@testable import Build

@Suite struct SiteIncludesTests {
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "waymark-includes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func html(_ includes: SiteIncludes) -> String {
        var links = StandaloneLinks()
        let text = SourceText(file: "content/a.md", bytes: Array("::: include _b.md\n:::\n".utf8))
        return renderMarkdown(
            MarkdownInput(text, path: "a.md", includes: includes), options: MarkdownOptions(),
            resolver: &links
        ).html
    }

    @Test func readsAFileOnceForAllPages() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "_b.md")
            try Data("first\n".utf8).write(to: file)
            let (tree, _) = DiscoverContent.run(root: folder.path, shownAs: "content")
            #expect(tree.pages == [])
            #expect(tree.snippets == ["_b.md"])
            let includes = SiteIncludes(content: folder.path, tree: tree, pages: [])
            #expect(html(includes) == "<p>first</p>\n")
            try Data("second\n".utf8).write(to: file)
            #expect(html(includes) == "<p>first</p>\n")
        }
    }

    @Test func givesAllThreadsTheSameText() async throws {
        try await withFolder { folder in
            try Data("text\n".utf8).write(to: folder.appending(path: "_b.md"))
            let (tree, _) = DiscoverContent.run(root: folder.path, shownAs: "content")
            let includes = SiteIncludes(content: folder.path, tree: tree, pages: [])
            let pages = await concurrentMap(Array(0..<200)) { _ in html(includes) }
            #expect(Set(pages) == ["<p>text</p>\n"])
        }
    }

    @Test func aFileThatVanishedIsReportedInItsOwnPlace() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "_b.md")
            try Data("text\n".utf8).write(to: file)
            let (tree, _) = DiscoverContent.run(root: folder.path, shownAs: "content")
            try FileManager.default.removeItem(at: file)
            let includes = SiteIncludes(content: folder.path, tree: tree, pages: [])
            guard
                case .failure(.file(let problem)) = includes.file(
                    "_b.md", from: "a.md", isSuggesting: true)
            else {
                Issue.record("it was read")
                return
            }
            #expect(problem.kind.id == "unreadable")
            #expect(problem.place?.file == "content/_b.md")
        }
    }
}
