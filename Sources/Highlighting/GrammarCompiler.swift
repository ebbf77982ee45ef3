/// Turns states and rules as a person writes them into `Tables`.
struct GrammarCompiler {
    private let states: [State]
    private var sets: [ByteSet] = [.all]
    private var texts: [UInt8] = []
    private var rules: [FlatRule] = []
    private var words: [FlatWords] = []
    private var slots: [FlatWord] = []
    /// The first entry ends an empty list.
    private var candidates: [UInt16] = [.max]
    private var dispatch: [UInt16] = []
    var required = Token.none

    init(_ states: [State]) { self.states = states }

    mutating func compile() -> Tables {
        for state in states {
            let first = rules.count
            for rule in state.rules { rules.append(flatten(rule)) }
            // Lists of the same rules are shared: most bytes have those of another.
            var known: [[UInt16]: UInt16] = [[]: 0]
            let starts = state.rules.map(startBytes)
            for byte in 0..<256 {
                let list = starts.indices.filter { starts[$0].contains[byte] }
                    .map { UInt16(first + $0) }
                if known[list] == nil {
                    known[list] = UInt16(candidates.count)
                    candidates += list + [.max]
                }
                dispatch.append(known[list] ?? 0)
            }
        }
        return Tables(
            dispatch: immortal(dispatch), candidates: immortal(candidates), rules: immortal(rules),
            sets: immortal(sets.flatMap(\.contains)), texts: immortal(texts),
            words: immortal(words), slots: immortal(slots), plain: immortal(states.map(\.plain)),
            required: required)
    }

    private func immortal<Element: BitwiseCopyable>(
        _ array: [Element]
    ) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, array.count))
        array.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress {
                memory.initialize(from: start, count: buffer.count)
            }
        }
        return UnsafePointer(memory)
    }

    /// The bytes with which a match can begin.
    private func startBytes(_ rule: Rule) -> ByteSet {
        switch rule.kind {
        case .text, .restOfLine, .wholeLine, .rawOpen, .prefixed, .enclosed:
            guard let first = rule.text.utf8.first else {
                return rule.kind == .prefixed || rule.kind == .rawOpen ? rule.first : .all
            }
            return ByteSet(first...first)
        case .folded:
            guard let first = rule.text.utf8.first else { return .all }
            return ByteSet(first...first) | ByteSet(first & 0xDF...first & 0xDF)
        case .run, .leave: return rule.first
        case .word: return rule.words?.start ?? ByteSet()
        case .number: return .digit | rule.first
        case .escape: return ByteSet("\\")
        case .quotedKey, .rawClose: return ByteSet("\"'")
        case .lineKey: return .all - .newline
        case .prefixedQuote: return rule.first | ByteSet(String(rule.text.prefix(1)))
        case .delimiterOpen: return ByteSet("R")
        case .delimiterClose: return ByteSet(")")
        case .hereDocument: return ByteSet("<")
        case .newline, .hereDocumentLine, .blockScalarLine: return .newline
        case .regularExpression: return ByteSet("/")
        case .characterOrLifetime: return ByteSet("'")
        case .shellPrompt, .plainScalar: return .all - .newline - .blank
        case .blockScalar: return ByteSet("|>")
        case .selectorAhead: return .all - .space - ByteSet("{};")
        }
    }

    private mutating func flatten(_ rule: Rule) -> FlatRule {
        var flat = FlatRule(
            kind: rule.kind, token: rule.token, condition: rule.condition, step: .stay, target: 0,
            first: index(of: rule.first), rest: index(of: rule.rest),
            follower: rule.follower.map { index(of: $0) } ?? 0, words: UInt8(words.count),
            head: rule.leavesHead.map { $0 ? 1 : 2 } ?? 0, marksColumn: rule.marksColumn,
            text: store(rule.text), second: store(rule.second), until: TextRange())
        switch rule.step {
        case .stay: break
        case .pop: flat.step = .pop
        case .push(let name): (flat.step, flat.target) = (.push, number(of: name))
        case .become(let name): (flat.step, flat.target) = (.become, number(of: name))
        case .embedLine(let name): (flat.step, flat.target) = (.embedLine, number(of: name))
        case .embed(let name, let until):
            (flat.step, flat.target) = (.embed, number(of: name))
            flat.until = store(until)
        }
        if rule.kind == .hereDocument { flat.target = number(of: rule.second) }
        if let list = rule.words { append(list) }
        return flat
    }

    private func number(of name: String) -> UInt8 {
        UInt8(states.firstIndex { $0.name == name } ?? 0)
    }

    private mutating func index(of set: ByteSet) -> UInt8 {
        if let index = sets.firstIndex(of: set) { return UInt8(index) }
        sets.append(set)
        return UInt8(sets.count - 1)
    }

    private mutating func store(_ text: String) -> TextRange {
        let range = TextRange(start: Int32(texts.count), count: Int32(text.utf8.count))
        texts += Array(text.utf8)
        return range
    }

    private mutating func append(_ list: Words) {
        var entries: [String: FlatWord] = [:]
        func each(_ words: String, _ body: (String) -> Void) {
            for word in words.split(whereSeparator: \.isWhitespace) { body(String(word)) }
        }
        for (token, words) in list.known {
            each(words) { entries[$0, default: .init()].token = token }
        }
        for (token, words) in list.next {
            each(words) { entries[$0, default: .init()].next = token }
        }
        each(list.opening) { entries[$0, default: .init()].opens = true }
        each(list.headOnlyExcept ?? "") { entries[$0, default: .init()].anywhere = true }

        var size = 8
        while size < entries.count * 4 { size *= 2 }
        var table = [FlatWord](repeating: FlatWord(), count: size)
        // In order, so that a table is the same in each run.
        for (word, entry) in entries.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(word.utf8)
            var slot =
                FlatWord.hash(
                    count: bytes.count, first: bytes[0], middle: bytes[bytes.count / 2],
                    last: bytes[bytes.count - 1]) & (size - 1)
            while table[slot].text.count > 0 { slot = (slot + 1) & (size - 1) }
            table[slot] = entry
            table[slot].text = store(word)
        }
        words.append(
            FlatWords(
                body: index(of: list.body), slots: Int32(slots.count), mask: Int32(size - 1),
                longest: Int32(entries.keys.map(\.utf8.count).max() ?? 0), other: list.other,
                capital: list.capital, call: list.call, bang: list.bang, head: list.head,
                headOnly: list.headOnlyExcept != nil, knownAfterDot: list.knownAfterDot,
                foldsCase: list.foldsCase))
        slots += table
    }
}
