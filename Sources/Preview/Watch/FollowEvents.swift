/// What an announcement means for the site.
enum FolderChange: Equatable {
    /// Folders came, went, moved or may be read by others now; or it is not known what happened.
    case everything
    case file(String, FileChange)
}

enum FileChange: Equatable {
    /// It was not there before, and has no bytes yet.
    case created
    /// Somebody has it open and writes.
    case modified
    /// It has all its bytes: it was closed, or put in this place as a whole.
    case whole
    case gone
    /// Its permissions or times.
    case touched
}

extension WatchedFolders {
    /// Keeps the watches as the folders are now.
    ///
    /// - Parameter mustScan: set where all must be gone through anew, once, after the events that were read with it.
    /// - Returns: nil for what is no matter of the site's.
    /// - Throws: where a new folder cannot be watched.
    mutating func follow(
        _ event: FolderEvent, mustScan: inout Bool
    ) throws(WatchTrouble) -> FolderChange? {
        if event.kinds.contains(.overflow) || event.kinds.contains(.unmounted) {
            mustScan = true
            return .everything
        }
        if event.watch == parentWatch, case .text(let name)? = event.name,
            root.hasSuffix("/" + name)
        {
            mustScan = true
            return .everything
        }
        if event.watch == rootWatch { return followRoot(event, mustScan: &mustScan) }
        if event.kinds.contains(.ended) {
            forget(event.watch)
            return nil
        }
        guard let folder = folder(event.watch) else { return nil }
        guard let name = event.name else {
            // The folder itself. That it moved or went is announced for the folder above it, except behind a link.
            if event.kinds.contains(.permissions) { return .everything }
            if folder.source.isTop { mustScan = true }
            return folder.source.isTop ? .everything : nil
        }
        guard case .text(let text) = name else { return .everything }
        if text.hasPrefix(".") { return nil }
        if event.kinds.contains(.isFolder) {
            if !event.kinds.isDisjoint(with: [.deleted, .movedAway]) {
                remove(text, from: event.watch)
            } else {
                try add(folder.source.child(text), below: event.watch)
            }
            // Links may lead elsewhere now, or somewhere at last.
            if links.areAny { mustScan = true }
            return .everything
        }
        return followFile(text, event.kinds, in: folder, mustScan: &mustScan)
    }

    private func followRoot(_ event: FolderEvent, mustScan: inout Bool) -> FolderChange? {
        switch event.name {
        case .text(let name):
            let path = root + "/" + name
            guard SourceFolder.tops(of: root).contains(where: { $0.path == path }) else {
                return nil
            }
        case .notUTF8: return nil
        case nil: break
        }
        mustScan = true
        return .everything
    }

    private func followFile(
        _ name: String, _ kinds: FolderEventKinds, in folder: Folder, mustScan: inout Bool
    ) -> FolderChange? {
        let path = folder.source.path + "/" + name
        let comes = !kinds.isDisjoint(with: [.created, .movedHere])
        if links.paths.contains(path) || comes && SourceFolder.kind(of: path) == .link {
            mustScan = true
            return .everything
        }
        if isKeptByEditors(name, in: folder.source) { return nil }
        if isAnyShared || links.lead(to: path) || SourceFolder.mayHoldCopy(path, root: root) {
            if links.areAny { mustScan = true }
            return .everything
        }
        if !kinds.isDisjoint(with: [.written, .movedHere]) { return .file(path, .whole) }
        if !kinds.isDisjoint(with: [.deleted, .movedAway]) { return .file(path, .gone) }
        if kinds.contains(.created) { return .file(path, .created) }
        return .file(path, kinds.contains(.modified) ? .modified : .touched)
    }
}

/// Copies that Emacs (`#a.md#`) and others (`a.md~`) keep beside a file. They are no pages. In a folder `assets` they
/// would be published, so there they count; files that only come and go are left out by `SettlingChanges`.
func isKeptByEditors(_ name: String, in folder: SourceFolder) -> Bool {
    let isCopy = name.hasSuffix("~") || name.hasPrefix("#") && name.hasSuffix("#")
    return isCopy && !folder.path.split(separator: "/").contains("assets")
}
