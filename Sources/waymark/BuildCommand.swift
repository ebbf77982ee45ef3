import ArgumentParser
import Build
import Diagnostics
import Glibc
import Site

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build content/ into public/.",
        discussion: """
            Problems are printed with their place and a hint. With errors nothing is written, and the last good \
            site stays.

            Exit status: 0 built; 1 problems in the content; 64 wrong usage; 66 input missing; \
            70 a fault of waymark; 73 the output cannot be written.
            """)

    @Option(name: .shortAndLong, help: "The folder that holds content/ and themes/.")
    var root = "."

    @Option(name: .shortAndLong, help: "Where the site goes (default: public in the root).")
    var output: String?

    @Option(
        name: [.customShort("u"), .long],
        help: "The site's public address, for canonical links and the site map.",
        transform: readBaseURL)
    var baseURL: BaseURL?

    @Flag(name: [.customShort("D"), .long], help: "Include pages with `draft: true`.")
    var drafts = false

    @Flag(help: "Treat warnings as errors.")
    var strict = false

    @Flag(help: "Write into a folder that holds files of others.")
    var force = false

    @Flag(help: "Make summary.pdf and guide.pdf, too, with a Chromium that is installed.")
    var pdf = false

    @Flag(name: .shortAndLong, help: "Print problems only.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Print remarks, phases and how the output was written.")
    var verbose = false

    func run() async throws {
        let terminal = Terminal()
        var options = BuildOptions(root: root)
        options.output = output
        options.baseURL = baseURL
        options.includesDrafts = drafts
        options.isStrict = strict
        options.isForced = force
        if pdf { options.pdf = try readPDFOptions() }

        let clock = ContinuousClock()
        let start = clock.now
        let progress = Progress(terminal, isQuiet: quiet)
        let watcher = Task { await progress.watch() }
        let report: BuildReport
        do {
            report = try await buildSite(options) { progress.announce($0) }
            watcher.cancel()
            progress.end()
        } catch {
            watcher.cancel()
            progress.end()
            throw say(error, on: terminal)
        }
        terminal.print(report.diagnostics, includingRemarks: verbose)
        if verbose { describe(report, on: terminal) }
        if let failure = report.failure { throw say(failure, on: terminal) }
        if !quiet { terminal.say(summary(of: report, duration: clock.now - start)) }
        if report.written == nil { throw ExitStatus.problems }
    }

    private func say(_ failure: BuildFailure, on terminal: Terminal) -> ExitCode {
        terminal.say("error: \(failure)")
        return ExitStatus.of(failure)
    }

    private func describe(_ report: BuildReport, on terminal: Terminal) {
        for (name, duration) in report.phases {
            terminal.say("phase \(name) \(milliseconds(duration)) ms")
        }
        if let written = report.written { terminal.say(written.method.description) }
    }

    private func summary(of report: BuildReport, duration: Duration) -> String {
        var parts = [count(report.pages, "page")]
        if let written = report.written {
            parts.append(
                written.written.isEmpty && written.removed.isEmpty
                    ? "nothing to write" : "\(count(written.written.count, "file")) written")
            if !written.removed.isEmpty { parts.append("\(written.removed.count) removed") }
        }
        let errors = report.count(.error)
        if errors > 0 { parts.append(count(errors, "error")) }
        var warnings = count(report.count(.warning), "warning")
        if report.written == nil, errors == 0 { warnings += " (errors under --strict)" }
        parts.append(warnings)
        parts.append("\(milliseconds(duration)) ms")
        let line = parts.joined(separator: ", ")
        return report.written == nil ? "not built: \(line)" : "built: \(line)"
    }
}

private func readPDFOptions() throws -> PDFOptions {
    func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    var date: PDFDate?
    if let text = value("SOURCE_DATE_EPOCH") {
        date = Int(text).flatMap { PDFDate(secondsSince1970: $0) }
        if date == nil {
            throw ValidationError(
                "SOURCE_DATE_EPOCH is `\(text)`, which is no number of seconds since 1970")
        }
    }
    return PDFOptions(
        chromium: value("WAYMARK_CHROMIUM"), searchPath: value("PATH") ?? "/usr/bin:/bin",
        temporaryFolder: value("TMPDIR") ?? "/tmp", date: date)
}

private func readBaseURL(_ text: String) throws -> BaseURL {
    switch BaseURL.parse(text) {
    case .success(let url): return url
    case .failure(let problem):
        throw ValidationError(
            "\(problem.reason); write the full address, such as https://example.org/help/")
    }
}
