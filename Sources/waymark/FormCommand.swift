import ArgumentParser
import Build
import Diagnostics

struct FormCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "form",
        abstract: "Print a request form in another form.",
        discussion: """
            `json` is what the scripts of a page read; `markdown` the text of a request as GitHub shows it, with what \
            to write in its place; `text` the same for email and paper; `github` an issue form for \
            .github/ISSUE_TEMPLATE/, without what GitHub does not know.

            Exit status: 0 printed; 1 problems in the form; 64 wrong usage; 66 input missing; \
            73 the output cannot be written.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case json, markdown, text, github }
    private var kind: FormFormat {
        switch format {
        case .json: .json
        case .markdown: .markdown
        case .text: .text
        case .github: .github
        }
    }

    @Argument(
        help: "A form such as content/forms/NAME.yml, or - for standard input.",
        completion: .file(extensions: ["yml", "yaml"]))
    var file: String

    @Option(name: .customLong("as"), help: "What it is printed as.")
    var format: Format

    @Flag(name: .shortAndLong, help: "Print remarks, too.")
    var verbose = false

    func run() throws {
        let terminal = Terminal()
        let source: SourceText
        do {
            source = try readSource(file)
        } catch {
            terminal.say("error: `\(file)` cannot be read: \(error)")
            throw ExitStatus.inputMissing
        }
        let (text, diagnostics) = formAlone(source, as: kind)
        terminal.print(
            diagnostics.sorted(by: Diagnostic.precedes), includingRemarks: verbose)
        if let text { try terminal.output(text) }
        if hasProblems(diagnostics, strict: false) { throw ExitStatus.problems }
    }
}
