/// A position in a text file: lines and columns count from 1, columns in Unicode code points.
package struct Position: Sendable, Hashable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Where a problem is: a file, mostly a position in it, and the line as the author wrote it.
package struct Place: Sendable, Hashable {
    /// Relative to the site's root, with `/`: `content/recover/index.md`.
    package var file: String
    package var position: Position?
    package var excerpt: Excerpt?

    package init(file: String, position: Position? = nil, excerpt: Excerpt? = nil) {
        self.file = file
        self.position = position
        self.excerpt = excerpt
    }
}

/// The part of a source line that a diagnostic shows, and which of its code points to mark.
package struct Excerpt: Sendable, Hashable {
    package var text: String
    /// Code points before the mark.
    package var markStart: Int
    /// Code points marked; 1 or more.
    package var markLength: Int

    package init(text: String, markStart: Int, markLength: Int) {
        self.text = text
        self.markStart = markStart
        self.markLength = markLength
    }
}
