import NIOCore

/// The connections that are open. There is room for a new one at any time: the one that has waited longest makes it,
/// so that nobody can keep the author out by holding connections.
///
/// Lives on the server's one event loop.
final class Connections {
    private var open: [ObjectIdentifier: ConnectionHandler] = [:]
    private var count: UInt64 = 0

    func add(_ connection: ConnectionHandler) {
        if open.count >= RequestLimits.connections {
            // One that is being answered only if all are.
            let victim = open.values.min {
                ($0.isAnswering ? 1 : 0, $0.lastUse) < ($1.isAnswering ? 1 : 0, $1.lastUse)
            }
            if let victim {
                remove(victim)
                victim.drop()
            }
        }
        open[ObjectIdentifier(connection)] = connection
        touch(connection)
    }

    /// Something was asked on this connection.
    func touch(_ connection: ConnectionHandler) {
        count &+= 1
        connection.lastUse = count
    }

    func remove(_ connection: ConnectionHandler) {
        open[ObjectIdentifier(connection)] = nil
    }
}
