import Diagnostics

extension FormDraft {
    /// Reads `send` and `never-share`, and reports fields whose answers no channel takes.
    mutating func readChannels(_ reader: inout YAMLReader) {
        var channels = ChannelReader(fields)
        let before = reader.diagnostics.count
        form.channels = reader.group("send") { channels.read(&$0) } ?? RequestForm.Channels()
        if reader.diagnostics.count == before { checkUnsent(channels.taken, &reader) }
        form.neverShare = readNeverShare(&reader)
    }

    /// Without `send` readers copy all answers, but for sensitive ones.
    private func checkUnsent(_ taken: Set<String>, _ reader: inout YAMLReader) {
        let (gitHub, email) = (form.channels.gitHub, form.channels.email)
        guard gitHub != nil || email != nil else { return }
        let takesAll = email != nil || gitHub?.fields.isEmpty == true
        let takesSecrets =
            email?.isPrivate == true
            || gitHub.map { $0.isPrivate && $0.fields.isEmpty } == true
        var reported = 0
        for draft in fields where !taken.contains(draft.field.id) {
            guard draft.field.isSensitive ? !takesSecrets : !takesAll else { continue }
            reported += 1
            guard reported <= YAMLDocument.maximumProblems else { return }
            reader.report(
                .unsentField, at: draft.place,
                draft.field.isSensitive
                    ? "`\(draft.field.id)` is sensitive, and no private channel takes it"
                    : "no field of `send.github.fields` takes `\(draft.field.id)`",
                suggestion: draft.field.isSensitive
                    ? "mark a channel with `private: true`, or do not ask"
                    : "name it under `from` or `compose`, or do not ask")
        }
    }

    private func readNeverShare(_ reader: inout YAMLReader) -> [RequestForm.NeverShare] {
        guard let pair = reader.pair("never-share") else { return [] }
        guard case .sequence(let nodes) = pair.value.content else {
            reader.refuseType(pair, "a list of texts")
            return []
        }
        var rules: [RequestForm.NeverShare] = []
        let start = reader.diagnostics.count
        for (index, node) in nodes.enumerated() {
            guard reader.diagnostics.count - start < YAMLDocument.maximumProblems else { break }
            switch node.content {
            case .mapping(let mapping):
                let rule = reader.nested(mapping, node.offset, path: "never-share[\(index + 1)].") {
                    reader in
                    let words = reader.neededLine("text", "this rule")?.value
                    let pattern = reader.pattern("pattern", isSearched: true)
                    return words.map { RequestForm.NeverShare(words: $0, pattern: pattern) }
                }
                if let rule { rules.append(rule) }
            case .scalar(let text, _) where !text.trimmed.isEmpty:
                rules.append(.init(words: text.singleLine))
            case .scalar:
                reader.report(
                    .invalidValue, at: node, "item \(index + 1) of `never-share` is empty")
            default:
                reader.refuseItem(
                    "never-share", index, node, "a text, or a group with `text` and `pattern`")
            }
        }
        return rules
    }
}
