import Foundation
import Testing
import Theme

@Suite struct EmbeddedFilesTests {
    /// themes/default of the repository that this test was built from.
    private let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "themes/default")

    @Test func programHoldsEveryFileOfTheFolderByteForByte() throws {
        let root = folder.path + "/"
        var found: [String: [UInt8]] = [:]
        let files = try #require(
            FileManager.default.enumerator(
                at: folder, includingPropertiesForKeys: [.isRegularFileKey]))
        for case let file as URL in files {
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
                continue
            }
            found[String(file.path.dropFirst(root.count))] = Array(try Data(contentsOf: file))
        }
        let embedded = Dictionary(
            Theme.defaultFiles.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        #expect(
            embedded.keys.sorted() == found.keys.sorted(),
            "Sources/CTheme/theme.c must list each file of themes/default")
        for (path, bytes) in found {
            #expect(embedded[path] == bytes, "\(path) differs: build again")
        }
    }

    @Test func defaultThemeHasNoDiagnostics() {
        let loaded = Theme.load()
        #expect(loaded.theme != nil)
        #expect(loaded.diagnostics.isEmpty)
    }
}
