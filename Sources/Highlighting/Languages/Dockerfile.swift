extension Grammar {
    static let dockerfile = Grammar(
        [
            State(
                "line",
                [
                    .restOfLine("#", .comment).only(.firstOnLine),
                    command("run"), command("cmd"), command("entrypoint"), command("healthcheck"),
                    command("shell"),
                    .words(
                        Words(
                            start: .letter, body: .letter,
                            known: [
                                (
                                    .keyword,
                                    """
                                    add arg copy env expose from label maintainer onbuild stopsignal
                                    user volume workdir
                                    """
                                )
                            ], foldsCase: true)
                    ).only(.firstOnLine).pushing("arguments"),
                    .restOfLine("", .none),
                ]),
            State(
                "arguments",
                [
                    .leave("\n"), .text("\\\n", .escape), .prefixed("\\", .all, ByteSet(), .escape),
                    .restOfLine("#", .comment).only(.firstOnLine),
                    .text("\"", .string, .push("bash.string")),
                    .text("'", .string, .push("bash.literal")),
                    .text("${", .variable, .push("bash.parameter")),
                    .prefixed("$", .nameStart, .name, .variable),
                    .prefixed("--", .letter, .name | ByteSet("-"), .attribute),
                    .enclosed("", .name | ByteSet("-."), "=", .variable),
                    .text("=", .operator),
                    .words(
                        Words(
                            start: argument, body: argument,
                            known: [(.keyword, "as AS")])),
                ]),
        ] + bashStates.named("bash."))
}

private let argument = ByteSet.all - ByteSet(" \t\n\\\"'$=")

/// An instruction whose arguments a shell reads.
private func command(_ name: String) -> Rule {
    Rule.folded(name, .keyword, .embedLine("bash.code")).only(.firstOnLine).before(.space)
}
