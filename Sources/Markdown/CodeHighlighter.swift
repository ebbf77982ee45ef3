/// Puts tags around the tokens of code. Markdown knows no languages itself.
package protocol CodeHighlighter: Sendable {
    /// The HTML of `code`, which is the text of a code block with its last line end.
    ///
    /// - Parameter language: the first word behind the fence, as the author wrote it.
    func highlight(_ code: UnsafeBufferPointer<UInt8>, language: String) -> HighlightResult
}

package enum HighlightResult: Sendable {
    /// Escaped text with spans. A span ends on the line on which it starts, but the one around a line of console
    /// output (`hl-output`) ends right behind the line's end.
    case html([UInt8])
    /// A language without tokens.
    case plain
    case unknown(nearest: String?)
}
