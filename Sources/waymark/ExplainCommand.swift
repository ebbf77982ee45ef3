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

    func validate() throws {
        guard let id, DiagnosticCatalog.kind(id) == nil else { return }
        let nearest = nearestName(to: id, among: DiagnosticCatalog.all.map(\.id))
        throw ValidationError(
            "there is no diagnostic `\(id)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
    }

    func run() throws {
        let terminal = Terminal()
        if reference { return try terminal.output(DiagnosticCatalog.referencePage()) }
        guard let kind = id.flatMap(DiagnosticCatalog.kind) else {
            for kind in DiagnosticCatalog.all { try terminal.output("\(kind.id): \(kind.title)\n") }
            return
        }
        try terminal.output("\(kind.severity.word) \(kind.id): \(kind.title)\n\n")
        try terminal.output(Self.wrapped(kind.explanation, columns: 78) + "\n")
    }

    /// Breaks lines between words, so that a terminal does not break them inside one.
    private static func wrapped(_ text: String, columns: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var out = ""
            var width = 0
            for word in line.split(separator: " ") {
                if width > 0, width + 1 + word.count > columns {
                    out += "\n"
                    width = 0
                } else if width > 0 {
                    out += " "
                    width += 1
                }
                out += word
                width += word.count
            }
            return out
        }.joined(separator: "\n")
    }
}
