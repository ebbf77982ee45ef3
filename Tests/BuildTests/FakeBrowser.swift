import Diagnostics
import Foundation
import Site
import Testing

@testable import Build

/// A shell script in a folder of its own that takes the place of Chromium.
final class FakeBrowser: Sendable {
    let output: TemporaryOutput
    let temporary: ShortFolder

    /// - Parameter script: in it, `$out` is the file that is asked for, and `$here` the script's own folder.
    init(_ script: String) throws {
        output = try TemporaryOutput()
        temporary = try ShortFolder()
        let lines = """
            #!/bin/sh
            here='\(output.root)'
            for word in "$@"; do case "$word" in --print-to-pdf=*) out="${word#*=}" ;; esac; done
            \(script)

            """
        try output.put("chromium", lines)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: path)
    }

    var path: String { "\(output.root)/chromium" }

    /// What a document of one line becomes.
    func pdf(limit: Duration = .seconds(20)) throws -> [UInt8] {
        let workshop = try PDFWorkshop(
            options, base: nil, date: nil, limit: limit, assets: [])
        defer { workshop.remove() }
        return try workshop.pdf(
            of: PDFDocument(html: "<!DOCTYPE html><html><head><title>T</title>"))
    }

    var options: PDFOptions {
        PDFOptions(
            chromium: path, searchPath: "/usr/bin:/bin", temporaryFolder: temporary.path, date: nil)
    }

    /// The number of a process that the script has written into a file, once that is there.
    func process(_ name: String) -> Int32? {
        output.text(name).flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
}

/// A folder with a path that is short enough for a browser's sockets, removed with the object.
final class ShortFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/wm-XXXXXX".utf8CString)
        path = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func entries() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path) }
}

extension PDFDocument {
    init(_ path: String = "guide.pdf", source: String = "print/index.html", html: String) {
        let url = source.hasSuffix("index.html") ? String(source.dropLast(10)) : source
        self.init(path: path, source: source, url: SiteURL(path: url)) { Array(html.utf8) }
    }
}

/// Whether the process runs; one that has ended and waits to be asked how does not.
func isRunning(_ process: Int32) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        let mark = status.lastIndex(of: ")")
    else { return false }
    return !status[mark...].hasPrefix(") Z")
}
