import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// What all connections share. Its connections live on the server's one event loop.
struct ServerParts {
    let hosts: AllowedHosts
    let shown: ShownSite
    let streams: EventStreams
    let connections: Connections
    /// Where pages are made and files are read, so that a long one holds up nobody else.
    let threads: NIOThreadPool
}

/// The state of the site that requests are answered from.
package final class ShownSite: Sendable {
    private let current: Mutex<SiteState>

    package init(_ state: SiteState) { current = Mutex(state) }

    package var state: SiteState {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}

/// A socket that listens.
package struct PreviewServer: Sendable {
    package let port: Int
    private let channel: any Channel

    /// Binds the port, or one of the next hundred where it is taken and `isStrict` is false.
    ///
    /// Connections wait until `open` is called. One event loop is enough: it only moves bytes.
    package static func bind(
        host: String, port: Int, isStrict: Bool, hosts: AllowedHosts, shown: ShownSite,
        streams: EventStreams
    ) async throws(BindFailure) -> PreviewServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        let made = loop.submit {
            NIOLoopBound(
                ServerParts(
                    hosts: hosts, shown: shown, streams: streams, connections: Connections(),
                    threads: threads), eventLoop: loop)
        }
        let parts: NIOLoopBound<ServerParts>
        do {
            parts = try await made.get()
        } catch {
            throw BindFailure(host: host, port: port, isTaken: false, reason: "\(error)")
        }
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try addHandlers(to: channel, parts.value)
                }
            }
        var wanted = port
        while true {
            do {
                let channel = try await bootstrap.bind(host: host, port: wanted).get()
                return PreviewServer(port: channel.localAddress?.port ?? wanted, channel: channel)
            } catch {
                let isTaken = (error as? IOError)?.errnoCode == EADDRINUSE
                if isTaken, !isStrict, port != 0, wanted < min(port + 100, 65_535) {
                    wanted += 1
                    continue
                }
                throw BindFailure(
                    host: host, port: wanted, isTaken: isTaken, reason: reason(of: error))
            }
        }
    }

    /// Lets the waiting connections in.
    package func open() async {
        try? await channel.setOption(.autoRead, value: true).get()
        channel.read()
    }

    private static func reason(of error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case is SocketAddressError, is SocketAddressError.UnknownHost: "there is no such address"
        default: "\(error)"
        }
    }
}

/// Why there is no address to listen at.
package struct BindFailure: Error {
    package let host: String
    package let port: Int
    /// Whether another program listens there.
    package let isTaken: Bool
    package let reason: String
}

private func addHandlers(to channel: any Channel, _ parts: ServerParts) throws {
    let arrival = ArrivalHandler()
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = RequestLimits.field
    limits.maxHeaderListSize = RequestLimits.allFields
    limits.maxHeaderFieldCount = RequestLimits.fieldCount
    let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(IdleStateHandler(allTimeout: .seconds(RequestLimits.idle)))
    try pipeline.addHandler(arrival)
    try pipeline.addHandler(HTTPResponseEncoder())
    try pipeline.addHandler(ByteToMessageHandler(decoder))
    try pipeline.addHandler(HTTPServerPipelineHandler())
    try pipeline.addHandler(NIOHTTPResponseHeadersValidator())
    try pipeline.addHandler(ConnectionHandler(parts, arrival: arrival))
}
