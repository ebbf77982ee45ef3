import Diagnostics

/// Reads `send`: where the request goes.
struct ChannelReader {
    /// The form's fields by id.
    let fields: [String: DraftField]
    /// Fields that a receiving form takes by name.
    var taken: Set<String> = []
    /// The ids and labels of receiving fields, where they first stand.
    private var receivingIDs: [String: Located<String>] = [:]
    private var receivingLabels: [String: Located<String>] = [:]

    init(_ fields: [DraftField]) {
        self.fields = Dictionary(
            fields.map { ($0.field.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func read(_ reader: inout YAMLReader) -> RequestForm.Channels {
        var channels = RequestForm.Channels()
        channels.gitHub = reader.group("github") { readGitHub(&$0) } ?? nil
        channels.email = reader.group("email") { readEMail(&$0) } ?? nil
        if channels.gitHub == nil, channels.email == nil, reader.diagnostics.isEmpty {
            reader.reportHere(
                .missingRecipient, "`send` names no channel",
                suggestion: "add `github:` or `email:`, or delete `send:`")
        }
        return channels
    }

    private mutating func readGitHub(_ reader: inout YAMLReader) -> RequestForm.GitHub? {
        let repository = readRepository(&reader)
        let template = readTemplate(&reader)
        let title = reader.filledText("title")?.value.singleLine
        let isPrivate = reader.bool("private")?.value ?? false
        let sync = reader.filePath("sync")
        var received: [RequestForm.ReceivingField] = []
        let places = reader.mapping["fields"]
        for field in reader.groups("fields", { readField(&$0, isPrivate: isPrivate) }) {
            if let field { received.append(field) }
        }
        if let places, case .sequence(let nodes) = places.value.content, nodes.isEmpty {
            reader.report(
                .missingKey, at: places, "`send.github.fields` lists no field",
                suggestion: "delete it where the receiving form is this one")
        }
        guard let repository else { return nil }
        var gitHub = RequestForm.GitHub(repository: repository)
        gitHub.template = template
        gitHub.title = title
        gitHub.isPrivate = isPrivate
        gitHub.sync = sync
        gitHub.fields = received
        return gitHub
    }

    private func readRepository(_ reader: inout YAMLReader) -> Located<String>? {
        guard reader.mapping["repository"] != nil else {
            reader.allow("repository")
            reader.reportHere(
                .missingRecipient, "`send.github` names no repository",
                suggestion: "add a line `repository: owner/name`")
            return nil
        }
        guard let text = reader.filledText("repository") else { return nil }
        let parts = text.value.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        let isSound =
            parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.count <= 100 && !part.elementsEqual(".".utf8)
                    && !part.elementsEqual("..".utf8)
                    && part.allSatisfy { isLetterOrDigit($0) || [0x2D, 0x2E, 0x5F].contains($0) }
            }
        if !isSound {
            let path = text.value.split(separator: "/").suffix(2).joined(separator: "/")
            reader.refuse(
                text,
                "`repository` must be `owner/name`, found `\(YAMLReader.shortened(text.value))`",
                suggestion: text.value.hasPrefix("https://") ? "write `\(path)`" : nil)
        }
        return text
    }

    private func readTemplate(_ reader: inout YAMLReader) -> String? {
        guard let text = reader.filledText("template") else { return nil }
        let name = text.value
        let isPlain =
            !name.hasPrefix(".") && !name.utf8.contains { $0 == 0x2F || $0 == 0x5C || $0 < 0x20 }
        if !isPlain || !(name.hasSuffix(".yml") || name.hasSuffix(".yaml")) {
            reader.refuse(
                text,
                "`template` must be the name of a form's file, found `\(YAMLReader.shortened(name))`",
                suggestion: "write only the name, such as `account-recovery.yml`")
        }
        return name
    }

    private mutating func readField(
        _ reader: inout YAMLReader, isPrivate: Bool
    ) -> RequestForm.ReceivingField? {
        let label = reader.neededLine("label", "this receiving field")
        let gitHubID = reader.filledText("github-id")
        if let id = gitHubID,
            !id.value.utf8.allSatisfy({ isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x5F })
        {
            reader.refuse(id, "`github-id` has characters other than letters, digits, `-` and `_`")
        }
        if let id = gitHubID {
            if RequestForm.gitHubQueryNames.contains(id.value) {
                reader.refuse(
                    id, "no link can fill in `\(id.value)`: GitHub itself reads it in an address",
                    suggestion: "leave `github-id` out here")
            }
            note(
                id, in: \.receivingIDs, .duplicateField,
                "two receiving fields have the id `\(YAMLReader.shortened(id.value))`", &reader)
        }
        if let label {
            note(
                label, in: \.receivingLabels, .refusedByGitHub,
                "two receiving fields have the label `\(YAMLReader.shortened(label.value))`",
                &reader)
        }
        let from = reader.filledText("from")
        let compose = reader.textList("compose")
        let byHand = reader.bool("by-hand")
        let given = ["from", "compose", "by-hand"].filter { reader.mapping[$0] != nil }
        guard given.count == 1 else {
            reader.reportHere(
                .missingRecipient,
                given.isEmpty
                    ? "nothing says what goes into this receiving field"
                    : "\(YAMLReader.list(given, "and")) cannot stand together",
                suggestion: "write one of `from: ID`, `compose: [ID, ID]` and `by-hand: true`")
            return nil
        }
        var source: RequestForm.ReceivingField.Source?
        if let from {
            source = .from(from.value)
            take(from, isPrivate, &reader)
        } else if !compose.isEmpty {
            source = .compose(compose.map(\.value))
            var composed: [String: Located<String>] = [:]
            for id in compose.prefix(YAMLDocument.maximumProblems) {
                take(id, isPrivate, &reader)
                if let first = composed.updateValue(id, forKey: id.value) {
                    reader.reportRepeated(
                        .duplicateField, id, first,
                        "`\(YAMLReader.shortened(id.value))` is composed twice into one field")
                }
            }
        } else if let byHand {
            if !byHand.value {
                reader.refuse(
                    byHand, "`by-hand: false` says nothing about where the answer comes from")
            }
            source = .byHand
        } else if let pair = reader.mapping["compose"], case .sequence = pair.value.content {
            reader.report(.missingKey, at: pair, "`compose` names no field")
        }
        guard let label, let source else { return nil }
        return .init(label: label.value, source: source, gitHubID: gitHubID?.value)
    }

    /// Reports a value that an earlier receiving field has as well.
    private mutating func note(
        _ value: Located<String>, in seen: WritableKeyPath<Self, [String: Located<String>]>,
        _ kind: DiagnosticKind, _ message: String, _ reader: inout YAMLReader
    ) {
        if let first = self[keyPath: seen][value.value] {
            reader.reportRepeated(kind, value, first, message)
        } else {
            self[keyPath: seen][value.value] = value
        }
    }

    private mutating func take(
        _ id: Located<String>, _ isPrivate: Bool, _ reader: inout YAMLReader
    ) {
        guard let field = fields[id.value] else {
            let meant =
                fields.values.filter { $0.field.label == id.value }.map(\.field.id).min()
                ?? nearestName(to: id.value, among: fields.keys)
            reader.diagnostics.append(
                Diagnostic(
                    .unknownField, at: id.place(in: reader.source),
                    "the form has no field `\(YAMLReader.shortened(id.value))`",
                    suggestion: meant.map { "did you mean `\($0)`?" }
                        ?? "fields are named by their `id`",
                    notes: fields.values.filter { !$0.field.hasExplicitID }
                        .min { $0.place.offset < $1.place.offset }
                        .map { [$0.noteOfMissingID(in: reader.source)] } ?? []))
            return
        }
        taken.insert(id.value)
        if field.field.isSensitive, !isPrivate {
            reader.diagnostics.append(
                Diagnostic(
                    .publicSecret, at: id.place(in: reader.source),
                    "`\(id.value)` is sensitive, and this channel is not private",
                    suggestion: "take it out, or add `private: true` to the channel"))
        }
    }

    private func readEMail(_ reader: inout YAMLReader) -> RequestForm.EMail? {
        let address = reader.filledText("to")
        let words = reader.filledText("to-words")
        let subject = reader.filledText("subject")?.value.singleLine
        let isPrivate = reader.bool("private")?.value ?? false
        let given = ["to", "to-words"].filter { reader.mapping[$0] != nil }
        if given.count != 1 {
            reader.reportHere(
                .missingRecipient,
                given.isEmpty
                    ? "`send.email` does not say to whom"
                    : "`to` and `to-words` cannot stand together",
                suggestion: given.isEmpty
                    ? "add a line `to: name@example.org`, or `to-words:` where the address may not be spelled"
                    : "keep `to` for a link, or `to-words` where the address may not be spelled")
        }
        if let address, !isPlausibleAddress(address.value) {
            reader.refuse(
                address,
                "`to` must be one email address, found `\(YAMLReader.shortened(address.value))`",
                suggestion: "write it as `name@example.org`; words belong into `to-words`")
        }
        let recipient =
            address.map { RequestForm.EMail.Recipient.address($0.value) }
            ?? words.map { .words($0.value.singleLine) }
        guard let recipient else { return nil }
        var email = RequestForm.EMail(recipient: recipient)
        email.subject = subject
        email.isPrivate = isPrivate
        return email
    }
}

extension YAMLReader {
    fileprivate mutating func reportRepeated(
        _ kind: DiagnosticKind, _ value: Located<String>, _ first: Located<String>,
        _ message: String
    ) {
        diagnostics.append(
            Diagnostic(
                kind, at: value.place(in: source), message,
                notes: [.init("it is first given here", at: first.place(in: source))]))
    }
}
