extension Grammar {
    static let yaml = Grammar([
        State("block", yamlRules(flow: false)),
        State(
            "sequence", [.text("]", .none, .pop), .text(",")] + yamlRules(flow: true)),
        State(
            "mapping", [.text("}", .none, .pop), .text(",")] + yamlRules(flow: true)),
        .string("string", "\"", lines: true),
        .string("literal", "'", lines: true, escapes: false, [.text("''", .escape)]),
        State("text", plain: .string, [Rule(kind: .blockScalarLine, step: .pop)]),
    ])
}

private func yamlRules(flow: Bool) -> [Rule] {
    let line: [Rule] =
        flow
        ? []
        : [
            .restOfLine("%", .meta).only(.lineStart),
            .text("---", .meta).only(.lineStart).before(.gap),
            .text("...", .meta).only(.lineStart).before(.gap),
            .text("-", .operator).before(.gap).column, .text("?", .operator).before(.gap).column,
            Rule(kind: .blockScalar, token: .operator, step: .push("text")),
        ]
    let ends = flow ? ",[]{}" : ""
    return line + [
        Rule(kind: .newline), .run(.blank),
        .restOfLine("#", .comment).only(.wordStart),
        Rule(kind: .quotedKey, second: ":", token: .attribute).marking(!flow),
        .text("\"", .string, .push("string")), .text("'", .string, .push("literal")),
        .text("[", .none, .push("sequence")), .text("{", .none, .push("mapping")),
        .text(":", .operator).before(.gap | ByteSet("\"'[{,]}")),
        .prefixed("&", .name, .name | ByteSet("-."), .variable),
        .prefixed("*", .name, .name | ByteSet("-."), .variable),
        .prefixed("!", .all - .space - ByteSet(ends), .all - .space - ByteSet(ends), .type),
        Rule(
            kind: .plainScalar, first: ByteSet(ends),
            rest: .digit | ByteSet("abcdefxoABCDEFTZ_.:+-"),
            words: Words(
                body: .all - .space,
                known: [
                    (
                        .constant,
                        """
                        true false null yes no on off True False Null Yes No On Off TRUE FALSE NULL
                        YES NO ON OFF ~ .inf -.inf .nan
                        """
                    )
                ])),
    ]
}

extension Rule {
    fileprivate func marking(_ marks: Bool) -> Rule { marks ? column : self }
}
