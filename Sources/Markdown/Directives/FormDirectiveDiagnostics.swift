import Diagnostics

extension DiagnosticKind {
    static let unknownForm = DiagnosticKind(
        .error, "unknown-form", title: "There is no request form of this name",
        explanation: """
            `::: request NAME` shows the form in `content/forms/NAME.yml`. Correct the name, or write the form. \
            Only pages of a site can show forms, so `waymark render` refuses them.
            """)
    static let repeatedForm = DiagnosticKind(
        .error, "repeated-form", title: "A request form is on a page twice",
        explanation: """
            A reader's answers are kept once for each form, and two copies on one page would overwrite each other. \
            Keep one, and link to it: its id is `request-NAME`.
            """)
    static let repeatedTask = DiagnosticKind(
        .error, "repeated-task", title: "Two tasks of a checklist have the same words",
        explanation: """
            A tick is kept by the words of its task, so that it stays where it was when other tasks come and go. Two \
            tasks of the same words cannot be told apart. Say what differs, or give one an id at its end: `{#id}`.
            """)
    static let taskBox = DiagnosticKind(
        .warning, "task-box", title: "A box of a checklist is not written as one",
        explanation: """
            A task is written `- [ ] What to do`: a hyphen, a blank, an opening bracket, one blank or an `x`, a closing \
            bracket, a blank. Without one of them, the line is shown as text, and readers cannot tick it. A backslash \
            before the bracket says that text is meant.
            """)
    static let checklistFeeds = DiagnosticKind(
        .error, "checklist-feeds", title: "A checklist feeds a field that is not there",
        explanation: """
            `feeds="FIELD"` puts the tasks that are done into a field of the request form on the same page. It names \
            the `id` of a field of type `input` or `textarea`; where a page has several forms, write `FORM.FIELD`.
            """)
}

let formDirectiveDiagnosticKinds: [DiagnosticKind] = [
    .unknownForm, .repeatedForm, .repeatedTask, .taskBox, .checklistFeeds,
]
