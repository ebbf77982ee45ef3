import Diagnostics
import Foundation
import Testing

@testable import Site

@Suite struct FormTests {
    @Test(arguments: FormFixture.all) func reportsWhatIsExpected(_ fixture: FormFixture) {
        let text = MarkedText(fixture.text, file: "content/forms/a.yml")
        let (form, diagnostics) = RequestForm.parse(id: "a", source: text.source)
        let found = diagnostics.map {
            "\($0.brief): \($0.message)" + ($0.suggestion.map { " (\($0))" } ?? "")
        }
        let expected = zip(text.marks, fixture.expected).map { "\($0) \($1)" }
        #expect(
            text.marks.count == fixture.expected.count,
            "\(fixture): \(found.joined(separator: "\n"))")
        #expect(found == expected, "\(fixture)")
        let hasError = diagnostics.contains { $0.severity == .error }
        #expect((form == nil) == hasError, "\(fixture)")
    }

    @Test func hasFixtures() {
        #expect(FormFixture.all.count > 50)
    }
}
