import Foundation
import Testing

/// Every folder of `Cases`, run through the built program.
@Suite("Cases")
struct CaseTests {
    private var isRecording: Bool {
        ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
    }

    @Test(arguments: Case.all)
    func comesOutAsRecorded(_ example: Case) throws {
        let copy = try example.prepare()
        let input = example.has("stdin") ? example.folder + "/stdin" : "/dev/null"
        let outcome = try Program.run(try example.arguments, in: copy, standardInput: input)

        #expect(!outcome.timedOut, "it took longer than \(Program.timeLimit) s")
        #expect(outcome.status < 128, "a signal ended it")
        let errors = Normalized.messages(outcome.errors, in: copy)
        let output = Normalized.messages(outcome.output, in: copy)
        let tree = try FileTree(at: copy.output)
        if isRecording {
            try record(example, outcome.status, errors, output, tree)
            Issue.record("recorded; look at what changed")
            return
        }
        #expect(outcome.status == Int32(try trimmed(example.text("status")) ?? "0"))
        if let expected = try example.text("stderr") {
            #expect(errors == expected)
        } else {
            #expect(Normalized.withoutSummary(errors) == "")
        }
        #expect(output == (try example.text("stdout") ?? ""))
        try compare(tree, with: example)
        try checkFragments(tree, of: example)
        try checkLeftovers(copy)
    }

    private func trimmed(_ text: String?) -> String? {
        text?.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func compare(_ tree: FileTree, with example: Case) throws {
        if example.has("expected") {
            let expected = snapshot(try FileTree(at: example.folder + "/expected"))
            let found = snapshot(tree)
            #expect(Set(found.keys).subtracting(expected.keys).sorted() == [], "unexpected files")
            #expect(Set(expected.keys).subtracting(found.keys).sorted() == [], "missing files")
            for (path, text) in expected.sorted(by: { $0.key < $1.key }) where found[path] != nil {
                #expect(found[path] == text, "\(path)")
            }
        } else {
            #expect(list(tree) == (try example.text("expected-files") ?? ""))
        }
    }

    private func checkFragments(_ tree: FileTree, of example: Case) throws {
        for line in try example.text("contains")?.split(separator: "\n") ?? [] {
            let parts = try #require(line.wholeMatch(of: #/(.+?)([:!]) (.+)/#)?.output, "\(line)")
            let data = try #require(tree.files[String(parts.1)], "no file \(parts.1)")
            let text = String(decoding: data, as: UTF8.self)
            #expect(text.contains(parts.3) == (parts.2 == ":"), "\(line)")
        }
    }

    /// Nothing is left beside the output.
    private func checkLeftovers(_ copy: TemporaryFolder) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: copy.site)
        #expect(names.filter { $0.hasPrefix(".") && $0.contains("waymark") } == [])
        #expect(!FileManager.default.fileExists(atPath: copy.output + "/.waymark-stage"))
    }

    private func record(
        _ example: Case, _ status: Int32, _ errors: String, _ output: String, _ tree: FileTree
    ) throws {
        try example.record("\(status)\n", in: "status", unless: "0\n")
        let isSummary = Normalized.withoutSummary(errors).isEmpty
        try example.record(isSummary ? "" : errors, in: "stderr", unless: "")
        try example.record(output, in: "stdout", unless: "")
        guard example.has("expected") else {
            return try example.record(list(tree), in: "expected-files", unless: "")
        }
        try FileManager.default.removeItem(atPath: example.folder + "/expected")
        for (path, text) in snapshot(tree) {
            let url = URL(fileURLWithPath: example.folder + "/expected/" + path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: url)
        }
    }

    /// Paths, one a line, without the theme's assets, whose names say what they hold.
    private func list(_ tree: FileTree) -> String {
        tree.files.keys.filter { !Normalized.isHashed($0) }.sorted().map { $0 + "\n" }.joined()
    }

    /// Bytes by path; of hashed assets and the record of the build, the names alone.
    private func snapshot(_ tree: FileTree) -> [String: Data] {
        var result: [String: Data] = [:]
        for (path, data) in tree.files {
            if Normalized.hashes(path).contains(".HASH.") || path == ".waymark.json" {
                result[Normalized.hashes(path)] = Data()
            } else if let text = String(validating: data, as: UTF8.self) {
                result[path] = Data(Normalized.hashes(text).utf8)
            } else {
                result[path] = data
            }
        }
        return result
    }
}
