extension Grammar {
    static let swift = Grammar([
        State(
            "code",
            [.text("(", .none, .push("code")), .text(")", .none, .pop)] + swiftCode),
        State(
            "hole",
            [.text("(", .none, .push("code")), .text(")", .operator, .pop)] + swiftCode),
        .string("string", "\"", [.text("\\(", .operator, .push("hole"))]),
        .string("text", "\"\"\"", lines: true, [.text("\\(", .operator, .push("hole"))]),
        State("raw", plain: .string, [rawEnd, .leave("\n")]),
        State("rawText", plain: .string, [rawEnd]),
        .blockComment(nested: true),
    ])
}

private let rawEnd = Rule(kind: .rawClose, token: .string, step: .pop)

private let swiftCode: [Rule] = [
    .restOfLine("//", .comment), .text("/*", .comment, .push("comment")),
    .text("\"\"\"", .string, .push("text")), .text("\"", .string, .push("string")),
    Rule(
        kind: .rawOpen, second: "\"\"\"", first: ByteSet("#"), token: .string,
        step: .push("rawText")
    ),
    Rule(kind: .rawOpen, second: "\"", first: ByteSet("#"), token: .string, step: .push("raw")),
    .restOfLine("#!", .comment).only(.lineStart),
    .prefixed("#", .nameStart, .name, .meta), .run(ByteSet("#")),
    .prefixed("@", .nameStart, .name, .meta),
    .enclosed("`", .name, "`", .none), .prefixed("$", .name, .name, .variable),
    .number(), .operators(), .run(ByteSet("{}[],;.")),
    .words(
        Words(
            known: [
                (
                    .keyword,
                    """
                    actor any as associatedtype async await borrowing break case catch class consume
                    consuming continue convenience copy default defer deinit didSet discard do
                    dynamic each else enum extension fallthrough fileprivate final for func get guard
                    if import in indirect infix init inout internal is isolated lazy let macro
                    mutating nonisolated nonmutating open operator optional override package postfix
                    precedencegroup prefix private protocol public repeat required rethrows return
                    sending set some static struct subscript switch throw throws try typealias
                    unowned var weak where while willSet
                    """
                ), (.constant, "true false nil"), (.variable, "self super"), (.type, "Self"),
            ], capital: .type, call: .name,
            next: [
                (.name, "func macro"),
                (.type, "actor class enum extension protocol struct typealias associatedtype"),
            ])),
]
