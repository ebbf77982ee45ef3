import Foundation
import Testing

/// What came of running the program once in a copy of a case's site.
struct CaseRun {
    let status: Int32
    let stdout: String
    /// Without what differs from run to run.
    let stderr: String
    private let site: TemporarySite

    init(_ test: Case) async throws {
        site = try TemporarySite(copying: test.has("site") ? test.site : nil)
        if test.has("setup") {
            let script = try await site.run("/bin/sh", ["-eu", test.setup.path])
            try #require(script.status == 0, "setup failed: \(script.stderr)")
        }
        let outcome =
            test.has("as-nobody")
            ? try await site.waymarkAsNobody(test.arguments)
            : try await site.waymark(test.arguments, stdin: test.has("stdin") ? test.stdin : nil)
        status = outcome.status
        stdout = outcome.stdout
        stderr = outcome.stderr.replacing(/[0-9]+\.[0-9] ms/, with: "… ms")
            .replacingOccurrences(of: site.folder.path, with: "SITE")
    }

    /// A file's text with the theme's hashes made equal, nil where there is none.
    func text(_ path: String) -> String? { site.text(path).map(Self.withoutHashes) }

    /// What was published, without the build's record; the theme's hashes made equal.
    func publishedFiles() -> [String] {
        filesIn(site.folder.appending(path: "public")).filter { $0 != ".waymark.json" }
            .map(Self.withoutHashes).sorted()
    }

    static func isThemeAsset(_ path: String) -> Bool { path.contains(".HASH.") }

    /// Whether it is made from all pages: `print/` and `summary/`.
    static func isCollected(_ path: String) -> Bool {
        ["print/index.html", "print.html", "summary/index.html", "summary.html"].contains(path)
    }

    private static func withoutHashes(_ text: String) -> String {
        text.replacing(/\.[0-9a-f]{8}\.(css|js|svg|woff2)/) { ".HASH.\($0.output.1)" }
    }
}
