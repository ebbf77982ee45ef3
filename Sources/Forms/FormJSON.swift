import HTMLText
package import Site

/// A form as its scripts read it, and as `waymark form --as json` prints it.
package enum FormJSON {
    /// Grows when a reader of an older version would misread what is written.
    package static let version = 1

    /// - Parameter page: nil where the form stands on none; then nothing is said of it.
    package static func text(_ form: RequestForm, page: FormPage?, isPretty: Bool) -> String {
        var json = JSONWriter(isPretty: isPretty)
        json.object { json in
            json.add("version", version)
            json.add("id", form.id)
            json.add("name", form.name)
            json.add("description", form.description)
            json.add("title", form.title)
            json.add("keepDays", form.keepDays)
            json.add("signed", form.isSigned)
            json.addList("fields", form.fields) { $0.write($1) }
            json.addList("outcomes", form.outcomes) { json, outcome in
                json.object {
                    $0.add("when", outcome.condition)
                    $0.add("after", outcome.lastField)
                    $0.add("title", outcome.title)
                }
            }
            json.addList("neverShare", form.neverShare) { json, rule in
                json.object {
                    $0.add("text", rule.words)
                    $0.add("pattern", rule.pattern)
                }
            }
            json.addObject("send") { $0.add(form.channels, title: form.title) }
            if let page {
                json.addObject("page") {
                    $0.add("root", page.root)
                    $0.add("guide", page.guide)
                    $0.add("revision", page.revision)
                    $0.add("address", page.address)
                }
            }
        }
        return json.text
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ field: RequestForm.Field) {
        object { json in
            json.add("id", field.id)
            json.add("type", field.kind.rawValue)
            json.add("label", field.label)
            json.add("required", field.isRequired)
            json.add("multiple", field.hasManyAnswers)
            json.addList("options", field.options) { json, option in
                json.object {
                    $0.add("label", option.label)
                    $0.add("required", option.isRequired)
                }
            }
            json.add("value", field.value ?? field.defaultLabel)
            json.add("render", field.render)
            json.add("sensitive", field.isSensitive)
            json.add("showIf", field.showIf)
            json.add("pattern", field.pattern)
            json.add("error", field.error)
            json.add("maxLength", field.maximumLength)
            json.add("hash", field.fingerprint)
            json.add("githubId", field.linkID)
            if let shape = field.shape {
                json.add("looks", shape.pattern)
                json.add("like", shape.words)
            }
        }
    }

    fileprivate mutating func add(_ name: String, _ condition: RequestForm.Condition?) {
        guard let condition else { return addNull(name) }
        addValue(name) { $0.write(condition) }
    }

    /// Conditions come from YAML, whose depth is bounded.
    private mutating func add(_ name: String, _ conditions: [RequestForm.Condition]) {
        addList(name, conditions) { $0.write($1) }
    }

    private mutating func write(_ condition: RequestForm.Condition) {
        object { json in
            switch condition {
            case .isOne(let field, let options):
                json.add("field", field)
                json.add("is", options)
            case .has(let field, let option):
                json.add("field", field)
                json.add("has", option)
            case .all(let parts): json.add("all", parts)
            case .any(let parts): json.add("any", parts)
            case .not(let part): json.add("not", part)
            }
        }
    }

    /// - Parameter title: what the request's title starts with where the channel names none.
    fileprivate mutating func add(_ channels: RequestForm.Channels, title: String?) {
        if let gitHub = channels.gitHub {
            addObject("github") { json in
                json.add("repository", gitHub.repository.value)
                json.add("template", gitHub.template)
                json.add("title", gitHub.title ?? title)
                json.add("private", gitHub.isPrivate)
                json.addList("fields", gitHub.fields) { $0.write($1) }
            }
        } else {
            addNull("github")
        }
        if let email = channels.email {
            addObject("email") { json in
                switch email.recipient {
                case .address(let address):
                    json.add("to", address)
                    json.addNull("toWords")
                case .words(let words):
                    json.addNull("to")
                    json.add("toWords", words)
                }
                json.add("subject", email.subject)
                json.add("private", email.isPrivate)
            }
        } else {
            addNull("email")
        }
    }

    private mutating func write(_ field: RequestForm.ReceivingField) {
        object { json in
            json.add("label", field.label)
            switch field.source {
            case .from(let id): json.add("from", id)
            case .compose(let ids): json.add("compose", ids)
            case .byHand: json.add("byHand", true)
            }
            if let id = field.gitHubID { json.add("githubId", id) }
        }
    }
}

extension RequestForm.Field {
    /// The option that is chosen at first; nil where none is.
    fileprivate var defaultLabel: String? {
        defaultOption.flatMap { options.indices.contains($0) ? options[$0].label : nil }
    }

    /// By what a link fills in this field of the form on GitHub; nil where it cannot. GitHub fills in text only, and
    /// has other uses for some names: https://docs.github.com/en/issues/tracking-your-work-with-issues/creating-an-issue
    fileprivate var linkID: String? {
        hasExplicitID && options.isEmpty && !RequestForm.gitHubQueryNames.contains(id) ? id : nil
    }

    /// What an answer of this kind looks like, as a regular expression, and what is said where it does not.
    fileprivate var shape: (pattern: String, words: String)? {
        switch kind {
        case .email:
            (#"^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$"#, "an email address looks like alice@example.org")
        case .number: (#"^[-+]?(?:\d+(?:[.,]\d+)*|[.,]\d+)$"#, "it must be a number")
        case .url:
            (
                "^[hH][tT][tT][pP][sS]?://[^\\s/?#]",
                "a web address begins with https:// or http://"
            )
        case .date: (#"^(?:19|[2-9]\d)\d\d-"#, "it must be a real date, like 2026-11-21")
        default: nil
        }
    }

    /// Eight hexadecimal digits over label, type and options (FNV-1a, 32 bits): an answer that was saved under
    /// others answers another question.
    var fingerprint: String {
        var hash: UInt32 = 0x811C_9DC5
        func add(_ byte: UInt8) { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        for part in [label, kind.rawValue, hasManyAnswers ? "many" : "one"] + options.map(\.label) {
            for byte in part.utf8 { add(byte) }
            add(0)
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}
