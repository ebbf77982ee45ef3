extension Grammar {
    static let ini = Grammar([
        State(
            "line",
            [
                .restOfLine("#", .comment).only(.firstOnLine),
                .restOfLine(";", .comment).only(.firstOnLine),
                .restOfLine("!", .comment).only(.firstOnLine),
                .restOfLine("[", .section).only(.firstOnLine),
                Rule(kind: .run, first: .blank),
                .run(ByteSet("=:"), .operator).only(.notLineStart).pushing("value"),
                Rule(kind: .lineKey, rest: ByteSet("=:"), token: .attribute)
                    .only(.firstOnLine),
                // A line without a key continues the value before it, or is a word of its own.
                .restOfLine("", .string),
            ]),
        State(
            "value", plain: .string,
            [
                .leave("\n"), .enclosed("${", .all - ByteSet("{}\n"), "}", .variable),
                .enclosed("%(", .all - ByteSet("()\n"), ")s", .variable),
                .restOfLine("#", .comment).only(.wordStart),
                .restOfLine(";", .comment).only(.wordStart),
            ]),
    ])
}
