/// A language as its lexer reads it: states and rules flattened into tables that are never freed or changed.
///
/// Made once, when the first block of the language is met.
final class Grammar: Sendable {
    /// Read by the lexer without retains and bounds checks.
    let tables: Tables

    /// `states[0]` is where the code begins. A name that no state has means `states[0]`.
    init(_ states: [State], onlyWith required: Token = .none) {
        var compiler = GrammarCompiler(states)
        compiler.required = required
        tables = compiler.compile()
    }
}

/// Pointers to memory that lives as long as the process, and is only read once it is here.
struct Tables: @unchecked Sendable {
    /// For each state and byte, where in `candidates` its rules begin; 0 where there are none.
    let dispatch: UnsafePointer<UInt16>
    /// Numbers of rules; `UInt16.max` ends a list.
    let candidates: UnsafePointer<UInt16>
    let rules: UnsafePointer<FlatRule>
    /// 256 values a set.
    let sets: UnsafePointer<Bool>
    let texts: UnsafePointer<UInt8>
    let words: UnsafePointer<FlatWords>
    let slots: UnsafePointer<FlatWord>
    /// The token of each state.
    let plain: UnsafePointer<Token>
    /// Code without such a token has none at all.
    let required: Token
}

/// A text in `Tables.texts`.
struct TextRange {
    var start: Int32 = 0
    var count: Int32 = 0
}

struct FlatRule {
    enum Step: UInt8 { case stay, pop, push, become, embed, embedLine }

    var kind: Rule.Kind
    var token: Token
    var condition: Rule.Condition
    var step: Step
    var target: UInt8
    var first: UInt8
    var rest: UInt8
    /// 0 is the set of all bytes.
    var follower: UInt8
    var words: UInt8
    /// 0 leaves things as they are, 1 sets, 2 clears.
    var head: UInt8
    var marksColumn: Bool
    var text: TextRange
    var second: TextRange
    /// What an embedded region ends at.
    var until: TextRange
}

struct FlatWords {
    var body: UInt8
    /// Where its hash table begins in `Tables.slots`; its size less one.
    var slots: Int32
    var mask: Int32
    /// Bytes of the longest known word.
    var longest: Int32
    var other: Token
    var capital: Token
    var call: Token
    var bang: Token
    var head: Token
    var headOnly: Bool
    var knownAfterDot: Bool
    var foldsCase: Bool
}

/// A known word in a hash table; an empty text is a free slot.
struct FlatWord {
    var text = TextRange()
    var token = Token.none
    /// The token of the next word.
    var next = Token.none
    var opens = false
    var anywhere = false

    /// Few instructions, and few words of a language share one.
    @inline(__always)
    static func hash(count: Int, first: UInt8, middle: UInt8, last: UInt8) -> Int {
        count &+ Int(first) &* 7 &+ Int(middle) &* 31 &+ Int(last) &* 113
    }
}
