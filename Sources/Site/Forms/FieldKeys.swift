import Diagnostics

/// Which keys an element may have, and what is said of one that stands at the wrong place.
enum FieldKeys {
    /// Waymark's own, beside `type`.
    static let ours = [
        "why", "where", "sensitive", "show-if", "pattern", "error", "max-length", "autocomplete",
    ]
    static let beside = ["type", "id", "attributes", "validations"] + ours
    static let attributes = [
        "label", "description", "placeholder", "value", "options", "multiple", "default", "render",
    ]

    /// What GitHub's attribute is for.
    static func takes(_ kind: RequestForm.Field.Kind, _ attribute: String) -> Bool {
        switch attribute {
        case "label", "description": true
        case "placeholder": !kind.hasOptions && kind != .date
        case "value": !kind.hasOptions
        case "options": kind.hasOptions
        case "multiple": kind == .dropdown
        case "default": kind == .dropdown || kind == .radio
        case "render": kind == .textarea
        default: false
        }
    }

    static func hint(_ attribute: String) -> String? {
        switch attribute {
        case "options": "options belong to `dropdown`, `radio` and `checkboxes`"
        case "multiple": "several options can be chosen in `checkboxes` and in a `dropdown`"
        case "default": "a text that stands in a field at first is its `value`"
        case "render": "`render` belongs to `textarea`"
        case "value": "the option chosen at first is `default`, counted from 0"
        default: nil
        }
    }
}

extension YAMLReader {
    mutating func allow(_ keys: [String]) {
        for key in keys { allow(key) }
    }

    /// A key of GitHub's that its element does not use: no reason to refuse a form that GitHub takes.
    mutating func reportUseless(_ key: String, _ type: String, suggestion: String? = nil) {
        allow(key)
        guard let pair = mapping[key] else { return }
        report(
            .uselessKey, at: pair, "`\(key)` has no effect in an element of type `\(type)`",
            suggestion: suggestion)
    }

    mutating func reportMisplaced(_ key: String, _ message: String, suggestion: String? = nil) {
        allow(key)
        guard let pair = mapping[key] else { return }
        report(.misplacedKey, at: pair, message, suggestion: suggestion)
    }
}
