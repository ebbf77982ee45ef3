extension Grammar {
    /// HTML and XML; scripts and styles are read in their own languages.
    static let html = Grammar(
        [
            State(
                "text",
                [
                    .text("<!--", .comment, .push("comment")),
                    .text("<![CDATA[", .meta, .push("data")),
                    .text("<!", .meta, .push("declaration")),
                    .text("<?", .meta, .push("instruction")),
                    .folded("<script", .name, .push("script")).before(.space | ByteSet(">")),
                    .folded("<style", .name, .push("style")).before(.space | ByteSet(">")),
                    .prefixed("</", .nameStart, tagName, .name, .push("tag")),
                    .prefixed("<", .nameStart, tagName, .name, .push("tag")),
                    .enclosed("&", .alphanumeric | ByteSet("#"), ";", .escape),
                ]),
            State("tag", [.text(">", .name, .pop), .text("/>", .name, .pop)] + tagRules),
            State(
                "script",
                [
                    .text("/>", .name, .pop),
                    .text(">", .name, .embed("js.code", until: "</script")),
                ] + tagRules),
            State(
                "style",
                [
                    .text("/>", .name, .pop),
                    .text(">", .name, .embed("css.block", until: "</style")),
                ] + tagRules),
            State(
                "unquoted", plain: .string, [.leave(" \t\r\n>"), entity]),
            .string("string", "\"", lines: true, escapes: false, [entity]),
            .string("string'", "'", lines: true, escapes: false, [entity]),
            State("comment", plain: .comment, [.text("-->", .comment, .pop)]),
            State("data", [.text("]]>", .meta, .pop)]),
            State(
                "declaration", plain: .meta,
                [
                    .text(">", .meta, .pop), .text("\"", .string, .push("string")),
                    .text("'", .string, .push("string'")),
                ]),
            State("instruction", plain: .meta, [.text("?>", .meta, .pop)]),
        ] + javaScriptStates.named("js.") + cssStates.named("css."))
}

private let tagName = ByteSet.name | ByteSet("-.:")
private let entity = Rule.enclosed("&", .alphanumeric | ByteSet("#"), ";", .escape)

private let tagRules: [Rule] = [
    .text("\"", .string, .push("string")), .text("'", .string, .push("string'")),
    .text("=", .operator, .push("unquoted")).before(.all - .space - ByteSet("\"'>")),
    .text("=", .operator),
    // A tag that was not closed.
    .leave("<"),
    .prefixed("", .nameStart | ByteSet("@:"), tagName | ByteSet("@"), .attribute),
]
