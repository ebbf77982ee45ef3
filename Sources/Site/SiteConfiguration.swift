package import Diagnostics

/// What `content/site.yml` says about the whole site.
package struct SiteConfiguration: Sendable {
    /// The form of a page's address.
    package enum URLStyle: String, Sendable, CaseIterable {
        /// `recover/reset-password/`
        case pretty
        /// `recover/reset-password.html`: the site opens from disk.
        case file
    }

    package enum RawHTML: String, Sendable, CaseIterable {
        /// Shown as text, with a warning.
        case refuse
        case allow
    }

    /// Needed in the file; nil where there is no file, or where it has been reported.
    package var title: Located<String>?
    package var description: Located<String>?
    package var baseURL: Located<BaseURL>?
    /// Not in the file: where a preview stands on its host, if not where the base URL says.
    package var basePath: String?
    package var lang = "en"
    package var urls = URLStyle.pretty
    /// The name of a folder in `themes/`.
    package var theme = "default"
    /// Where the theme is named, for a report that it is not there.
    package var themeSetting: Located<String>?
    package var rawHTML = RawHTML.refuse
    package var smartPunctuation = true
    package var highlightsCode = true
    package var footer: MarkdownValue?
    /// The address of the source repository, without a slash at its end.
    package var repository: Located<String>?
    package var print = PrintSettings()

    package init() {}

    /// Reads `content/site.yml`; nil, where there is none, gives the defaults and no problem.
    package static func parse(
        source: SourceText?
    ) -> (configuration: SiteConfiguration, diagnostics: [Diagnostic]) {
        guard let source else { return (SiteConfiguration(), []) }
        let (root, problems) = YAMLDocument.parse(source: source, range: 0..<source.bytes.count)
        if root == nil, !problems.isEmpty { return (SiteConfiguration(), problems) }
        var mapping = YAMLMapping([])
        switch root?.content {
        case .mapping(let pairs): mapping = pairs
        case nil: break
        default:
            let wrong = Diagnostic(
                .wrongType, at: root?.place(in: source),
                "the configuration must be lines of `key: value`, "
                    + "found \(root?.kindInWords ?? "nothing")",
                suggestion: root?.suggestionForKeys)
            return (SiteConfiguration(), problems + [wrong])
        }
        var reader = YAMLReader(mapping, source: source)
        let configuration = SiteConfiguration(&reader, hasTitle: mapping["title"] != nil)
        return (configuration, problems + reader.finish())
    }

    private init(_ reader: inout YAMLReader, hasTitle: Bool) {
        title = reader.filledText("title")
        if !hasTitle {
            reader.diagnostics.append(
                Diagnostic(
                    .missingKey, at: reader.source.place(at: 0), "the site has no title",
                    suggestion: "add a line such as `title: Help`"))
        }
        description = reader.text("description")
        baseURL = reader.baseURL("base-url")
        lang = reader.language("lang")?.value ?? lang
        urls = reader.choice("urls")?.value ?? urls
        themeSetting = reader.component("theme")
        theme = themeSetting?.value ?? theme
        if let markdown = reader.group("markdown", MarkdownSettings.init) {
            rawHTML = markdown.rawHTML ?? rawHTML
            smartPunctuation = markdown.smartPunctuation ?? smartPunctuation
            highlightsCode = markdown.highlightsCode ?? highlightsCode
        }
        footer = reader.markdown("footer")
        repository = reader.repository("repository")
        print = reader.group("print", PrintSettings.init) ?? print
    }
}

private struct MarkdownSettings {
    var rawHTML: SiteConfiguration.RawHTML?
    var smartPunctuation: Bool?
    var highlightsCode: Bool?

    init(_ reader: inout YAMLReader) {
        rawHTML = reader.choice("raw-html")?.value
        smartPunctuation = reader.bool("smart-punctuation")?.value
        highlightsCode = reader.bool("highlighting")?.value
    }
}

extension YAMLReader {
    fileprivate mutating func baseURL(_ key: String) -> Located<BaseURL>? {
        guard let text = filledText(key) else { return nil }
        switch BaseURL.parse(text.value) {
        case .success(let url): return text.map { _ in url }
        case .failure(let problem):
            refuse(
                text, "`\(key)` cannot be used: \(problem.reason)",
                suggestion: "write the full address, such as `https://example.org/help/`")
            return nil
        }
    }

    fileprivate mutating func repository(_ key: String) -> Located<String>? {
        guard let text = filledText(key) else { return nil }
        let suggestion = "write the full address, such as `https://example.org/team/help`"
        switch BaseURL.parse(text.value) {
        case .success(let url) where url.scheme == "https":
            return text.map { _ in String(url.text.dropLast()) }
        case .success:
            refuse(text, "`\(key)` must begin with `https://`", suggestion: suggestion)
        case .failure(let problem):
            refuse(text, "`\(key)` cannot be used: \(problem.reason)", suggestion: suggestion)
        }
        return nil
    }
}
