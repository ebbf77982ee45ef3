import Diagnostics
import Site
import Testing

@testable import Build

@Suite struct DiscoverContentTests {
    @Test(.timeLimit(.minutes(1)))
    func boundsTheFoldersThatLinksLeadTo() throws {
        let folder = try TemporaryOutput()
        for from in 1...12 {
            try folder.put("content/\(from)/index.md", "# Page\n")
            for to in 1...12 where to != from {
                try folder.link("content/\(from)/to\(to)", to: "../\(to)")
            }
        }
        let (tree, diagnostics) = DiscoverContent.run(
            root: folder.root + "/content", shownAs: "content")
        #expect(tree.pages.count < 20_000)
        #expect(diagnostics.last?.message.contains("more than 10000 folders") == true)
    }
}
