import Site
import Testing

@testable import Forms

@Suite struct ConditionWordsTests {
    private typealias Condition = RequestForm.Condition

    private func words(_ condition: Condition) -> String {
        var form = RequestForm(id: "x", name: "", description: "")
        form.body = [("lost", "What did you lose?"), ("works", "What works?")].map {
            .field(.init(kind: .radio, id: $0.0, hasExplicitID: true, label: $0.1))
        }
        return ConditionWords(form).sentence(condition)
    }

    @Test(arguments: [
        (Condition.isOne(field: "lost", of: ["Phone"]), "“What did you lose?” is “Phone”"),
        (.isOne(field: "lost", of: ["A", "B"]), "“What did you lose?” is “A” or “B”"),
        (.isOne(field: "lost", of: ["A", "B", "C"]), "“What did you lose?” is “A”, “B” or “C”"),
        (.has(field: "works", option: "A"), "“What works?” includes “A”"),
        (.not(.isOne(field: "lost", of: ["A"])), "“What did you lose?” is not “A”"),
        (
            .not(.isOne(field: "lost", of: ["A", "B"])),
            "“What did you lose?” is none of “A” and “B”"
        ),
        (.not(.has(field: "works", option: "A")), "“What works?” does not include “A”"),
        (.not(.not(.has(field: "works", option: "A"))), "“What works?” includes “A”"),
        (
            .all([.has(field: "works", option: "A"), .has(field: "works", option: "B")]),
            "“What works?” includes “A” and “What works?” includes “B”"
        ),
        (.any([.has(field: "works", option: "A")]), "“What works?” includes “A”"),
        (
            .all([
                .any([.has(field: "works", option: "A"), .has(field: "works", option: "B")]),
                .isOne(field: "lost", of: ["C"]),
            ]),
            "(“What works?” includes “A” or “What works?” includes “B”) and “What did you lose?” is “C”"
        ),
        (
            .not(.all([.has(field: "works", option: "A"), .has(field: "works", option: "B")])),
            "not (“What works?” includes “A” and “What works?” includes “B”)"
        ),
    ])
    func saysIt(condition: RequestForm.Condition, expected: String) {
        #expect(words(condition) == "Only if \(expected).")
    }
}
