extension Grammar {
    /// A request or an answer; its body is JSON where it looks like it.
    static let http = Grammar(
        [
            State(
                "start",
                [
                    .restOfLine("#", .comment).only(.lineStart),
                    .prefixed("HTTP/", .digit, .digit | ByteSet("."), .keyword, .push("status"))
                        .only(.firstOnLine),
                    .words(
                        Words(
                            start: .letter, body: .letter | ByteSet("-"),
                            known: [
                                (
                                    .keyword,
                                    """
                                    GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH
                                    PROPFIND MKCOL REPORT QUERY
                                    """
                                )
                            ])
                    ).only(.firstOnLine).pushing("request"),
                ]),
            State(
                "request",
                [
                    .prefixed("HTTP/", .digit, .digit | ByteSet("."), .keyword),
                    .run(.all - .space, .string), .text("\n", .none, .become("headers")),
                ]),
            State(
                "status",
                [
                    .number(), .run(.all - .space - .digit, .name),
                    .text("\n", .none, .become("headers")),
                ]),
            State(
                "headers",
                [
                    .text("\r\n", .none, .become("body")).only(.lineStart),
                    .text("\n", .none, .become("body")).only(.lineStart),
                    .restOfLine("###", .comment, .pop).only(.lineStart),
                    Rule(kind: .lineKey, rest: ByteSet(":"), token: .attribute)
                        .only(.lineStart),
                    .text(":", .operator).pushing("value"),
                ]),
            State("value", plain: .string, [.leave("\n")]),
            State(
                "body",
                [
                    .restOfLine("###", .comment, .pop).only(.lineStart),
                    .text("{", .none, .push("json.value")).only(.lineStart),
                    .text("[", .none, .push("json.value")).only(.lineStart),
                    .text("\n"), .restOfLine("", .none),
                ]),
        ] + jsonStates.named("json."))
}
