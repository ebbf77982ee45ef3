/// One thing that a lexer recognizes in a state.
///
/// A rule is tried where a byte stands with which it can begin; of several the first that matches counts.
struct Rule: Sendable {
    /// How the text is found. Each kind says which other values it reads.
    enum Kind: UInt8, Sendable {
        /// `text`, letters in either case with `folded`.
        case text, folded
        /// One or more bytes of `first`.
        case run
        /// `text`, a byte of `first`, and all that follow of `rest`.
        case prefixed
        /// `text`, any bytes of `first`, `second`.
        case enclosed
        /// A byte of `words.start`, and all that follow of `words.body`.
        case word
        /// A digit, or one after `.` or a sign where the set `first` has these, and what belongs to it;
        /// `rest` are further bytes.
        case number
        /// `text` and what follows on the line.
        case restOfLine
        /// `text`, and the line with its newline.
        case wholeLine
        /// A backslash and what it escapes.
        case escape
        /// Nothing: the state ends before this byte of `first`.
        case leave
        /// A quoted text on one line that `second` follows, perhaps after blanks.
        case quotedKey
        /// All before a byte of `rest`, which stands on the same line.
        case lineKey
        /// At most two letters of `first`, and `text`: Python's string prefixes.
        case prefixedQuote
        /// `text`, number signs, a quote or three of them (`second`): remembered for `rawClose`.
        case rawOpen, rawClose
        /// C++'s `R"name(`, and `)name"`.
        case delimiterOpen, delimiterClose
        /// `<<` and a word; the document begins after the line's end, which `newline` knows.
        case hereDocument, hereDocumentLine
        /// A newline.
        case newline
        /// A regular expression between slashes, on one line.
        case regularExpression
        /// Rust's `'a'`, or the lifetime `'a`.
        case characterOrLifetime
        /// A prompt of a shell at a line's start.
        case shellPrompt
        /// YAML's unquoted text, which may be a key; `first` are bytes that end it, as in `[a, b]`.
        case plainScalar
        /// YAML's `|` or `>`, and the line after which its text is left.
        case blockScalar, blockScalarLine
        /// CSS: nothing, where `{` comes before `;` and `}`.
        case selectorAhead
    }

    /// Where a rule holds.
    enum Condition: UInt8, Sendable {
        case anywhere, lineStart, notLineStart, firstOnLine, wordStart, head
        /// On the line after one that was embedded in the same state, as the second line of a command is.
        case afterCommand
    }

    /// What becomes of the state.
    enum Step: Sendable {
        case stay, pop
        case push(String)
        case become(String)
        /// Leaves the state, and reads up to the text (letters in either case) in another.
        case embed(String, until: String)
        /// Leaves the state, and reads the line, with the next after a backslash, in another.
        case embedLine(String)
    }

    var kind: Kind
    var text = ""
    var second = ""
    var first = ByteSet()
    var rest = ByteSet()
    var words: Words?
    var token = Token.none
    var step = Step.stay
    var condition = Condition.anywhere
    /// What the next byte must be.
    var follower: ByteSet?
    /// Whether an expression or a command begins after it; nil changes nothing.
    var leavesHead: Bool?
    /// Whether its column is the one that a YAML block must exceed.
    var marksColumn = false

    func only(_ condition: Condition) -> Rule { changed { $0.condition = condition } }
    func before(_ bytes: ByteSet) -> Rule { changed { $0.follower = bytes } }
    /// After it an expression or a command begins.
    var opens: Rule { changed { $0.leavesHead = true } }
    /// After it none does.
    var closes: Rule { changed { $0.leavesHead = false } }
    var column: Rule { changed { $0.marksColumn = true } }

    private func changed(_ change: (inout Rule) -> Void) -> Rule {
        var rule = self
        change(&rule)
        return rule
    }
}

extension Rule {
    static func text(_ text: String, _ token: Token = .none, _ step: Step = .stay) -> Rule {
        Rule(kind: .text, text: text, token: token, step: step)
    }

    static func folded(_ text: String, _ token: Token = .none, _ step: Step = .stay) -> Rule {
        Rule(kind: .folded, text: text, token: token, step: step)
    }

    static func run(_ bytes: ByteSet, _ token: Token = .none) -> Rule {
        Rule(kind: .run, first: bytes, token: token)
    }

    static func prefixed(
        _ text: String, _ first: ByteSet, _ rest: ByteSet, _ token: Token, _ step: Step = .stay
    ) -> Rule {
        Rule(kind: .prefixed, text: text, first: first, rest: rest, token: token, step: step)
    }

    static func enclosed(_ open: String, _ bytes: ByteSet, _ close: String, _ token: Token) -> Rule
    {
        Rule(kind: .enclosed, text: open, second: close, first: bytes, token: token)
    }

    static func words(_ words: Words) -> Rule { Rule(kind: .word, words: words) }

    static func number(start: String = "", rest: ByteSet = ByteSet()) -> Rule {
        Rule(
            kind: .number, first: ByteSet(start), rest: rest, token: .number, leavesHead: false)
    }

    static func restOfLine(_ text: String, _ token: Token, _ step: Step = .stay) -> Rule {
        Rule(kind: .restOfLine, text: text, token: token, step: step)
    }

    static func leave(_ bytes: String) -> Rule {
        Rule(kind: .leave, first: ByteSet(bytes), step: .pop)
    }

    static let escape = Rule(kind: .escape, token: .escape)

    /// Runs of the usual operator signs; after them an expression begins.
    static func operators(_ bytes: String = "+-*/%=<>!&|^~?:") -> Rule {
        Rule(kind: .run, first: ByteSet(bytes), token: .operator, leavesHead: true)
    }
}

/// A set of rules, and the token of what none of them matches.
struct State: Sendable {
    var name: String
    var plain = Token.none
    var rules: [Rule]

    init(_ name: String, plain: Token = .none, _ rules: [Rule]) {
        self.name = name
        self.plain = plain
        self.rules = rules
    }

    /// A string: ends at `close`, and before the line's end unless it may have several lines.
    static func string(
        _ name: String, _ close: String, lines: Bool = false, escapes: Bool = true,
        _ rules: [Rule] = []
    ) -> State {
        var rules = rules
        rules.append(.text(close, .string, .pop).closes)
        if escapes { rules.append(.escape) }
        if !lines { rules.append(.leave("\n")) }
        return State(name, plain: .string, rules)
    }

    /// `/* … */`, nested where the language nests it.
    static func blockComment(nested: Bool = false) -> State {
        State(
            "comment", plain: .comment,
            [.text("*/", .comment, .pop)]
                + (nested ? [.text("/*", .comment, .push("comment"))] : []))
    }
}

extension [State] {
    /// The same states under other names, to stand in the grammar of another language.
    func named(_ prefix: String) -> [State] {
        map { state in
            var state = state
            state.name = prefix + state.name
            for index in state.rules.indices {
                switch state.rules[index].step {
                case .push(let name): state.rules[index].step = .push(prefix + name)
                case .become(let name): state.rules[index].step = .become(prefix + name)
                case .stay, .pop, .embed, .embedLine: break
                }
                if state.rules[index].kind == .hereDocument {
                    state.rules[index].second = prefix + state.rules[index].second
                }
            }
            return state
        }
    }
}

extension Rule {
    func pushing(_ state: String) -> Rule {
        var rule = self
        rule.step = .push(state)
        return rule
    }
}
