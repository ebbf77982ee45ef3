import Foundation
import Testing

@testable import Preview

struct ClientFilesTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Preview/Client/Files")

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test func holdsEachScriptOfTheFolderOnce() throws {
        let script = String(decoding: try #require(clientFile("reload.js")), as: UTF8.self)
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
            .filter { $0.hasSuffix(".js") }
        #expect(names.count > 3)
        for name in names {
            #expect(
                script.components(separatedBy: try Self.text(name)).count == 2,
                "Sources/CClient/client.c must list each file of Sources/Preview/Client/Files")
        }
    }

    @Test func holdsTheStyle() throws {
        #expect(clientFile("overlay.css") == Array(try Self.text("overlay.css").utf8))
    }

    @Test(arguments: ["", "stream.js", "reload.js/", "../reload.js", "overlay"])
    func holdsNothingElse(name: String) {
        #expect(clientFile(name) == nil)
    }
}
