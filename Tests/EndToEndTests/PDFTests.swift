import Foundation
import Testing

/// `waymark build --pdf`, with the Chromium that is installed and with programs that take its place.
@Suite(.serialized) struct PDFTests {
    private let site: TemporarySite

    init() throws {
        site = try TemporarySite()
        try site.put("content/site.yml", "title: Help\nbase-url: https://example.org/help/\n")
        try site.put(
            "content/index.md",
            """
            ---
            title: Start
            reviewed: 2026-01-02
            ---

            See [the other page](other.md) and [what there is](#there-is).

            ## There is
            """)
        try site.put("content/other.md", "---\ntitle: Other\n---\n\nText.\n")
    }

    /// A program in the place of Chromium; `$here` in it is the site's folder.
    private func browser(_ script: String) throws -> [String: String] {
        try site.put("browser", "#!/bin/sh\nhere='\(site.folder.path)'\n\(script)\n")
        let path = site.folder.appending(path: "browser").path
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return ["WAYMARK_CHROMIUM": path]
    }

    private func build(
        _ arguments: String..., environment: [String: String] = [:]
    ) async throws -> TemporarySite.Outcome {
        try await site.waymark(
            ["build", "--pdf"] + arguments, environment: environment,
            limit: TemporarySite.browserLimit)
    }

    /// Everything in the output.
    private func published(_ folder: String = "public") -> [String: Data] {
        let output = site.folder.appending(path: folder)
        return Dictionary(
            uniqueKeysWithValues: filesIn(output).map {
                (
                    $0,
                    FileManager.default.contents(atPath: output.appending(path: $0).path) ?? Data()
                )
            })
    }

    @Test func makesBothDocumentsTheSameEachTime() async throws {
        #expect(try await build("--strict").status == 0)
        #expect(try await build("--strict", "-o", "again").status == 0)
        let (first, second) = (published(), published("again"))
        #expect(first == second)
        for name in ["summary.pdf", "guide.pdf"] {
            let pdf = try #require(first[name])
            #expect(pdf.starts(with: Data("%PDF-".utf8)), "\(name)")
            let text = String(decoding: pdf, as: UTF8.self)
            #expect(text.contains("/CreationDate (D:20260102000000+00'00')"))
            #expect(!text.contains("file:") && !text.contains(site.folder.path))
        }
        let third = try await build()
        #expect(third.stderr.contains("nothing to write"))
    }

    @Test func dateOfTheSourcesGoesFirst() async throws {
        let outcome = try await build(environment: ["SOURCE_DATE_EPOCH": "1767323045"])
        #expect(outcome.status == 0)
        let pdf = try #require(published()["guide.pdf"])
        #expect(String(decoding: pdf, as: UTF8.self).contains("(D:20260102030405+00'00')"))
    }

    @Test func documentThatIsNotWantedIsNotPrinted() async throws {
        try site.put("content/site.yml", "title: Help\nprint:\n  whole: false\n")
        #expect(try await build().status == 0)
        #expect(published().keys.filter { $0.hasSuffix(".pdf") } == ["summary.pdf"])
    }

    @Test func nothingToPrintIsSaid() async throws {
        try site.put(
            "content/site.yml", "title: Help\nprint:\n  whole: false\n  summary: false\n")
        let environment = try browser("touch \"$here/was-run\"")
        let outcome = try await build(environment: environment)
        #expect(outcome.status == 0)
        #expect(outcome.stderr.contains("[nothing-to-print]"))
        #expect(site.text("was-run") == nil)
    }

    @Test(arguments: [("", true), ("print: {whole: false}\n", false)])
    func guideThatIsTooLongIsNamed(configuration: String, isSaid: Bool) async throws {
        try site.put("content/site.yml", "title: Help\n" + configuration)
        for number in 0..<300 { try site.put("content/page-\(number).md", "# Page\n") }
        let outcome = try await build()
        #expect(outcome.status == 0)
        #expect(outcome.stderr.contains("[guide-too-long]") == isSaid)
        #expect(published().keys.filter { $0.hasSuffix(".pdf") } == ["summary.pdf"])
    }

    @Test func withoutAChromiumTheErrorNamesThePackage() async throws {
        let outcome = try await build(environment: ["PATH": "/does/not/exist"])
        #expect(outcome.status == 66)
        #expect(outcome.stderr.hasPrefix("error: there is no Chromium"))
        #expect(outcome.stderr.contains("install the package `chromium`"))
        #expect(published().isEmpty)
    }

