/// What a theme gives to the site besides HTML: its files under `assets/`, its joined styles and scripts.
extension Theme {
    /// A file that pages load: its path in the site, to which the caller adds a hash of the content.
    package struct Asset: Sendable, Equatable {
        /// `assets/waymark.css`
        package let path: String
        package let bytes: [UInt8]
        /// A page needs it only if an element's first class is one of these; where there are none, every page does.
        package var neededBy: [String] = []
    }

    /// The styles of all components but those that only some documents need.
    package static let stylesheetPath = "assets/waymark.css"
    /// The scripts of all components but those that only some pages need.
    package static let scriptPath = "assets/waymark.js"
    package static let iconPath = "assets/favicon.svg"

    /// Styles or scripts for the same things, joined to a file that only pages with such things load.
    private struct Group {
        let path: String
        let components: Set<String>
        let neededBy: [String]
    }

    private static let scriptGroups = [
        Group(
            path: "assets/content.js", components: ["code", "tabs"],
            neededBy: ["code", "tabs"]),
        Group(
            path: "assets/request.js",
            components: [
                "answers", "answer-tools", "checklist", "composed-text", "guard", "hand-over",
                "request",
            ],
            neededBy: ["checklist", "request", "summary"]),
        // Behind the one above, which it uses.
        Group(path: "assets/summary.js", components: ["summary-answers"], neededBy: ["summary"]),
        Group(path: scriptPath, components: [], neededBy: []),
    ]

    private static let styleGroups = [
        Group(path: "assets/whole.css", components: ["whole-page"], neededBy: ["wm-whole-page"]),
        Group(
            path: "assets/summary.css", components: ["paper-form", "summary", "summary-answers"],
            neededBy: ["summary", "paper-form", "paper-questions"]),
        Group(path: stylesheetPath, components: [], neededBy: []),
    ]

    /// Paths that no file of a theme's own may have.
    static let joinedPaths = Set((styleGroups + scriptGroups).map(\.path))

    /// The last group takes what no other has.
    private static func group(of component: String, in groups: [Group]) -> Int {
        groups.firstIndex { $0.components.contains(component) } ?? groups.count - 1
    }

    /// The assets among `files`, sorted by path. There is no script asset where no component of it has a script:
    /// an empty file leaves out the one that it replaces.
    static func assets(of files: [ThemeFile]) -> [Asset] {
        var assets: [Asset] = []
        typealias Part = (order: (Int, String), bytes: [UInt8])
        var styles: [Int: [Part]] = [:]
        var scripts: [Int: [Part]] = [:]
        for file in files {
            switch file.role {
            case .asset: assets.append(Asset(path: file.path, bytes: file.bytes))
            case .style(let name):
                styles[styleGroups.count - 1, default: []].append((styleOrder(name), file.bytes))
            case .componentStyle where file.bytes.isEmpty: continue
            case .componentStyle(let name):
                styles[group(of: name, in: styleGroups), default: []].append(
                    ((componentOrder, name), file.bytes))
            case .componentScript where file.bytes.isEmpty: continue
            case .componentScript(let name):
                scripts[group(of: name, in: scriptGroups), default: []].append(
                    ((componentOrder, name), CompactScript.compact(file.bytes)))
            default: continue
            }
        }
        for (number, parts) in styles {
            let group = styleGroups[number]
            assets.append(
                Asset(
                    path: group.path, bytes: CompactStyles.compact(join(parts)),
                    neededBy: group.neededBy))
        }
        for (number, parts) in scripts {
            let group = scriptGroups[number]
            assets.append(
                Asset(path: group.path, bytes: join(parts), neededBy: group.neededBy))
        }
        return assets.sorted { $0.path < $1.path }
    }

    private static let componentOrder = 3

    /// The order of layers first, then what all others use, then the components; a site's own styles last.
    private static func styleOrder(_ name: String) -> (Int, String) {
        (["layers", "tokens", "base"].firstIndex(of: name) ?? componentOrder + 1, name)
    }

    private static func join(_ parts: [(order: (Int, String), bytes: [UInt8])]) -> [UInt8] {
        var joined: [UInt8] = []
        for part in parts.sorted(by: { $0.order < $1.order }) {
            let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
            joined += part.bytes.starts(with: byteOrderMark) ? part.bytes[3...] : part.bytes[...]
            if joined.last != UInt8(ascii: "\n") { joined.append(UInt8(ascii: "\n")) }
        }
        return joined
    }
}
