import Diagnostics

extension FormDraft {
    func checkReachability(_ reader: inout YAMLReader) {
        let drafts = fields
        guard !drafts.contains(where: \.isBroken) else { return }
        let fields = drafts.map(\.field)
        guard !form.outcomes.isEmpty || fields.contains(where: { $0.showIf != nil }) else { return }
        var reachability = Reachability(form, fields)
        if let first = reachability.outcomeAtStart(), outcomePlaces.indices.contains(first) {
            reader.report(
                .earlyOutcome, at: outcomePlaces[first],
                "this outcome shows before the reader has answered anything",
                suggestion: "name the answers that lead to it, as in `field is one of …`")
        }
        guard reachability.walk() else {
            let busiest = reachability.busiest(fields)
            let names = busiest.prefix(5).map {
                "`\($0.id)` (\($0.choices > Reachability.maximumWays ? "more than \(Reachability.maximumWays)" : String($0.choices)))"
            }
            let place = drafts.first { $0.field.id == busiest.first?.id }?.place
            reader.diagnostics.append(
                Diagnostic(
                    .tooComplex, at: place?.place(in: reader.source),
                    "the conditions make more than \(Reachability.maximumWays) ways through the form",
                    suggestion: "most come from \(names.joined(separator: ", "))"
                        + (busiest.count > 5 ? " and others" : "")))
            return
        }
        var reported = 0
        for (index, draft) in drafts.enumerated() where !reachability.shown[index] {
            reported += 1
            guard reported <= YAMLDocument.maximumProblems else { return }
            let what = draft.field.isRequired ? "is required, but can never show" : "can never show"
            let reason =
                draft.showIf == nil
                ? "outcomes above it end every way"
                : "on no way through the form, with all that is required answered, does its condition hold"
            reader.report(
                .neverShown, at: draft.showIf?.value ?? draft.place,
                "`\(draft.field.id)` \(what): \(reason)")
        }
        for (index, place) in outcomePlaces.enumerated()
        where reachability.held.indices.contains(index) && !reachability.held[index] {
            reported += 1
            guard reported <= YAMLDocument.maximumProblems else { return }
            reader.report(
                .neverShown, at: place,
                "this outcome can never show: on no way through the form, with all that is required answered, does its condition hold"
            )
        }
    }
}
