import Foundation
import Testing

/// One folder of `Cases`: a site, a command, and what comes of it.
///
/// | file | holds | missing means |
/// | --- | --- | --- |
/// | `site/` | the folder in which the command runs | an empty one |
/// | `setup` | a shell script that makes what git cannot store; runs in the copy, `$WAYMARK` is the program | nothing |
/// | `command` | arguments, divided by spaces | `build` |
/// | `stdin` | standard input | none |
/// | `status` | the exit status | 0 |
/// | `stderr` | all of standard error, with `N ms` for times and `SITE` for the folder | the summary line only |
/// | `stdout` | all of standard output | empty |
/// | `expected/` | the output, byte for byte, `HASH` in names of assets; those assets' bytes are the theme's matter | – |
/// | `expected-files` | instead: the paths in the output, one a line, without such assets | no output at all |
/// | `contains` | lines `path: text`: the output's file holds the text; `path! text`: it does not | – |
///
/// `RECORD_SNAPSHOTS=1` writes what came into these files, and fails, so that somebody looks.
struct Case: Sendable, CustomTestStringConvertible {
    let name: String

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Cases").path

    static let all: [Case] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map(Case.init)
    }()

    var testDescription: String { name }
    var folder: String { Self.root + "/" + name }

    func has(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/" + file)
    }

    func text(_ file: String) throws -> String? {
        guard has(file) else { return nil }
        return try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
    }

    /// Replaces a file by `text`, or removes it where that is what a missing file means.
    func record(_ text: String, in file: String, unless missing: String) throws {
        if text == missing {
            if has(file) { try FileManager.default.removeItem(atPath: folder + "/" + file) }
        } else {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + file))
        }
    }

    var arguments: [String] {
        get throws {
            let words = try text("command") ?? "build"
            return words.split(whereSeparator: \.isWhitespace).map(String.init)
        }
    }

    /// A copy of the site, after `setup`.
    func prepare() throws -> TemporaryFolder {
        let copy = try TemporaryFolder(copying: has("site") ? folder + "/site" : nil)
        guard has("setup") else { return copy }
        let outcome = try Program.spawn(
            ["timeout", "--signal=KILL", "60", "bash", "-euo", "pipefail", folder + "/setup"],
            in: copy)
        guard outcome.status == 0 else {
            throw Program.Failure(
                description: "setup ended with \(outcome.status): \(outcome.errors)")
        }
        return copy
    }
}

/// Takes out of texts and names what may differ from run to run.
enum Normalized {
    static func messages(_ text: String, in folder: TemporaryFolder) -> String {
        text.replacing(folder.site, with: "SITE")
            .replacing(#/[0-9]+(\.[0-9]+)? ms\b/#, with: "N ms")
    }

    /// Without the line about what was built, which ends every build.
    static func withoutSummary(_ text: String) -> String {
        text.replacing(#/(?m)^(not )?built: .* N ms\n/#, with: "")
    }

    /// `style.0a1b2c3d.css` becomes `style.HASH.css`.
    static func hashes(_ text: String) -> String {
        text.replacing(#/\.[0-9a-f]{8}(\.[a-z0-9]+)\b/#) { ".HASH\($0.output.1)" }
    }

    static func isHashed(_ path: String) -> Bool { hashes(path) != path }
}
