import Foundation
import Glibc
import Testing

/// The built `waymark`, and running it as a person would: in a folder, with arguments, within a time.
enum Program {
    struct Outcome {
        /// The exit status; 128 and the signal's number where a signal ended it.
        var status: Int32
        var output: String
        var errors: String

        var timedOut: Bool { status == 128 + SIGKILL }
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Seconds that any run of `waymark` may take: a hang is a failure, never a wait.
    static let timeLimit = 20

    /// Beside the test bundle, where the build put it.
    static let path: String =
        ((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "")
        .split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/waymark"

    /// Runs `waymark`. Root is made to respect the permissions of files, as everybody else has to.
    static func run(
        _ arguments: [String], in folder: TemporaryFolder,
        environment: [String: String] = [:], standardInput: String = "/dev/null"
    ) throws -> Outcome {
        let unprivileged =
            geteuid() == 0 ? ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] : []
        return try spawn(
            ["timeout", "--signal=KILL", "\(timeLimit)"] + unprivileged + [path] + arguments,
            in: folder, environment: environment, standardInput: standardInput)
    }

    /// Runs any command in the folder `site` of `folder`, with an environment of its own.
    static func spawn(
        _ command: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
        standardInput: String = "/dev/null"
    ) throws -> Outcome {
        var variables = [
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8",
            "HOME": folder.path + "/home", "TMPDIR": folder.path, "TERM": "dumb", "WAYMARK": path,
        ]
        variables.merge(environment) { $1 }
        let arguments =
            ["/usr/bin/env", "-i", "-C", folder.site]
            + variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } + command
        // Into files, not pipes: nothing can wait for a reader.
        let (output, errors) = (folder.path + "/stdout", folder.path + "/stderr")
        let status = try wait(
            for: start(arguments, input: standardInput, output: output, errors: errors))
        return Outcome(
            status: status, output: try text(of: output), errors: try text(of: errors))
    }

    private static func start(
        _ arguments: [String], input: String, output: String, errors: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let writing = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, writing, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, writing, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, arguments[0], &actions, nil, words, nil)
        guard code == 0 else {
            throw Failure(description: "\(arguments[0]): \(String(cString: strerror(code)))")
        }
        return child
    }

    private static func wait(for child: pid_t) throws -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure(description: "no child to wait for") }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private static func text(of file: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    }
}
