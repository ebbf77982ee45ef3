/// Proves that each field and outcome with a condition can show, by walking all ways through the form.
///
/// A way is what a reader meets from top to bottom: a field that is hidden is no choice, and an outcome that holds
/// ends the way. Options that no condition names make no difference, so they count as one, together with no answer.
/// What must be answered is answered on each way: only such a way ends in a request.
/// At each box that a condition names, and at each such dropdown, the walk goes on with one choice and comes back
/// for the others; the choices still open are kept in a list, and work is bounded.
struct Reachability {
    static let maximumWays = 10_000
    /// Conditions asked in all; each is a look-up or two.
    static let maximumWork = 20_000_000

    private enum Step {
        /// Goes on at `otherwise` where the field is hidden, with no answer for its variables.
        case show(field: Int, Query?, variables: Range<Int>, otherwise: Int)
        case choose(variable: Int)
        case outcome(Int, Query)
    }

    /// A condition over numbered variables. Variables are the answers that conditions can tell apart.
    private indirect enum Query {
        /// The variable has one of these values, which are few or a table.
        case among(variable: Int, [Bool])
        case all([Query])
        case any([Query])
        case not(Query)
    }

    private var steps: [Step] = []
    /// How many values each variable has; 0 is no answer.
    private var counts: [Int] = []
    /// The first value of each that a finished request may have.
    private var least: [Int] = []
    /// The value of each before the reader has answered anything.
    private var starts: [Int] = []
    private var values: [Int] = []
    private(set) var shown: [Bool]
    private(set) var held: [Bool]
    private(set) var ways = 0
    private var work = 0
    /// Where to go on from a step that needs no second look; itself for all others.
    private var jumps: [Int] = []

    init(_ form: RequestForm, _ fields: [RequestForm.Field]) {
        shown = fields.map { _ in false }
        held = form.outcomes.map { _ in false }
        var names = Named()
        for field in fields { if let condition = field.showIf { names.add(condition) } }
        for outcome in form.outcomes { names.add(outcome.condition) }
        var outcomes: [String: [Int]] = [:]
        for (index, outcome) in form.outcomes.enumerated() {
            outcomes[outcome.lastField, default: []].append(index)
        }
        var variables = Variables()
        for (index, field) in fields.enumerated() {
            let query = field.showIf.map { Self.query($0, variables) }
            let range = variables.add(field, names.options[field.id] ?? [:])
            let first = steps.count
            steps.append(
                .show(
                    field: index, query, variables: range, otherwise: first + 1 + range.count))
            for variable in range { steps.append(.choose(variable: variable)) }
            for outcome in outcomes[field.id] ?? [] {
                steps.append(
                    .outcome(outcome, Self.query(form.outcomes[outcome].condition, variables)))
            }
        }
        counts = variables.counts
        least = variables.least
        starts = variables.starts
        values = counts.map { _ in 0 }
        jumps = Array(0...steps.count)
    }

    /// The next step from `position` on that needs a look; makes the chain that leads there shorter.
    private mutating func next(_ position: Int) -> Int {
        var end = position
        while jumps[end] != end { end = jumps[end] }
        var step = position
        while step != end {
            let after = jumps[step]
            jumps[step] = end
            step = after
        }
        return end
    }

    /// The outcome that ends the form before the reader has answered anything.
    mutating func outcomeAtStart() -> Int? {
        values = starts
        var position = 0
        while position < steps.count {
            switch steps[position] {
            case .show(_, let query, let variables, let otherwise)
            where query.map({ !holds($0) }) ?? false:
                for variable in variables { values[variable] = 0 }
                position = otherwise
            case .outcome(let index, let query) where holds(query): return index
            default: position += 1
            }
        }
        return nil
    }

