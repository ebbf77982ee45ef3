/// Goes from path to path below one folder and keeps the folders on the way open: over sorted paths
/// each folder is opened once.
struct FolderCursor {
    private let root: OpenFolder
    private var current: [UInt8] = []
    private var open: [(end: Int, folder: OpenFolder)] = []

    init(_ root: OpenFolder) { self.root = root }

    enum Found {
        case folder(OpenFolder)
        case missing
        /// Something that is no folder stands in the way: its path.
        case obstacle(OutputPath)
    }

    /// The folder that holds `path`, if it is there.
    mutating func folder(holding path: OutputPath) throws -> Found {
        try walk(to: path) { folder, name, _ in try folder.folder(name) }
    }

    /// The folder that holds `path`, made where it is missing. An obstacle is removed when `mayClear` says so.
    mutating func makeFolder(
        holding path: OutputPath, mayClear: (OutputPath) -> Bool = { _ in false }
    ) throws -> Found {
        try walk(to: path) { folder, name, path in
            let made = try folder.makeFolder(name)
            guard case .obstacle = made, mayClear(path()) else { return made }
            try folder.removeFile(name)
            return try folder.makeFolder(name)
        }
    }

    private mutating func walk(
        to path: OutputPath,
        _ enter: (OpenFolder, [CChar], () -> OutputPath) throws -> OpenFolder.FoundFolder
    ) throws -> Found {
        let bytes = path.utf8
        while let last = open.last, !isOnTheWay(last.end, bytes) { open.removeLast() }
        current = bytes
        var start = open.last.map { $0.end + 1 } ?? 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "/")) {
            let parent = open.last?.folder ?? root
            let found = try enter(parent, systemName(bytes[start..<end])) {
                OutputPath(utf8: Array(bytes[..<end]))
            }
            switch found {
            case .missing: return .missing
            case .obstacle: return .obstacle(OutputPath(utf8: Array(bytes[..<end])))
            case .folder(let folder): open.append((end, folder))
            }
            start = end + 1
        }
        return .folder(open.last?.folder ?? root)
    }

    private func isOnTheWay(_ end: Int, _ bytes: [UInt8]) -> Bool {
        bytes.count > end && bytes[end] == UInt8(ascii: "/")
            && bytes[..<end].elementsEqual(current[..<end])
    }
}

extension OutputPath {
    /// Its last component, for a system call.
    var name: [CChar] { systemName(utf8[nameStart...]) }
}
