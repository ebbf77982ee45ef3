import Foundation
import Testing

/// Runs the built program on each folder of `Cases/`; `Case` says what is in one.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter EndToEndTests` writes what a case expects anew and fails, so that
/// somebody looks at it.
@Suite(.serialized) struct EndToEndTests {
    @Test(arguments: Case.all)
    func givesWhatTheCaseExpects(test: Case) async throws {
        let run = try await CaseRun(test)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try record(run, as: test)
            Issue.record("recorded \(test.name): look at what changed")
        }
        #expect(run.status == test.status)
        #expect(run.stdout == test.text("stdout") ?? "")
        expectMessages(run, test)
        if test.has("expected") { expectBytes(run, test) }
        if let paths = test.lines("expected-files") {
            #expect(publishedFiles(run, test) == paths)
        }
        for line in test.lines("contains") ?? [] { expectText(line, run) }
    }

    @Test func thereAreCases() { #expect(Case.all.count > 50) }

    private func expectMessages(_ run: CaseRun, _ test: Case) {
        let messages = run.stderr
        if let expected = test.text("stderr") {
            #expect(messages == expected)
        } else if !messages.isEmpty {
            #expect(
                messages.wholeMatch(of: /built: [0-9]+ pages?, [^\n]*\b0 warnings, … ms\n/) != nil,
                "\(messages)")
        }
    }

    private func publishedFiles(_ run: CaseRun, _ test: Case) -> [String] {
        let expected = test.lines("expected-files") ?? []
        if expected.contains(where: CaseRun.isThemeAsset) { return run.publishedFiles() }
        return comparedFiles(run, with: expected)
    }

    private func expectBytes(_ run: CaseRun, _ test: Case) {
        let expected = filesIn(test.expected)
        #expect(comparedFiles(run, with: expected) == expected)
        for path in expected {
            #expect(run.text("public/\(path)") == test.text("expected/\(path)"), "\(path)")
        }
    }

    /// Without the theme's assets, and without the documents that are collected from all pages where the case has
    /// none of them.
    private func comparedFiles(_ run: CaseRun, with expected: [String]) -> [String] {
        run.publishedFiles().filter {
            !CaseRun.isThemeAsset($0) && (!CaseRun.isCollected($0) || expected.contains($0))
        }
    }

    private func expectText(_ line: String, _ run: CaseRun) {
        guard let mark = line.firstIndex(where: { $0 == ":" || $0 == "!" }) else {
            Issue.record("no `path: text`: \(line)")
            return
        }
        let path = String(line[..<mark])
        let text = line[line.index(after: mark)...].drop { $0 == " " }
        let holds = run.text(path)?.contains(text)
        #expect(holds == (line[mark] == ":"), "\(line)")
    }

    /// Writes those files that the case has, and those that it now needs.
    private func record(_ run: CaseRun, as test: Case) throws {
        func write(_ name: String, _ text: String, unless isDefault: Bool) throws {
            let file = test.folder.appending(path: name)
            if isDefault {
                if test.has(name) { try FileManager.default.removeItem(at: file) }
            } else {
                try Data(text.utf8).write(to: file)
            }
        }
        let messages = run.stderr
        try write("status", "\(run.status)\n", unless: run.status == 0)
        try write("stdout", run.stdout, unless: run.stdout.isEmpty)
        try write(
            "stderr", messages,
            unless: messages.wholeMatch(of: /built: [0-9]+ pages?, [^\n]*\b0 warnings, … ms\n/)
                != nil || messages.isEmpty && !test.has("stderr"))
        if test.has("expected-files") {
            let paths = publishedFiles(run, test).map { $0 + "\n" }.joined()
            try write("expected-files", paths, unless: false)
        }
        guard test.has("expected") else { return }
        let files = comparedFiles(run, with: filesIn(test.expected))
        try FileManager.default.removeItem(at: test.expected)
        for path in files {
            let file = test.expected.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data((run.text("public/\(path)") ?? "").utf8).write(to: file)
        }
    }
}
