import Build
import Foundation
import Testing

@testable import Preview

/// Whatever is done to the folders: what looking at all files finds was announced, too.
///
/// The system announces a change before the call that makes it returns, so nothing has to be waited for.
struct RandomEditsTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func announcesWhateverLookingFinds(seed: UInt64) throws {
        let files = try WatchedSite.Folder()
        defer { try? FileManager.default.removeItem(atPath: files.root) }
        try files.makeFolder("content")
        var random = Chance(state: seed)
        var watched = try WatchedFolders(root: files.root)
        var looked = LookedAtFiles(root: files.root)
        for step in 0..<200 {
            var done: [String] = []
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                done.append(edit(files, step, &random))
            }
            let told = try readChanges(&watched)
            switch looked.findChanges() {
            case .everything: #expect(told.contains(.everything), "step \(step): \(done)")
            case .paths(let paths) where !told.contains(.everything):
                let named = told.compactMap { change in
                    if case .file(let path, _) = change { path } else { nil }
                }
                #expect(paths.isSubset(of: named), "step \(step): \(done)")
            case .paths, nil: break
            }
        }
    }

    private func readChanges(_ watched: inout WatchedFolders) throws -> [FolderChange] {
        var changes: [FolderChange] = []
        while case let events = watched.readEvents(), !events.isEmpty {
            var mustScan = false
            for event in events {
                if let change = try watched.follow(event, mustScan: &mustScan) {
                    changes.append(change)
                }
            }
            if mustScan { try watched.scan() }
        }
        return changes
    }

    /// One of the things that people and programs do; what cannot be done is left.
    private func edit(_ files: WatchedSite.Folder, _ step: Int, _ random: inout Chance) -> String {
        let folder = folders.randomElement(using: &random) ?? ""
        let other = folders.randomElement(using: &random) ?? ""
        let file = folder + "/" + (names.randomElement(using: &random) ?? "")
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
            try? files.write(file, "# \(step) \(UInt64.random(in: 0 ... .max, using: &random))\n")
            return "write \(file)"
        case 4:
            try? files.remove(file)
            return "remove \(file)"
        case 5:
            try? files.rename(folder, other)
            return "rename \(folder) \(other)"
        case 6:
            guard folder != "content" else { return "" }
            try? files.remove(folder)
            return "remove \(folder)"
        case 7:
            // The build refuses links that lead out of their tree; only a whole theme may lie elsewhere.
            guard other != "outside" || folder == "themes" else { return "" }
            try? files.link(file, to: files.path(other))
            return "link \(file) \(other)"
        case 8:
            try? files.makeFolder(folder)
            return "make \(folder)"
        default:
            try? files.rename(file, other + "/z.md")
            return "rename \(file) \(other)/z.md"
        }
    }

    private let names = ["x.md", "y.md", "z.md", ".hidden.md"]
    private let folders = [
        "content", "content/folder", "content/a", "content/a/b", "content/a/b/c", "content/d",
        "themes", "themes/mine", "themes/mine/styles", "outside",
    ]
}

/// The same numbers for the same state.
private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
