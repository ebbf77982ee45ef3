extension Grammar {
    static let python = Grammar(pythonStates)
}

/// Also for sessions in `console`.
let pythonStates: [State] = [
    State(
        "code",
        [
            .restOfLine("#", .comment),
            .prefixed("@", .nameStart, .name | ByteSet("."), .meta).only(.firstOnLine),
            quote("\"\"\"", raw: false, "text"), quote("\"\"\"", raw: true, "rawText"),
            quote("'''", raw: false, "text'"), quote("'''", raw: true, "rawText'"),
            quote("\"", raw: false, "string"), quote("\"", raw: true, "rawString"),
            quote("'", raw: false, "string'"), quote("'", raw: true, "rawString'"),
            .number(start: "."),
            .words(pythonWords), .operators("+-*/%=<>!&|^~@:"), .run(ByteSet("()[]{},;.")),
        ]),
    .string("string", "\""), .string("string'", "'"),
    .string("text", "\"\"\"", lines: true), .string("text'", "'''", lines: true),
    raw("rawString", "\"", lines: false), raw("rawString'", "'", lines: false),
    raw("rawText", "\"\"\"", lines: true), raw("rawText'", "'''", lines: true),
]

private func quote(_ quote: String, raw: Bool, _ state: String) -> Rule {
    Rule(
        kind: .prefixedQuote, text: quote, second: raw ? "r" : "", first: ByteSet("rRbBuUfFtT"),
        token: .string, step: .push(state))
}

/// A backslash stays, but a quote after it does not end the string.
private func raw(_ name: String, _ close: String, lines: Bool) -> State {
    .string(
        name, close, lines: lines, escapes: false,
        [.text("\\\\", .string), .text("\\" + close.prefix(1), .string)])
}

private let pythonWords = Words(
    known: [
        (
            .keyword,
            """
            and as assert async await break case class continue def del elif else except finally for
            from global if import in is lambda match nonlocal not or pass raise return try while
            with yield
            """
        ), (.constant, "True False None Ellipsis NotImplemented __name__ __file__"),
        (.variable, "self cls"),
        (
            .constant,
            """
            abs all any ascii bin breakpoint callable chr compile delattr dir divmod enumerate eval
            exec filter format getattr globals hasattr hash help hex id input isinstance issubclass
            iter len locals map max min next oct open ord pow print property range repr reversed
            round setattr slice sorted staticmethod classmethod sum super vars zip __import__
            """
        ),
        (
            .type,
            """
            bool bytearray bytes complex dict float frozenset int list memoryview object set str
            tuple type
            """
        ),
    ], capital: .type, call: .name, next: [(.name, "def"), (.type, "class")])
