package import Diagnostics
import HTMLText

/// A link or image in a page, as its author wrote it.
package struct LinkUse {
    /// With escapes and references already read by cmark.
    package let destination: String
    package let isImage: Bool
    /// Where it stands; computed only when asked for.
    package let place: () -> Place
    /// The included file that it stands in, as its `IncludeSource` names it; nil for the page's own text.
    package let file: String?
    /// How that file came into the page.
    package let notes: () -> [Diagnostic.Note]

    package init(
        destination: String, isImage: Bool, file: String? = nil,
        notes: @escaping () -> [Diagnostic.Note] = { [] }, place: @escaping () -> Place
    ) {
        self.file = file
        self.notes = notes
        self.destination = destination
        self.isImage = isImage
        self.place = place
    }
}

/// What becomes of a link or image.
package enum LinkResolution: Sendable, Equatable {
    /// Its address in the page.
    case url(String)
    /// The address of a page whose title is known later, and a number for it.
    case page(url: String, number: Int)
    /// An image whose size in CSS pixels is known.
    case image(url: String, width: Int, height: Int)
    /// It leads nowhere: its text stays, the link goes.
    case refused
}

/// Turns the destinations of a page into addresses. The site knows where its pages are; Markdown does not.
package protocol LinkResolver {
    mutating func resolve(_ use: LinkUse) -> (LinkResolution, [Diagnostic])
}

/// Schemes that a link may have. Anything else, `javascript:` and `data:` among them, is refused.
package let allowedLinkSchemes = ["http", "https", "mailto", "tel"]

/// The scheme of an absolute URL, in lower case (RFC 3986 section 3.1); nil for a relative reference.
///
/// Control characters and blanks before and in it are ignored, as browsers do it.
package func urlScheme(of destination: String) -> String? {
    var scheme: [UInt8] = []
    for byte in destination.utf8 where byte > 0x20 {
        if byte == UInt8(ascii: ":") {
            return scheme.isEmpty ? nil : String(decoding: scheme, as: UTF8.self)
        }
        let isDigit = byte >= 0x30 && byte <= 0x39
        guard
            isASCIILetter(byte)
                || !scheme.isEmpty && (isDigit || "+-.".utf8.contains(byte))
        else { return nil }
        scheme.append(isASCIILetter(byte) ? byte | 0x20 : byte)
    }
    return nil
}

/// For a text that stands alone: every address stays as it is, and only schemes are checked. In a text that it
/// includes, relative ones are written as from its own folder.
package struct StandaloneLinks: LinkResolver {
    package init() {}

    package mutating func resolve(_ use: LinkUse) -> (LinkResolution, [Diagnostic]) {
        if let problem = refusedScheme(use) { return (.refused, [problem]) }
        return (.url(Self.rebased(use)), [])
    }

    private static func rebased(_ use: LinkUse) -> String {
        let destination = use.destination
        guard let file = use.file, let end = file.utf8.lastIndex(of: UInt8(ascii: "/")),
            let first = destination.utf8.first, !"/#?".utf8.contains(first),
            urlScheme(of: destination) == nil
        else { return destination }
        return HTMLText.urlPath(String(file[...end])) + destination
    }
}

/// The error for a link whose scheme is not allowed.
package func refusedScheme(_ use: LinkUse) -> Diagnostic? {
    guard let scheme = urlScheme(of: use.destination), !allowedLinkSchemes.contains(scheme) else {
        return nil
    }
    let nearest = nearestName(to: scheme, among: allowedLinkSchemes)
    return Diagnostic(
        .linkScheme, at: use.place(),
        use.isImage
            ? "images may not use `\(scheme):`"
            : "links may not use `\(scheme):`; allowed are http, https, mailto and tel",
        suggestion: use.isImage
            ? "save the picture under `content/assets/` and link to the file"
            : nearest.map { "did you mean `\($0):`?" })
}
