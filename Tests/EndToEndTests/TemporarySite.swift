import Foundation
import Testing

/// A folder of its own for a site, in which the built program runs; removed with the object.
final class TemporarySite {
    /// What a program said, and how it ended.
    struct Outcome {
        let status: Int32
        let stdout: String
        let stderr: String
    }

    private let root: URL

    /// A program that waits for something that never comes must fail its test, not stop the tests.
    private static let limit = Duration.seconds(20)
    /// Where a browser has to start on a busy machine.
    static let browserLimit = Duration.seconds(120)

    /// - Parameter template: a folder to copy; nil for an empty site.
    init(copying template: URL? = nil) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "waymark-site-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        root = folder.resolvingSymlinksInPath()
        if let template {
            try FileManager.default.copyItem(at: template, to: self.folder)
        } else {
            try FileManager.default.createDirectory(
                at: self.folder, withIntermediateDirectories: true)
        }
    }

    deinit {
        // Not by FileManager, which does not remove what has a name that is not UTF-8.
        let remover = Process()
        remover.executableURL = URL(filePath: "/bin/sh")
        remover.arguments = ["-c", "chmod -R u+rwX \"$0\" 2>/dev/null; rm -rf \"$0\"", root.path]
        try? remover.run()
        remover.waitUntilExit()
    }

    var folder: URL { root.appending(path: "site") }

    func put(_ path: String, _ text: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// nil where there is no such file.
    func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: folder.appending(path: path).path)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The program stands beside the tests, which SwiftPM runs as an executable of their own.
    static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "waymark")

    /// - Parameter environment: goes before what every program gets.
    func waymark(
        _ arguments: [String], stdin: URL? = nil, environment: [String: String] = [:],
        limit: Duration = limit
    ) async throws -> Outcome {
        try await run(
            Self.program.path, arguments, stdin: stdin, environment: environment, limit: limit)
    }

    /// Runs it without the superuser's right to read everything.
    func waymarkAsNobody(_ arguments: [String]) async throws -> Outcome {
        guard geteuid() == 0 else { return try await waymark(arguments) }
        // The tests' own folder may be closed to others.
        let program = root.appending(path: "waymark")
        if !FileManager.default.fileExists(atPath: program.path) {
            try FileManager.default.copyItem(at: Self.program, to: program)
        }
        let drop = ["--reuid=65534", "--regid=65534", "--clear-groups"]
        return try await run("/usr/bin/setpriv", drop + [program.path] + arguments)
    }

    func run(
        _ program: String, _ arguments: [String], stdin: URL? = nil,
        environment: [String: String] = [:], limit: Duration = limit
    ) async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"]
            .merging(environment) { $1 }
        // Files, not pipes: nobody has to read them while the program runs.
        process.standardInput = try FileHandle(
            forReadingFrom: stdin ?? URL(filePath: "/dev/null"))
        process.standardOutput = try newFile("stdout")
        process.standardError = try newFile("stderr")
        try process.run()
        let clock = ContinuousClock()
        let end = clock.now + limit
        while process.isRunning, clock.now < end { try await Task.sleep(for: .milliseconds(2)) }
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            Issue.record("still running after \(limit)")
        }
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal {
            Issue.record("ended by the signal \(process.terminationStatus)")
        }
        return Outcome(
            status: process.terminationStatus, stdout: said("stdout"), stderr: said("stderr"))
    }

    private func newFile(_ name: String) throws -> FileHandle {
        let file = root.appending(path: name)
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    private func said(_ name: String) -> String {
        FileManager.default.contents(atPath: root.appending(path: name).path)
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// The regular files in a folder, as sorted paths relative to it.
func filesIn(_ folder: URL) -> [String] {
    var isFolder: ObjCBool = false
    return ((try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []).filter {
        FileManager.default.fileExists(
            atPath: folder.appending(path: $0).path, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
}
