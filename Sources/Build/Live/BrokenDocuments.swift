import Diagnostics
import Site

extension AssembledSite {
    /// Whether something has errors that all pages may show: the title of the site, a layout, the name of a page in
    /// the navigation.
    var isBrokenAsAWhole: Bool {
        hasError(files.configurationProblems) || hasError(files.themeProblems)
            || files.pages.contains { hasError($0.diagnostics) }
    }

    /// The output paths of the documents that have errors in their own source, in a text that they include, or in a
    /// form that they show. What is collected from all pages has the errors of all.
    var brokenDocuments: Set<String> {
        guard let site, hasError(diagnostics) else { return [] }
        let forms = Set(files.forms.filter { hasError($0.diagnostics) }.map(\.name))
        var documents: Set<String> = []
        for (number, page) in pages.enumerated() {
            if hasError(page.diagnostics) || hasError(anchorProblems[number] ?? [])
                || hasError(sources.pages[number].diagnostics)
                || !page.forms.isDisjoint(with: forms)
            {
                documents.insert(site.map.pages[number].outputPath)
            }
        }
        if !documents.isEmpty {
            documents.formUnion(
                [site.summary?.outputPath, site.whole?.outputPath].compactMap { $0 })
        }
        return documents
    }
}

private func hasError(_ problems: [Diagnostic]) -> Bool {
    problems.contains { $0.severity == .error }
}
