/// How a language spells its names, and which of them mean something.
struct Words: Sendable {
    var start = ByteSet.nameStart
    var body = ByteSet.name
    /// Words, separated by spaces or newlines, for each token.
    var known: [(token: Token, words: String)]
    /// The token of any other word.
    var other = Token.none
    /// The token of a word that begins with a capital; one of capitals only is a constant then.
    var capital = Token.none
    /// The token of a word right before `(`.
    var call = Token.none
    /// The token of a word right before `!`, as of Rust's macros.
    var bang = Token.none
    /// The token of a word where a command begins.
    var head = Token.none
    /// Known words are known only where a command begins, but for these.
    var headOnlyExcept: String?
    /// Whether a known word is known right after a dot.
    var knownAfterDot = false
    var foldsCase = false
    /// Known words after which an expression or a command begins.
    var opening = ""
    /// The token of the word after one of these.
    var next: [(token: Token, words: String)] = []
}
