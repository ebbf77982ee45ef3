internal import CTheme

/// One file of a theme folder: the default theme's, inside the program, or one of the site's own.
package struct ThemeFile: Sendable, Equatable {
    /// Relative to the theme's folder, with `/`: `layouts/page.mustache`.
    package var path: String
    package var bytes: [UInt8]
    /// What diagnostics call the file: `themes/mine/layouts/page.mustache`.
    package var place: String

    package init(path: String, bytes: [UInt8], place: String) {
        self.path = path
        self.bytes = bytes
        self.place = place
    }

    /// The part that a file plays, decided by its path alone; nil for a path that no theme has.
    var role: Role? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, !parts.contains("") else { return nil }
        if last.first == "." || path == "README.md" || path == "LICENSE" { return .ignored }
        if parts.count >= 2, parts[0] == "assets" { return .asset }
        guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return nil }
        let base = String(last[..<dot])
        switch (parts[0], parts.count, last[dot...]) {
        case ("layouts", 2, ".mustache"): return .layout(base)
        case ("styles", 2, ".css"): return .style(base)
        case ("components", 3, ".mustache") where parts[1] == base: return .component(base)
        case ("components", 3, ".css") where parts[1] == base: return .componentStyle(base)
        case ("components", 3, ".js") where parts[1] == base: return .componentScript(base)
        case ("components", 3, _) where last == "examples.yml": return .ignored
        default: return nil
        }
    }

    enum Role: Equatable {
        case layout(String)
        case component(String)
        case style(String)
        case componentStyle(String)
        case componentScript(String)
        case asset
        /// Belongs to the people who keep the theme: a README, examples, a hidden file.
        case ignored
    }
}

extension Theme {
    /// The default theme, as the compiler put it into the program; sorted by path.
    package static let defaultFiles: [ThemeFile] = (0..<waymark_theme_file_count())
        .compactMap { index -> ThemeFile? in
            let file = waymark_theme_file_at(index)
            guard let path = file.path, let bytes = file.bytes else { return nil }
            let name = String(cString: path)
            return ThemeFile(
                path: name, bytes: Array(UnsafeBufferPointer(start: bytes, count: file.size)),
                place: "(default theme) \(name)")
        }
        .sorted { $0.path < $1.path }
}
