import HTMLText
import Site

/// Where the answers on paper go: in words, for somebody who types them in elsewhere.
struct PaperChannels {
    private let form: RequestForm

    init(_ form: RequestForm) { self.form = form }

    func html() -> String {
        var html = ""
        if let gitHub = form.channels.gitHub {
            let address = FormWriter.address(of: gitHub, title: nil)
            html +=
                "<p>Type it in on GitHub: <a href=\"\(HTMLText.escape(address))\" data-note=\"\">"
            html += "\(HTMLText.escape(address))</a>. "
            html += (gitHub.isPrivate ? FormWords.privatePlace : FormWords.publicPlace) + "</p>\n"
            html += receivers(of: gitHub)
        }
        if let email = form.channels.email {
            html += "<p>\(form.channels.gitHub == nil ? "Send it" : "Or send it") by email to "
            switch email.recipient {
            case .address(let address):
                let link = "mailto:" + HTMLText.urlQuery(address, keepsAt: true)
                html += "<a href=\"\(link)\" data-note=\"\">\(HTMLText.escape(address))</a>"
            case .words(let words): html += HTMLText.escape(words)
            }
            if let subject = email.subject {
                html += HTMLText.escape(", with the subject “\(subject)”")
            }
            html += "." + (email.isPrivate ? " " + FormWords.privatePlace : "") + "</p>\n"
        }
        return html.isEmpty ? "<p>\(FormWords.noChannel)</p>\n" : html
    }

    /// Which answer goes into which box of the form that receives them.
    private func receivers(of gitHub: RequestForm.GitHub) -> String {
        guard !gitHub.fields.isEmpty else { return "" }
        var html = "<ul class=\"paper-receivers\">\n"
        for field in gitHub.fields {
            let source =
                switch field.source {
                case .from(let id): answers([id])
                case .compose(let ids): answers(ids)
                case .byHand: FormWords.byHand
                }
            html += "<li><strong>\(HTMLText.escape(field.label)):</strong> \(source)</li>\n"
        }
        return html + "</ul>\n"
    }

    /// "your answers 1 to 13 and 15"
    private func answers(_ ids: [String]) -> String {
        var parts: [ClosedRange<Int>] = []
        for id in ids {
            guard let number = form.fields.firstIndex(where: { $0.id == id }).map({ $0 + 1 }) else {
                continue
            }
            if let last = parts.last, last.upperBound + 1 == number {
                parts[parts.count - 1] = last.lowerBound...number
            } else {
                parts.append(number...number)
            }
        }
        let words = parts.map {
            switch $0.count {
            case 1: "\($0.lowerBound)"
            case 2: "\($0.lowerBound), \($0.upperBound)"
            default: "\($0.lowerBound) to \($0.upperBound)"
            }
        }
        let isOne = parts.count == 1 && parts[0].count == 1
        return "your answer\(isOne ? "" : "s") \(words.joined(separator: ", "))"
    }
}
