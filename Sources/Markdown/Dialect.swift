/// Which Markdown a text is, beyond CommonMark.
enum Dialect {
    /// GitHub's extensions, and nothing else.
    case github
    /// That of a site's pages.
    case waymark
}
