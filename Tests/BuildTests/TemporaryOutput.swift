import Diagnostics
import Foundation
import Synchronization

@testable import Build

/// A folder of its own for a test, removed with the object, and short words for what tests do in it.
final class TemporaryOutput: Sendable {
    let root: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "waymark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        root = folder.resolvingSymlinksInPath().path
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var publicPath: String { "\(root)/public" }

    func put(_ path: String, _ text: String) throws {
        let full = "\(root)/\(path)"
        try FileManager.default.createDirectory(
            atPath: (full as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    }

    func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(root)/\(path)", withIntermediateDirectories: true)
    }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(root)/\(path)", withDestinationPath: target)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: "\(root)/\(path)")
    }

    func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: "\(root)/\(path)")
            .map { String(decoding: $0, as: UTF8.self) }
    }

    func exists(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: "\(root)/\(path)")) != nil
    }

    /// All below a folder: a file's text, a folder's name with `/`, a link's target behind `->`.
    func tree(_ path: String = "public") -> [String: String] {
        var tree: [String: String] = [:]
        let manager = FileManager.default
        for name in (try? manager.subpathsOfDirectory(atPath: "\(root)/\(path)")) ?? [] {
            let full = "\(root)/\(path)/\(name)"
            if let target = try? manager.destinationOfSymbolicLink(atPath: full) {
                tree[name] = "->\(target)"
            } else if let data = manager.contents(atPath: full) {
                tree[name] = String(decoding: data, as: UTF8.self)
            } else {
                tree[name + "/"] = ""
            }
        }
        return tree
    }

    /// The files alone, without the record: what a reader of the site can get.
    func site(_ path: String = "public") -> [String: String] {
        tree(path).filter { !$0.key.hasSuffix("/") && $0.key != ".waymark.json" }
    }

    /// Inode, size and modification time of all there is.
    func stamps(_ path: String = "public") throws -> [String: String] {
        var stamps: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(path)") + ["."] {
            let facts = try FileManager.default.attributesOfItem(atPath: "\(root)/\(path)/\(name)")
            let date = facts[.modificationDate] as? Date
            stamps[name] =
                "\(facts[.systemFileNumber] ?? 0) \(facts[.size] ?? 0) "
                + "\(date?.timeIntervalSinceReferenceDate ?? 0)"
        }
        return stamps
    }

    /// Names beside the output that a build left; none is right.
    func leftovers() -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let inside = (try? FileManager.default.contentsOfDirectory(atPath: publicPath)) ?? []
        return all.filter { $0.contains("waymark-stage") }
            + inside.filter { $0.contains("waymark-stage") }
    }

    @discardableResult
    func build(
        _ files: [String: String], to path: String = "public", force: Bool = false,
        onStep: (@Sendable (String) throws -> Void)? = nil
    ) async throws -> WriteReport {
        let folder = try OutputFolder.open(path: "\(root)/\(path)", protected: [], force: force)
        return try await folder.write(plan(files), onStep: onStep)
    }
}

/// Pages, but for what ends in `.css` or `.png`.
func plan(_ files: [String: String]) -> OutputPlan {
    let planned = files.map { path, text in
        PlannedFile(
            path: path,
            kind: path.hasSuffix(".css") || path.hasSuffix(".png") ? .asset : .page,
            content: .make { Array(text.utf8) }, origin: Place(file: "content/\(path)"))
    }
    return OutputPlan.make(planned).plan
}

/// Lets a number of steps pass and throws at all that follow, like a process that is no more.
final class Kill: Sendable {
    struct Stopped: Error {}

    private let left: Atomic<Int>

    init(after steps: Int) { left = Atomic(steps) }

    func step(_ name: String) throws {
        if left.wrappingSubtract(1, ordering: .relaxed).oldValue <= 0 { throw Stopped() }
    }
}
