// What stands on the page without script: the questions, and a text to edit and copy by hand.

import HTMLText
import Markdown
import Site

extension FormWriter {
    func plain() -> String {
        "<div class=\"request-plain\">\n\(questions())\(neverShare())\(template())\(channels())</div>\n"
    }

    /// What stands in a document of many pages: nothing in it is a control. Links to the form and to its fields
    /// lead to it and to its questions.
    func still() -> String {
        "<div class=\"request-plain\"\(placed(ids.form))>\n\(questions())\(neverShare())\(channels())</div>"
    }

    private func placed(_ id: String) -> String {
        " id=\"\(HTMLText.escape(surroundings.options.placedID(id)))\""
    }

    private func questions() -> String {
        var html = ""
        var number = 0
        var isInList = false
        func endList() {
            if isInList { html += "</ol>\n" }
            isInList = false
        }
        forEachElement { part in
            switch part {
            case .text(let text):
                endList()
                html += "<div class=\"request-text\">\n\(text)</div>\n"
            case .field(let index, let field):
                if !isInList {
                    let start = number > 0 ? " start=\"\(number + 1)\"" : ""
                    html += "<ol class=\"request-questions\"\(start)>\n"
                }
                isInList = true
                number += 1
                html += question(field, index)
            }
        }
        endList()
        return html
    }

    private func question(_ field: RequestForm.Field, _ number: Int) -> String {
        let text = texts.fields[number]
        let isStill = surroundings.options.joined != nil
        let own = ids.fields[number]
        var html = "<li class=\"request-question\"\(isStill ? placed(own.outer) : "")>\n"
        html +=
            "<p class=\"request-question-label\"\(isStill ? placed(own.control) : "")>\(HTMLText.escape(field.label))"
        html += optional(field, class: "request-optional") + "</p>\n"
        if let condition = field.showIf {
            html +=
                "<p class=\"request-condition\">\(HTMLText.escape(words.sentence(condition)))</p>\n"
        }
        html += text.description ?? ""
        html += text.why.map { titled(FormWords.why, $0) } ?? ""
        html += text.whereToFind.map { titled(FormWords.whereToFind, $0) } ?? ""
        if field.isSensitive { html += "<p class=\"field-private\">\(FormWords.sensitive)</p>\n" }
        html += start(of: field, class: "request-value")
        if !field.options.isEmpty {
            let marks = field.marksOptionalOptions
            html += "<ul class=\"request-options\">\n"
            for index in field.options.indices {
                html += "<li>\(optionHTML(field, number, index, marks))</li>\n"
            }
            html += "</ul>\n"
        }
        for outcome in outcomes[field.id] ?? [] {
            let condition = words.clause(form.outcomes[outcome].condition)
            html += "<div class=\"request-outcome\">\n"
            html += "<p class=\"request-condition\">\(HTMLText.escape("If \(condition):"))</p>\n"
            html += outcomeTitle(outcome) + texts.outcomes[outcome] + "</div>\n"
        }
        return html + "</li>\n"
    }

    private func template() -> String {
        let text = FormText.template(form, as: FormText.kind(for: form), page: surroundings.page)
        let lines = text.utf8.count { $0 == 0x0A }
        // The first line end behind the tag is none of the text (HTML, 13.1.2.5).
        return """
            <p><label for="\(ids.template)">\(FormWords.template)</label></p>
            <textarea id="\(ids.template)" class="request-template" rows="\(min(max(lines, 8), 30))">
            \(HTMLText.escape(text))</textarea>

            """
    }

    // MARK: Where to send it

    private func channels() -> String {
        var html = ""
        if let gitHub = form.channels.gitHub {
            let repository = gitHub.repository.value
            html += "<p class=\"request-where\">Send it on GitHub: "
            html +=
                "<a href=\"\(HTMLText.escape(Self.address(of: gitHub, title: gitHub.title ?? form.title)))\">"
            html += gitHub.template == nil ? "a new issue in " : "the form of "
            html += "\(HTMLText.escape(repository))</a>. "
            html += gitHub.isPrivate ? FormWords.privatePlace : FormWords.publicPlace
            let byHand = gitHub.fields.filter { $0.source == .byHand }.map { "“\($0.label)”" }
            if !byHand.isEmpty {
                html +=
                    " Tick or choose there yourself: \(HTMLText.escape(byHand.joined(separator: ", ")))."
            }
            html += "</p>\n"
        }
        if let email = form.channels.email {
            let start = form.channels.gitHub == nil ? "Send it" : "Or send it"
            html += "<p class=\"request-where\">\(start) by email to "
            switch email.recipient {
            case .address(let address):
                let subject = email.subject.map { "?subject=" + HTMLText.urlQuery($0) } ?? ""
                html += "<a href=\"mailto:\(HTMLText.urlQuery(address, keepsAt: true))\(subject)\">"
                html += "\(HTMLText.escape(address))</a>"
            case .words(let words): html += HTMLText.escape(words)
            }
            html += ". " + (email.isPrivate ? FormWords.privatePlace : "")
            html += privateAnswers(for: email) + "</p>\n"
        }
        return html.isEmpty ? "<p class=\"request-where\">\(FormWords.noChannel)</p>\n" : html
    }

    /// What a private email needs, and the one text to copy does not ask, because it may go to a public place.
    private func privateAnswers(for email: RequestForm.EMail) -> String {
        guard surroundings.options.joined == nil, email.isPrivate,
            let gitHub = form.channels.gitHub, !gitHub.isPrivate
        else { return "" }
        let labels = form.fields.filter(\.isSensitive).map { "“\($0.label)”" }
        guard !labels.isEmpty else { return "" }
        return " Add there what the text above leaves out: "
            + "\(HTMLText.escape(labels.joined(separator: ", ")))."
    }

    /// - Parameter title: what the request's title starts with; nil for an address that people type.
    static func address(of gitHub: RequestForm.GitHub, title: String?) -> String {
        var values: [String] = []
        if let template = gitHub.template {
            values.append("template=" + HTMLText.urlQuery(template))
        }
        if let title, !title.isEmpty {
            values.append("title=" + HTMLText.urlQuery(title))
        }
        return "https://github.com/\(HTMLText.urlPath(gitHub.repository.value))/issues/new"
            + (values.isEmpty ? "" : "?" + values.joined(separator: "&"))
    }
}
