// The request forms of one build, as pages ask for them.

import Diagnostics
import Forms
import HTMLText
import Markdown
import Site
import Synchronization

final class SiteForms: Sendable {
    private let forms: [String: ReadForm]
    private let fields: [String: [RequestFormField]]
    private let guide: String
    private let baseURL: String?
    /// The pages of the build and the forms, sorted by path.
    private let sources: [(path: String, text: SourceText)]
    private let knownRevision = Mutex<String?>(nil)

    /// - Parameter hasSummary: whether the revision is asked for where there are no forms.
    init(
        _ forms: [ReadForm], pages: [ReadPage], configuration: SiteConfiguration, hasSummary: Bool
    ) {
        self.forms = Dictionary(
            forms.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        fields = self.forms.compactMapValues { $0.form.map(FormHTML.fields(of:)) }
        guide = configuration.title?.value ?? ""
        baseURL = configuration.baseURL?.value.text
        sources =
            forms.isEmpty && !hasSummary
            ? []
            : (pages.map { ($0.source.path, $0.text) } + forms.map { ($0.path, $0.source) })
                .sorted { $0.0 < $1.0 }
    }

    /// The forms as a page at `url` sees them.
    func on(_ url: SiteURL) -> PageForms { PageForms(site: self, url: url) }

    /// The first 8 hexadecimal digits of XXH64 over the paths and bytes of all pages and forms. Computed when it is
    /// first shown.
    var revision: String {
        knownRevision.withLock { known in
            if let known { return known }
            var hash = FileHash()
            for source in sources {
                for bytes in [Array(source.path.utf8), [0], source.text.bytes, [0]] {
                    bytes.withUnsafeBytes { hash.update($0) }
                }
            }
            let digits = String(hash.finish().prefix(8))
            known = digits
            return digits
        }
    }

    fileprivate func form(_ name: String) -> RequestFormLookup {
        if let fields = fields[name] { return .known(fields) }
        if forms[name] != nil { return .broken }
        return .missing(nearest: nearestName(to: name, among: forms.keys.sorted()))
    }

    fileprivate func html<Resolver: LinkResolver>(
        of name: String, at url: SiteURL, under headingLevel: Int, fedFields: Set<String>,
        options: MarkdownOptions, resolver: inout Resolver
    ) -> RequestFormHTML {
        guard let read = forms[name], let form = read.form else {
            return RequestFormHTML(html: "", ids: [], diagnostics: [])
        }
        let html = FormHTML(
            form, source: read.source,
            in: FormSurroundings(
                page: page(of: url, in: url), headingLevel: headingLevel, fedFields: fedFields,
                options: options, path: read.path), resolver: &resolver)
        return RequestFormHTML(html: html.html, ids: html.ids, diagnostics: html.diagnostics)
    }

    /// A form to fill in by hand.
    ///
    /// - Parameters:
    ///   - url: of the page that shows the form.
    ///   - document: where it is printed.
    ///   - resolver: that of the document.
    func paper(
        _ name: String, of url: SiteURL, in document: SiteURL, options: MarkdownOptions,
        resolver: inout some LinkResolver
    ) -> (form: RequestForm, html: PaperForm)? {
        guard let read = forms[name], let form = read.form else { return nil }
        let surroundings = FormSurroundings(
            page: page(of: url, in: document), headingLevel: 3, options: options, path: read.path)
        let html = PaperForm(
            form, source: read.source, in: surroundings, resolver: &resolver)
        return (form, html)
    }

    private func page(of url: SiteURL, in document: SiteURL) -> FormPage {
        FormPage(
            root: Self.root(of: document), guide: guide, revision: revision,
            address: baseURL.map { $0 + HTMLText.urlPath(url.path) })
    }

    fileprivate static func root(of url: SiteURL) -> String {
        SiteURL(path: "").fromTop(depth: url.depth)
    }

    /// The warnings for forms that are on none of these pages, with the problems of their texts, which no page
    /// has reported.
    func checkUnused(
        besides pages: [RenderedPage], map: SiteMap, options: MarkdownOptions
    ) -> [Diagnostic] {
        // A page that was not parsed as a whole may show any form.
        guard !forms.isEmpty, !pages.contains(where: { $0.ids == nil }) else { return [] }
        var used = pages.reduce(into: Set<String>()) { $0.formUnion($1.forms) }
        // What a misspelt name meant is used as well.
        for name in used where forms[name] == nil {
            if let meant = nearestName(to: name, among: forms.keys.sorted()) { used.insert(meant) }
        }
        var problems: [Diagnostic] = []
        for read in forms.values.sorted(by: { $0.path < $1.path })
        where read.form != nil && !used.contains(read.name) {
            problems.append(
                Diagnostic(
                    .unusedForm, at: Place(file: read.source.file), "no page shows this form",
                    suggestion:
                        "on a page, write `::: request \(read.name)` and `:::` on the next line"
                ))
            var links = PageLinks(map: map, base: .depth(0), folder: "forms")
            problems +=
                html(
                    of: read.name, at: SiteURL(path: ""), under: 1, fedFields: [], options: options,
                    resolver: &links
                ).diagnostics
            problems += checkAnchors(links.anchors, ids: { pages[$0].ids }, map: map)
        }
        return problems
    }
}

/// The forms that one page may show.
struct PageForms: RequestFormSource {
    fileprivate let site: SiteForms
    fileprivate let url: SiteURL

    var root: String { SiteForms.root(of: url) }

    func form(_ name: String) -> RequestFormLookup { site.form(name) }

    func html<Resolver: LinkResolver>(
        of name: String, under headingLevel: Int, fedFields: Set<String>,
        options: MarkdownOptions, resolver: inout Resolver
    ) -> RequestFormHTML {
        site.html(
            of: name, at: url, under: headingLevel, fedFields: fedFields, options: options,
            resolver: &resolver)
    }
}
