import NIOCore

/// Watches the bytes of requests on their way to the parser: a request that is begun must arrive in time, and what
/// comes after the last answer is thrown away.
///
/// `IdleStateHandler` cannot do this: a client that sends one byte a second is never idle.
final class ArrivalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Bytes of the first line of the request that is arriving, as far as it is there.
    private(set) var lineLength = 0
    private var hasWholeLine = false
    /// Whether the request that is arriving begins like one, with a letter.
    private(set) var beginsWithLetter = false
    /// From here on, nothing reaches the parser.
    var isDone = false
    private var deadline: Scheduled<Void>?

    /// To be called when a request is there as a whole.
    func requestIsComplete() {
        deadline?.cancel()
        deadline = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isDone { return }
        let bytes = unwrapInboundIn(data)
        if deadline == nil { begin(bytes, context) }
        if !hasWholeLine {
            let view = bytes.readableBytesView
            let end = view.firstIndex(of: UInt8(ascii: "\n"))
            lineLength += view[..<(end ?? view.endIndex)].count
            hasWholeLine = end != nil
        }
        context.fireChannelRead(data)
    }

    private func begin(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        lineLength = 0
        hasWholeLine = false
        beginsWithLetter = bytes.readableBytesView.first.map { (0x41...0x5A).contains($0) } ?? false
        deadline = context.eventLoop.assumeIsolated().scheduleTask(
            in: .seconds(RequestLimits.arrival)
        ) {
            self.deadline = nil
            context.fireUserInboundEventTriggered(RequestIsLate())
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        requestIsComplete()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { requestIsComplete() }
}

/// A request has not arrived in time.
struct RequestIsLate {}
