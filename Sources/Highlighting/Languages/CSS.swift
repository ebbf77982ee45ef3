extension Grammar {
    static let css = Grammar(cssStates)
}

private let cssName = ByteSet.name | ByteSet("-")
private let cssNameStart = ByteSet.nameStart | ByteSet("-")

private let cssValues: [Rule] = [
    .text("/*", .comment, .push("comment")),
    .text("\"", .string, .push("string")), .text("'", .string, .push("string'")),
    .number(start: ".+-", rest: ByteSet("%")),
    .prefixed("#", .alphanumeric, .alphanumeric, .number),
    .prefixed("!", .letter, .letter, .keyword),
    .prefixed("--", cssName, cssName, .variable),
    .enclosed("url(", .all - ByteSet("\n\"'()"), ")", .string),
    .words(
        Words(
            start: cssNameStart, body: cssName,
            known: [
                (
                    .constant,
                    """
                    none auto inherit initial unset revert normal currentColor currentcolor
                    transparent
                    """
                ), (.keyword, "and or not only to from"),
            ], call: .name)),
    .run(ByteSet("+*/=<>~|^$"), .operator),
]

let cssStates: [State] = [
    State(
        "block",
        [
            .text("/*", .comment, .push("comment")),
            .text("}", .none, .pop), .text("{", .none, .push("block")), .text(";"),
            .text("<!--", .comment), .text("-->", .comment),
            .prefixed("@", cssNameStart, cssName, .meta, .push("prelude")),
            Rule(kind: .selectorAhead, step: .push("selector")),
            .prefixed("--", cssName, cssName, .variable, .push("declaration")),
            .prefixed("", cssNameStart, cssName, .attribute, .push("declaration")),
        ]),
    State(
        "selector",
        [
            .text("/*", .comment, .push("comment")), .leave("{};"),
            .text("\"", .string, .push("string")), .text("'", .string, .push("string'")),
            .text("[", .none, .push("test")),
            .prefixed(".", cssNameStart, cssName, .type),
            .prefixed("#", cssNameStart, cssName, .constant),
            .prefixed("::", cssNameStart, cssName, .keyword),
            .prefixed(":", cssNameStart, cssName, .keyword),
            .number(rest: ByteSet("%")),
            .prefixed("", cssNameStart, cssName, .name), .run(ByteSet("+>~*&|"), .operator),
        ]),
    State(
        "test",
        [
            .text("]", .none, .pop), .leave("{};"),
            .text("\"", .string, .push("string")), .text("'", .string, .push("string'")),
            .prefixed("", cssNameStart, cssName, .attribute), .run(ByteSet("=~|^$*"), .operator),
        ]),
    State(
        "declaration",
        [.text(";", .none, .pop), .leave("}"), .text("{", .none, .become("block"))] + cssValues),
    State(
        "prelude",
        [
            .text(";", .none, .pop), .leave("}"), .text("{", .none, .become("block")),
        ] + cssValues),
    .string("string", "\""), .string("string'", "'"), .blockComment(),
]
