import Build
import Diagnostics
import Foundation
import Testing

@Suite struct DiagnosticCatalogTests {
    @Test func givesEachKindItsOwnIDAndRealWords() {
        let kinds = DiagnosticCatalog.all
        #expect(kinds.count > 40)
        #expect(Set(kinds.map(\.id)).count == kinds.count)
        for kind in kinds {
            #expect(kind.id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(kind.id)")
            #expect(kind.explanation.count > 80, "\(kind.id)")
            #expect(!kind.title.hasSuffix("."), "\(kind.id)")
        }
    }

    @Test func keepsTheReferencePageFresh() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../content/maintain/diagnostics.md").standardized
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(
            text == DiagnosticCatalog.referencePage(),
            "run: waymark explain --reference > content/maintain/diagnostics.md")
    }

    /// Every constant that the code declares is in the catalog, so that none is reported and not explained.
    @Test func knowsEveryKindThatTheSourcesDeclare() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources").standardized
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        let known = Set(DiagnosticCatalog.all.map(\.id))
        var declared = 0
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(
                of: /DiagnosticKind\(\s*\.(?:error|warning|remark),\s*"([^"]+)"/)
            {
                declared += 1
                #expect(known.contains(String(match.1)), "\(match.1)")
            }
        }
        #expect(declared == known.count)
    }
}
