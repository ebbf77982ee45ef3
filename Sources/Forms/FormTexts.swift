// The Markdown of a form, rendered once: it stands on the page twice, so it has no ids.

import Diagnostics
import HTMLText
import Markdown
import Site

/// HTML of what a form's author wrote in Markdown.
struct FormTexts {
    struct Field {
        var description: String?
        /// The description without its paragraph's tags, where it is one sentence without links.
        var hint: String?
        var why: String?
        var whereToFind: String?
        /// Of checkboxes, whose labels are Markdown on GitHub; empty for all others.
        var options: [String] = []
    }

    /// One for each Markdown element of the body, in order.
    private(set) var elements: [String] = []
    private(set) var fields: [Field] = []
    private(set) var outcomes: [String] = []
    private(set) var diagnostics: [Diagnostic] = []

    private let source: SourceText
    private let path: String
    private let options: MarkdownOptions
    private let headingLevel: Int
    private let places: Places

    init(
        _ form: RequestForm, source: SourceText, in surroundings: FormSurroundings,
        resolver: inout some LinkResolver
    ) {
        self.source = source
        places = Places(rough: Place(file: source.file))
        path = surroundings.path
        options = surroundings.options
        headingLevel = min(surroundings.headingLevel + 1, 6)
        for element in form.body {
            switch element {
            case .markdown(let text): elements.append(html(text, isGitHubs: true, &resolver))
            case .field(let field): fields.append(texts(of: field, &resolver))
            }
        }
        for outcome in form.outcomes { outcomes.append(html(outcome.text, &resolver)) }
    }

    private mutating func texts(
        of field: RequestForm.Field, _ resolver: inout some LinkResolver
    ) -> Field {
        var texts = Field()
        if let description = field.description {
            let html = html(description, isGitHubs: true, &resolver)
            texts.description = html
            texts.hint = Self.hint(html)
        }
        texts.why = field.why.map { html($0, &resolver) }
        texts.whereToFind = field.whereToFind.map { html($0, &resolver) }
        if field.kind == .checkboxes {
            texts.options = field.options.map { html(ofOption: $0.label, &resolver) }
        }
        return texts
    }

    private mutating func html(
        _ text: MarkdownValue, isGitHubs: Bool = false, _ resolver: inout some LinkResolver
    ) -> String {
        let exact = text.input(in: source)
        var input = MarkdownInput(exact.source) { [places] offset, length in
            guard let locate = exact.locate, places.take() else { return places.rough }
            return locate(offset, length)
        }
        input.fragment = MarkdownInput.Fragment(leastHeadingLevel: headingLevel)
        let page = render(input, options, isGitHubs: isGitHubs, &resolver)
        if let id = page.ids.min() {
            diagnostics.append(
                Diagnostic(
                    .formTextID, at: text.keyPlace(in: source),
                    "a text of a form cannot hold ids or footnotes; this one has the id `\(id)`",
                    suggestion: "write footnotes into the text itself, and take ids away"))
        }
        return page.html
    }

    /// A label as GitHub shows it: words with inline Markdown, whose marks of punctuation stay as they are.
    private mutating func html(
        ofOption label: String, _ resolver: inout some LinkResolver
    ) -> String {
        let plain = HTMLText.escape(label)
        // Most are words only, for which no parser is needed.
        guard label.utf8.contains(where: { "*_`[]<>&\\~:@".utf8.contains($0) }) else {
            return plain
        }
        var options = options
        options.smartPunctuation = false
        let text = SourceText(file: source.file, bytes: Array(label.utf8))
        var input = MarkdownInput(text) { [source, places] _, _ in
            places.take() ? place(of: label, in: source) : places.rough
        }
        input.fragment = MarkdownInput.Fragment(leastHeadingLevel: headingLevel)
        let page = render(input, options, isGitHubs: true, &resolver)
        return page.ids.isEmpty ? Self.paragraph(page.html).map { String($0) } ?? plain : plain
    }

    private mutating func render(
        _ input: MarkdownInput, _ options: MarkdownOptions, isGitHubs: Bool,
        _ resolver: inout some LinkResolver
    ) -> MarkdownPage {
        var links = FormLinks(page: resolver, path: path, isGitHubs: isGitHubs)
        let page = renderMarkdown(input, options: options, resolver: &links)
        resolver = links.page
        diagnostics += page.diagnostics
        return page
    }

    // MARK: What came out

    /// The words of HTML that is one paragraph. Inline elements are never `p`, and text has no `<`.
    static func paragraph(_ html: String) -> Substring? {
        guard html.hasPrefix("<p>"), html.hasSuffix("</p>\n") else { return nil }
        let inner = html.dropFirst(3).dropLast(5)
        return inner.contains("</p>") ? nil : inner
    }

    private static func hint(_ html: String) -> String? {
        guard let inner = paragraph(html), !inner.contains("<a "), !inner.contains("<img "),
            !inner.contains("<br"), isOneSentence(inner)
        else { return nil }
        return String(inner)
    }

    /// Whether no mark that ends a sentence is followed by a blank and then by a capital or a digit.
    private static func isOneSentence(_ html: Substring) -> Bool {
        var state = 0
        var isInTag = false
        for character in html {
            if character == "<" { isInTag = true }
            defer { if character == ">" { isInTag = false } }
            guard !isInTag, character != ">" else { continue }
            if ".!?".contains(character) {
                state = 1
            } else if character.isWhitespace {
                state = state == 0 ? 0 : 2
            } else {
                if state == 2, character.isUppercase || character.isNumber { return false }
                state = state == 1 && "\"”’)".contains(character) ? 1 : 0
            }
        }
        return true
    }
}

/// Counts how often a place in the form's file was asked for: each costs a walk through the file.
private final class Places {
    /// What all further ones get.
    let rough: Place
    private var left = 1000

    init(rough: Place) { self.rough = rough }

    func take() -> Bool {
        left -= 1
        return left >= 0
    }
}

/// Where `label` first stands in the file; the file alone where it is written in another way.
private func place(of label: String, in source: SourceText) -> Place {
    let words = Array(label.utf8)
    guard let first = words.first, source.bytes.count >= words.count else {
        return Place(file: source.file)
    }
    for i in 0...(source.bytes.count - words.count)
    where source.bytes[i] == first && source.bytes[i..<i + words.count].elementsEqual(words) {
        return source.place(at: i, length: words.count)
    }
    return Place(file: source.file)
}
