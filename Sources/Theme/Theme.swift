package import Diagnostics
internal import Mustache

/// The look of a site: templates that are known to be sound, and the files that its pages load.
///
/// Knows nothing of the output folder: it is given URLs and gives back text.
package struct Theme: Sendable {
    /// On every page of every build: nothing comes from elsewhere, nothing is sent anywhere.
    package static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        + "font-src 'self'; form-action 'none'; base-uri 'none'"

    package let assets: [Asset]
    /// The names that `PageContext.layout` may have, sorted.
    package let layouts: [String]
    private let library: MustacheLibrary

    /// The whole HTML document of a page.
    package func render(page: PageContext) -> String {
        let contents =
            page.outline.isEmpty
            ? ""
            : render(
                TemplateScope(ContentsContext(page.outline), ContentsContext.names), "contents")
        let layout = layouts.contains(page.layout) ? page.layout : "page"
        let context = PageContext.WithContents(page: page, contents: contents)
        return render(
            TemplateScope(context, PageContext.WithContents.names), "layouts/\(layout)")
    }

    /// The document at an address from which a page has moved.
    package func render(redirect: RedirectContext) -> String {
        render(TemplateScope(redirect, RedirectContext.names), "layouts/redirect")
    }

    /// The document for an address that is none.
    package func render(notFound: NotFoundContext) -> String {
        render(TemplateScope(notFound, NotFoundContext.names), "layouts/not-found")
    }

    /// The navigation, ready for each of its entries to be marked as the current one.
    package func renderNavigation(_ entries: [NavigationEntry]) -> RenderedNavigation {
        let scope = TemplateScope(NavigationContext(entries), NavigationContext.names)
        return NavigationContext.splitMarks(render(scope, "navigation"))
    }

    private func render(_ scope: any MustacheParent, _ template: String) -> String {
        library.render(scope, withTemplate: template) ?? ""
    }
}

extension Theme {
    /// The default theme with `overrides` before it: a file of the same path replaces the default's.
    ///
    /// Every template is checked here. The theme is nil when a diagnostic is an error.
    package static func load(
        overrides: [ThemeFile] = []
    ) -> (theme: Theme?, diagnostics: [Diagnostic]) {
        var files = Dictionary(
            defaultFiles.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
        var diagnostics: [Diagnostic] = []
        for file in overrides {
            if let diagnostic = refusal(of: file) {
                diagnostics.append(diagnostic)
            } else {
                files[file.path] = file
            }
        }
        let sorted = files.values.sorted { $0.path < $1.path }
        var scans: [String: TemplateScan] = [:]
        for file in sorted {
            switch file.role {
            case .layout(let name): scans["layouts/\(name)"] = scan(file)
            case .component(let name): scans[name] = scan(file)
            default: continue
            }
        }
        let layouts = pageLayouts(in: scans)
        diagnostics += check(scans, layouts: layouts)
        var library = MustacheLibrary()
        if !diagnostics.contains(where: { $0.severity == .error }) {
            diagnostics += register(scans, in: &library)
        }
        diagnostics.sort(by: Diagnostic.precedes)
        guard !diagnostics.contains(where: { $0.severity == .error }) else {
            return (nil, diagnostics)
        }
        let theme = Theme(assets: assets(of: sorted), layouts: layouts, library: library)
        return (theme, diagnostics)
    }

    private static func scan(_ file: ThemeFile) -> TemplateScan {
        TemplateScan(SourceText(file: file.place, bytes: file.bytes))
    }

    private static func pageLayouts(in scans: [String: TemplateScan]) -> [String] {
        let others = ["layouts/redirect", "layouts/not-found"]
        return scans.keys.filter { $0.hasPrefix("layouts/") && !others.contains($0) }
            .map { String($0.dropFirst("layouts/".count)) }
            .sorted()
    }

    private static func check(
        _ scans: [String: TemplateScan], layouts: [String]
    ) -> [Diagnostic] {
        var check = CheckTemplates(scans)
        for layout in layouts {
            check.checkLayout("layouts/\(layout)", with: PageContext.WithContents.names.set)
        }
        check.checkLayout("layouts/redirect", with: RedirectContext.names.set)
        check.checkLayout("layouts/not-found", with: NotFoundContext.names.set)
        check.check("navigation", with: NavigationContext.names.set)
        check.check("contents", with: ContentsContext.names.set)
        return check.diagnostics
    }

    /// Hands the checked templates to the library; what it still refuses is a diagnostic too.
    private static func register(
        _ scans: [String: TemplateScan], in library: inout MustacheLibrary
    ) -> [Diagnostic] {
        scans.sorted { $0.key < $1.key }.compactMap { name, scan in
            do {
                try library.register(prepared(scan), named: name)
                return nil
            } catch {
                return Diagnostic(
                    .templateSyntax, at: Place(file: scan.source.file),
                    "the template cannot be read: \(error)")
            }
        }
    }

    /// Why an override is not used, if it is not.
    private static func refusal(of file: ThemeFile) -> Diagnostic? {
        let place = Place(file: file.place)
        if file.path == stylesheetPath || file.path == scriptPath {
            return Diagnostic(
                .themeUnknownFile, at: place, "this name is taken by the theme's joined files",
                suggestion: "put styles in `styles/` and scripts beside their component")
        }
        guard file.role == nil else { return nil }
        let near = nearestName(to: file.path, among: defaultFiles.map(\.path))
        return Diagnostic(
            .themeUnknownFile, at: place, "this file is not part of a theme and is not used",
            suggestion: near.map { "did you mean `\($0)`?" })
    }
}
