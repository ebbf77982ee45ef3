import Diagnostics
import Foundation
import Testing

@testable import Site

/// Issue forms in the shape of those that well-known projects have: they load as they are.
@Suite struct FormGitHubTests {
    static let names: [String] = {
        let folder = FormFixture.folder.appending(path: "GitHub")
        return (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
    }()

    private func parse(_ name: String) throws -> (RequestForm, [Diagnostic]) {
        let file = FormFixture.folder.appending(path: "GitHub/\(name)")
        let source = SourceText(file: name, bytes: Array(try Data(contentsOf: file)))
        let (form, diagnostics) = RequestForm.parse(id: "a", source: source)
        #expect(diagnostics.allSatisfy { $0.severity == .remark }, "\(name): \(diagnostics)")
        return (try #require(form), diagnostics)
    }

    @Test(arguments: names) func loads(_ name: String) throws {
        let (form, _) = try parse(name)
        #expect(!form.name.isEmpty && !form.fields.isEmpty)
    }

    @Test func thereAreSix() { #expect(Self.names.count == 6) }

    @Test func keepsTextsAsTheyAreWritten() throws {
        let (form, _) = try parse("compiler-crash.yml")
        #expect(form.type == "Bug")
        #expect(form.projects == ["example-org/1", "example-org/44"])
        let options = form.fields.map { $0.options.map(\.label) }
        #expect(options[1] == ["2015", "2018", "2021", "2024"])
        #expect(options[2] == ["1.0", "1.10", "nightly", "Unknown"])
        #expect(options[3] == ["yes", "no", "not sure"])
        #expect(
            form.fields.map(\.id).prefix(4) == ["code", "edition", "version", "did-it-work-before"])
        #expect(form.fields.allSatisfy { !$0.hasExplicitID })
        #expect(form.fields[1].defaultOption == 2)
        #expect(form.fields[5].placeholder == "stack backtrace:\n   0: …")
    }

    @Test func readsListsWithCommas() throws {
        let (form, _) = try parse("feature-request.yml")
        #expect(form.labels == ["enhancement", "triage"])
        #expect(form.assignees == [])
        #expect(form.fields[3].defaultOption == 1)
        #expect(form.fields[4].options.first?.isRequired == true)
        #expect(form.fields[4].isMultiple)
    }

    @Test func readsEachAttribute() throws {
        let (form, _) = try parse("bug-report.yml")
        #expect(form.title == "[Bug]: ")
        #expect(form.labels == ["bug", "needs triage"])
        #expect(form.body.count == 6)
        guard case .markdown(let intro) = form.body[0] else { return #expect(Bool(false)) }
        #expect(intro.text.hasPrefix("## Before you start\n"))
        #expect(form.fields.map(\.isRequired) == [false, true, true, true, false])
        #expect(form.fields[2].isMultiple)
        #expect(form.fields[3].value == "1. Run `example build`\n2. …\n")
        #expect(form.fields[4].render == "shell")
        #expect(form.fields[1].description?.text == "What `example --version` prints")
    }
}
