package import Diagnostics

extension DiagnosticKind {
    package static let missingRecipient = DiagnosticKind(
        .error, "missing-recipient", title: "A form does not say where its request goes",
        explanation: """
            `send.github` needs `repository`, written `owner/name`. `send.email` needs either `to` with an address, or \
            `to-words` with the address in words where it may not be spelled in public. Each field of a receiving form \
            needs one of `from`, `compose` and `by-hand`.
            """)
    package static let publicSecret = DiagnosticKind(
        .error, "public-secret", title: "A sensitive answer would go to a public place",
        explanation: """
            A field with `sensitive: true` stays out of every text for a public channel. Here a channel without \
            `private: true` asks for it by name. Take the field out of the channel, or mark the channel as private if \
            only those who may know the answer can read what arrives there.
            """)
    package static let unsentField = DiagnosticKind(
        .warning, "unsent-field", title: "A field's answer goes nowhere",
        explanation: """
            Readers are asked for something that no channel of the form takes: the fields that `send` lists do not \
            name it, or it is sensitive and no channel is private. Name it under `from` or `compose`, or do not ask.
            """)
}

/// All kinds that `send` of a form reports.
let channelDiagnosticKinds: [DiagnosticKind] = [
    .missingRecipient, .publicSecret, .unsentField,
]
