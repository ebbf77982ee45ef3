// The theme that the site names: the files of its folder, put over the default theme.

import Diagnostics
import Glibc
import Markdown
import Site
import Theme

extension DiagnosticKind {
    static let missingTheme = DiagnosticKind(
        .error, "missing-theme", title: "The site's theme is not there",
        explanation: """
            `theme:` in `content/site.yml` names a folder in `themes/`, and there is none of this name. Create it, \
            correct the name, or remove the line to use the default theme.
            """)
}

func readTheme(_ folders: SiteFolders, _ files: inout SiteFiles) {
    let name = files.configuration.theme
    let folder = folders.themes + "/" + name
    var overrides: [ThemeFile] = []
    var status = stat()
    if stat(folder, &status) == 0 {
        let (tree, diagnostics) = DiscoverContent.run(root: folder, shownAs: "themes/\(name)")
        files.themeProblems += diagnostics
        for path in tree.pages + tree.files {
            let place = "themes/\(name)/\(path)"
            do {
                let bytes = try readFile(folder + "/" + path, limit: InputBounds.maximumSize)
                overrides.append(ThemeFile(path: path, bytes: bytes, place: place))
            } catch {
                files.themeProblems.append(
                    Diagnostic(
                        .unreadable, at: Place(file: place), "cannot be read: \(error.message)"))
            }
        }
    } else if name != "default" {
        files.themeProblems.append(
            Diagnostic(
                .missingTheme,
                at: files.configurationSource.flatMap { source in
                    files.configuration.themeSetting?.place(in: source)
                },
                "there is no folder `themes/\(name)`",
                suggestion: nearestName(to: name, among: themeNames(in: folders) + ["default"])
                    .map { "did you mean `\($0)`?" }))
    }
    let (theme, diagnostics) = Theme.load(overrides: overrides)
    files.theme = theme
    files.themeProblems += diagnostics
}

/// The names of the site's themes: a folder that cannot be read has none.
private func themeNames(in folders: SiteFolders) -> [String] {
    let (tree, _) = DiscoverContent.run(root: folders.themes, shownAs: "themes")
    return Set(
        (tree.pages + tree.files).compactMap { $0.split(separator: "/").first.map(String.init) }
    )
    .sorted()
}
