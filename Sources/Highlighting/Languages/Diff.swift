extension Grammar {
    static let diff = Grammar([
        State(
            "line",
            [
                .text("\n"),
                .restOfLine("+++ ", .meta).only(.lineStart),
                .restOfLine("--- ", .meta).only(.lineStart),
                .restOfLine("+", .inserted).only(.lineStart),
                .restOfLine("-", .deleted).only(.lineStart),
                .restOfLine(">", .inserted).only(.lineStart),
                .restOfLine("<", .deleted).only(.lineStart),
                .restOfLine("@@", .section).only(.lineStart),
                .restOfLine("***************", .section).only(.lineStart),
                .restOfLine("!", .inserted).only(.lineStart),
                .restOfLine("\\", .comment).only(.lineStart),
                .restOfLine(" ", .none).only(.lineStart),
                .restOfLine("diff ", .meta), .restOfLine("index ", .meta),
                .restOfLine("Index: ", .meta), .restOfLine("new file ", .meta),
                .restOfLine("deleted file ", .meta), .restOfLine("old mode ", .meta),
                .restOfLine("new mode ", .meta), .restOfLine("similarity ", .meta),
                .restOfLine("rename ", .meta), .restOfLine("copy ", .meta),
                .restOfLine("Binary files ", .meta), .restOfLine("Only in ", .meta),
                .restOfLine("====", .meta),
                .restOfLine("", .none),
            ])
    ])
}