    @Test func namedBrowserThatIsNoneIsRefused() async throws {
        let outcome = try await build(environment: ["WAYMARK_CHROMIUM": "/does/not/exist"])
        #expect(outcome.status == 66)
        #expect(outcome.stderr.contains("`/does/not/exist` in WAYMARK_CHROMIUM"))
    }

    @Test(arguments: ["yesterday", "-1", "99999999999999999999", "1.5"])
    func dateThatIsNoneIsRefused(date: String) async throws {
        let outcome = try await build(environment: ["SOURCE_DATE_EPOCH": date])
        #expect(outcome.status == 64)
        #expect(outcome.stderr.contains("SOURCE_DATE_EPOCH is `\(date)`"))
    }

    @Test func dateMattersForPDFsOnly() async throws {
        let outcome = try await site.waymark(
            ["build"], environment: ["SOURCE_DATE_EPOCH": "yesterday", "PATH": "/does/not/exist"])
        #expect(outcome.status == 0)
    }

    @Test(arguments: [
        ("echo 'no memory' >&2; exit 5", "Chromium ended with status 5; it said:\n    no memory\n"),
        ("kill -ABRT $$", "Chromium was ended by signal 6 and said nothing\n"),
        ("exit 0", "Chromium wrote no file and said nothing\n"),
        (
            #"for word in "$@"; do case "$word" in --print-to-pdf=*) printf '%%PDF-' >"${word#*=}" ;; esac; done"#,
            "Chromium wrote a file that is not a whole PDF\n"
        ),
    ])
    func failureLeavesTheLastSite(script: String, words: String) async throws {
        #expect(try await site.waymark(["build"]).status == 0)
        let before = published()
        try site.put("content/other.md", "---\ntitle: Other\n---\n\nNew text.\n")
        let outcome = try await build(environment: try browser(script))
        #expect(outcome.status == 73)
        #expect(outcome.stderr.hasPrefix("error: cannot make `summary.pdf`: "), "\(outcome.stderr)")
        #expect(outcome.stderr.hasSuffix(words), "\(outcome.stderr)")
        #expect(published() == before)
    }

    @Test func problemsInTheContentComeFirst() async throws {
        try site.put("content/other.md", "---\ntitle: Other\n---\n\n[Nowhere](nowhere.md)\n")
        let outcome = try await build(environment: try browser("touch \"$here/was-run\""))
        #expect(outcome.status == 1)
        #expect(site.text("was-run") == nil)
    }

    @Test func pathThatAPageWantsIsAConflict() async throws {
        try site.put(
            "content/other.md", "---\ntitle: Other\naliases: [guide.pdf]\n---\n\nText.\n")
        let outcome = try await build(environment: try browser("exit 1"))
        #expect(outcome.status == 1)
        #expect(outcome.stderr.contains("guide.pdf"))
    }

    @Test func buildWithoutThemRemovesThem() async throws {
        #expect(try await build().status == 0)
        #expect(try await site.waymark(["build"]).status == 0)
        #expect(published()["guide.pdf"] == nil)
    }

    /// Not even when there is no time to clear up.
    @Test func browserEndsWithAKilledBuild() async throws {
        let environment = try browser("echo $$ >>\"$here/processes\"; exec sleep 1000")
        let process = Process()
        process.executableURL = TemporarySite.program
        process.arguments = ["build", "--pdf", "--root", site.folder.path]
        // A killed build leaves what it had there. With a short path: the browser makes sockets in it.
        var template = Array("/tmp/wm-XXXXXX".utf8CString)
        let temporary = try #require(mkdtemp(&template).map { String(cString: $0) })
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        process.environment = ["PATH": "/usr/bin:/bin", "TMPDIR": temporary]
            .merging(environment) { $1 }
        process.standardError = FileHandle.nullDevice
        try process.run()
        // One for each document, where there are two processors.
        #expect(await eventually { site.text("processes")?.hasSuffix("\n") == true })
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let numbers = (site.text("processes") ?? "").split(separator: "\n").compactMap { Int32($0) }
        #expect(!numbers.isEmpty)
        for number in numbers { #expect(await eventually { !isRunning(number) }) }
    }

    /// Waits up to twenty seconds.
    private func eventually(_ holds: () -> Bool) async -> Bool {
        for _ in 0..<1000 where !holds() { try? await Task.sleep(for: .milliseconds(20)) }
        return holds()
    }

    /// A zombie does not run.
    private func isRunning(_ process: Int32) -> Bool {
        let status = FileManager.default.contents(atPath: "/proc/\(process)/stat")
            .map { String(decoding: $0, as: UTF8.self) }
        guard let status, let mark = status.lastIndex(of: ")") else { return false }
        return !status[mark...].hasPrefix(") Z")
    }
}
