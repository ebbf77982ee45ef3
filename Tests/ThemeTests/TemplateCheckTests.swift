import Diagnostics
import Foundation
import Testing
import Theme

/// A mistake in a component that the page layout includes, and what is said about it.
struct TemplateMistake: Sendable, CustomTestStringConvertible {
    /// `↓` stands before the place that the diagnostic names.
    var template: String
    var kind: DiagnosticKind
    var says: String
    var suggests: String?

    var testDescription: String { template }
}

@Suite struct TemplateCheckTests {
    static let mistakes: [TemplateMistake] = [
        TemplateMistake(
            template: "<p>é ↓{{titel}}</p>", kind: .templateUnknownName,
            says: "a page has no `titel`", suggests: "did you mean `title`?"),
        TemplateMistake(
            template: "{{#next}}\n  ↓{{ulr}}\n{{/next}}", kind: .templateUnknownName,
            says: "a link in a page has no `ulr`", suggests: "did you mean `url`?"),
        TemplateMistake(
            template: "{{#next}}{{url}}{{/next}}\n↓{{url}}", kind: .templateUnknownName,
            says: "a page has no `url`"),
        TemplateMistake(
            template: "{{^next}}↓{{url}}{{/next}}", kind: .templateUnknownName,
            says: "a page has no `url`"),
        TemplateMistake(
            template: "↓{{#nxt}}{{/nxt}}", kind: .templateUnknownName,
            says: "a page has no `nxt`", suggests: "did you mean `next`?"),
        TemplateMistake(
            template: "↓{{{title}}}", kind: .templateMisusedName,
            says: "`title` is text, not HTML", suggests: "write `{{title}}`"),
        TemplateMistake(
            template: "↓{{body}}", kind: .templateMisusedName,
            says: "`body` is HTML already", suggests: "write `{{{body}}}`"),
        TemplateMistake(
            template: "↓{{next}}", kind: .templateMisusedName, says: "`next` is not a value",
            suggests: "open a section, `{{#next}}…{{/next}}`"),
        TemplateMistake(
            template: "<a title=\"a>b\" href=↓{{home-url}}>", kind: .templateMisusedName,
            says: "text inside an HTML tag must stand in double quotes",
            suggests: "write `\"{{home-url}}\"`"),
        TemplateMistake(
            template: "<a href='↓{{home-url}}'>", kind: .templateMisusedName,
            says: "text inside an HTML tag must stand in double quotes",
            suggests: "write `\"{{home-url}}\"`"),
        TemplateMistake(
            template: "↓{{>haeder}}", kind: .templateMissingPartial,
            says: "there is no component `haeder`", suggests: "did you mean `header`?"),
        TemplateMistake(
            template: "a\n↓{{>footer}}", kind: .templateRecursion,
            says: "the component includes itself: footer → footer"),
        TemplateMistake(
            template: "{{#next}}↓{{/nxt}}{{/next}}", kind: .templateSyntax,
            says: "this closes `nxt`, but the section open here is `next`"),
        TemplateMistake(
            template: "x ↓{{/next}}", kind: .templateSyntax, says: "no section `next` is open here"),
        TemplateMistake(
            template: "↓{{#next}} x", kind: .templateSyntax,
            says: "the section `next` is never closed"),
        TemplateMistake(
            template: "↓{{title}\n{{title}}", kind: .templateSyntax,
            says: "this tag is not closed by `}}`"),
        TemplateMistake(
            template: "↓{{title", kind: .templateSyntax, says: "this tag is not closed by `}}`"),
        TemplateMistake(
            template: "↓{{{body}}", kind: .templateSyntax, says: "this tag is not closed by `}}}`"),
        TemplateMistake(template: "↓{{ }}", kind: .templateSyntax, says: "this tag has no name"),
        TemplateMistake(
            template: "↓{{ti tle}}", kind: .templateSyntax,
            says: "`ti tle` is not a name: letters, digits, `-` and `_` are"),
        TemplateMistake(
            template: "↓{{=<% %>=}}", kind: .templateUnsupported,
            says: "delimiters cannot be changed"),
        TemplateMistake(
            template: "↓{{% CONTENT_TYPE:TEXT}}", kind: .templateUnsupported,
            says: "pragmas are not supported"),
        TemplateMistake(
            template: "↓{{<header}}", kind: .templateUnsupported,
            says: "template inheritance is not supported", suggests: "use a partial, `{{>name}}`"),
        TemplateMistake(
            template: "↓{{>*title}}", kind: .templateUnsupported,
            says: "partials whose name varies are not supported"),
        TemplateMistake(
            template: "↓{{uppercased(title)}}", kind: .templateUnsupported,
            says: "transforms such as `uppercased(title)` are not supported"),
        TemplateMistake(
            template: "↓{{next.url}}", kind: .templateUnsupported,
            says: "names with dots are not supported",
            suggests: "open a section and use the names inside it"),
        TemplateMistake(
            template: "↓{{&body}}", kind: .templateUnsupported,
            says: "tags with `&` are not supported", suggests: "write `{{{body}}}`"),
        TemplateMistake(
            template: "a ↓\0", kind: .templateSyntax, says: "a template cannot hold a NUL byte"),
    ]

