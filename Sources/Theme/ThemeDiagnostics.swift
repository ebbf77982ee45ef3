package import Diagnostics

/// Every kind of problem that a theme can have.
package let themeDiagnosticKinds: [DiagnosticKind] = [
    .templateSyntax, .templateUnknownName, .templateMisusedName, .templateMissingPartial,
    .templateRecursion, .templateUnsupported, .templateNoPolicy, .themeUnknownFile,
]

extension DiagnosticKind {
    package static let templateSyntax = DiagnosticKind(
        .error, "template-syntax", title: "A template cannot be read",
        explanation: """
            A tag has no closing braces, a section such as `{{#owner}}` is never closed or closed by
            another name, or the file is not UTF-8. The template language would guess, and the page would
            lose text without a word.

            Close each tag with as many braces as it opens with, and close sections in the reverse order
            of their opening: `{{#owner}}…{{/owner}}`.
            """)

    package static let templateUnknownName = DiagnosticKind(
        .error, "template-unknown-name", title: "A template uses a name that does not exist",
        explanation: """
            Each layout has a fixed list of names, and each section adds those of the thing it opens: inside
            `{{#next}}` there are `title` and `url`. A name outside of these lists would print nothing,
            on every page.

            Take the name that the message suggests, or move the tag into the section that has it.
            """)

    package static let templateMisusedName = DiagnosticKind(
        .error, "template-misused-name", title: "A name is used in the wrong kind of tag",
        explanation: """
            Text goes into `{{title}}`; ready HTML such as `{{{body}}}` takes three braces, and nothing else
            does: text in three braces could carry markup into the page, HTML in two looks as if
            it were escaped. Lists, parts and yes-or-no names are used as sections:
            `{{#is-draft}}…{{/is-draft}}`. A value inside a tag must stand in double quotes, because only they
            are sure to hold it.

            Write the tag as the message shows it.
            """)

    package static let templateMissingPartial = DiagnosticKind(
        .error, "template-missing-partial",
        title: "A template includes a component that does not exist",
        explanation: """
            `{{>header}}` includes `components/header/header.mustache`, from the site's own theme folder or
            else from the default theme. There is no such file, and its place on the page would stay empty.

            Correct the name, or add the component. To leave a part of the default theme out, override its
            template by an empty file.
            """)

    package static let templateRecursion = DiagnosticKind(
        .error, "template-recursion",
        title: "A component includes itself, or templates nest too deeply",
        explanation: """
            A component that includes itself, directly or through others, would never end. Trees are given to
            templates as flat lists instead: an entry says whether it `opens` a list, and how many `closings`
            follow it; the navigation of the default theme shows how. The same message appears where sections
            and components nest 50 deep or more.
            """)

    package static let templateUnsupported = DiagnosticKind(
        .error, "template-unsupported", title: "A template uses a feature that themes do not have",
        explanation: """
            Templates know values, sections, inverted sections, components and comments. Changed delimiters,
            pragmas, inheritance, transforms, names with dots and components whose name varies are refused:
            they cannot be checked before a page is built, or they hide what a page will hold.

            Use a section or a component in its place.
            """)

    package static let templateNoPolicy = DiagnosticKind(
        .error, "template-no-policy", title: "A layout does not state the content security policy",
        explanation: """
            Every page tells the browser to load nothing from elsewhere and to send nothing anywhere. That is
            what readers are promised, so a layout without this policy is refused.

            Include the component `{{>document-head}}` in the layout's head, or write
            `<meta http-equiv="Content-Security-Policy" content="{{policy}}">` there.
            """)

    package static let themeUnknownFile = DiagnosticKind(
        .warning, "theme-unknown-file", title: "A file in the theme folder is not part of a theme",
        explanation: """
            A theme has `layouts/NAME.mustache`, `components/NAME/NAME.mustache` with `NAME.css` and `NAME.js`
            beside it, `styles/NAME.css`, and anything under `assets/`. Another file is not used, which
            mostly means that its name or folder is misspelt, and that the default is still in place.

            Rename the file, move it under `assets/` if pages should be able to load it, or remove it.
            """)
}
