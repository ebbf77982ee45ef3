/// A title that fits its half of the line above a sheet of paper, where it can neither wrap nor be cut by a style.
func shortenedForSheet(_ title: String) -> String {
    let limit = 60
    // Bytes are counted at once; characters one by one.
    guard title.utf8.count > limit, title.count > limit else { return title }
    let start = title.prefix(limit - 1)
    let words = start.lastIndex(of: " ").map { start[..<$0] } ?? start
    return (words.count > limit / 2 ? words : start) + "…"
}
