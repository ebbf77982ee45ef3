import Foundation
import Testing

/// Standard streams that are full or that the caller has closed.
@Suite struct StandardStreamTests {
    private func shell(_ script: String) async throws -> (TemporarySite, TemporarySite.Outcome) {
        let site = try TemporarySite()
        try site.put("content/site.yml", "title: Help\n")
        try site.put("content/index.md", "# Home\n\n<b>\n")
        let outcome = try await site.run("/bin/sh", ["-c", script, TemporarySite.program.path])
        return (site, outcome)
    }

    @Test(arguments: ["render content/index.md", "explain", "explain broken-link"])
    func failsWhereStandardOutputIsFull(arguments: String) async throws {
        let (_, outcome) = try await shell("\"$0\" \(arguments) > /dev/full")
        #expect(outcome.status == 73)
        #expect(outcome.stderr.contains("error: standard output cannot be written: No space left"))
    }

    @Test func failsWhereStandardOutputIsClosed() async throws {
        let (_, outcome) = try await shell("\"$0\" render content/index.md >&-")
        #expect(outcome.status == 73)
    }

    @Test func failsWhereStandardInputIsClosed() async throws {
        let (_, outcome) = try await shell("\"$0\" render - <&-")
        #expect(outcome.status == 66)
    }

    @Test func writesNoDiagnosticIntoAFileThatTookTheNumberOfAStream() async throws {
        let (site, outcome) = try await shell("\"$0\" build <&- >&- 2>&-")
        #expect(outcome.status == 0)
        for file in filesIn(site.folder.appending(path: "public")) {
            #expect(site.text("public/" + file)?.contains("[raw-html]") == false)
        }
    }
}
