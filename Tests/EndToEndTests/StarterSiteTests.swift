import Foundation
import Testing

/// `waymark init`, and what can be done with what it makes. What it refuses stands in `Cases/`.
@Suite(.serialized) struct StarterSiteTests {
    @Test func buildsWithoutAWord() async throws {
        let site = try TemporarySite()
        #expect(try await site.waymark(["init", "help"]).status == 0)
        let build = try await site.waymark(["build", "--root", "help", "--strict", "--quiet"])
        #expect(build.status == 0 && build.stderr.isEmpty, "\(build.stderr)")
        let remarks = try await site.waymark(["build", "--root", "help", "--verbose"]).stderr
        #expect(!remarks.contains("remark"), "\(remarks)")
        let pages = filesIn(site.folder.appending(path: "help/public")).filter {
            $0.hasSuffix("index.html")
        }
        #expect(
            pages == [
                "ask-for-help/index.html", "index.html", "print/index.html",
                "reset-password/index.html", "summary/index.html",
            ])
        #expect(site.text("help/public/summary/index.html")?.contains("tried-reset") == true)
    }

    @Test func reviewsItsPagesToday() async throws {
        let site = try TemporarySite()
        let zone = ["TZ": "UTC"]
        let days = [Date.now, Date.now + 60].map { $0.formatted(.iso8601.year().month().day()) }
        #expect(try await site.waymark(["init"], environment: zone).status == 0)
        let page = try #require(site.text("content/reset-password.md"))
        #expect(days.contains { page.contains("reviewed: \($0)\n") }, "\(page)")
    }

    /// The program's list of files is kept by hand, in Sources/CStarter/starter.c.
    @Test func writesEachFileOfTheFolder() async throws {
        let site = try TemporarySite()
        #expect(try await site.waymark(["init"]).status == 0)
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/CStarter/site")
        let paths = filesIn(folder).map { $0 == "gitignore" ? ".gitignore" : "content/" + $0 }
        #expect(filesIn(site.folder) == paths.sorted())
    }

    @Test func writesNothingOverAtASecondTime() async throws {
        let site = try TemporarySite()
        #expect(try await site.waymark(["init", "help"]).status == 0)
        try site.put("help/content/index.md", "mine")
        #expect(try await site.waymark(["init", "help"]).status == 73)
        #expect(site.text("help/content/index.md") == "mine")
    }

    /// A file may grow to so many blocks of 512 bytes only: the disk is full at another file each time.
    @Test(arguments: 1...3)
    func leavesNothingBehindOnAFullDisk(blocks: Int) async throws {
        let site = try TemporarySite()
        try site.put("mine", "mine")
        let script = "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" init new/help"
        let outcome = try await site.run("/bin/sh", ["-c", script, TemporarySite.program.path])
        #expect(outcome.status == 73)
        #expect(outcome.stderr.hasPrefix("error: cannot write `new/help/"), "\(outcome.stderr)")
        #expect(outcome.stderr.hasSuffix(": File too large\n"))
        let left = try FileManager.default.subpathsOfDirectory(atPath: site.folder.path)
        #expect(left == ["mine"])
    }
}
