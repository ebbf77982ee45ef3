/// What a piece of code is, and with that the class of its span.
enum Token: UInt8, CaseIterable, Sendable {
    /// Text without a span.
    case none
    case comment, keyword, string, number
    /// Names of functions, commands and tags where they are defined or called.
    case name
    case type
    /// `true`, `null`, what a language brings along.
    case constant
    case variable
    case `operator`
    /// Keys, attributes, properties, options of a command.
    case attribute
    /// What is said to the compiler or about a file: directives, decorators, headers.
    case meta
    /// Escapes in strings.
    case escape
    case inserted, deleted
    /// Titles within a file: hunks of a diff, sections of a configuration.
    case section
    case prompt
    /// What a command printed. The only token whose span holds its newline.
    case output
}

/// A piece of code: it begins where the one before it ends.
struct TokenRun {
    /// Offset of its end in bytes.
    var end: Int
    var token: Token
}
