extension Grammar {
    static let javaScript = Grammar(javaScriptStates)
    static let typeScript = Grammar(scriptStates(typed: true))
}

/// Also for scripts in HTML.
let javaScriptStates = scriptStates(typed: false)

private func scriptStates(typed: Bool) -> [State] {
    let code: [Rule] = [
        .text("{", .none, .push("code")).opens, .text("(").opens, .text("[").opens,
        .text(")").closes, .text("]").closes, .text(",").opens, .text(";").opens,
        .restOfLine("//", .comment), .text("/*", .comment, .push("comment")),
        .restOfLine("#!", .comment).only(.lineStart),
        .text("\"", .string, .push("string")), .text("'", .string, .push("string'")),
        .text("`", .string, .push("template")),
        Rule(kind: .regularExpression, token: .string, leavesHead: false).only(.head),
        .number(start: "."), .text("...", .operator).opens, .text("."),
        .prefixed("@", scriptName, scriptName, .meta),
        .prefixed("#", .nameStart, scriptName, .attribute),
        .text("++", .operator), .text("--", .operator), .operators(),
        .words(scriptWords(typed: typed)),
    ]
    return [
        State("code", [.text("}", .none, .pop).opens] + code),
        State("hole", [.text("}", .operator, .pop).closes] + code),
        .string("string", "\""), .string("string'", "'"),
        .string("template", "`", lines: true, [.text("${", .operator, .push("hole")).opens]),
        .blockComment(),
    ]
}

private let scriptName = ByteSet.name | ByteSet("$")

private func scriptWords(typed: Bool) -> Words {
    var words = Words(
        start: .nameStart | ByteSet("$"), body: scriptName,
        known: [
            (
                .keyword,
                """
                async await break case catch class const continue debugger default delete do else
                export extends finally for function if import in instanceof let new of return static
                switch throw try typeof var void while with yield from as get set
                """
            ), (.constant, "true false null undefined NaN Infinity"),
            (.variable, "this super arguments globalThis"),
        ], capital: .type, call: .name,
        opening: """
            return typeof case in of do else delete void throw new instanceof await yield default
            """,
        next: [(.name, "function"), (.type, "class extends")])
    if typed {
        words.known += [
            (
                .keyword,
                """
                abstract declare enum implements interface infer is keyof module namespace override
                private protected public readonly satisfies type asserts
                """
            ), (.type, "any bigint boolean never number object string symbol unknown"),
        ]
        words.next = [
            (.name, "function"), (.type, "class extends interface enum implements namespace"),
        ]
    }
    return words
}
