// The theme that the site names, and the layouts that its pages name.

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
    static let missingLayout = DiagnosticKind(
        .error, "missing-layout", title: "The theme has no layout of this name",
        explanation: """
            `layout:` in a page's front matter names a file `layouts/NAME.mustache` of the theme, and there is none. \
            Correct the name, add the file to `themes/`, or remove the line to use the layout `page`.
            """)
}

let themeChoiceDiagnosticKinds: [DiagnosticKind] = [.missingTheme, .missingLayout]

/// The pages whose layout is not one of the theme's.
func checkLayouts(_ map: SiteMap, in theme: Theme) -> [Diagnostic] {
    map.pages.compactMap { page in
        guard let layout = page.source.frontMatter.layout?.value, !theme.layouts.contains(layout)
        else { return nil }
        let nearest = nearestName(to: layout, among: theme.layouts)
        let known = theme.layouts.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .missingLayout, at: page.source.layoutPlace, "the theme has no layout `\(layout)`",
            suggestion: nearest.map { "did you mean `\($0)`?" } ?? "its layouts are: \(known)")
    }
}

func readTheme(_ folders: SiteFolders, _ files: inout SiteFiles) {
    let name = files.configuration.theme
    let folder = folders.themes + "/" + name
    var overrides: [ThemeFile] = []
    var status = stat()
    if stat(folder, &status) == 0 {
        let (tree, diagnostics) = DiscoverContent.run(root: folder, shownAs: "themes/\(name)")
        files.diagnostics += diagnostics
        for path in tree.pages + tree.files {
            let place = "themes/\(name)/\(path)"
            do {
                let bytes = try readFile(folder + "/" + path, limit: InputBounds.maximumSize)
                overrides.append(ThemeFile(path: path, bytes: bytes, place: place))
            } catch {
                files.diagnostics.append(
                    Diagnostic(
                        .unreadable, at: Place(file: place), "cannot be read: \(error.message)"))
            }
        }
    } else if name != "default" {
        files.diagnostics.append(
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
    files.diagnostics += diagnostics
}

/// The names of the site's themes: a folder that cannot be read has none.
private func themeNames(in folders: SiteFolders) -> [String] {
    let (tree, _) = DiscoverContent.run(root: folders.themes, shownAs: "themes")
    return Set(
        (tree.pages + tree.files).compactMap { $0.split(separator: "/").first.map(String.init) }
    )
    .sorted()
}
