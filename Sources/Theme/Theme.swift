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
    private let forms: TemplateForms

    /// The whole HTML document of a page.
    package func render(page: PageContext) -> String {
        var contents = ""
        for entry in NestedEntry.nest(page.outline, depth: \.level) {
            forms.render(
                entry, NestedEntry<OutlineEntry>.outlineNames, with: "contents-entry",
                into: &contents)
        }
        let layout = layouts.contains(page.layout) ? page.layout : "page"
        let context = PageContext.WithContents(page: page, contents: contents)
        return render(context, PageContext.WithContents.names, with: "layouts/\(layout)")
    }

    /// The document at an address from which a page has moved.
    package func render(redirect: RedirectContext) -> String {
        render(redirect, RedirectContext.names, with: "layouts/redirect")
    }

    /// The document for an address that is none.
    package func render(notFound: NotFoundContext) -> String {
        render(notFound, NotFoundContext.names, with: "layouts/not-found")
    }

    /// The summary of the whole guide.
    package func render(summary: SummaryContext) -> String {
        render(summary, SummaryContext.names, with: "layouts/summary")
    }

    /// The navigation's entries, ready for each of them to be marked as the current one.
    package func renderNavigation(_ entries: [NavigationEntry]) -> RenderedNavigation {
        var rendered = ""
        for entry in NestedEntry.nest(entries, depth: \.depth) {
            forms.render(
                entry, NestedEntry<NavigationEntry>.navigationNames, with: "navigation-entry",
                into: &rendered)
        }
        return RenderedNavigation(rendered)
    }

    private func render<Context>(
        _ context: Context, _ names: TemplateNames<Context>, with template: String
    ) -> String {
        var out = ""
        forms.render(context, names, with: template, into: &out)
        return out
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
        let theme = Theme(
            assets: assets(of: sorted), layouts: layouts, forms: TemplateForms(library))
        return (theme, diagnostics)
    }

    private static func scan(_ file: ThemeFile) -> TemplateScan {
        TemplateScan(SourceText(file: file.place, bytes: file.bytes))
    }

    private static func pageLayouts(in scans: [String: TemplateScan]) -> [String] {
        let others = ["layouts/redirect", "layouts/not-found", "layouts/summary"]
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
        check.checkLayout("layouts/summary", with: SummaryContext.names.set)
        check.check("navigation-entry", with: NestedEntry<NavigationEntry>.navigationNames.set)
        check.check("contents-entry", with: NestedEntry<OutlineEntry>.outlineNames.set)
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
        if joinedPaths.contains(file.path) {
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
