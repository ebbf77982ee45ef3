extension Grammar {
    /// Sessions of a shell or of Python: prompts, commands in their own language, and what they print.
    ///
    /// Code without any prompt has no tokens: nothing says that it was printed.
    static let console = Grammar(
        [
            State(
                "line",
                [
                    .text("\n").only(.notLineStart),
                    .text(">>> ", .prompt, .embedLine("python.code")).only(.lineStart),
                    .text(">>>", .prompt).only(.lineStart).before(.newline),
                    .text("... ", .prompt, .embedLine("python.code")).only(.afterCommand),
                    .text("...", .prompt).only(.lineStart).before(.newline),
                    Rule(
                        kind: .shellPrompt, token: .prompt, step: .embedLine("bash.code"),
                        condition: .lineStart),
                    .text("> ", .prompt, .embedLine("bash.code")).only(.afterCommand),
                    Rule(kind: .wholeLine, token: .output),
                ])
        ] + bashStates.named("bash.") + pythonStates.named("python."), onlyWith: .prompt)
}
