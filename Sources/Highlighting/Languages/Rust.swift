extension Grammar {
    static let rust = Grammar([
        State(
            "code",
            [
                .restOfLine("//", .comment), .text("/*", .comment, .push("comment")),
                .text("#![", .meta, .push("attribute")), .text("#[", .meta, .push("attribute")),
                .restOfLine("#!", .comment).only(.lineStart),
                raw("r"), raw("br"), raw("cr"),
                .prefixed("r#", .nameStart, .name, .none),
                .text("b\"", .string, .push("string")), .text("c\"", .string, .push("string")),
                .text("\"", .string, .push("string")),
                .text("b", .string).before(ByteSet("'")),
                Rule(kind: .characterOrLifetime, token: .string),
                .number(), .operators("+-*/%=<>!&|^~:?@"), .run(ByteSet("(){}[],;.")),
                .words(rustWords),
            ]),
        .string("string", "\"", lines: true),
        State("raw", plain: .string, [Rule(kind: .rawClose, token: .string, step: .pop)]),
        State(
            "attribute", plain: .meta,
            [
                .text("[", .meta, .push("attribute")), .text("]", .meta, .pop),
                .text("\"", .string, .push("string")),
            ]),
        .blockComment(nested: true),
    ])
}

private func raw(_ prefix: String) -> Rule {
    Rule(kind: .rawOpen, text: prefix, second: "\"", token: .string, step: .push("raw"))
}

private let rustWords = Words(
    known: [
        (
            .keyword,
            """
            as async await break const continue crate dyn else enum extern fn for gen if impl in let
            loop macro_rules match mod move mut pub ref return static struct super trait type union
            unsafe use where while yield
            """
        ), (.constant, "true false None Some Ok Err"), (.variable, "self"), (.type, "Self"),
        (
            .type,
            """
            bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
            """
        ),
    ], capital: .type, call: .name, bang: .name,
    next: [(.name, "fn mod"), (.type, "enum struct trait type union")])
