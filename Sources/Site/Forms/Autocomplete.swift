import Diagnostics

/// The tokens of HTML's attribute `autocomplete` (HTML Living Standard, 4.10.18.7).
enum Autocomplete {
    /// Why a value cannot stand there; nil where it can.
    static func problem(_ text: String) -> (message: String, suggestion: String?)? {
        var tokens = text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
        if tokens == ["on"] || tokens == ["off"] { return nil }
        if tokens.last == "webauthn", tokens.count > 1 { tokens.removeLast() }
        guard let name = tokens.popLast() else { return ("no token stands here", nil) }
        guard fields.contains(name) || contacts.contains(name) else {
            return (
                "`\(YAMLReader.shortened(name))` is no token of `autocomplete`",
                nearestName(to: name, among: fields + contacts)
            )
        }
        if let place = tokens.last, ["home", "work", "mobile", "fax", "pager"].contains(place) {
            guard contacts.contains(name) else {
                return ("`\(place)` stands before telephone numbers and email addresses only", nil)
            }
            tokens.removeLast()
        }
        if tokens.last == "shipping" || tokens.last == "billing" { tokens.removeLast() }
        if let section = tokens.last, section.hasPrefix("section-") { tokens.removeLast() }
        guard let rest = tokens.last else { return nil }
        return ("`\(YAMLReader.shortened(rest))` cannot stand before `\(name)`", nil)
    }

    private static let fields = [
        "name", "honorific-prefix", "given-name", "additional-name", "family-name",
        "honorific-suffix", "nickname", "username", "new-password", "current-password",
        "one-time-code", "organization-title", "organization", "street-address", "address-line1",
        "address-line2", "address-line3", "address-level4", "address-level3", "address-level2",
        "address-level1", "country", "country-name", "postal-code", "cc-name", "cc-given-name",
        "cc-additional-name", "cc-family-name", "cc-number", "cc-exp", "cc-exp-month",
        "cc-exp-year", "cc-csc", "cc-type", "transaction-currency", "transaction-amount",
        "language", "bday", "bday-day", "bday-month", "bday-year", "sex", "url", "photo",
    ]
    private static let contacts = [
        "tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local",
        "tel-local-prefix", "tel-local-suffix", "tel-extension", "email", "impp",
    ]
}
