/// What `print:` in the configuration says about the documents that are collected from the whole guide.
package struct PrintSettings: Sendable, Equatable {
    /// Guides with more pages stand on one page only where the configuration asks for it: nobody prints them.
    package static let mostPages = 300

    /// `summary/`.
    package var summary: Bool
    /// `print/`, the whole guide on one page; nil where nothing is said.
    package var whole: Bool?

    package init(summary: Bool = true, whole: Bool? = nil) {
        self.summary = summary
        self.whole = whole
    }

    init(_ reader: inout YAMLReader) {
        summary = reader.bool("summary")?.value ?? true
        whole = reader.bool("whole")?.value
    }

    /// - Parameter pages: how many pages the guide has, without those for maintainers.
    package func makesWhole(pages: Int) -> Bool { whole ?? (pages <= Self.mostPages) }
}
