extension Grammar {
    /// Keys and values are told apart by states: before `=` stands a key.
    static let toml = Grammar([
        State(
            "key",
            [
                .restOfLine("#", .comment),
                .prefixed("[", .all - .newline, .all - ByteSet("\n#"), .section).only(.firstOnLine),
                Rule(kind: .run, first: bareKey, token: .attribute),
                .text("\"", .attribute, .push("quotedKey")),
                .text("'", .attribute, .push("literalKey")),
                .text("=", .operator, .push("value")),
            ]),
        State("value", [.leave("\n")] + tomlValues),
        State("array", [.text("]", .none, .pop)] + tomlValues),
        State(
            "table",
            [
                .text("}", .none, .pop), .restOfLine("#", .comment), .run(bareKey, .attribute),
                .text("\"", .attribute, .push("quotedKey")),
                .text("'", .attribute, .push("literalKey")),
                .text("=", .operator, .push("tableValue")),
            ]),
        State("tableValue", [.leave(",}\n")] + tomlValues),
        State(
            "quotedKey", plain: .attribute, [.text("\"", .attribute, .pop), .escape, .leave("\n")]),
        State("literalKey", plain: .attribute, [.text("'", .attribute, .pop), .leave("\n")]),
        .string("string", "\""), .string("literal", "'", escapes: false),
        .string("text", "\"\"\"", lines: true),
        .string("literalText", "'''", lines: true, escapes: false),
    ])
}

private let bareKey = ByteSet.name | ByteSet("-")

private let tomlValues: [Rule] = [
    .restOfLine("#", .comment),
    .text("\"\"\"", .string, .push("text")), .text("'''", .string, .push("literalText")),
    .text("\"", .string, .push("string")), .text("'", .string, .push("literal")),
    .text("[", .none, .push("array")), .text("{", .none, .push("table")),
    // Dates are numbers here: 1979-05-27T07:32:00Z.
    .number(start: "-+", rest: ByteSet("-:+")),
    .words(Words(known: [(.constant, "true false inf nan")])),
]
