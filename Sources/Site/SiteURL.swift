import HTMLText

/// An address in the site: a path from the site's top, without a leading `/`, not percent-encoded.
///
/// Pages of the pretty style end in `/`, and the home page is the empty path.
package struct SiteURL: Sendable, Hashable {
    package let path: String

    package init(path: String) { self.path = path }

    /// Folders between the address and the site's top: how many `../` lead up there.
    package var depth: Int { path.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) } }

    /// The way from an address of `depth` to the site's top: "", "../", "../../".
    package static func prefix(depth: Int) -> String { String(repeating: "../", count: depth) }

    /// The shortest relative reference from `base` to this address, percent-encoded.
    package func relative(to base: SiteURL) -> String {
        let from = base.path.utf8
        let to = path.utf8
        var i = from.startIndex
        var j = to.startIndex
        var common = to.startIndex
        var rest = from.startIndex
        while i < from.endIndex, j < to.endIndex, from[i] == to[j] {
            let isSlash = from[i] == UInt8(ascii: "/")
            i = from.index(after: i)
            j = to.index(after: j)
            if isSlash {
                common = j
                rest = i
            }
        }
        let up = from[rest...].reduce(0) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) }
        return Self.reference(Self.prefix(depth: up) + (String(to[common...]) ?? ""))
    }

    /// A reference that is right in every page of `depth`, percent-encoded.
    package func fromTop(depth: Int) -> String { Self.reference(Self.prefix(depth: depth) + path) }

    private static func reference(_ path: String) -> String {
        path.isEmpty ? "./" : HTMLText.urlPath(path)
    }
}
