import Foundation
import Testing

/// Files that others write, move and delete while a build reads them.
@Suite(.serialized) struct ChangingContentTests {
    @Test func publishesASiteOrSaysWhyNotWhilePagesVanishAndGrow() async throws {
        let site = try TemporarySite()
        try site.put("content/site.yml", "title: Help\n")
        try site.put("content/index.md", "# Home\n")
        try site.put("content/grows.md", "# Grows\n\n")
        for number in 0..<60 { try site.put("content/\(number)/page.md", "# Page\n") }
        let folder = site.folder.appending(path: "content")
        let others = Task.detached {
            let growing = try FileHandle(forWritingTo: folder.appending(path: "grows.md"))
            try growing.seekToEnd()
            let page = folder.appending(path: "comes-and-goes.md")
            var lines = 0
            while !Task.isCancelled {
                if lines < 2_000 {
                    try growing.write(contentsOf: Data("more and more words\n".utf8))
                    lines += 1
                }
                try Data("# Comes and goes\n\nText.\n".utf8).write(to: page)
                try FileManager.default.removeItem(at: page)
                await Task.yield()
            }
        }
        for _ in 0..<10 {
            let outcome = try await site.waymark(["build", "-q"])
            #expect(outcome.status == 0 || outcome.status == 1)
            // Nothing but the page that went away, or had no bytes yet when it was read.
            for line in outcome.stderr.split(separator: "\n") where line.contains(": error: ") {
                #expect(line.hasPrefix("content/comes-and-goes.md: error: "))
            }
            #expect((outcome.status == 0) == outcome.stderr.isEmpty)
        }
        others.cancel()
        try await others.value
        #expect(try await site.waymark(["build"]).status == 0)
        #expect(site.text("public/grows/index.html")?.contains("more and more words") == true)
        #expect(site.text("public/59/page/index.html") != nil)
    }
}
