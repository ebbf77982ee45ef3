/// A language that can be highlighted.
package struct Language: Sendable, Hashable {
    /// Its canonical name, as in the class `language-python`.
    package let name: String
    /// Where it stands in `Language.known`.
    private let index: Int

    /// nil for text without tokens.
    var grammar: Grammar? { Language.known[index].grammar() }
}

extension Language {
    /// The language of a code block's first word, by name or alias, ASCII case ignored; nil where it is unknown.
    package init?(named name: some StringProtocol) {
        // No name is longer; what an author wrote may be.
        guard name.utf8.count <= 32 else { return nil }
        let folded = String(decoding: name.utf8.map(lowercased), as: UTF8.self)
        guard let index = Language.indices[folded] else { return nil }
        self.init(name: Language.known[index].name, index: index)
    }

    /// All names and aliases, to suggest the nearest one.
    package static var allNames: [String] { known.flatMap { [$0.name] + $0.aliases } }
    package static var canonicalNames: [String] { known.map(\.name) }

    private static let indices: [String: Int] = {
        var indices: [String: Int] = [:]
        for (index, language) in known.enumerated() {
            for name in [language.name] + language.aliases { indices[name] = index }
        }
        return indices
    }()

    /// Whether highlighting changes anything: not for plain text.
    package var hasTokens: Bool { name != "text" }

    private struct Known: Sendable {
        let name: String
        let aliases: [String]
        /// Made when it is first asked for.
        let grammar: @Sendable () -> Grammar?

        init(
            _ name: String, _ aliases: [String] = [], _ grammar: @escaping @Sendable () -> Grammar?
        ) {
            self.name = name
            self.aliases = aliases
            self.grammar = grammar
        }
    }

    private static let known: [Known] = [
        Known("text", ["txt", "plain", "plaintext", "none", "output", "markdown", "md"]) { nil },
        Known("bash", ["sh", "shell", "zsh"]) { .bash },
        Known("console", ["shell-session", "terminal", "sh-session", "pycon"]) { .console },
        Known("python", ["py", "python3"]) { .python },
        Known("toml") { .toml },
        Known("ini", ["cfg", "conf", "properties"]) { .ini },
        Known("yaml", ["yml"]) { .yaml },
        Known("json", ["jsonc", "json5"]) { .json },
        Known("html", ["xml", "svg", "xhtml", "htm"]) { .html },
        Known("css") { .css },
        Known("javascript", ["js", "mjs", "cjs", "jsx"]) { .javaScript },
        Known("typescript", ["ts", "tsx", "mts"]) { .typeScript },
        Known("swift") { .swift },
        Known("go", ["golang"]) { .go },
        Known("rust", ["rs"]) { .rust },
        Known("c", ["h"]) { .c },
        Known("cpp", ["c++", "cc", "cxx", "hpp"]) { .cPlusPlus },
        Known("diff", ["patch"]) { .diff },
        Known("dockerfile", ["docker", "containerfile"]) { .dockerfile },
        Known("http") { .http },
    ]
}