    @Test(arguments: mistakes)
    func refusesAtThePlaceOfTheMistake(mistake: TemplateMistake) throws {
        let parts = mistake.template.components(separatedBy: "↓")
        let lines = parts[0].components(separatedBy: "\n")
        let path = "components/footer/footer.mustache"
        let loaded = Sample.load(path, parts.joined())
        #expect(loaded.theme == nil)
        let own = loaded.diagnostics.filter {
            $0.kind == mistake.kind && $0.message.hasPrefix(mistake.says)
        }
        let diagnostic = try #require(own.first, "\(loaded.diagnostics.map(\.message))")
        #expect(diagnostic.place?.file == "themes/mine/\(path)")
        let column = (lines.last?.unicodeScalars.count ?? 0) + 1
        #expect(diagnostic.place?.position == Position(line: lines.count, column: column))
        if let suggests = mistake.suggests { #expect(diagnostic.suggestion == suggests) }
    }

    @Test func reportsAllMistakesInOneRunAndEachOnce() {
        let loaded = Sample.load(
            "components/document-head/document-head.mustache",
            "{{policy}}\n{{one}}\n{{{title}}}\n{{>none}}\n")
        // The head is part of five layouts; its unknown name reads differently in each.
        let lines = loaded.diagnostics.compactMap(\.place?.position?.line)
        #expect(lines == [2, 2, 2, 2, 2, 3, 4])
        #expect(loaded.theme == nil)
    }

    @Test func refusesALayoutWithoutThePolicy() throws {
        let loaded = Sample.load("layouts/page.mustache", "<p>{{title}}</p>")
        let diagnostic = try #require(loaded.diagnostics.first)
        #expect(loaded.theme == nil && diagnostic.kind == .templateNoPolicy)
        #expect(diagnostic.place?.file == "themes/mine/layouts/page.mustache")
    }

    @Test func refusesRecursionThroughOthersAndDeepNesting() {
        let circle = Theme.load(overrides: [
            Sample.file("components/a/a.mustache", "{{>b}}"),
            Sample.file("components/b/b.mustache", "{{>a}}"),
            Sample.file("components/footer/footer.mustache", "{{>a}}"),
        ])
        #expect(circle.diagnostics.map(\.message) == ["the component includes itself: a → b → a"])
        let open = String(repeating: "{{#footer}}", count: 10_000)
        let close = String(repeating: "{{/footer}}", count: 10_000)
        let deep = Sample.load("components/footer/footer.mustache", open + close)
        #expect(deep.theme == nil)
        #expect(Set(deep.diagnostics.map(\.kind)) == [.templateRecursion])
        let chain = (0..<60).map {
            Sample.file("components/c\($0)/c\($0).mustache", "{{>c\($0 + 1)}}")
        }
        let long = Theme.load(
            overrides: chain + [
                Sample.file("components/c60/c60.mustache", ""),
                Sample.file("components/footer/footer.mustache", "{{>c0}}"),
            ])
        #expect(long.diagnostics.map(\.kind) == [.templateRecursion])
    }

    @Test func refusesBytesThatAreNotText() {
        let file = ThemeFile(
            path: "components/footer/footer.mustache", bytes: [0x61, 0xFF], place: "f")
        let loaded = Theme.load(overrides: [file])
        #expect(loaded.diagnostics.map(\.message) == ["the template is not UTF-8"])
        #expect(loaded.theme == nil)
    }

    @Test func everyKindIsListedAndExplained() {
        let ids = themeDiagnosticKinds.map(\.id)
        #expect(Set(ids).count == ids.count)
        for kind in Set(Self.mistakes.map(\.kind)) { #expect(themeDiagnosticKinds.contains(kind)) }
        #expect(themeDiagnosticKinds.allSatisfy { $0.explanation.count > 150 })
    }
}
