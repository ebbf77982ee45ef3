package import Diagnostics
package import Markdown

extension MarkdownValue {
    /// The value as input for the renderer, with its problems placed in the YAML file.
    package func input(in source: SourceText) -> MarkdownInput {
        let text = SourceText(file: source.file, bytes: Array(self.text.utf8))
        return MarkdownInput(text) { offset, length in
            var line = 1
            var start = 0
            for (i, byte) in text.bytes[..<min(offset, text.bytes.count)].enumerated()
            where byte == 0x0A {
                line += 1
                start = i + 1
            }
            return place(in: source, line: line, byteColumn: offset - start + 1, length: length)
        }
    }
}
