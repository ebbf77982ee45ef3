import Glibc

/// One announcement of inotify(7).
struct FolderEvent: Equatable {
    /// The watch that it is about, as `inotify_add_watch` numbered it; -1 for an overflow.
    var watch: Int32
    var kinds: FolderEventKinds
    /// In the watched folder; nil where it is about the folder itself.
    var name: Name?

    enum Name: Equatable {
        case text(String)
        case notUTF8
    }

    /// Splits what was read from the queue: 16 bytes of numbers, then the name, filled up with zeros.
    static func read(_ bytes: UnsafeRawBufferPointer) -> [FolderEvent] {
        var events: [FolderEvent] = []
        var rest = bytes[...]
        let head = 16
        while rest.count >= head {
            let numbers = UnsafeRawBufferPointer(rebasing: rest.prefix(head))
            let length = Int(numbers.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
            rest = rest.dropFirst(head)
            let name = rest.prefix(length).prefix { $0 != 0 }
            rest = rest.dropFirst(length)
            events.append(
                FolderEvent(
                    watch: numbers.loadUnaligned(as: Int32.self),
                    kinds: FolderEventKinds(
                        rawValue: numbers.loadUnaligned(fromByteOffset: 4, as: UInt32.self)),
                    name: name.isEmpty
                        ? nil
                        : String(validating: name, as: UTF8.self).map(Name.text) ?? .notUTF8))
        }
        return events
    }
}

/// What happened, and how to watch: the bits of inotify(7).
struct FolderEventKinds: OptionSet {
    var rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }
    private init(_ bit: Int32) { rawValue = UInt32(bitPattern: bit) }

    static let modified = Self(IN_MODIFY)
    static let permissions = Self(IN_ATTRIB)
    /// A file that was open for writing was closed.
    static let written = Self(IN_CLOSE_WRITE)
    static let movedAway = Self(IN_MOVED_FROM)
    static let movedHere = Self(IN_MOVED_TO)
    static let created = Self(IN_CREATE)
    static let deleted = Self(IN_DELETE)
    static let folderDeleted = Self(IN_DELETE_SELF)
    static let folderMoved = Self(IN_MOVE_SELF)
    static let unmounted = Self(IN_UNMOUNT)
    /// More happened than the queue can hold.
    static let overflow = Self(IN_Q_OVERFLOW)
    /// The watch is no more.
    static let ended = Self(IN_IGNORED)
    static let isFolder = Self(IN_ISDIR)

    private static let onlyFolders = Self(IN_ONLYDIR)
    private static let noLinks = Self(IN_DONT_FOLLOW)
    private static let onlyNamed = Self(IN_EXCL_UNLINK)

    /// For the site's root, in which builds write their output: only what comes and goes.
    static let ofRoot: Self = [
        .created, .deleted, .movedAway, .movedHere, .permissions, .folderDeleted, .folderMoved,
        .onlyFolders,
    ]
    /// For a folder that may be a link.
    static let ofTop: Self = ofRoot.union([.modified, .written, .onlyNamed])
    static let ofFolder: Self = ofTop.union(.noLinks)
}
