/// Takes what inotify(7) announces, until it has to end.
struct AnnouncedChanges {
    private var folders: WatchedFolders
    private var settling: SettlingChanges
    private let pending: PendingChanges

    init(_ folders: WatchedFolders, pending: PendingChanges) {
        self.folders = folders
        self.pending = pending
        settling = SettlingChanges(root: folders.root) { [pending] in pending.pause }
    }

    /// - Throws: where changes are no longer announced; what was not told yet is lost then.
    mutating func run(until end: WatchThreadEnd) throws(WatchTrouble) {
        while true {
            let waking = end.wait(for: folders.file, milliseconds: patience)
            switch waking {
            case .ended: return
            case .ready: try take(folders.readEvents())
            case .late: if settling.isEmpty { try findMissing() }
            }
            if settling.areDue(isQuiet: waking == .late), let changes = settling.take() {
                pending.add(changes)
            }
        }
    }

    /// In milliseconds. For ever, unless there is something to tell, or something whose return nobody announces.
    private var patience: Int32 {
        if settling.isEmpty { return folders.missesSomething ? 300 : -1 }
        return settling.patience
    }

    private mutating func take(_ events: [FolderEvent]) throws(WatchTrouble) {
        var mustScan = false
        for event in events {
            if let change = try folders.follow(event, mustScan: &mustScan) { settling.add(change) }
        }
        if mustScan { try folders.scan() }
    }

    private mutating func findMissing() throws(WatchTrouble) {
        guard folders.hasFoundSomething() else { return }
        try folders.scan()
        settling.add(.everything)
    }
}
