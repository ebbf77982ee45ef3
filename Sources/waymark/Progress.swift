import Glibc
import Synchronization

/// The line that a terminal shows when a build takes longer than half a second.
final class Progress: Sendable {
    private let terminal: Terminal
    private let isShown: Bool
    private let state = Mutex(State())
    private let start = ContinuousClock().now

    private struct State {
        var words = ""
        var isVisible = false
        var isDone = false
    }

    init(_ terminal: Terminal, isQuiet: Bool) {
        self.terminal = terminal
        isShown = terminal.isInteractive && !isQuiet
    }

    func announce(_ words: String) {
        guard isShown else { return }
        state.withLock { state in
            state.words = words
            if state.isVisible { terminal.sayForNow(words + " …") }
        }
    }

    /// Shows the line after half a second, unless the build has ended by then.
    func watch() async {
        guard isShown else { return }
        try? await Task.sleep(for: .milliseconds(500))
        state.withLock { state in
            guard !state.isDone else { return }
            state.isVisible = true
            terminal.sayForNow(state.words + " …")
        }
    }

    /// Takes the line away.
    func end() {
        state.withLock { state in
            state.isDone = true
            if state.isVisible { terminal.sayForNow("") }
        }
    }
}
