internal import Diagnostics

/// Checks templates against the names that their contexts declare, before anything is rendered.
///
/// The library is silent about unknown names, missing partials and typos in sections that do not
/// render, and crashes on a partial that includes itself. A partial is checked once for each set of
/// names that it is included with.
struct CheckTemplates {
    private let scans: [String: TemplateScan]
    private(set) var diagnostics: [Diagnostic] = []
    private var checked: Set<String> = []
    private var usedNames: Set<String> = []
    private var reported: Set<String> = []

    /// Tasks have small stacks, and the library recurses: this many sections and partials at most.
    private static let deepest = 50
    /// A file that is no template at all has said enough with these.
    private static let mostDiagnostics = 500

    /// - Parameter scans: by the name that a partial tag uses, or `layouts/NAME`.
    init(_ scans: [String: TemplateScan]) {
        self.scans = scans
        for name in scans.keys.sorted() {
            guard let scan = scans[name] else { continue }
            diagnostics += scan.diagnostics
            checkSections(of: scan)
        }
    }

    /// Checks the template `name` as it is rendered with `names`.
    mutating func check(_ name: String, with names: TemplateNameSet) {
        walk(name, scopes: [names], path: [name])
    }

    /// The same, and that the layout or one of its partials states the policy.
    mutating func checkLayout(_ name: String, with names: TemplateNameSet) {
        checked = []
        usedNames = []
        check(name, with: names)
        guard let scan = scans[name], !usedNames.contains("policy") else { return }
        diagnostics.append(
            Diagnostic(
                .templateNoPolicy, at: Place(file: scan.source.file),
                "the layout does not state the content security policy",
                suggestion: "include `{{>document-head}}`"))
    }

    /// Sections that are closed by another name, or never.
    private mutating func checkSections(of scan: TemplateScan) {
        var open: [TemplateTag] = []
        for tag in scan.tags {
            switch tag.kind {
            case .section, .invertedSection:
                open.append(tag)
                // Here too: templates that nothing includes are read by the library as well.
                if open.count == Self.deepest { return reportDepth(tag, scan) }
            case .end:
                guard let last = open.last else {
                    report(.templateSyntax, tag, scan, "no section `\(tag.name)` is open here")
                    continue
                }
                if last.name == tag.name {
                    open.removeLast()
                    continue
                }
                report(
                    .templateSyntax, tag, scan,
                    "this closes `\(tag.name)`, but the section open here is `\(last.name)`",
                    note: ("the section is opened here", last))
                // Either name may be the typo: go on as after the likelier one.
                if let outer = open.lastIndex(where: { $0.name == tag.name }) {
                    open.removeSubrange(outer...)
                } else {
                    open.removeLast()
                }
            default: continue
            }
        }
        for tag in open {
            report(.templateSyntax, tag, scan, "the section `\(tag.name)` is never closed")
        }
    }

    private mutating func walk(_ template: String, scopes: [TemplateNameSet], path: [String]) {
        let key = ([template] + scopes.map(\.owner)).joined(separator: "\n")
        guard let scan = scans[template], checked.insert(key).inserted else { return }
        var open: [(name: String, scopes: [TemplateNameSet])] = []
        var scopes = scopes
        let unquoted = scan.unquotedTags()
        for (index, tag) in scan.tags.enumerated() {
            switch tag.kind {
            case .comment: continue
            case .text, .html:
                checkValue(tag, isUnquoted: unquoted.contains(index), scan, scopes)
            case .partial:
                include(tag, scan, scopes: scopes, path: path, depth: path.count + open.count)
            case .section, .invertedSection:
                open.append((tag.name, scopes))
                if let inner = checkSection(tag, scan, scopes) { scopes.append(inner) }
                if path.count + open.count >= Self.deepest { return reportDepth(tag, scan) }
            case .end:
                guard let start = open.lastIndex(where: { $0.name == tag.name }) else { continue }
                scopes = open[start].scopes
                open.removeSubrange(start...)
            }
        }
    }

