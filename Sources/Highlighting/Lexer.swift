// The engine that all languages share, and how to add one.
//
// A language is a value: an array of states (`State`), each with rules (`Rule`) and a token for whatever no rule
// matches. The lexer stands in one state, looks up the next byte in the state's table of 256 entries, and tries the
// rules that can begin with it, in order. Bytes without rules cost one lookup each. A rule may push a state
// (a string begins), pop it (it ends) or exchange it; so strings, comments and interpolations nest without recursion.
//
// To add a language:
//  1. Write `Languages/Name.swift` with a `static let` in an extension of `Grammar`; `JSON.swift` is a short model.
//     Take the kinds of rules that exist; a new kind is a case in `Rule.Kind`, its first bytes in
//     `GrammarCompiler.startBytes`, and a function that answers where the match ends.
//  2. List it in `Language.swift`, with its aliases.
//  3. Write code into `Tests/HighlightingTests/Samples/name.txt` and record what the lexer makes of it; the head of
//     `SampleTests.swift` says how. Look at it. The other tests find the language by themselves.
//
// What a rule must keep to: it moves forward or leaves a state, so every loop ends; it looks no further ahead than
// what will be consumed in the same state (or on the same line, once), so that time is linear in any input; what is
// not closed runs to the end of the line or of the code.

/// Reads code from its start to its end and notes where tokens end.
struct Lexer {
    /// A state on the stack, and what its opening left for its end: offsets or counts.
    struct Frame {
        var state: Int
        var a = 0
        var b = 0
    }

    /// States that nest deeper are not entered: the code is read on in the state that stands there.
    static let maximumDepth = 128

    let bytes: UnsafePointer<UInt8>
    let tables: Tables
    /// The end of the embedded region, or of the code.
    var end: Int
    let total: Int
    /// Everything before it is read.
    var position = 0
    private(set) var runs: [TokenRun] = []
    /// The token of the run that ends at `position`.
    private var current = Token.none

    var frame = Frame(state: 0)
    /// The states below the current one.
    var stack: [Frame] = []
    /// The depth to which the end of an embedded region returns.
    private var regionDepth: Int?

    /// What the match under way says: its token, and what the state that it pushes remembers.
    var token = Token.none
    var captured = (a: 0, b: 0)
    /// Whether an expression (and so a regular expression) or a command begins here.
    var head = true
    /// The token of the next word, as after `def`.
    var nextWord = Token.none
    /// The state of the region that the line before this one held.
    var commandState: Int?
    /// Here-documents that begin after this line.
    var pending: [Frame] = []
    /// A search that found nothing is not repeated before this offset: for a regular expression's end, or for what
    /// follows in CSS.
    var searchLimit = 0
    /// Where the line begins, and the column that a YAML block must exceed.
    var lineStart = 0
    var column = -1

    init(_ code: UnsafeBufferPointer<UInt8>, start: UnsafePointer<UInt8>, _ grammar: Grammar) {
        bytes = start
        tables = grammar.tables
        end = code.count
        total = code.count
        runs.reserveCapacity(code.count / 4 + 16)
        stack.reserveCapacity(16)
    }

    mutating func run() {
        while true {
            let row = tables.dispatch + frame.state << 8
            var stop = position
            while stop < end, row[Int(bytes[stop])] == 0 { stop += 1 }
            if stop > position { mark(tables.plain[frame.state], upTo: stop) }
            if position < end {
                tryRules(Int(row[Int(bytes[position])]))
            } else if !leaveRegion() {
                break
            }
        }
        if position > 0 { runs.append(TokenRun(end: position, token: current)) }
    }

    @inline(__always)
    private mutating func tryRules(_ list: Int) {
        var candidate = list
        while true {
            let number = tables.candidates[candidate]
            if number == .max { break }
            if apply(tables.rules + Int(number)) { return }
            candidate += 1
        }
        mark(tables.plain[frame.state], upTo: position + 1)
    }

    /// Lengthens the last run, or begins another. Tags never stand within a character: bytes that continue one are
    /// taken along.
    @inline(__always)
    private mutating func mark(_ token: Token, upTo stop: Int) {
        if token != current {
            if position > 0 { runs.append(TokenRun(end: position, token: current)) }
            current = token
        }
        position = stop
        while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
    }

    @inline(__always)
    private mutating func apply(_ rule: UnsafePointer<FlatRule>) -> Bool {
        if rule.pointee.condition != .anywhere, !holds(rule.pointee.condition, rule) {
            return false
        }
        token = rule.pointee.token
        let depth = stack.count
        guard let stop = match(rule) else { return false }
        if rule.pointee.follower != 0 {
            let next = stop < end ? bytes[stop] : UInt8(ascii: "\n")
            guard set(rule.pointee.follower)[Int(next)] else { return false }
        }
        if rule.pointee.marksColumn { column = position - lineStart }
        if rule.pointee.kind != .word { nextWord = .none }
        if rule.pointee.head != 0 { head = rule.pointee.head == 1 }
        if stop > position {
            mark(token, upTo: stop)
            if rule.pointee.step != .stay { take(rule) }
            return true
        }
        // Without a byte consumed, only a state that is left or entered for good moves on.
        take(rule)
        return stack.count != depth || rule.pointee.step == .become
    }

    func set(_ number: UInt8) -> UnsafePointer<Bool> { tables.sets + Int(number) << 8 }

    private func holds(_ condition: Rule.Condition, _ rule: UnsafePointer<FlatRule>) -> Bool {
        switch condition {
        case .anywhere: return true
        case .lineStart: return position == 0 || bytes[position - 1] == UInt8(ascii: "\n")
        case .notLineStart: return position > 0 && bytes[position - 1] != UInt8(ascii: "\n")
        case .firstOnLine:
            var before = position
            while before > 0, isBlank(bytes[before - 1]) { before -= 1 }
            return before == 0 || bytes[before - 1] == UInt8(ascii: "\n")
        case .wordStart:
            guard position > 0 else { return true }
            switch bytes[position - 1] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: ";"),
                UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"):
                return true
            default: return false
            }
        case .head: return head
        case .afterCommand:
            return holds(.lineStart, rule) && commandState == Int(rule.pointee.target)
        }
    }

    private mutating func take(_ rule: UnsafePointer<FlatRule>) {
        let next = Frame(state: Int(rule.pointee.target), a: captured.a, b: captured.b)
        switch rule.pointee.step {
        case .stay: break
        case .pop: pop()
        case .push: push(next)
        case .become: frame = next
        case .embed, .embedLine:
            pop()
            guard regionDepth == nil else { return }
            regionDepth = stack.count
            push(next)
            head = true
            end =
                rule.pointee.step == .embed ? findText(rule.pointee.until) : findCommandEnd()
        }
    }

    mutating func push(_ next: Frame) {
        guard stack.count < Lexer.maximumDepth else { return }
        stack.append(frame)
        frame = next
    }

    /// The first state is never left, nor that around an embedded region from within.
    private mutating func pop() {
        guard stack.count > (regionDepth.map { $0 + 1 } ?? 0), let last = stack.popLast() else {
            return
        }
        frame = last
    }

    /// False at the end of the code.
    private mutating func leaveRegion() -> Bool {
        guard let depth = regionDepth else { return false }
        commandState = frame.state
        while stack.count > depth, let last = stack.popLast() {
            commandState = frame.state
            frame = last
        }
        regionDepth = nil
        end = total
        pending.removeAll(keepingCapacity: true)
        nextWord = .none
        head = true
        return position < end
    }
}
