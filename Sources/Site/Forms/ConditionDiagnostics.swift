package import Diagnostics

extension DiagnosticKind {
    package static let conditionSyntax = DiagnosticKind(
        .error, "condition-syntax", title: "A condition is not written correctly",
        explanation: """
            A condition is `FIELD is OPTION`, `FIELD is one of OPTION, OPTION` or `FIELD has OPTION`, where the field \
            stands by its id. Options with commas or quotes stand in double quotes. Conditions are joined by groups of \
            one key: `{all: [...]}`, `{any: [...]}`, `{not: ...}`. Inside `[...]` a condition that has a comma stands \
            in quotes as a whole.
            """)
    package static let conditionField = DiagnosticKind(
        .error, "condition-field", title: "A condition names a field that it cannot ask",
        explanation: """
            A condition can only ask fields that the reader has met already, and only those with options: `dropdown`, \
            `radio` and `checkboxes`. So each field's condition names fields above it. `is` asks for the one option of \
            a `radio` or `dropdown`, `has` for one among several of `checkboxes` or of a `dropdown` with `multiple: true`.
            """)
    package static let unknownField = DiagnosticKind(
        .error, "unknown-field", title: "A field is named that the form does not have",
        explanation: """
            Fields are named by their `id`, not by their label. A field without an id of its own has one made from the \
            words of its label in lower case, with `-` between them.
            """)
    package static let unknownOption = DiagnosticKind(
        .error, "unknown-option", title: "A condition names an option that its field does not have",
        explanation: """
            Options are compared letter by letter, capitals and signs included. An option that was reworded must be \
            reworded in each condition, too. The message names the nearest option.
            """)
    package static let neverShown = DiagnosticKind(
        .error, "never-shown", title: "A field or an outcome can never show",
        explanation: """
            All ways through the form were tried, and on none of them does the condition hold while the field or \
            outcome is still ahead: it contradicts itself, asks a field that is hidden whenever it matters, holds only \
            while a required field is not answered yet, or stands below an outcome that always ends the form first. A \
            field of that sort is never in a request.
            """)
    package static let earlyOutcome = DiagnosticKind(
        .warning, "early-outcome", title: "An outcome shows before anything is answered",
        explanation: """
            A question that is not answered yet is no option, so `not` holds for it: the form says that no request is \
            needed, and hides all below, before its reader has said anything. Name the answers that lead to the \
            outcome, or ask for one more with `all`.
            """)
    package static let tooComplex = DiagnosticKind(
        .error, "too-complex", title: "The conditions of a form are too many to check",
        explanation: """
            Waymark tries all ways through a form to prove that each field can show, up to 10,000 of them. This form \
            has more. Boxes count most, since each that a condition names doubles the ways: use a `radio` where one \
            answer is enough, end paths early with an `outcome`, or split the form.
            """)
}

/// All kinds that conditions of a form report.
let conditionDiagnosticKinds: [DiagnosticKind] = [
    .conditionSyntax, .conditionField, .unknownField, .unknownOption, .neverShown, .earlyOutcome,
    .tooComplex,
]
