extension Grammar {
    static let bash = Grammar(bashStates)
}

/// Also for the commands of `console` and `dockerfile`.
let bashStates: [State] = [
    State("code", bashCode + [.text("(").opens, .text(")").opens]),
    // `$( … )` and `<( … )`; within, `( … )` again.
    State(
        "command",
        bashCode + [
            .text("(", .none, .push("group")).opens, .text(")", .operator, .pop).closes,
        ]),
    State(
        "group",
        bashCode + [.text("(", .none, .push("group")).opens, .text(")", .none, .pop).closes]),
    State("backquotes", [.text("`", .operator, .pop).closes, .text("\\`")] + bashCode),
    .string(
        "string", "\"", lines: true, escapes: false,
        [.enclosed("\\", ByteSet(), "\n", .escape), bashEscape] + bashExpansions),
    .string("literal", "'", lines: true, escapes: false),
    .string("escaped", "'", lines: true),
    State(
        "arithmetic",
        [
            .text("))", .operator, .pop).closes, .text("(", .none, .push("parentheses")),
        ] + bashArithmetic),
    State(
        "parentheses",
        [.text(")", .none, .pop), .text("(", .none, .push("parentheses"))] + bashArithmetic),
    State(
        "parameter", plain: .variable,
        [
            .text("}", .variable, .pop), .text("\"", .string, .push("string")),
            .text("'", .string, .push("literal")), bashEscape,
        ] + bashExpansions),
    State(
        "value",
        [.leave(" \t\n;&|)(<>")] + bashQuotes + bashExpansions + [
            .run(.all - ByteSet(" \t\r\n;&|)(<>\"'$`\\"), .string)
        ]),
    // The text with expansions, and right after it the one without.
    State(
        "document", plain: .string,
        [Rule(kind: .hereDocumentLine, token: .operator, step: .pop), bashEscape] + bashExpansions),
    State(
        "literalDocument", plain: .string,
        [Rule(kind: .hereDocumentLine, token: .operator, step: .pop)]),
]

private let bashEscape = Rule.prefixed("\\", ByteSet("$`\"\\\n"), ByteSet(), .escape)

private let bashExpansions: [Rule] = [
    .text("$((", .operator, .push("arithmetic")),
    .text("$(", .operator, .push("command")).opens,
    .text("${", .variable, .push("parameter")),
    .prefixed("$", .nameStart, .name, .variable),
    .prefixed("$", .digit | ByteSet("@*#?$!-"), ByteSet(), .variable),
    .text("`", .operator, .push("backquotes")).opens,
]

private let bashQuotes: [Rule] = [
    .text("\"", .string, .push("string")).closes, .text("'", .string, .push("literal")).closes,
    .text("$'", .string, .push("escaped")).closes, .text("$\"", .string, .push("string")).closes,
    .text("\\\n", .escape), .prefixed("\\", .all - .newline, ByteSet(), .escape),
]

private let bashArithmetic: [Rule] =
    bashExpansions + [
        .number(), .operators(), .prefixed("", .nameStart, .name, .variable),
    ]

private let bashCode: [Rule] =
    [
        Rule(kind: .newline).opens,
        .restOfLine("#", .comment).only(.wordStart),
        .text("<<<", .operator),
        Rule(kind: .hereDocument, text: "<<", second: "document", token: .operator),
        .text("<(", .operator, .push("command")).opens,
        .text(">(", .operator, .push("command")).opens,
        .text("((", .operator, .push("arithmetic")),
    ] + bashQuotes + bashExpansions + [
        .text("&>", .operator), .text(">&", .operator), .text("<&", .operator),
        .run(ByteSet("<>"), .operator),
        Rule.run(ByteSet("|&;"), .operator).opens,
        .prefixed("--", .letter, bashWord, .attribute),
        .prefixed("-", .letter | .digit, bashWord, .attribute),
        Rule(
            kind: .enclosed, text: "", second: "=", first: .name, token: .variable,
            step: .push("value")
        ).only(.wordStart),
        .words(bashWords),
    ]

private let bashWord = ByteSet.all - ByteSet(" \t\r\n;&|()<>\"'$`\\")

private let bashWords = Words(
    start: bashWord - ByteSet("#"), body: bashWord,
    known: [
        (
            .keyword,
            """
            if then elif else fi for select while until do done case esac in function time coproc
            [[ ]] [ ] { } !
            """
        ),
        (
            .constant,
            """
            alias bg break builtin cd command continue declare dirs disown echo eval exec exit export
            false fg getopts hash help history jobs kill let local mapfile popd printf pushd pwd read
            readarray readonly return set shift shopt source test times trap true type typeset ulimit
            umask unalias unset wait .
            """
        ), (.name, "sudo env nohup xargs"),
    ], head: .name, headOnlyExcept: "in ]] ]",
    opening: """
        if then elif else while until do time coproc ! { sudo env nohup command exec builtin in
        """,
    next: [(.variable, "for select"), (.name, "function")])
