// The preview: listen, build, and build again at every change.

package import Build
import Diagnostics
import Glibc

package struct PreviewOptions: Sendable {
    package var site: BuildOptions
    package var host = "127.0.0.1"
    /// 0 for any that is free.
    package var port = 8080
    package var isPortStrict = false
    /// Names besides this machine's own.
    package var allowedHosts: [String] = []
    /// Looks at all files again and again instead of waiting for the system's word.
    package var isPolling = false

    package init(site: BuildOptions) { self.site = site }
}

/// What happens, for the terminal.
package enum PreviewEvent: Sendable {
    /// Another program listens at the port that was asked for.
    case portTaken(Int, used: Int)
    /// The site can be seen at this address.
    case listening(url: String)
    case built(LiveBuild, Duration)
    /// Changes are not announced, so files are looked at again and again.
    case watchTrouble(WatchTrouble)
    /// What was shown is still shown.
    case notBuilt(BuildFailure)
}

package enum PreviewFailure: Error, Sendable {
    case build(BuildFailure)
    case bind(BindFailure)
}

/// Shows the site until the process ends.
///
/// - Parameter tell: called in the order of what happens.
/// - Throws: where it cannot begin. Problems of the content do not keep it from beginning, and once it has begun,
///   nothing ends it.
package func previewSite(
    _ options: PreviewOptions, tell: @escaping @Sendable (PreviewEvent) -> Void
) async throws(PreviewFailure) {
    var options = options
    options.site.root = absolutePath(options.site.root)
    raiseFileLimit()
    var state = SiteState(process: processName())
    if let path = options.site.basePath { state.configuredBasePath = path }
    let shown = ShownSite(state)
    let streams = EventStreams(state)
    let server: PreviewServer
    do {
        server = try await PreviewServer.bind(
            host: options.host, port: options.port, isStrict: options.isPortStrict,
            hosts: AllowedHosts([options.host] + options.allowedHosts), shown: shown,
            streams: streams)
    } catch {
        throw .bind(error)
    }
    if options.port != 0, server.port != options.port {
        tell(.portTaken(options.port, used: server.port))
    }

    // Before the first build: what changes while it runs is built after it.
    let changes = WatchSite(root: options.site.root, isPolling: options.isPolling) {
        tell(.watchTrouble($0))
    }
    let site = LiveSite(options.site)
    var builder = Builder(site: site, shown: shown, streams: streams, state: state)
    do {
        try await builder.build(.everything, tell)
    } catch {
        throw .build(error)
    }
    await server.open()
    func url() -> String {
        "http://\(hostInURL(options.host)):\(server.port)\(shown.state.basePath)"
    }
    var told = url()
    tell(.listening(url: told))
    let keeper = Task {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(15))
            streams.findDeadTabs()
        }
    }
    for await change in changes {
        do {
            try await builder.build(change, tell)
        } catch {
            builder.fail(error, tell)
        }
        if url() != told {
            told = url()
            tell(.listening(url: told))
        }
    }
    keeper.cancel()
}

/// Builds, and puts each build in the place of the one before.
private struct Builder {
    let site: LiveSite
    let shown: ShownSite
    let streams: EventStreams
    var state: SiteState

    mutating func build(
        _ changes: SiteChanges, _ tell: (PreviewEvent) -> Void
    ) async throws(BuildFailure) {
        let clock = ContinuousClock()
        let start = clock.now
        let build = try await site.build(changes: changes)
        state.show(build)
        state.problems = build.diagnostics.filter { $0.severity != .remark }
        state.failure = nil
        show()
        tell(.built(build, clock.now - start))
    }

    mutating func fail(_ failure: BuildFailure, _ tell: (PreviewEvent) -> Void) {
        state.failure = "\(failure)"
        show()
        tell(.notBuilt(failure))
    }

    /// Tabs are told when what they will ask for is there.
    private mutating func show() {
        state.number += 1
        shown.state = state
        streams.publish(state)
    }
}

/// The same folder, whatever becomes of the current one.
private func absolutePath(_ path: String) -> String {
    guard !path.isEmpty, !path.hasPrefix("/"), let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return String(cString: current) + (path == "." ? "" : "/" + path)
}

/// Every connection takes a descriptor, and may take another for the file that it sends; building needs some, too.
private func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 4096))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}

/// Differs from run to run, also where the system gives a number of a process again.
private func processName() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return "\(getpid())-\(now.tv_sec)-\(now.tv_nsec)"
}

/// The host that a browser on this machine can be given.
private func hostInURL(_ host: String) -> String {
    switch host {
    case "0.0.0.0", "": "127.0.0.1"
    case "::": "[::1]"
    default: host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    }
}
