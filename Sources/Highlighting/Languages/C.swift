extension Grammar {
    static let c = Grammar(cStates(plusPlus: false))
    static let cPlusPlus = Grammar(cStates(plusPlus: true))
}

private func cStates(plusPlus: Bool) -> [State] {
    let raw: [Rule] =
        plusPlus
        ? [Rule(kind: .delimiterOpen, text: "R\"", token: .string, step: .push("raw"))] : []
    return [
        State(
            "code",
            raw + [
                .restOfLine("//", .comment), .text("/*", .comment, .push("comment")),
                include("#include"), include("#import"), include("# include"),
                Rule(
                    kind: .prefixed, text: "#", first: .letter | .blank, rest: .letter | .blank,
                    token: .meta
                ).only(.firstOnLine),
                .text("\"", .string, .push("string")), .text("'", .string, .push("character")),
                .number(start: ".", rest: plusPlus ? ByteSet("'") : ByteSet()),
                .enclosed("[[", .all - ByteSet("\n[]"), "]]", .meta),
                .operators(), .run(ByteSet("(){}[],;.")), .words(cWords(plusPlus: plusPlus)),
            ]),
        State("include", [.enclosed("<", .all - ByteSet("\n<>"), ">", .string)] + includeRules),
        .string("string", "\""), .string("character", "'"), .blockComment(),
        State(
            "raw", plain: .string, [Rule(kind: .delimiterClose, token: .string, step: .pop)]),
    ]
}

private func include(_ directive: String) -> Rule {
    Rule.text(directive, .meta, .push("include")).only(.firstOnLine).before(
        .blank | ByteSet("\"<"))
}

private let includeRules: [Rule] = [
    .leave("\n"), .text("\"", .string, .push("string")), .restOfLine("//", .comment),
    .text("/*", .comment, .push("comment")),
]

private func cWords(plusPlus: Bool) -> Words {
    var words = Words(
        known: [
            (
                .keyword,
                """
                alignas alignof auto break case const constexpr continue default do else enum extern
                for goto if inline register restrict return sizeof static static_assert struct switch
                thread_local typedef typeof union volatile while _Alignas _Atomic _Generic _Noreturn
                _Static_assert _Thread_local defined
                """
            ),
            (
                .type,
                """
                bool char double float int long short signed unsigned void _Bool _Complex FILE
                int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t
                size_t ssize_t ptrdiff_t off_t time_t va_list wchar_t pid_t
                """
            ), (.constant, "true false NULL nullptr EOF stdin stdout stderr errno"),
        ], capital: .type, call: .name, next: [(.type, "struct enum union")])
    if plusPlus {
        words.known += [
            (
                .keyword,
                """
                and catch class co_await co_return co_yield concept consteval constinit const_cast
                decltype delete dynamic_cast explicit export final friend import module mutable
                namespace new noexcept not operator or override private protected public
                reinterpret_cast requires static_cast template throw try typeid typename using
                virtual
                """
            ), (.variable, "this"), (.type, "char8_t char16_t char32_t"),
        ]
        words.next = [(.type, "struct enum union class namespace typename concept")]
    }
    return words
}
