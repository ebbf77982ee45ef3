// A page is its own text and those that it includes. Each is parsed and passed alone, and what belongs to the page
// as a whole stands here: one space of ids, one outline, one section of footnotes, one list of problems.

import Diagnostics

/// What the texts of one page have in common. It lives as long as one attempt to render the page, in one thread.
final class PageState {
    /// The page's own, as its `MarkdownInput` names it.
    let path: String
    var page = MarkdownPage()
    var headings: [PendingHeading] = []
    var tabs: [PendingTab] = []
    /// Ids that authors wrote, in all texts.
    var claims: [PageClaim] = []
    var footnotes = Footnotes()
    var paperLinks = PaperLinks()
    var forms: [PendingForm] = []
    /// Whether there is a form that cannot be shown: then nobody knows its fields.
    var hasBrokenForms = false
    var checklists: [PendingChecklist] = []
    /// Blocks that are looked at for tasks, in all: checklists without any may stand inside each other.
    var checklistPatience = 1_000_000
    var includes = PageIncludes()
    /// Problems of included texts, which may stand in one page many times.
    private var seen: Set<Diagnostic.Key> = []

    init(path: String) { self.path = path }

    /// Problems that are reported of one page; a file of 16 MiB can hold millions.
    private static let maximumProblems = 10_000

    /// Whether further problems are only said to exist.
    var isFull: Bool { page.diagnostics.count > Self.maximumProblems }

    func place(at offset: Int, length: Int, in origin: TextOrigin) -> Place {
        isFull ? Place(file: origin.lines.file) : origin.lines.place(at: offset, length: length)
    }

    func report(_ diagnostic: Diagnostic, from origin: TextOrigin) {
        if !origin.isIncluded { return add(diagnostic) }
        if !isFull, seen.insert(diagnostic.key).inserted {
            var diagnostic = diagnostic
            diagnostic.notes += origin.notes
            add(diagnostic)
        }
    }

    private func add(_ diagnostic: Diagnostic) {
        if isFull { return }
        page.diagnostics.append(
            page.diagnostics.count < Self.maximumProblems
                ? diagnostic
                : Diagnostic(
                    .tooManyProblems, at: diagnostic.place,
                    "this page has more than \(Self.maximumProblems) problems; the others are not shown"
                ))
    }
}

/// How a text came into another.
struct Inclusion {
    /// The included file's.
    let path: String
    /// Where the directive stands, and its offset in the text that it stands in.
    let place: Place
    let offset: Int
}

/// Where the things of a text are, for what is reported when the text itself is gone.
final class TextOrigin {
    let lines: LineIndex
    /// From the page's own text to this one; empty for the page's own.
    let inclusions: [Inclusion]

    init(lines: LineIndex, inclusions: [Inclusion] = []) {
        self.lines = lines
        self.inclusions = inclusions
    }

    var isIncluded: Bool { !inclusions.isEmpty }

    /// The way from the text back to the page.
    var notes: [Diagnostic.Note] {
        inclusions.reversed().map { .init("`\($0.path)` is included here", at: $0.place) }
    }
}
