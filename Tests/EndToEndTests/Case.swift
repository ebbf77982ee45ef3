import Foundation
import Testing

/// A folder of `Cases/`: a site, what is run in it, and what must come of it.
///
/// - `site/`: copied to a temporary folder, in which the program runs. None: an empty folder.
/// - `setup`: a shell script run in the copy before, for what git cannot keep.
/// - `command`: the program's arguments, one line, split at spaces. None: `build`.
/// - `as-nobody`: the program runs without the superuser's rights, whoever runs the tests.
/// - `stdin`: what it reads. None: nothing.
/// - `status`: its exit status. None: 0.
/// - `stderr`: all that it says, durations as `… ms` and the copy's path as `SITE`. None: the summary alone,
///   without a warning in it.
/// - `stdout`: all that it prints. None: nothing.
/// - `expected/`: the files of `public/`, byte for byte. The theme's own assets do not belong to it; their
///   names in pages have `HASH` for the hash. `print/` and `summary/`, which are made from all pages, belong
///   to it where it has them.
/// - `expected-files`: the sorted paths of `public/`, for a case that is not about their bytes. The theme's
///   assets belong to it where it names one of them.
/// - `contains`: lines `path: text`, for a text that a file of the copy must hold; `path! text`, for one
///   that it must not.
struct Case: CustomTestStringConvertible, Sendable {
    let name: String

    var testDescription: String { name }

    static let all: [Case] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map(Case.init)
    }()

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Cases")

    var folder: URL { Self.folder.appending(path: name) }
    var site: URL { folder.appending(path: "site") }
    var setup: URL { folder.appending(path: "setup") }
    var stdin: URL { folder.appending(path: "stdin") }
    var expected: URL { folder.appending(path: "expected") }

    var arguments: [String] {
        (text("command") ?? "build").split(whereSeparator: \.isWhitespace).map(String.init)
    }
    var status: Int32 {
        text("status").flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
    }

    func has(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: file).path)
    }

    /// nil where the case has no such file.
    func text(_ file: String) -> String? {
        FileManager.default.contents(atPath: folder.appending(path: file).path)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    func lines(_ file: String) -> [String]? {
        text(file)?.split(separator: "\n").map(String.init)
    }
}
