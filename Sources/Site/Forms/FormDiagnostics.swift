package import Diagnostics

extension DiagnosticKind {
    package static let notAForm = DiagnosticKind(
        .error, "not-a-form", title: "A file in content/forms/ is no form",
        explanation: """
            A form is a file of `key: value` lines with at least `name`, `description` and `body`, as GitHub's issue \
            forms have them. The file is empty, holds something else, or is a file for another purpose. Move it out of \
            `content/forms/`, or write the form.
            """)
    package static let emptyForm = DiagnosticKind(
        .error, "empty-form", title: "A form asks nothing",
        explanation: """
            The list `body` holds what the form shows from top to bottom, and at least one element must be a question: \
            without one there is nothing to send. GitHub refuses such a form, too.
            """)
    package static let formSize = DiagnosticKind(
        .error, "form-too-large", title: "A form has too many elements",
        explanation: """
            A form may have at most 1,000 elements; nobody fills in more. Split it, or look for a text that became \
            many list items by mistake.
            """)
    package static let unknownElement = DiagnosticKind(
        .error, "unknown-element", title: "An element of a form has an unknown type",
        explanation: """
            `type` says what an element is: `markdown`, `input`, `textarea`, `dropdown`, `checkboxes`, as on GitHub, or \
            `radio`, `date`, `email`, `url`, `number`, which Waymark adds. Nothing can be shown for another word.
            """)
    package static let duplicateField = DiagnosticKind(
        .error, "duplicate-field", title: "Two fields of a form have the same id",
        explanation: """
            Answers are kept, and conditions and `send` name fields, by id: with one id twice, nobody can tell which \
            is meant. Give one of them another id. Fields without an id get one of their own from their label. In \
            `send`, two fields of the receiving form with one id, and an answer that goes into one field twice, are \
            reported as well.
            """)
    package static let duplicateOption = DiagnosticKind(
        .error, "duplicate-option", title: "A field has the same option twice",
        explanation: """
            Options are known by their label, so a reader could not tell two equal ones apart, and neither could the one \
            who reads the request. Delete one, or say what makes it different.
            """)
    package static let misplacedKey = DiagnosticKind(
        .error, "misplaced-key", title: "A key has no meaning for this kind of field",
        explanation: """
            The key exists, but not for a field of this type, or not in this group: `options` belong to choices, \
            `pattern` and `max-length` to what is typed, GitHub's keys into `attributes`, Waymark's own beside `type`. \
            Without an effect it would only look as if it did something.
            """)
    package static let uselessKey = DiagnosticKind(
        .warning, "useless-key", title: "A key of GitHub's has no effect here",
        explanation: """
            The key is one of GitHub's schema, but the element is of a type that does not use it. Delete it, or change \
            the type.
            """)
    package static let refusedByGitHub = DiagnosticKind(
        .warning, "refused-by-github", title: "GitHub would refuse this form",
        explanation: """
            Waymark can show the form, but GitHub has a rule against what stands here: two fields with one label, or a \
            dropdown with an option `None`, which GitHub adds itself, or no question whose answer may be public. That \
            matters when the form is copied there.
            """)
    package static let uploadField = DiagnosticKind(
        .warning, "upload-field", title: "A page without a server takes no files",
        explanation: """
            GitHub's element `upload` sends a file to GitHub. Nothing leaves a reader's browser by itself here, and a \
            text carries no file, so the field is shown as an optional text. Say in its description how the file gets \
            to you.
            """)
    package static let githubSpelling = DiagnosticKind(
        .remark, "github-spelling", title: "GitHub reads this, but it is better written otherwise",
        explanation: """
            A key with nothing behind it, or `yes` for `true`: GitHub's reader of YAML takes them, so nothing is wrong. \
            Written out, people and other tools understand it the same way.
            """)
    package static let fieldID = DiagnosticKind(
        .error, "field-id", title: "An id of a field has characters that it cannot have",
        explanation: """
            Ids are made of the letters A to Z and a to z, digits, `-` and `_`, as on GitHub. They stand in addresses \
            and in conditions; readers never see them. What readers see is the `label`.
            """)
    package static let formWording = DiagnosticKind(
        .warning, "form-wording", title: "A text of a form helps its readers less than it could",
        explanation: """
            Texts beside a field are read by people in a hurry, and some have them read aloud. Say why a thing is asked \
            in a few sentences, and say in an error what to do: "Enter your user name" and not "This field is required".
            """)
    package static let formAdvice = DiagnosticKind(
        .remark, "form-advice", title: "A field could be easier to fill in",
        explanation: """
            A hint is one short sentence without links, because screen readers read it out in one go with the label. A \
            placeholder vanishes with the first letter typed, so it can give an example, but neither be the label nor \
            hold instructions. These are remarks, shown with `-v`: forms written for GitHub stay as they are.
            """)
}

/// All kinds that reading a request form reports, next to those of YAML.
package let requestFormDiagnosticKinds: [DiagnosticKind] =
    formDiagnosticKinds + conditionDiagnosticKinds + channelDiagnosticKinds + [.patternSyntax]

private let formDiagnosticKinds: [DiagnosticKind] = [
    .notAForm, .emptyForm, .formSize, .unknownElement, .duplicateField, .duplicateOption,
    .misplacedKey, .uselessKey, .refusedByGitHub, .uploadField, .githubSpelling, .fieldID,
    .formWording, .formAdvice,
]
