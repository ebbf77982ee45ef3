package import Diagnostics

extension DiagnosticKind {
    package static let missingTitle = DiagnosticKind(
        .error, "missing-title", title: "The page has no title",
        explanation: """
            The title stands in the browser's tab, in the navigation and in search results. Write `title:` in the \
            front matter, or start the page with a level-1 heading: `# Forgotten password`.
            """)
    package static let missingHome = DiagnosticKind(
        .error, "missing-home", title: "The site has no home page",
        explanation: """
            A site starts at `content/index.md` (or `content/README.md`). Without it the site's address shows \
            nothing. Create the file with a title and a first paragraph.
            """)
    package static let missingConfiguration = DiagnosticKind(
        .error, "missing-configuration", title: "The site has no configuration",
        explanation: """
            `content/site.yml` names the site, and every page shows that name. One line is enough: `title: My guide`.
            """)
    package static let twoIndexPages = DiagnosticKind(
        .error, "two-index-pages", title: "A folder has both index.md and README.md",
        explanation: """
            Either of them is the page of its folder, so with both nobody can tell which one readers see. Keep \
            one; rename the other if it is a page of its own.
            """)
    package static let brokenLink = DiagnosticKind(
        .error, "broken-link", title: "A link leads nowhere",
        explanation: """
            Links are written to files, relative to the file they stand in: `[Reset](../recover/reset.md#limits)`. \
            Waymark checks that the file exists in `content/` and turns the path into the address of its page. Names \
            are case-sensitive. A folder is linked by its `index.md`.
            """)
    package static let brokenAnchor = DiagnosticKind(
        .error, "broken-anchor", title: "A link's anchor is not on the page",
        explanation: """
            The part after `#` is the id of a heading: the one written as `{#id}`, else the heading's text in lower \
            case with hyphens for spaces, as on GitHub. The page exists, but has no such id. Headings that were \
            reworded change their id; give those that others link to an explicit one.
            """)
    package static let linkToDraft = DiagnosticKind(
        .error, "link-to-draft", title: "A published page links to a draft",
        explanation: """
            The page behind the link has `draft: true`, so that it is not part of this build and readers would \
            meet an error. Publish it, or take the link out. `waymark build -D` includes drafts.
            """)
    package static let absoluteLink = DiagnosticKind(
        .error, "absolute-link", title: "A link starts with a slash",
        explanation: """
            A site may live under any path, so `/recover/` would leave it. Write links relative to the file they \
            stand in; Waymark turns them into addresses that work everywhere.
            """)
    package static let remoteImage = DiagnosticKind(
        .error, "remote-image", title: "An image comes from another site",
        explanation: """
            Pages load nothing from elsewhere: a picture from another host tells that host who reads the page, and \
            the page's policy blocks it. Save the picture under `content/assets/` and link to the file.
            """)
    package static let slugOfHome = DiagnosticKind(
        .error, "slug-of-home", title: "The home page cannot have a slug",
        explanation: """
            A slug replaces the last part of a page's address, and the home page's address has no parts. Remove \
            `slug` from its front matter.
            """)
    package static let misnamedPage = DiagnosticKind(
        .warning, "misnamed-page", title: "A file looks like a page but is not one",
        explanation: """
            Pages are files that end in `.md`, in lower case. This one is not published. Rename it, or start its \
            name with `_` if it is not meant to be a page.
            """)
}

package let siteDiagnosticKinds: [DiagnosticKind] = [
    .missingTitle, .missingHome, .missingConfiguration, .twoIndexPages, .brokenLink, .brokenAnchor,
    .linkToDraft, .absoluteLink, .remoteImage, .slugOfHome, .misnamedPage,
]
