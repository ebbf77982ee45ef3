// A form to fill in by hand: questions, boxes and ruled lines. It holds no ids, so it may stand anywhere and often.

package import Diagnostics
import HTMLText
package import Markdown
package import Site

/// The parts of a form on paper, each ready HTML without ids.
package struct PaperForm {
    package enum Detail: Sendable {
        /// What a question needs to be answered, and the texts between the questions.
        case brief
        /// With why it is asked, where the answer is found, and what to do where an answer ends the form.
        case full
    }

    /// One list, or several where texts stand between: `ol.paper-questions` of `li.paper-question`.
    package let questions: String
    /// Where the answers go, in words, with all addresses spelled out.
    package let channels: String
    /// For the attribute `data-request`, not escaped: what the scripts of a page read.
    package let data: String

    package init(
        _ form: RequestForm, source: SourceText, in surroundings: FormSurroundings,
        detail: Detail = .brief, resolver: inout some LinkResolver
    ) {
        let texts = FormTexts(form, source: source, in: surroundings, resolver: &resolver)
        let writer = PaperWriter(form, FormWriter(form, texts, surroundings), detail: detail)
        questions = writer.questions()
        channels = PaperChannels(form).html()
        data = FormJSON.text(form, page: surroundings.page, isPretty: false)
    }

    /// How many ruled lines a field gets: 1 for what is one line on the screen, 4 to 8 for longer texts. A line on
    /// paper takes about 60 characters.
    static func lines(of field: RequestForm.Field) -> Int {
        guard field.kind == .textarea else { return 1 }
        guard let most = field.maximumLength else { return 5 }
        return min(max(most / 60, 4), 8)
    }
}

private struct PaperWriter {
    private let form: RequestForm
    private let writer: FormWriter
    private let detail: PaperForm.Detail
    /// Conditions name questions by their numbers, which stand before them on paper.
    private let words: ConditionWords

    init(_ form: RequestForm, _ writer: FormWriter, detail: PaperForm.Detail) {
        self.form = form
        self.writer = writer
        self.detail = detail
        words = ConditionWords(
            names: Dictionary(
                form.fields.enumerated().map { ($1.id, "question \($0 + 1)") },
                uniquingKeysWith: { first, _ in first }))
    }

    func questions() -> String {
        var html = ""
        var isInList = false
        var count = 0
        writer.forEachElement { part in
            switch part {
            case .text(let text):
                if isInList { html += "</ol>\n" }
                isInList = false
                html += "<div class=\"paper-text\">\n\(text)</div>\n"
            case .field(let number, let field):
                if !isInList {
                    let start = count > 0 ? " start=\"\(count + 1)\"" : ""
                    html += "<ol class=\"paper-questions\"\(start)>\n"
                }
                isInList = true
                count += 1
                html += question(field, number)
            }
        }
        return html + (isInList ? "</ol>\n" : "")
    }

    private func question(_ field: RequestForm.Field, _ number: Int) -> String {
        let text = writer.texts.fields[number]
        var html = "<li class=\"paper-question\" data-field=\"\(HTMLText.escape(field.id))\">\n"
        html += "<p class=\"paper-label\"><strong>\(HTMLText.escape(field.label))</strong>"
        html += writer.optional(field, class: "paper-optional")
        if !field.options.isEmpty {
            let hint = field.hasManyAnswers ? FormWords.tickMany : FormWords.tickOne
            html += " <span class=\"paper-hint\">\(hint)</span>"
        }
        html += "</p>\n"
        if let condition = field.showIf {
            html +=
                "<p class=\"paper-condition\">\(HTMLText.escape(words.sentence(condition)))</p>\n"
        }
        if let description = text.description {
            html += "<div class=\"paper-text\">\n\(description)</div>\n"
        }
        if detail == .full {
            html += text.why.map { writer.titled(FormWords.why, $0) } ?? ""
            html += text.whereToFind.map { writer.titled(FormWords.whereToFind, $0) } ?? ""
        }
        if field.isSensitive {
            html += "<p class=\"paper-private\">\(FormWords.privateOnPaper)</p>\n"
        }
        html += writer.start(of: field, class: "paper-value")
        var outcomes = writer.outcomes[field.id] ?? []
        html += blank(field, number, &outcomes)
        for outcome in outcomes {
            let condition = "If \(words.clause(form.outcomes[outcome].condition)): "
            html += stop(condition, outcome) + "\n"
        }
        return html + "</li>\n"
    }

    /// Where the answer is written.
    ///
    /// - Parameter outcomes: those behind the field; the ones that need one of its options are taken out, and stand
    ///   below that option.
    private func blank(
        _ field: RequestForm.Field, _ number: Int, _ outcomes: inout [Int]
    ) -> String {
        guard !field.options.isEmpty else {
            let count = PaperForm.lines(of: field)
            let lines = String(repeating: "<span class=\"paper-line\"></span>", count: count)
            return "<div class=\"paper-blank paper-lines lines-\(count)\">\(lines)</div>\n"
        }
        let marks = field.marksOptionalOptions
        var html = "<ul class=\"paper-blank paper-options\">\n"
        for (index, option) in field.options.enumerated() {
            let label = writer.optionHTML(field, number, index, marks)
            html += "<li><span class=\"paper-box\"></span> "
            html += "<span class=\"paper-option\">\(label)</span>"
            var placed: Set<Int> = []
            for outcome in outcomes {
                switch rest(of: form.outcomes[outcome].condition, at: option, of: field) {
                case .otherwise: continue
                case .always: html += stop("", outcome)
                case .condition(let other): html += stop("If \(words.clause(other)): ", outcome)
                }
                placed.insert(outcome)
            }
            outcomes.removeAll { placed.contains($0) }
            html += "</li>\n"
        }
        return html + "</ul>\n"
    }

    /// What has to be true besides an option for an outcome.
    private enum Rest {
        case always
        case condition(RequestForm.Condition)
        /// The outcome does not belong to the option.
        case otherwise
    }

    private func rest(
        of condition: RequestForm.Condition, at option: RequestForm.Field.Option,
        of field: RequestForm.Field
    ) -> Rest {
        switch condition {
        case .isOne(field.id, [option.label]), .has(field.id, option.label): return .always
        case .all(var parts):
            guard
                let own = parts.firstIndex(where: {
                    if case .always = rest(of: $0, at: option, of: field) { true } else { false }
                })
            else { return .otherwise }
            parts.remove(at: own)
            return parts.isEmpty ? .always : .condition(.all(parts))
        default: return .otherwise
        }
    }

    private func stop(_ condition: String, _ outcome: Int) -> String {
        "<div class=\"paper-stop\"><p>\(HTMLText.escape(condition))\(title(of: outcome))</p>\n"
            + advice(outcome) + "</div>"
    }

    private func title(of outcome: Int) -> String {
        let title = form.outcomes[outcome].title
        let end = title.last.map { ".!?…".contains($0) } == true ? "" : "."
        return "<strong>\(HTMLText.escape(title))\(end)</strong>"
    }

    private func advice(_ outcome: Int) -> String {
        detail == .full ? "<div class=\"paper-text\">\n\(writer.texts.outcomes[outcome])</div>" : ""
    }
}
