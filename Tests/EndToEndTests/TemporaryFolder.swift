import Foundation
import Glibc

/// A folder of its own for one test, with a `site` in it; removed with the value.
final class TemporaryFolder: Sendable {
    /// Real path, no symbolic link in it.
    let path: String
    var site: String { path + "/site" }
    var output: String { site + "/public" }

    init(copying source: String? = nil) throws {
        var template = Array("/tmp/waymark-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw Program.Failure(description: "no temporary folder: \(errno)")
        }
        path = String(cString: made)
        if let source {
            try FileManager.default.copyItem(atPath: source, toPath: path + "/site")
        } else {
            try FileManager.default.createDirectory(
                atPath: path + "/site", withIntermediateDirectories: true)
        }
        try FileManager.default.createDirectory(
            atPath: path + "/home", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file of the site, and the folders that it needs.
    func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: site + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: site + "/" + name)
    }
}
