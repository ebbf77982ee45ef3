extension Grammar {
    static let go = Grammar([
        State(
            "code",
            [
                .restOfLine("//go:", .meta), .restOfLine("//", .comment),
                .text("/*", .comment, .push("comment")),
                .text("\"", .string, .push("string")), .text("'", .string, .push("rune")),
                .text("`", .string, .push("raw")), .number(start: "."),
                .text("...", .operator), .operators("+-*/%=<>!&|^~:"), .run(ByteSet("(){}[],;.")),
                .words(
                    Words(
                        known: [
                            (
                                .keyword,
                                """
                                break case chan const continue default defer else fallthrough for
                                func go goto if import interface map package range return select
                                struct switch type var
                                """
                            ), (.constant, "true false nil iota"),
                            (
                                .type,
                                """
                                any bool byte comparable complex64 complex128 error float32 float64
                                int int8 int16 int32 int64 rune string uint uint8 uint16 uint32
                                uint64 uintptr
                                """
                            ),
                            (
                                .constant,
                                """
                                append cap clear close complex copy delete imag len make max min new
                                panic print println real recover
                                """
                            ),
                        ], call: .name, next: [(.name, "func"), (.type, "type")])),
            ]),
        .string("string", "\""), .string("rune", "'"),
        .string("raw", "`", lines: true, escapes: false), .blockComment(),
    ])
}
