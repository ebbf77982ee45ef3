import ArgumentParser
import Build
import Diagnostics
import Markdown

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Print one file's HTML body.",
        discussion: """
            `commonmark` is CommonMark 0.30 as cmark renders it; `gfm` adds GitHub's tables, task lists, strikethrough, \
            bare addresses, footnotes and alerts; `waymark` is the dialect of the site's pages, whose links stay as \
            they are written, since a single file knows no site.
            """)

    enum Dialect: String, ExpressibleByArgument, CaseIterable { case commonmark, gfm, waymark }
    private var kind: StandaloneDialect {
        switch dialect {
        case .commonmark: .commonMark
        case .gfm: .gitHub
        case .waymark: .waymark
        }
    }

    enum RawHTML: String, ExpressibleByArgument, CaseIterable { case refuse, allow }

    @Argument(
        help: "A Markdown file, or - for standard input.", completion: .file(extensions: ["md"]))
    var file: String

    @Option(help: "Which Markdown it is.")
    var dialect = Dialect.waymark

    @Option(name: .customLong("raw-html"), help: "What becomes of HTML in the text.")
    var rawHTML = RawHTML.refuse

    func run() throws {
        let terminal = Terminal()
        let source: SourceText
        do {
            source = try readSource(file)
        } catch {
            terminal.say("error: `\(file)` cannot be read: \(error)")
            throw ExitStatus.inputMissing
        }
        let (html, diagnostics) = renderAlone(
            source, as: kind, rawHTML: rawHTML == .allow)
        terminal.print(diagnostics.sorted(by: Diagnostic.precedes), includingRemarks: false)
        try terminal.output(html)
        if hasProblems(diagnostics, strict: false) { throw ExitStatus.problems }
    }
}
