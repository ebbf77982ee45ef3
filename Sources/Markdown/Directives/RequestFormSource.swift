// What Markdown knows of request forms: somebody who knows the site's turns them into HTML.

package import Diagnostics

/// Gives the request forms that may stand on one page.
package protocol RequestFormSource: Sendable {
    /// The way from the page to the site's top: "", "../".
    var root: String { get }

    func form(_ name: String) -> RequestFormLookup

    /// The form's HTML on this page; called for forms that are known.
    func html<Resolver: LinkResolver>(
        of name: String, under headingLevel: Int, fedFields: Set<String>,
        options: MarkdownOptions, resolver: inout Resolver
    ) -> RequestFormHTML
}

package enum RequestFormLookup: Sendable {
    case known([RequestFormField])
    /// There is such a file, but it holds no form; that is reported elsewhere.
    case broken
    case missing(nearest: String?)
}

/// A field of a form, as far as a page may name it.
package struct RequestFormField: Sendable {
    package let id: String
    /// The id of its element.
    package let elementID: String
    /// Whether its answer is text that a reader types.
    package let takesText: Bool

    package init(id: String, elementID: String, takesText: Bool) {
        self.id = id
        self.elementID = elementID
        self.takesText = takesText
    }
}

/// What a form becomes on a page.
package struct RequestFormHTML: Sendable {
    package let html: String
    package let ids: Set<String>
    /// Placed in the form's own file.
    package let diagnostics: [Diagnostic]

    package init(html: String, ids: Set<String>, diagnostics: [Diagnostic]) {
        self.html = html
        self.ids = ids
        self.diagnostics = diagnostics
    }
}
