import ArgumentParser
import Build
import Diagnostics
import Glibc
import Preview
import Synchronization

/// What the preview says at the terminal: one list of problems for each build, with the time.
final class PreviewLog: Sendable {
    private let terminal: Terminal
    private let includesRemarks: Bool
    private let opens: Bool
    private let state = Mutex(State())

    private struct State {
        var problems: [Diagnostic] = []
        var hasOpened = false
    }

    init(_ terminal: Terminal, includingRemarks: Bool, opens: Bool) {
        self.terminal = terminal
        includesRemarks = includingRemarks
        self.opens = opens
    }

    func say(_ line: String) { terminal.say(line) }

    func tell(_ event: PreviewEvent) {
        state.withLock { state in
            switch event {
            case .portTaken(let port, let used):
                terminal.say("port \(port) is in use, so the site is shown at port \(used)")
            case .listening(let url):
                terminal.say("\(timeOfDay()) showing \(url) (Ctrl-C ends it)")
                if opens, !state.hasOpened, !openInBrowser(url) {
                    terminal.say("no browser could be opened: xdg-open is not there")
                }
                state.hasOpened = true
            case .watchTrouble(let trouble): terminal.say(words(for: trouble))
            case .built(let build, let duration): say(build, duration, &state)
            case .notBuilt(let failure):
                terminal.say("\(timeOfDay()) error: \(failure)")
                state.problems = []
            }
        }
    }

    private func say(_ build: LiveBuild, _ duration: Duration, _ state: inout State) {
        let problems = build.diagnostics.filter { includesRemarks || $0.severity != .remark }
        let isNew = problems != state.problems
        state.problems = problems
        if isNew { terminal.print(problems, includingRemarks: true) }
        let (errors, warnings) = (problems.count(of: .error), problems.count(of: .warning))
        var parts = [count(build.pages, "page")]
        if errors > 0 { parts.append(count(errors, "error")) }
        parts.append(count(warnings, "warning"))
        if !isNew, !problems.isEmpty { parts.append("the same as before") }
        parts.append("\(milliseconds(duration)) ms")
        terminal.say("\(timeOfDay()) built: \(parts.joined(separator: ", "))")
    }

    /// What a person should know who shows the site to others.
    func warning(ofHost host: String) -> String? {
        guard ["0.0.0.0", "::", "[::]"].contains(host) else { return nil }
        return "warning: at \(host), everybody in the network can see the site, drafts and all"
    }

    func say(_ failure: PreviewFailure) -> ExitCode {
        switch failure {
        case .build(let failure):
            terminal.say("error: \(failure)")
            return ExitStatus.of(failure)
        case .bind(let failure) where failure.isTaken:
            terminal.say(
                "error: port \(failure.port) of \(failure.host) is in use; "
                    + "name another with --port, or take any that is free with --port 0")
        case .bind(let failure):
            terminal.say(
                "error: cannot listen at port \(failure.port) of \(failure.host): \(failure.reason)"
            )
        }
        return ExitStatus.unavailable
    }
}

extension [Diagnostic] {
    fileprivate func count(of severity: Severity) -> Int { count { $0.severity == severity } }
}

/// Why changes are looked for, and what to do about it.
private func words(for trouble: WatchTrouble) -> String {
    let looked = "so waymark looks for changes three times a second"
    return switch trouble {
    case .silent(let folder, let fileSystem):
        "\(folder)/ lies on \(fileSystem), where changes by others are not announced, \(looked)"
    case .watchLimit:
        "the system watches no more folders, \(looked); to raise its limit: "
            + "sudo sysctl fs.inotify.max_user_watches=1048576"
    case .instanceLimit:
        "too many programs watch folders, \(looked); to raise the limit: "
            + "sudo sysctl fs.inotify.max_user_instances=1024"
    case .refused(let reason): "the system does not announce changes (\(reason)), \(looked)"
    case .noThread(let reason):
        "warning: changes are not noticed, because no thread could be started: \(reason)"
    }
}

/// `14:05:09`, as clocks here show it.
private func timeOfDay() -> String {
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + "\($0)" }
        .joined(separator: ":")
}

/// Whether there is a program that opens addresses. It is not waited for.
private func openInBrowser(_ url: String) -> Bool {
    // Children that end leave nothing behind.
    signal(SIGCHLD, SIG_IGN)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in STDIN_FILENO...STDERR_FILENO {
        posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_RDWR, 0)
    }
    let words = ["xdg-open", url]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) }
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    return posix_spawnp(&process, "xdg-open", &actions, nil, arguments + [nil], environ) == 0
}
