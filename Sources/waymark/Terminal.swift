// The only file that writes to a stream. Diagnostics and summaries go to standard error, results to standard
// output, so that `waymark render page.md > page.html` holds nothing but the page.

import Diagnostics
import Glibc

struct Terminal: Sendable {
    /// Whether standard error is a person's terminal.
    let isInteractive: Bool
    private let formatter: TextFormatter

    init() {
        let interactive = isatty(STDERR_FILENO) == 1
        let noColor = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
        isInteractive = interactive && !isDumb
        formatter = TextFormatter(color: isInteractive && !noColor)
    }

    func print(_ diagnostics: [Diagnostic], includingRemarks: Bool) {
        var text = ""
        for diagnostic in diagnostics where includingRemarks || diagnostic.severity != .remark {
            text += formatter.format(diagnostic)
            if !text.hasSuffix("\n") { text += "\n" }
        }
        Self.write(text, to: STDERR_FILENO)
    }

    /// Names of files in it show, and do not act.
    func say(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let shown = lines.map { VisibleText.visible(String($0)) }.joined(separator: "\n")
        Self.write(shown + "\n", to: STDERR_FILENO)
    }

    /// Throws where standard output takes no more, such as on a full disk: half a page is none.
    func output(_ text: String) throws {
        guard Self.write(text, to: STDOUT_FILENO) else {
            let reason = String(cString: strerror(errno))
            say("error: standard output cannot be written: \(reason)")
            throw ExitStatus.outputNotWritten
        }
    }

    /// Puts `/dev/null` in the place of standard streams that the caller has closed: else the next file that is
    /// opened takes their number, and diagnostics are written into it. Opened the other way round, so that reading
    /// and writing still fail; only diagnostics are lost in silence.
    static func reserveStandardStreams() {
        for file in STDIN_FILENO...STDERR_FILENO where fcntl(file, F_GETFD) < 0 {
            _ = open("/dev/null", file == STDOUT_FILENO ? O_RDONLY : O_WRONLY)
        }
    }

    /// One line that the next one overwrites.
    func sayForNow(_ line: String) { Self.write("\r\u{1B}[2K" + line, to: STDERR_FILENO) }

    /// False where not all could be written; `errno` says why.
    @discardableResult
    static func write(_ text: String, to file: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { raw -> Int in
                guard let base = raw.baseAddress else { return 0 }
                return Glibc.write(file, base + start, bytes.count - start)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }
}
