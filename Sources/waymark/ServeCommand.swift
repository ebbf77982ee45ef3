import ArgumentParser
import Build
import Diagnostics
import Glibc
import Preview
import Site

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show the site in the browser while you write.",
        discussion: """
            Serves what a build would write, from memory, and builds again whenever a file in content/ or themes/ \
            changes; pages that are open follow. Problems are printed here and shown in the browser. Ctrl-C ends it.

            Exit status: 0 ended by Ctrl-C or SIGTERM; 64 wrong usage; 66 input missing; 69 no address to listen at; \
            70 a fault of waymark.
            """)

    @Option(name: .shortAndLong, help: "The folder that holds content/ and themes/.")
    var root = "."

    @Option(
        name: .shortAndLong,
        help: "The port; 0 takes any that is free. One that is in use gives way to the next.")
    var port = 8080

    @Flag(help: "Give up where the port is in use.")
    var strictPort = false

    @Option(help: "The address to listen at. 0.0.0.0 shows the site to everybody in the network.")
    var host = "127.0.0.1"

    @Option(
        name: .customLong("allow-host"),
        help: "One more name to answer to; with a dot at its start, all names that end in it.")
    var allowedHosts: [String] = []

    @Option(
        help: "Where the site stands on its host, such as /help/ (default: as in `base-url`).",
        transform: readBasePath)
    var basePath: String?

    @Flag(name: .customLong("open"), help: "Open the site in the browser.")
    var opens = false

    @Flag(name: [.customShort("D"), .long], help: "Include pages with `draft: true`.")
    var drafts = false

    @Flag(help: "Look for changes three times a second, for folders whose changes go unnoticed.")
    var poll = false

    @Flag(name: .shortAndLong, help: "Print remarks, too.")
    var verbose = false

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("a port is a number from 0 to 65535")
        }
        if host.isEmpty { throw ValidationError("the host is empty") }
    }

    func run() async throws {
        endAtOnceOnSignals()
        let log = PreviewLog(Terminal(), includingRemarks: verbose, opens: opens)
        var site = BuildOptions(root: root)
        site.includesDrafts = drafts
        site.basePath = basePath
        var options = PreviewOptions(site: site)
        options.host = host
        options.port = port
        options.isPortStrict = strictPort
        options.allowedHosts = allowedHosts
        options.isPolling = poll
        if let warning = log.warning(ofHost: host) { log.say(warning) }
        do {
            try await previewSite(options) { log.tell($0) }
        } catch {
            throw log.say(error)
        }
    }
}

/// Nothing has to be put in order: the site is in memory, and the system frees the port.
private func endAtOnceOnSignals() {
    for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(0) } }
    // A log that nobody reads any more is no reason to stop.
    signal(SIGPIPE, SIG_IGN)
}

private func readBasePath(_ text: String) throws -> String {
    guard text.hasPrefix("/") else {
        throw ValidationError("it begins with a slash, such as /help/")
    }
    switch BaseURL.parse("http://localhost" + text) {
    case .success(let url): return url.path
    case .failure(let problem): throw ValidationError(problem.reason)
    }
}
