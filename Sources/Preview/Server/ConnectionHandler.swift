import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection: takes requests one after the other, has them answered off the event loop, and sends the answers.
///
/// An answer ends only when its last byte has gone out. `HTTPServerPipelineHandler` lets the next request in then, so
/// a client that asks without reading holds no more than one answer in memory.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Phase {
        case waiting
        /// The head is there. Content that nobody asked for is counted and thrown away.
        case receiving(Result<Request, Refusal>, bodySize: Int)
        case answering
        /// The last answer is out; the client has a moment to take it.
        case leaving
    }

    private let server: ServerParts
    private let arrival: ArrivalHandler
    private var phase = Phase.waiting
    private var isHead = false
    private var keepsAlive = true
    private var version = HTTPVersion.http1_1
    private var channel: (any Channel)?
    /// A number that grows with every use of a connection.
    var lastUse: UInt64 = 0

    var isAnswering: Bool { if case .answering = phase { true } else { false } }

    init(_ server: ServerParts, arrival: ArrivalHandler) {
        self.server = server
        self.arrival = arrival
    }

    func handlerAdded(context: ChannelHandlerContext) {
        channel = context.channel
        server.connections.add(self)
    }

    func channelInactive(context: ChannelHandlerContext) {
        phase = .leaving
        server.connections.remove(self)
        context.fireChannelInactive()
    }

    /// Closes the connection without a word.
    func drop() { channel?.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), phase) {
        case (.head(let head), .waiting): begin(head, context)
        case (.body(let bytes), .receiving(let checked, let size)):
            let size = size + bytes.readableBytes
            phase = .receiving(checked, bodySize: size)
            if size > RequestLimits.body { refuse(.bodyTooLong, context) }
        case (.end, .receiving(let checked, _)):
            arrival.requestIsComplete()
            switch checked {
            case .success(let request): answer(request, context)
            case .failure(let refusal): send(refusal.answer, context)
            }
        default: break
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        server.connections.touch(self)
        isHead = head.method == .HEAD
        version = head.version
        // The parser takes nothing more after a request for another protocol.
        keepsAlive =
            head.isKeepAlive && head.method != .CONNECT && head.headers["upgrade"].isEmpty
        let checked = checkRequest(
            head, hosts: server.hosts, local: context.localAddress?.plainAddress)
        phase = .receiving(checked, bodySize: 0)
        let hasBody =
            !head.headers["transfer-encoding"].isEmpty
            || head.headers["content-length"].contains { $0 != "0" }
        if hasBody {
            // What follows need not be waited for.
            if case .failure(let refusal) = checked { return refuse(refusal, context) }
            let size = head.headers["content-length"].first.map { Int($0) ?? Int.max } ?? 0
            if size > RequestLimits.body { return refuse(.bodyTooLong, context) }
        }
    }

    private func answer(_ request: Request, _ context: ChannelHandlerContext) {
        phase = .answering
        let shown = server.shown
        server.threads.runIfActive(eventLoop: context.eventLoop) { shown.state.answer(request) }
            .assumeIsolated().whenComplete { result in
                guard context.channel.isActive, self.isAnswering else { return }
                switch result {
                case .success(let answer): self.send(answer, context)
                case .failure: context.close(promise: nil)
                }
            }
    }

    /// Answers before the request has ended, and ends the connection.
    private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        keepsAlive = false
        send(refusal.answer, context)
    }

    private func send(_ answer: Answer, _ context: ChannelHandlerContext) {
        phase = .answering
        let head = responseHead(answer, version: version, keepsAlive: keepsAlive)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        guard !isHead, head.status != .notModified else { return finish(context) }
        switch answer.body {
        case .none: finish(context)
        case .bytes(let bytes):
            let buffer = context.channel.allocator.buffer(bytes: bytes[answer.part])
            write(buffer, context) { self.finish(context) }
        case .file(let file): sendPiece(of: file, answer.part, context)
        case .events(let path, let version):
            context.flush()
            let (streams, channel) = (server.streams, context.channel)
            server.threads.submit { _ in streams.add(channel, path: path, version: version) }
        }
    }

    private func sendPiece(
        of file: AssetFile, _ part: Range<Int>, _ context: ChannelHandlerContext
    ) {
        guard !part.isEmpty else { return finish(context) }
        let count = min(part.count, pieceSize)
        server.threads.runIfActive(eventLoop: context.eventLoop) {
            file.read(at: part.lowerBound, count: count)
        }
        .assumeIsolated().whenComplete { result in
            guard context.channel.isActive, self.isAnswering else { return }
            guard case .success(let bytes) = result, bytes.count == count else {
                // Shorter than was said: only a broken connection tells the client.
                return context.close(promise: nil)
            }
            self.write(context.channel.allocator.buffer(bytes: bytes), context) {
                self.sendPiece(of: file, part.dropFirst(count), context)
            }
        }
    }

    /// - Parameter next: called when the bytes have gone out.
    private func write(
        _ buffer: ByteBuffer, _ context: ChannelHandlerContext, _ next: @escaping () -> Void
    ) {
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer)))).assumeIsolated()
            .whenComplete { result in
                if case .success = result { next() }
            }
    }

    private func finish(_ context: ChannelHandlerContext) {
        // The next request can be let in while this is written.
        phase = keepsAlive ? .waiting : .leaving
        let isLast = !keepsAlive
        if isLast { arrival.isDone = true }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        if isLast { leave(context) }
    }

    /// Ends the sending side first: bytes that are still arriving would make the system throw the answer away.
    private func leave(_ context: ChannelHandlerContext) {
        phase = .leaving
        arrival.isDone = true
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(RequestLimits.farewell)) {
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            return context.close(promise: nil)
        }
        switch phase {
        case .waiting, .receiving:
            arrival.requestIsComplete()
            isHead = false
            version = .http1_1
            refuse(refusal(of: error), context)
        case .answering: context.close(promise: nil)
        case .leaving: break
        }
    }

    private func refusal(of error: HTTPParserError) -> Refusal {
        switch error {
        case .headerOverflow:
            arrival.lineLength > RequestLimits.field ? .targetTooLong : .fieldsTooLong
        case .invalidMethod where arrival.beginsWithLetter: .methodNotAllowed
        case .invalidVersion: .unknownVersion
        default: .bad("The request cannot be read.")
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch (event, phase) {
        case (is RequestIsLate, .waiting), (is RequestIsLate, .receiving):
            context.close(promise: nil)
        case (is IdleStateHandler.IdleStateEvent, _):
            context.close(promise: nil)
        case (ChannelEvent.inputClosed, .answering):
            keepsAlive = false
        case (ChannelEvent.inputClosed, _):
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }
}

/// How much of a file is read at once.
private let pieceSize = 1 << 18

extension SocketAddress {
    /// `192.0.2.1`, also where a socket for both families says `::ffff:192.0.2.1`.
    fileprivate var plainAddress: String? {
        ipAddress.map { $0.hasPrefix("::ffff:") ? String($0.dropFirst(7)) : $0 }
    }
}
