import ArgumentParser

@main
struct Waymark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waymark",
        abstract: "Builds help sites from Markdown: guides that end in a request.",
        version: "0.1.0",
        subcommands: [
            InitCommand.self, BuildCommand.self, ServeCommand.self, RenderCommand.self,
            FormCommand.self,
            ExplainCommand.self,
        ])

    static func main() async {
        Terminal.reserveStandardStreams()
        await main(nil)
    }
}
