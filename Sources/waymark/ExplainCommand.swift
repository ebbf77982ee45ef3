import ArgumentParser
import Build
import Diagnostics

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a diagnostic means and how to mend it.",
        discussion: "Without an id, all ids are listed.")

    @Argument(help: "The id in brackets at the end of a message: broken-link.")
    var id: String?

    @Flag(help: ArgumentHelp("Print the reference page of all diagnostics.", visibility: .hidden))
    var reference = false

    func run() throws {
        let terminal = Terminal()
        if reference { return terminal.output(DiagnosticCatalog.referencePage()) }
        guard let id else {
            for kind in DiagnosticCatalog.all { terminal.output("\(kind.id): \(kind.title)\n") }
            return
        }
        guard let kind = DiagnosticCatalog.kind(id) else {
            let nearest = nearestName(to: id, among: DiagnosticCatalog.all.map(\.id))
            throw ValidationError(
                "there is no diagnostic `\(id)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "")
            )
        }
        terminal.output("\(kind.severity.word) \(kind.id): \(kind.title)\n\n\(kind.explanation)\n")
    }
}
