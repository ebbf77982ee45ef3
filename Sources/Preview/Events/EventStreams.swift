import HTMLText
import NIOCore
import NIOHTTP1
import Synchronization

/// The tabs that listen for changes.
///
/// Each hears of a build only where it concerns its page: its document, what it loads, or the problems of the site.
package final class EventStreams: Sendable {
    private struct Tab {
        let channel: any Channel
        /// As in `RequestTarget`.
        let path: String
        /// What the tab was told last, or shows.
        var version: PageVersion
        var problems: String
    }

    private struct Tabs {
        var state: SiteState
        var open: [ObjectIdentifier: Tab] = [:]
    }

    private let tabs: Mutex<Tabs>

    package init(_ state: SiteState) { tabs = Mutex(Tabs(state: state)) }

    /// Takes in a tab whose answer has begun, and tells it where it stands.
    ///
    /// - Parameter version: what the tab shows, if it says so; else what there is now.
    func add(_ channel: any Channel, path: String, version: String?) {
        let id = ObjectIdentifier(channel)
        tabs.withLock { tabs in
            let now = tabs.state.version(of: path)
            let shown = version.map { PageVersion($0) ?? .unknown } ?? now
            tabs.open[id] = Tab(
                channel: channel, path: path, version: now, problems: tabs.state.problemsVersion)
            let event = buildEvent(of: path, from: shown, to: now, state: tabs.state)
            Self.write("retry: 1000\n" + event, to: channel)
        }
        // At once where it is closed by now.
        channel.closeFuture.whenComplete { _ in self.remove(id) }
    }

    private func remove(_ id: ObjectIdentifier) {
        tabs.withLock { tabs in tabs.open[id] = nil }
    }

    /// To be called when the new state is being served.
    package func publish(_ state: SiteState) {
        tabs.withLock { tabs in
            tabs.state = state
            let problems = state.problemsVersion
            var versions: [String: PageVersion] = [:]
            for (id, tab) in tabs.open {
                let now = versions[tab.path] ?? state.version(of: tab.path)
                versions[tab.path] = now
                guard now != tab.version || problems != tab.problems else { continue }
                Self.write(
                    buildEvent(of: tab.path, from: tab.version, to: now, state: state),
                    to: tab.channel)
                tabs.open[id]?.version = now
                tabs.open[id]?.problems = problems
            }
        }
    }

    /// Sends every tab a line that means nothing: writing is what finds out who has gone.
    package func findDeadTabs() {
        tabs.withLock { tabs in
            for tab in tabs.open.values { Self.write(":\n\n", to: tab.channel) }
        }
    }

    private static func write(_ text: String, to channel: any Channel) {
        // A tab that does not read comes back when it does, and is told what it has missed.
        guard channel.isWritable else { return channel.close(promise: nil) }
        let part = HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: text)))
        channel.writeAndFlush(part, promise: nil)
    }
}

/// What a tab is told of a build, as an event of the stream.
///
/// - `page`: `same`; `changed`: load the document anew; `gone`, `new`: the "not found" page came or went.
/// - `styles`, `files`: addresses of all style sheets, or of all pictures and the like, where one of them has changed.
/// - `isOlder`: whether errors keep the page from being that of the latest build.
/// - `version`: to be given in the query when the tab listens again.
func buildEvent(
    of path: String, from old: PageVersion, to new: PageVersion, state: SiteState
) -> String {
    var json = JSONWriter(isPretty: false)
    json.object { json in
        json.add("process", state.process)
        json.add("build", state.number)
        let page =
            switch (old.isFound, new.isFound) {
            case (true, false): "gone"
            case (false, true): "new"
            default: old.page == new.page ? "same" : "changed"
            }
        json.add("page", page)
        json.add("styles", old.styles == new.styles ? [] : new.styleURLs)
        json.add("files", old.files == new.files ? [] : new.fileURLs)
        json.add("problems", state.problemCount)
        json.add("isOlder", state.isOlder(at: path))
        json.add("version", new.text)
    }
    return "event: build\ndata: \(json.text)\n\n"
}

extension PageVersion {
    /// Differs from all others: a tab with words that nobody has told it.
    fileprivate static let unknown = PageVersion(isFound: true, page: "", styles: "", files: "")

    private init(isFound: Bool, page: String, styles: String, files: String) {
        self.isFound = isFound
        self.page = page
        self.styles = styles
        self.files = files
    }
}
