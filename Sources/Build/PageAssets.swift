// Which styles and scripts a page loads: those of what stands in it.

import Glibc
import Theme

/// The theme's joined styles and scripts, by what needs them.
struct PageAssets: Sendable {
    private var files: [(path: String, classes: Set<[UInt8]>)] = []

    mutating func append(_ path: String, neededBy classes: [String]) {
        files.append((path, Set(classes.map { Array($0.utf8) })))
    }

    /// In the theme's order, but the styles of all pages first: they name the order of layers.
    ///
    /// - Parameter html: all parts of the page that authors have written.
    func paths(for html: [String]) -> (styles: [String], scripts: [String]) {
        var missing = Set(files.indices.filter { !files[$0].classes.isEmpty })
        for part in html {
            forEachFirstClass(in: part) { name in
                for file in missing where files[file].classes.contains(name()) {
                    missing.remove(file)
                }
                return !missing.isEmpty
            }
        }
        let needed = files.indices.filter { !missing.contains($0) }.map { files[$0] }
        let styles = needed.filter { $0.path.hasSuffix(".css") }
        return (
            (styles.filter { $0.classes.isEmpty } + styles.filter { !$0.classes.isEmpty })
                .map(\.path), needed.map(\.path).filter { $0.hasSuffix(".js") }
        )
    }
}

/// Runs over every page: from one equals sign to the next, as fast as memory is read.
///
/// - Parameter body: gets the name, made only if asked for; whether to go on.
private func forEachFirstClass(in html: String, _ body: (() -> [UInt8]) -> Bool) {
    var html = html
    html.withUTF8 { bytes in
        guard let start = bytes.baseAddress else { return }
        let mark = Array("class=\"".utf8)
        var from = 0
        while let found = memchr(start + from, Int32(UInt8(ascii: "=")), bytes.count - from) {
            let equals = start.distance(to: found.assumingMemoryBound(to: UInt8.self))
            from = equals + 1
            guard equals >= mark.count - 2, from < bytes.count,
                memcmp(start + equals - (mark.count - 2), mark, mark.count) == 0
            else { continue }
            let name = bytes[(from + 1)...].prefix { $0 != UInt8(ascii: "\"") && $0 != 0x20 }
            from = name.endIndex
            if !body({ Array(name) }) { return }
        }
    }
}
