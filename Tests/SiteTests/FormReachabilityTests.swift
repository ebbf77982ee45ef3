import Testing

@testable import Site

/// The walk over the ways through a form finds what trying every combination of answers finds.
@Suite struct FormReachabilityTests {
    private struct Random {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(bound, 1)
        }

        mutating func condition(_ fields: [RequestForm.Field], depth: Int) -> RequestForm.Condition
        {
            let field = fields[next(fields.count)]
            let option = { (random: inout Random) in
                field.options[random.next(field.options.count)].label
            }
            switch next(depth > 0 ? 6 : 3) {
            case 3: return .not(condition(fields, depth: depth - 1))
            case 4: return .all((0...next(2)).map { _ in condition(fields, depth: depth - 1) })
            case 5: return .any((0...next(2)).map { _ in condition(fields, depth: depth - 1) })
            default:
                if field.isMultiple { return .has(field: field.id, option: option(&self)) }
                return .isOne(field: field.id, of: (0...next(2)).map { _ in option(&self) })
            }
        }

        mutating func form() -> RequestForm {
            var form = RequestForm(id: "a", name: "N", description: "D")
            var fields: [RequestForm.Field] = []
            for number in 0..<(2 + next(3)) {
                let isMultiple = next(3) == 0
                var field = RequestForm.Field(
                    kind: isMultiple ? .checkboxes : .radio, id: "f\(number)", hasExplicitID: true,
                    label: "F")
                field.isMultiple = isMultiple
                field.options = (0...next(3)).map { .init(label: "o\($0)") }
                field.isRequired = !isMultiple && next(3) == 0
                if isMultiple, next(3) == 0 { field.options[0].isRequired = true }
                if !fields.isEmpty, next(3) > 0 { field.showIf = condition(fields, depth: 2) }
                fields.append(field)
            }
            form.body = fields.map { .field($0) }
            for _ in 0..<next(3) {
                let last = next(fields.count)
                let text = MarkdownValue(
                    YAMLMapping.Pair(
                        key: "text", keyOffset: 0, value: YAMLNode(.scalar("T", .plain), at: 0)))
                guard let text else { continue }
                form.outcomes.append(
                    .init(
                        condition: condition(Array(fields[...last]), depth: 2), title: "T",
                        text: text, lastField: fields[last].id))
            }
            return form
        }
    }

    /// What one combination of answers shows, by the words of the rule.
    private func show(
        _ form: RequestForm, _ answers: [String: Set<String>]
    ) -> (fields: Set<String>, outcomes: Set<Int>) {
        var visible: [String: Set<String>] = [:]
        var (fields, outcomes) = (Set<String>(), Set<Int>())
        func holds(_ condition: RequestForm.Condition) -> Bool {
            switch condition {
            case .isOne(let field, let labels): !(visible[field] ?? []).isDisjoint(with: labels)
            case .has(let field, let option): visible[field]?.contains(option) == true
            case .all(let conditions): conditions.allSatisfy(holds)
            case .any(let conditions): conditions.contains(where: holds)
            case .not(let condition): !holds(condition)
            }
        }
        for field in form.fields {
            if field.showIf.map(holds) ?? true {
                fields.insert(field.id)
                visible[field.id] = answers[field.id]
            }
            for (index, outcome) in form.outcomes.enumerated()
            where outcome.lastField == field.id && holds(outcome.condition) {
                return (fields, outcomes.union([index]))
            }
        }
        return (fields, outcomes)
    }

    private func combinations(_ fields: [RequestForm.Field]) -> [[String: Set<String>]] {
        fields.reduce([[:]]) { combinations, field in
            let labels = field.options.map(\.label)
            let needed = Set(field.options.filter(\.isRequired).map(\.label))
            let answers: [Set<String>] =
                field.isMultiple
                ? (0..<(1 << labels.count)).map { bits in
                    Set(labels.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
                }.filter { needed.isSubset(of: $0) }
                : (field.isRequired ? [] : [[]]) + labels.map { [$0] }
            return combinations.flatMap { combination in
                answers.map { combination.merging([field.id: $0]) { $1 } }
            }
        }
    }

    @Test func findsWhatTryingEverythingFinds() {
        var random = Random(state: 3)
        var unreachable = 0
        for round in 0..<400 {
            let form = random.form()
            var (fields, outcomes) = (Set<String>(), Set<Int>())
            let all = combinations(form.fields)
            for answers in all {
                let shown = show(form, answers)
                fields.formUnion(shown.fields)
                outcomes.formUnion(shown.outcomes)
            }
            var reachability = Reachability(form, form.fields)
            let isWhole = reachability.walk()
            #expect(isWhole, "\(round)")
            #expect(reachability.ways <= all.count, "\(round)")
            let shown = form.fields.indices.filter { reachability.shown[$0] }
            #expect(Set(shown.map { form.fields[$0].id }) == fields, "\(round): \(form)")
            #expect(
                Set(form.outcomes.indices.filter { reachability.held[$0] }) == outcomes,
                "\(round): \(form)")
            unreachable += form.fields.count - fields.count
        }
        #expect(unreachable > 20)
    }
}
