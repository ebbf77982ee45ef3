extension Grammar {
    /// With JSON5's comments, quotes and bare keys, which files called JSON often have.
    static let json = Grammar(jsonStates)
}

let jsonStates: [State] = [
    State(
        "value",
        [
            Rule(kind: .quotedKey, second: ":", token: .attribute),
            .text("\"", .string, .push("string")), .text("'", .string, .push("string'")),
            .restOfLine("//", .comment), .text("/*", .comment, .push("comment")),
            .number(start: "-+."),
            .words(
                Words(
                    start: .nameStart | ByteSet("$"), body: .name | ByteSet("$"),
                    known: [(.constant, "true false null NaN Infinity")], other: .attribute)),
        ]),
    .string("string", "\""), .string("string'", "'"), .blockComment(),
]
