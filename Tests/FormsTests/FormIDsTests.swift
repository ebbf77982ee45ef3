import Site
import Testing

@testable import Forms

@Suite struct FormIDsTests {
    /// Fields whose ids are those of parts of the form, of other fields' parts and of their options.
    @Test func noTwoAreTheSame() {
        let names = [
            "result", "template", "form", "result-title", "outcome-0", "field-a", "a", "a-1",
            "a-hint",
            "a-error", "a-1-2",
        ]
        var form = RequestForm(id: "x", name: "", description: "")
        form.body = names.map { name in
            var field = RequestForm.Field(kind: .radio, id: name, hasExplicitID: true, label: name)
            field.options = [.init(label: "1"), .init(label: "2")]
            return .field(field)
        }
        let ids = FormIDs(form)
        let all = ids.fields.flatMap { [$0.outer, $0.control, $0.hint, $0.error] + $0.options }
        let fixed = [ids.form, ids.body, ids.template, ids.result]
        #expect(Set(all + fixed).count == all.count + fixed.count)
        #expect(Set(all + fixed).isSubset(of: ids.all))
        #expect(all.allSatisfy { $0.hasPrefix("request-x-") })
        #expect(ids.result == "request-x-result")
        #expect(ids.fields[0].outer == "request-x-field-result")
        #expect(ids.fields[0].control == "request-x-result-2")
    }
}
