import Diagnostics

/// Text with `↓` before each place of interest.
struct MarkedText {
    let source: SourceText
    /// The places in `line:column` form, as diagnostics print them.
    let marks: [String]

    init(_ marked: String, file: String = "content/page.md") {
        let parts = marked.split(separator: "↓", omittingEmptySubsequences: false)
        let source = SourceText(file: file, bytes: Array(parts.joined().utf8))
        self.source = source
        var offset = 0
        marks = parts.dropLast().map { part in
            offset += part.utf8.count
            return source.place(at: offset).lineAndColumn
        }
    }
}

extension Place {
    var lineAndColumn: String {
        position.map { "\($0.line):\($0.column)" } ?? "-"
    }
}

extension Diagnostic {
    /// `12:8 unknown-key`: what most tests compare.
    var brief: String {
        "\(place?.lineAndColumn ?? "-") \(kind.id)"
    }
}
