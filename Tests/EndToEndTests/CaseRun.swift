import Foundation
import Testing

/// The program, run once in a copy of a case's site; the copy goes with the object.
final class CaseRun {
    let root: URL
    private(set) var status: Int32 = 0
    private(set) var stdout = ""
    private(set) var stderr = ""

    /// A program that waits for something that never comes must fail its case, not stop the tests.
    private static let limit = Duration.seconds(20)

    init(_ test: Case) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "waymark-case-\(test.name)-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        root = folder.resolvingSymlinksInPath()
        let site = root.appending(path: "site")
        if test.has("site") {
            try FileManager.default.copyItem(at: test.site, to: site)
        } else {
            try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
        }
        if test.has("setup") {
            let script = try await run("/bin/sh", ["-eu", test.setup.path], stdin: nil)
            try #require(script == 0, "setup failed: \(output("stderr"))")
        }
        status = try await run(
            Self.program.path, test.arguments, stdin: test.has("stdin") ? test.stdin : nil)
        stdout = output("stdout")
        stderr = output("stderr")
    }

    deinit {
        // Not by FileManager, which does not remove what has a name that is not UTF-8.
        let remover = Process()
        remover.executableURL = URL(filePath: "/bin/rm")
        remover.arguments = ["-rf", root.path]
        try? remover.run()
        remover.waitUntilExit()
    }

    var site: URL { root.appending(path: "site") }
    var publicFolder: URL { site.appending(path: "public") }

    /// A file's text with the theme's hashes made equal, nil where there is none.
    func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: site.appending(path: path).path)
            .map { Self.withoutHashes(String(decoding: $0, as: UTF8.self)) }
    }

    /// What was published, without the build's record; the theme's hashes made equal.
    func publishedFiles() -> [String] {
        filesIn(publicFolder).filter { $0 != ".waymark.json" }.map(Self.withoutHashes).sorted()
    }

    /// Standard error without what differs from run to run.
    func comparableMessages() -> String {
        stderr.replacing(/[0-9]+\.[0-9] ms/, with: "… ms")
            .replacingOccurrences(of: site.path, with: "SITE")
    }

    static func isThemeAsset(_ path: String) -> Bool { path.contains(".HASH.") }

    private static func withoutHashes(_ text: String) -> String {
        text.replacing(/\.[0-9a-f]{8}\.(css|js|svg|woff2)/) { ".HASH.\($0.output.1)" }
    }

    /// The program stands beside the tests, which SwiftPM runs as an executable of their own.
    private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "waymark")

    private func run(_ program: String, _ arguments: [String], stdin: URL?) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = site
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"]
        // Files, not pipes: nobody has to read them while the program runs.
        process.standardInput = try FileHandle(
            forReadingFrom: stdin ?? URL(filePath: "/dev/null"))
        process.standardOutput = try newFile("stdout")
        process.standardError = try newFile("stderr")
        try process.run()
        let clock = ContinuousClock()
        let end = clock.now + Self.limit
        while process.isRunning, clock.now < end { try await Task.sleep(for: .milliseconds(2)) }
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            Issue.record("still running after \(Self.limit)")
        }
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal {
            Issue.record("ended by the signal \(process.terminationStatus)")
        }
        return process.terminationStatus
    }

    private func newFile(_ name: String) throws -> FileHandle {
        let file = root.appending(path: name)
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    private func output(_ name: String) -> String {
        FileManager.default.contents(atPath: root.appending(path: name).path)
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// The regular files in a folder, as paths relative to it.
func filesIn(_ folder: URL) -> [String] {
    var isFolder: ObjCBool = false
    return ((try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []).filter {
        FileManager.default.fileExists(
            atPath: folder.appending(path: $0).path, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
}
