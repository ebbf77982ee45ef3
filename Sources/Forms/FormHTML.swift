// A form as HTML: what stands on the page without script, and the form that scripts show in its place. One writer,
// and all that is not HTML already goes through `HTMLText`.

package import Diagnostics
import HTMLText
package import Markdown
package import Site

/// A form on a page.
package struct FormHTML {
    package var html: String
    /// All ids in it.
    package var ids: Set<String>
    /// Problems of its texts on this page.
    package var diagnostics: [Diagnostic]

    /// - Parameters:
    ///   - source: the form's file.
    ///   - resolver: that of the page, for links in the form's texts.
    package init(
        _ form: RequestForm, source: SourceText, in surroundings: FormSurroundings,
        resolver: inout some LinkResolver
    ) {
        let texts = FormTexts(form, source: source, in: surroundings, resolver: &resolver)
        let writer = FormWriter(form, texts, surroundings)
        html = surroundings.options.joined == nil ? writer.html() : writer.still()
        ids = writer.ids.all
        diagnostics = texts.diagnostics
    }

    /// The form's fields, with the ids that they have on each page.
    package static func fields(of form: RequestForm) -> [RequestFormField] {
        zip(form.fields, FormIDs(form).fields).map { field, ids in
            RequestFormField(
                id: field.id, elementID: ids.outer,
                takesText: field.kind == .input || field.kind == .textarea)
        }
    }
}

/// What the parts of a form's HTML have in common.
struct FormWriter {
    let form: RequestForm
    let texts: FormTexts
    let surroundings: FormSurroundings
    let ids: FormIDs
    let words: ConditionWords
    /// The outcomes that stand behind a field, by its id.
    let outcomes: [String: [Int]]

    init(_ form: RequestForm, _ texts: FormTexts, _ surroundings: FormSurroundings) {
        self.form = form
        self.texts = texts
        self.surroundings = surroundings
        ids = FormIDs(form)
        words = ConditionWords(form)
        outcomes = Dictionary(grouping: form.outcomes.indices) { form.outcomes[$0].lastField }
    }

    func html() -> String {
        let json = HTMLText.escape(FormJSON.text(form, page: surroundings.page, isPretty: false))
        var html = "<div class=\"request\" id=\"\(ids.form)\" data-request=\"\(json)\">\n"
        html += plain()
        html += interactive()
        html += result()
        return html + "</div>"
    }

    // MARK: With script

    private func interactive() -> String {
        var html = "<form class=\"request-form\" id=\"\(ids.body)\" novalidate hidden>\n"
        html += neverShare()
        html += "<div class=\"request-tools\" data-part=\"top\"></div>\n"
        forEachElement { part in
            switch part {
            case .text(let text): html += "<div class=\"request-text\">\n\(text)</div>\n"
            case .field(let number, let field):
                html += fieldHTML(field, number)
                for outcome in outcomes[field.id] ?? [] { html += outcomeHTML(outcome) }
            }
        }
        html += """
            <p class="request-actions"><button type="submit" class="request-check">\(FormWords.check)</button></p>
            <div class="request-tools" data-part="bottom"></div>
            </form>

            """
        return html
    }

    private func outcomeHTML(_ number: Int) -> String {
        "<div class=\"request-outcome\" id=\"\(ids.outcome(number))\" data-outcome=\"\(number)\" hidden>\n"
            + outcomeTitle(number) + texts.outcomes[number] + "</div>\n"
    }

    func outcomeTitle(_ number: Int) -> String {
        "<p class=\"request-outcome-title\"><strong>\(HTMLText.escape(form.outcomes[number].title))</strong></p>\n"
    }

    private func result() -> String {
        let level = min(surroundings.headingLevel + 1, 6)
        // A page may show several forms.
        let label = HTMLText.escape("\(FormWords.result): \(form.name)")
        return """
            <section class="request-result" id="\(ids.result)" aria-label="\(label)" tabindex="-1" hidden>
            <h\(level)>\(FormWords.result)</h\(level)>
            <div class="request-stale" hidden><p role="status"></p><button type="button">\(FormWords.checkAgain)</button></div>
            <div class="request-channels"></div>
            </section>

            """
    }

    // MARK: In both

    func neverShare() -> String {
        guard !form.neverShare.isEmpty else { return "" }
        let items = form.neverShare.map { "<li>\(HTMLText.escape($0.words))</li>\n" }.joined()
        return """
            <div class="request-never">
            <p>\(FormWords.neverShare)</p>
            <ul>
            \(items)</ul>
            </div>

            """
    }

    enum Part {
        case text(String)
        /// The number among all fields.
        case field(Int, RequestForm.Field)
    }

    func forEachElement(_ body: (Part) -> Void) {
        var text = 0
        var field = 0
        for element in form.body {
            switch element {
            case .markdown:
                body(.text(texts.elements[text]))
                text += 1
            case .field(let one):
                body(.field(field, one))
                field += 1
            }
        }
    }

    /// `words` in front of the first paragraph of `html`.
    func titled(_ words: String, _ html: String) -> String {
        html.hasPrefix("<p>")
            ? "<p><strong>\(words)</strong> " + html.dropFirst(3)
            : "<p><strong>\(words)</strong></p>\n" + html
    }

    /// What stands in a field at first, where there is no field: its lines as they are.
    func start(of field: RequestForm.Field, class name: String) -> String {
        guard field.options.isEmpty, let value = field.value,
            let end = value.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return "<p class=\"\(name)-title\">\(FormWords.startsWith)</p>\n"
            + "<div class=\"\(name)\">\(HTMLText.escape(String(value[...end])))</div>\n"
    }

    func optional(_ field: RequestForm.Field, class name: String) -> String {
        field.isOptional ? " <span class=\"\(name)\">\(FormWords.optional)</span>" : ""
    }
}