    private mutating func include(
        _ tag: TemplateTag, _ scan: TemplateScan, scopes: [TemplateNameSet], path: [String],
        depth: Int
    ) {
        guard scans[tag.name] != nil, !tag.name.contains("/") else {
            let near = nearestName(
                to: tag.name, among: scans.keys.filter { !$0.contains("/") }.sorted())
            return report(
                .templateMissingPartial, tag, scan, "there is no component `\(tag.name)`",
                suggestion: near.map { "did you mean `\($0)`?" })
        }
        if let start = path.firstIndex(of: tag.name) {
            let circle = (path[start...] + [tag.name]).joined(separator: " → ")
            return report(
                .templateRecursion, tag, scan, "the component includes itself: \(circle)")
        }
        guard depth < Self.deepest else {
            return reportDepth(tag, scan)
        }
        walk(tag.name, scopes: scopes, path: path + [tag.name])
    }

    /// The names inside the section, where it brings some of its own.
    private mutating func checkSection(
        _ tag: TemplateTag, _ scan: TemplateScan, _ scopes: [TemplateNameSet]
    ) -> TemplateNameSet? {
        switch kind(of: tag, scan, scopes) {
        case .list(let names)?, .part(let names)?: tag.kind == .section ? names : nil
        default: nil
        }
    }

    private mutating func checkValue(
        _ tag: TemplateTag, isUnquoted: Bool, _ scan: TemplateScan, _ scopes: [TemplateNameSet]
    ) {
        guard let kind = kind(of: tag, scan, scopes) else { return }
        switch (kind, tag.kind) {
        case (.text, .html):
            report(
                .templateMisusedName, tag, scan, "`\(tag.name)` is text, not HTML",
                suggestion: "write `{{\(tag.name)}}`")
        case (.html, .text):
            report(
                .templateMisusedName, tag, scan, "`\(tag.name)` is HTML already",
                suggestion: "write `{{{\(tag.name)}}}`")
        case (.text, _):
            guard isUnquoted else { return }
            report(
                .templateMisusedName, tag, scan,
                "text inside an HTML tag must stand in double quotes",
                suggestion: "write `\"{{\(tag.name)}}\"`")
        case (.html, _): break
        case (.flag, _), (.part, _), (.list, _):
            report(
                .templateMisusedName, tag, scan, "`\(tag.name)` is not a value",
                suggestion: "open a section, `{{#\(tag.name)}}…{{/\(tag.name)}}`")
        }
    }

    private mutating func kind(
        of tag: TemplateTag, _ scan: TemplateScan, _ scopes: [TemplateNameSet]
    ) -> TemplateNameKind? {
        usedNames.insert(tag.name)
        for scope in scopes.reversed() {
            if let kind = scope.kinds[tag.name] { return kind }
        }
        let names = scopes.flatMap(\.kinds.keys).sorted()
        let owners = scopes.reversed().map(\.owner).joined(separator: " in ")
        report(
            .templateUnknownName, tag, scan, "\(owners) has no `\(tag.name)`",
            suggestion: nearestName(to: tag.name, among: names).map { "did you mean `\($0)`?" })
        return nil
    }

    /// Once each: a component that many layouts include has one problem, not many.
    private mutating func report(
        _ kind: DiagnosticKind, _ tag: TemplateTag, _ scan: TemplateScan, _ message: String,
        suggestion: String? = nil, note: (String, TemplateTag)? = nil
    ) {
        let key = "\(scan.source.file)\n\(tag.range.lowerBound)\n\(message)"
        guard reported.count < Self.mostDiagnostics, reported.insert(key).inserted else { return }
        func place(_ tag: TemplateTag) -> Place {
            scan.source.place(at: tag.range.lowerBound, length: tag.range.count)
        }
        diagnostics.append(
            Diagnostic(
                kind, at: place(tag), message, suggestion: suggestion,
                notes: note.map { [Diagnostic.Note($0.0, at: place($0.1))] } ?? []))
    }

    private mutating func reportDepth(_ tag: TemplateTag, _ scan: TemplateScan) {
        report(
            .templateRecursion, tag, scan,
            "sections and components nest \(Self.deepest) deep or more")
    }
}