    /// False where there are too many ways.
    mutating func walk() -> Bool {
        var open: [(step: Int, variable: Int)] = []
        var position = 0
        while true {
            while position < steps.count {
                switch steps[position] {
                case .show(let field, let query, let variables, let otherwise):
                    if query.map({ holds($0) }) ?? true {
                        shown[field] = true
                        // That it can show is known, and it leads to no choice.
                        if variables.isEmpty { jumps[position] = otherwise }
                        position += 1
                    } else {
                        for variable in variables { values[variable] = 0 }
                        position = otherwise
                    }
                case .choose(let variable):
                    values[variable] = least[variable]
                    open.append((position, variable))
                    position += 1
                case .outcome(let index, let query):
                    position += 1
                    if holds(query) {
                        held[index] = true
                        position = steps.count
                    }
                }
                position = next(position)
                work += 1
            }
            ways += 1
            guard ways <= Self.maximumWays, work <= Self.maximumWork else { return false }
            while let last = open.last, values[last.variable] + 1 == counts[last.variable] {
                open.removeLast()
            }
            guard let last = open.last else { return true }
            values[last.variable] += 1
            position = next(last.step + 1)
        }
    }

    /// Recursive, but no deeper than YAML may be nested.
    private mutating func holds(_ query: Query) -> Bool {
        work += 1
        switch query {
        case .among(let variable, let table): return table[values[variable]]
        case .not(let query): return !holds(query)
        case .all(let queries):
            for query in queries where !holds(query) { return false }
            return true
        case .any(let queries):
            for query in queries where holds(query) { return true }
            return false
        }
    }

    /// Which options conditions name.
    private struct Named {
        var options: [String: [String: Int]] = [:]

        mutating func add(_ condition: RequestForm.Condition) {
            switch condition {
            case .isOne(let field, let labels):
                for label in labels { add(field, label) }
            case .has(let field, let option): add(field, option)
            case .all(let conditions), .any(let conditions):
                for condition in conditions { add(condition) }
            case .not(let condition): add(condition)
            }
        }

        private mutating func add(_ field: String, _ option: String) {
            let number = options[field, default: [:]].count
            if options[field]?[option] == nil { options[field, default: [:]][option] = number }
        }
    }

    private struct Variables {
        var counts: [Int] = []
        var least: [Int] = []
        var starts: [Int] = []
        /// By field: its first variable, its named options, and whether each of them is a variable.
        var fields: [String: (first: Int, options: [String: Int], isMultiple: Bool)] = [:]

        mutating func add(_ field: RequestForm.Field, _ options: [String: Int]) -> Range<Int> {
            let first = counts.count
            fields[field.id] = (first, options, field.isMultiple)
            guard !options.isEmpty else { return first..<first }
            let chosen = field.defaultOption.flatMap { number in
                field.options.indices.contains(number) ? options[field.options[number].label] : nil
            }
            if field.isMultiple {
                counts += options.map { _ in 2 }
                least += options.map { _ in 0 }
                starts += options.map { _ in 0 }
                for option in field.options where option.isRequired {
                    if let number = options[option.label] { least[first + number] = 1 }
                }
                if let chosen { starts[first + chosen] = 1 }
            } else {
                counts.append(options.count + 1)
                least.append(field.isRequired && options.count == field.options.count ? 1 : 0)
                starts.append(chosen.map { $0 + 1 } ?? 0)
            }
            return first..<counts.count
        }
    }

    private static func query(_ condition: RequestForm.Condition, _ variables: Variables) -> Query {
        switch condition {
        case .isOne(let field, let labels):
            guard let known = variables.fields[field] else { return .any([]) }
            var table = [Bool](repeating: false, count: known.options.count + 1)
            for label in labels {
                if let number = known.options[label] { table[number + 1] = true }
            }
            return .among(variable: known.first, table)
        case .has(let field, let option):
            guard let known = variables.fields[field], let number = known.options[option] else {
                return .any([])
            }
            return .among(variable: known.first + number, [false, true])
        case .all(let conditions): return .all(conditions.map { query($0, variables) })
        case .any(let conditions): return .any(conditions.map { query($0, variables) })
        case .not(let condition): return .not(query(condition, variables))
        }
    }

    /// The fields that make most ways, most first.
    func busiest(_ fields: [RequestForm.Field]) -> [(id: String, choices: Int)] {
        var choices: [(id: String, choices: Int)] = []
        for case .show(let field, _, let variables, _) in steps where !variables.isEmpty {
            let product = variables.reduce(1) { min($0 * counts[$1], Self.maximumWays + 1) }
            choices.append((fields[field].id, product))
        }
        return choices.enumerated()
            .sorted { ($1.element.choices, $0.offset) < ($0.element.choices, $1.offset) }
            .map(\.element)
    }
}
