// What Markdown knows of other files: somebody gives it their bytes. It reads no disk, and what the path of a
// file means is known to who gave it.

package import Diagnostics

/// Gives the files that texts include. Pages are rendered side by side, so it is asked from several threads.
package protocol IncludeSource: Sendable {
    /// - Parameters:
    ///   - path: as its author wrote it, relative to the folder of `file`.
    ///   - file: the `path` of the text in which it is written.
    ///   - isSuggesting: whether to search for what may have been meant, which costs time.
    func file(
        _ path: String, from file: String, isSuggesting: Bool
    ) -> Result<IncludedFile, IncludeRefusal>
}

/// Why there is nothing to include.
package enum IncludeRefusal: Error {
    /// The path leads to no file that may be included.
    case path(message: String, suggestion: String? = nil)
    /// The file is there but is no text; placed in the file itself.
    case file(Diagnostic)
}

/// A file whose text, or a part of it, stands in another.
package struct IncludedFile: Sendable {
    /// Names it among the files of its source; the base of the links and paths in it.
    package let path: String
    let text: SourceText
    /// UTF-8 offset behind its front matter.
    let bodyStart: Int
    let parts: IncludedParts
    let definitions: IncludedDefinitions

    package init(path: String, text: SourceText, bodyStart: Int) {
        self.path = path
        self.text = text
        self.bodyStart = bodyStart
        (parts, definitions) = text.bytes.withUnsafeBufferPointer {
            (IncludedParts($0, from: bodyStart), IncludedDefinitions($0, from: bodyStart))
        }
    }
}
