package import Diagnostics

extension DiagnosticKind {
    package static let linkScheme = DiagnosticKind(
        .error, "link-scheme", title: "A link uses a scheme that is not allowed",
        explanation: """
            Links and images may use `http:`, `https:`, `mailto:` and `tel:`, or no scheme at all for files of \
            the site. Others are refused: `javascript:` and `data:` can run code in the reader's browser, `file:` \
            leads nowhere on another machine. Write the address as text if readers should see it.
            """)
    package static let rawHTML = DiagnosticKind(
        .warning, "raw-html", title: "Raw HTML is shown as text",
        explanation: """
            HTML in Markdown is off, so that a page cannot break the layout, load something from elsewhere or \
            hide a form. The tag is shown to readers as you typed it. Use Markdown or a directive instead; put \
            examples of HTML into a code span or a code block. `markdown: { raw-html: allow }` in `content/site.yml` \
            turns HTML on for the whole site.
            """)
    package static let unclosedComment = DiagnosticKind(
        .error, "unclosed-comment", title: "A comment is never closed",
        explanation: """
            A comment starts with `<!--` and ends with `-->`. Without its end everything after it would be missing \
            from the page without a word. Add the `-->`.
            """)
    package static let missingAlt = DiagnosticKind(
        .warning, "missing-alt", title: "An image has no text alternative",
        explanation: """
            Some readers hear the page or print it without pictures. Say between the brackets what the picture \
            tells: `![The three routes back into an account](routes.svg)`. If it tells nothing, leave it out.
            """)
    package static let multipleTitles = DiagnosticKind(
        .warning, "multiple-h1", title: "The page has more than one level-1 heading",
        explanation: """
            A page has one title, and screen readers take the level-1 heading for it. Start the further ones with \
            `##`. With a `title` in the front matter a page needs no level-1 heading at all.
            """)
    package static let excessCells = DiagnosticKind(
        .warning, "table-excess-cells", title: "A table row has too many cells",
        explanation: """
            The header of a table says how many columns it has, and a row may not have more. What is too much stays \
            visible in the last cell. Often a `|` in the text was not meant as an end of the cell: write `\\|`, also \
            inside code.
            """)
    package static let tangled = DiagnosticKind(
        .error, "tangled",
        title: "A page's tables, footnotes and directives cannot be told from its text",
        explanation: """
            Whether a line is part of a table, a footnote or a directive depends on the lines before it. This page \
            was read several times, and each time one such line turned out to be another. So all of them are shown \
            as text. Mostly a block of code, a comment or a processing instruction is left open.
            """)
    package static let tableColumns = DiagnosticKind(
        .warning, "table-columns",
        title: "A table's header and the line below it have different numbers of columns",
        explanation: """
            A table starts with its header and a line of hyphens with as many columns. Where the numbers differ, both \
            lines and the rows below are plain text. Count the pipes; in a text, write `\\|`.
            """)
    package static let referenceLimit = DiagnosticKind(
        .warning, "reference-limit", title: "A page refers to its link definitions too often",
        explanation: """
            A short reference such as `[a]` can stand for a long address, and a page of many of them would grow \
            without bound. So cmark writes at most as many bytes of addresses as the page has itself, or 100,000 if \
            that is more, and leaves further references as text. Write some of the links out, or split the page.
            """)
    package static let unknownAlert = DiagnosticKind(
        .warning, "unknown-alert", title: "There is no alert of this name",
        explanation: """
            A quote that starts with `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]` is an alert. \
            With any other word it stays a quote, and readers see the word in its brackets.
            """)
    package static let undefinedFootnote = DiagnosticKind(
        .warning, "undefined-footnote", title: "A footnote is referred to, but not written",
        explanation: """
            `[^name]` refers to a footnote whose text stands elsewhere on the page after `[^name]:` at the start of a \
            line. Without that text readers see the brackets. If the brackets are meant as text, put a backslash \
            before the first.
            """)
    package static let unusedFootnote = DiagnosticKind(
        .warning, "unused-footnote", title: "Nothing refers to a footnote",
        explanation: """
            A footnote stands at the end of the page only when something refers to it with `[^name]`. This one is \
            written but never referred to, so that readers do not see it; or only footnotes refer to it to which \
            nothing in the text leads. Mostly one of the two names is misspelt.
            """)
    package static let duplicateFootnote = DiagnosticKind(
        .error, "duplicate-footnote", title: "Two footnotes have the same name",
        explanation: """
            A reference leads to one footnote only, the first of its name; the text of the other would be lost. Give \
            it another name.
            """)
    package static let unknownDirective = DiagnosticKind(
        .error, "unknown-directive", title: "There is no directive of this name",
        explanation: """
            A line of three or more colons and a name opens a directive, and Waymark knows only its own. Mostly \
            the name is misspelt. If the line is meant as text, put a backslash before the first colon.
            """)
    package static let directiveSyntax = DiagnosticKind(
        .error, "directive-syntax", title: "A directive is not written correctly",
        explanation: """
            A directive is opened by `::: name "words" {#id .class key="value"}`, everything after the name being \
            optional, and closed by a line with exactly as many colons. The words and attributes that a directive \
            takes are in the writing guide.
            """)
    package static let unclosedDirective = DiagnosticKind(
        .error, "unclosed-directive", title: "A directive is never closed",
        explanation: """
            Each directive ends with a line of colons, exactly as many as its opener has. Write that line where \
            the directive's content ends. Both must stand in the same list item or quote.
            """)
    package static let strayCloser = DiagnosticKind(
        .error, "stray-closer", title: "A line of colons closes nothing",
        explanation: """
            A line of three or more colons closes the directive whose opener has exactly as many. None is open \
            here. Count the colons, or remove the line.
            """)
    package static let directiveNesting = DiagnosticKind(
        .error, "directive-nesting", title: "A directive inside another needs fewer colons",
        explanation: """
            Inside a directive use fewer colons than its own fence has, so that each closer belongs to one \
            opener beyond doubt: `::::` outside, `:::` inside.
            """)
    package static let unknownDirectiveAttribute = DiagnosticKind(
        .error, "unknown-directive-attribute", title: "A directive has no attribute of this name",
        explanation: """
            Each directive takes an id, classes, and the attributes that it knows. An id is written `{#name}` and a \
            class `{.name}`, not `{id="name"}`. Until the attribute is mended or taken away, readers see the lines of \
            colons and everything between them.
            """)
    package static let directiveContent = DiagnosticKind(
        .error, "directive-content", title: "A directive cannot hold what stands in it",
        explanation: """
            Some directives need content of one kind. `steps` holds one numbered list, or starts with a heading, and \
            each heading of its level is a step. `tabs` holds nothing but `tab`s, one at least. `figure` starts with \
            an image that is alone on its line. Until that is mended, readers see the lines of colons and \
            everything between them.
            """)
    package static let misplacedDirective = DiagnosticKind(
        .error, "misplaced-directive", title: "A directive stands in the wrong place",
        explanation: """
            A `tab` belongs directly inside `tabs`: not inside another directive there, a list or a quote. Open \
            `:::: tabs` around all tabs that readers choose from, and write each as `::: tab "Title"` with fewer \
            colons.
            """)
    package static let emptyCaption = DiagnosticKind(
        .warning, "empty-caption", title: "A figure has no caption",
        explanation: """
            What stands in a `figure` below its image is the caption, which tells readers why they \
            look at the picture. Write one. An image that needs none needs no `figure` around it either.
            """)
    package static let unseparatedTerm = DiagnosticKind(
        .warning, "unseparated-term", title: "A term stands right below a definition",
        explanation: """
            A line below `: definition` continues that definition, although it is not indented, and the `:` line after \
            it then defines the same term once more. Put a blank line between a definition and the next term. If the \
            line does belong to the definition, indent it by two columns.
            """)
    package static let tooManyProblems = DiagnosticKind(
        .error, "too-many-problems", title: "A page has more problems than are shown",
        explanation: """
            Of one page 10,000 problems are reported, which is more than anybody reads. Mostly the file is no page at \
            all: exported HTML, a log or a data file with the name of one. Mend or remove it and build again.
            """)
}

package let markdownDiagnosticKinds: [DiagnosticKind] =
    [
        .pageTooLarge, .nestingTooDeep, .invalidUTF8, .utf16, .nulByte, .linkScheme, .rawHTML,
        .unclosedComment, .missingAlt, .multipleTitles, .excessCells, .tableColumns,
        .referenceLimit, .tangled,
        .unknownAlert, .undefinedFootnote, .unusedFootnote, .duplicateFootnote,
        .unknownDirective,
        .directiveSyntax, .unclosedDirective, .strayCloser, .directiveNesting,
        .unknownDirectiveAttribute, .directiveContent, .misplacedDirective, .emptyCaption,
        .unseparatedTerm, .tooManyProblems,
    ] + attributeDiagnosticKinds + includeDiagnosticKinds + formDirectiveDiagnosticKinds
