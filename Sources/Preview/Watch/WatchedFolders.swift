// The folders of a site that inotify(7) watches. It watches one folder at a time, so each folder below is added by
// name, and those that appear later are added when they are announced. A folder is watched first and listed then: what
// is made in between is found, or announced, or both.

import Glibc

struct WatchedFolders: Sendable {
    let root: String
    private let queue: EventQueue
    private var folders: [Int32: Folder] = [:]
    private(set) var rootWatch: Int32 = -1
    /// Of the folder that the root stands in: a root that is the current folder of some process does not announce its
    /// own end, nor does a link that leads elsewhere now.
    private(set) var parentWatch: Int32 = -1
    private(set) var links = FolderLinks()
    /// The root, and folders behind links, where they are not there.
    private var missing: [String] = []
    /// Whether a folder is read under two names, as when the link of a theme leads to another theme. Then it is not
    /// worked out what a change means.
    private(set) var isAnyShared = false
    private var elsewhere = 0

    struct Folder: Sendable {
        var source: SourceFolder
        /// By their names in bytes: names that are one to Swift may be two on the disk.
        var children: [[UInt8]: Int32] = [:]
    }

    /// Watches all folders of a site.
    ///
    /// - Parameter root: absolute, without a slash at its end.
    /// - Throws: where inotify cannot be had, or not for so many folders.
    init(root: String) throws(WatchTrouble) {
        self.root = root
        queue = try EventQueue()
        try scan()
    }

    /// By its name only: the root may be a link, or not there.
    private var folderOfRoot: String {
        let end = root.lastIndex(of: "/") ?? root.startIndex
        return end == root.startIndex ? "/" : String(root[..<end])
    }

    /// What `poll(2)` waits on.
    var file: Int32 { queue.file }

    func readEvents() -> [FolderEvent] { queue.read() }

    func folder(_ watch: Int32) -> Folder? { folders[watch] }

    /// Goes through all folders anew. Folders that are watched already stay watched, so nothing is missed.
    mutating func scan() throws(WatchTrouble) {
        let old = folders.keys + [rootWatch, parentWatch]
        folders = [:]
        links = FolderLinks()
        missing = []
        isAnyShared = false
        elsewhere = 0
        parentWatch = try queue.watch(folderOfRoot, .ofRoot) ?? -1
        rootWatch = try queue.watch(root, .ofRoot) ?? -1
        if rootWatch < 0 { missing.append(root) }
        for top in SourceFolder.tops(of: root) {
            links.note(top: top.path)
            try add(top, below: rootWatch)
            if SourceFolder.kind(of: top.path) == .link, !top.isThere {
                missing.append(top.path)
            }
        }
        for watch in old where folders[watch] == nil { end(watch) }
    }

    /// Watches a folder and all below it; nothing where it is no folder, or cannot be read.
    mutating func add(_ folder: SourceFolder, below parent: Int32) throws(WatchTrouble) {
        var waiting = [(folder, parent)]
        while let (folder, parent) = waiting.popLast() {
            if folder.isElsewhere {
                guard elsewhere < SourceFolder.maximumElsewhere else { continue }
                elsewhere += 1
            }
            guard let watch = try queue.watch(folder.path, folder.isTop ? .ofTop : .ofFolder),
                watch != rootWatch
            else { continue }
            let name = folder.path.split(separator: "/").last.map(String.init) ?? ""
            folders[parent]?.children[Array(name.utf8)] = watch
            if let known = folders[watch]?.source.path {
                // Announced after it was found, or read under two names.
                if known != folder.path { isAnyShared = true }
                continue
            }
            folders[watch] = Folder(source: folder)
            for entry in folder.entries() {
                switch entry.kind {
                case .folder: waiting.append((folder.child(entry.name), watch))
                case .link where folder.holdsThemes:
                    let theme = folder.theme(entry.name)
                    if theme.isThere {
                        links.note(top: theme.path)
                        waiting.append((theme, watch))
                    } else {
                        links.note(link: theme.path)
                        missing.append(theme.path)
                    }
                case .link: links.note(link: folder.path + "/" + entry.name)
                case .file: break
                }
            }
        }
    }

    /// Forgets what was a folder of this name, and all below it.
    mutating func remove(_ name: String, from parent: Int32) {
        guard let top = folders[parent]?.children.removeValue(forKey: Array(name.utf8)) else {
            return
        }
        var waiting = [top]
        while let watch = waiting.popLast() {
            guard let folder = folders.removeValue(forKey: watch) else { continue }
            waiting += folder.children.values
            end(watch)
        }
    }

    /// Ends the watch of what holds no sources any more.
    private func end(_ watch: Int32) {
        if watch >= 0, watch != rootWatch, watch != parentWatch { queue.end(watch) }
    }

    /// Whether something is to be looked for from time to time, because nobody announces its return.
    var missesSomething: Bool { !missing.isEmpty }

    /// Whether something that was missing is there now.
    func hasFoundSomething() -> Bool {
        missing.contains { SourceFolder(path: $0).isThere }
    }

    /// Forgets a watch that has ended by itself.
    mutating func forget(_ watch: Int32) { folders[watch] = nil }
}

/// The descriptor of inotify(7), closed when it is let go.
private final class EventQueue: Sendable {
    let file: Int32

    init() throws(WatchTrouble) {
        file = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard file >= 0 else { throw WatchTrouble(code: errno) }
    }

    deinit { close(file) }

    /// The watch's number, the same one for a folder that is watched already; nil for what is no folder, or cannot
    /// be read.
    func watch(_ path: String, _ kinds: FolderEventKinds) throws(WatchTrouble) -> Int32? {
        let watch = inotify_add_watch(file, path, kinds.rawValue)
        if watch >= 0 { return watch }
        let code = errno
        if code == ENOSPC || code == ENOMEM { throw WatchTrouble(code: code) }
        return nil
    }

    func end(_ watch: Int32) { inotify_rm_watch(file, watch) }

    /// What is in the queue, or the first part of it; empty for nothing.
    func read() -> [FolderEvent] {
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
            let count = Glibc.read(file, buffer.baseAddress, buffer.count)
            guard count > 0 else { return [] }
            return FolderEvent.read(UnsafeRawBufferPointer(rebasing: buffer.prefix(count)))
        }
    }
}
