import Diagnostics
import Foundation
import Testing

@testable import Build

/// One edit of a small site, and where it must be seen: far from the file that was edited.
struct LiveEdit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Relative to the content folder.
    let file: String
    /// nil removes the file.
    let text: String?
    /// A file of the output in which something must change.
    let seenIn: String
}

@Suite struct LiveEditTests {
    static let site = [
        "site.yml": "title: Site\nfooter: See [a](a.md#part).\n",
        "index.md": "# Home\n\nGo to [a](a.md) and [its part](a.md#part).\n",
        "a.md": "# Page a\n\n## Part\n\nText.\n",
        "b.md": "# Page b\n\n::: include _part.md\n:::\n\n::: include e.md\n:::\n",
        "c.md": "# Page c\n\n::: request access\n:::\n",
        "e.md": "---\ntitle: Page e\n---\nText.\n",
        "_part.md": "A part with ![a dot](dot.svg).\n\n::: include _inner.md\n:::\n",
        "_inner.md": "Inside.\n",
        "dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"/>\n",
        "other.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"/>\n",
        "forms/access.yml": """
        name: Access
        description: For tests.
        title: Access
        body:
          - type: input
            id: name
            attributes:
              label: Your name
        send:
          email: {to: support@example.org, subject: Access, private: true}

        """,
    ]

    static let edits = [
        LiveEdit(
            testDescription: "a part reaches the page that includes it", file: "_part.md",
            text: "Another part.\n", seenIn: "b/index.html"),
        LiveEdit(
            testDescription: "a part of a part reaches the page", file: "_inner.md",
            text: "Still inside.\n", seenIn: "b/index.html"),
        LiveEdit(
            testDescription: "a part that is gone is missed", file: "_inner.md", text: nil,
            seenIn: "b/index.html"),
        LiveEdit(
            testDescription: "a page reaches the page that includes it", file: "e.md",
            text: "---\ntitle: Page e\n---\nOther text.\n", seenIn: "b/index.html"),
        LiveEdit(
            testDescription: "any text changes the revision in forms", file: "a.md",
            text: "# Page a\n\n## Part\n\nOther text.\n", seenIn: "c/index.html"),
        LiveEdit(
            testDescription: "any text stands in the whole guide", file: "a.md",
            text: "# Page a\n\n## Part\n\nOther text.\n", seenIn: "print/index.html"),
        LiveEdit(
            testDescription: "any text changes the revision of the summary", file: "a.md",
            text: "# Page a\n\n## Part\n\nOther text.\n", seenIn: "summary/index.html"),
        LiveEdit(
            testDescription: "a title in a heading stands in other pages", file: "a.md",
            text: "# Page z\n\n## Part\n\nText.\n", seenIn: "c/index.html"),
        LiveEdit(
            testDescription: "a title that keeps its id stands in other pages", file: "a.md",
            text: "# Page A\n\n## Part\n\nText.\n", seenIn: "c/index.html"),
        LiveEdit(
            testDescription: "a title in a heading stands behind links on paper", file: "a.md",
            text: "# Page z\n\n## Part\n\nText.\n", seenIn: "index.html"),
        LiveEdit(
            testDescription: "a picture that is used for the first time is there", file: "a.md",
            text: "# Page a\n\n## Part\n\n![Other](other.svg)\n", seenIn: "other.svg"),
        LiveEdit(
            testDescription: "a picture's size reaches its pages", file: "dot.svg",
            text: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"4\"/>\n",
            seenIn: "b/index.html"),
        LiveEdit(
            testDescription: "a form reaches its page", file: "forms/access.yml",
            text: site["forms/access.yml"]?.replacingOccurrences(of: "Your", with: "My"),
            seenIn: "c/index.html"),
        LiveEdit(
            testDescription: "an order moves pages", file: "c.md",
            text: "---\norder: 1\n---\n# Page c\n\n::: request access\n:::\n",
            seenIn: "index.html"),
        LiveEdit(
            testDescription: "a new page stands in others", file: "d.md", text: "# Page d\n",
            seenIn: "a/index.html"),
    ]

    @Test(arguments: edits) func isSeen(edit: LiveEdit) async throws {
        let folder = try TemporaryOutput()
        for (path, text) in Self.site { try folder.put("content/" + path, text) }
        let options = BuildOptions(root: folder.root)
        let site = LiveSite(options)
        let before = try await site.build(changes: .everything)
        if let text = edit.text {
            try folder.put("content/" + edit.file, text)
        } else {
            try folder.remove("content/" + edit.file)
        }
        let after = try await site.build(
            changes: .paths(["\(folder.root)/content/\(edit.file)"]))
        #expect(contents(of: before)[edit.seenIn] != contents(of: after)[edit.seenIn])
        try expectSame(
            after, try await LiveSite(options).build(changes: .everything), "after the edit")
    }

    @Test func aHeadingThatGoesBreaksLinksFromElsewhere() async throws {
        let folder = try TemporaryOutput()
        for (path, text) in Self.site { try folder.put("content/" + path, text) }
        let site = LiveSite(BuildOptions(root: folder.root))
        #expect(try await site.build(changes: .everything).diagnostics.isEmpty)
        try folder.put("content/a.md", "# Page a\n\nText.\n")
        let broken = try await site.build(changes: .paths([folder.root + "/content/a.md"]))
        #expect(
            broken.diagnostics.map { $0.place?.file } == ["content/index.md", "content/site.yml"])
        try folder.put("content/a.md", "# Page a\n\n## Part\n")
        let mended = try await site.build(changes: .paths([folder.root + "/content/a.md"]))
        #expect(mended.diagnostics.isEmpty)
    }
}
