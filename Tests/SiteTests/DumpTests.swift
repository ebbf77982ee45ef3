
import Diagnostics
import Foundation
import Testing
@testable import Site
@Suite struct DumpTests {
    @Test func dump() throws {
        var out: [[String: Any]] = []
        for f in FormFixture.all {
            let text = MarkedText(f.text, file: "a")
            let found = RequestForm.parse(id: "a", source: text.source).diagnostics.map {
                "\($0.brief): \($0.message)" + ($0.suggestion.map { " (\($0))" } ?? "") }
            out.append(["file": f.file, "line": f.line, "title": f.title, "found": found, "marks": text.marks])
        }
        try JSONSerialization.data(withJSONObject: out).write(to: URL(filePath: "/tmp/w/fs-dump.json"))
    }
}
