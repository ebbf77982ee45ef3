import Glibc

/// Why the output could not be written. Each means exit status 73, but `source`: an input went missing, 66.
package enum OutputError: Error, Equatable, Sendable {
    /// The output is, holds or lies in a folder that the build must not write over.
    case protected(path: String, relation: Relation, name: String)
    case notAFolder(path: String)
    /// It holds files, but no record that says they came from a build.
    case notOurs(path: String, example: String)
    /// Paths that the build would write are taken by something that it did not write.
    case occupied(path: String, by: [String], forceHelps: Bool)
    case busy(path: String)
    /// A folder that holds files of ours is a mount point.
    case mounted(path: String, folder: String)
    /// A file to be copied could not be read.
    case source(path: String, code: Int32)
    /// A system call failed on something in or beside the output.
    case system(path: String, doing: String, code: Int32)

    /// What the output is to a protected folder.
    package enum Relation: Sendable { case same, contains, inside }
}

extension OutputError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .protected(let path, .same, let name):
            "cannot write to `\(path)`: it is \(name)"
        case .protected(let path, .contains, let name):
            "cannot write to `\(path)`: \(name) is in it, and a build replaces all of its output"
        case .protected(let path, .inside, let name):
            "cannot write to `\(path)`: it lies in \(name)"
        case .notAFolder(let path):
            "cannot write to `\(path)`: it is not a folder"
        case .notOurs(let path, let example):
            "cannot write to `\(path)`: it holds files that no build wrote, such as `\(example)`; "
                + "give an empty folder, or --force to keep them and write beside them"
        case .occupied(let path, let by, let forceHelps):
            "cannot write to `\(path)`: \(Self.list(by)) \(by.count == 1 ? "is" : "are") in the way and "
                + "not written by a build; move what is there away"
                + (forceHelps ? ", or give --force to replace it" : "")
        case .busy(let path):
            "cannot write to `\(path)`: another build is writing there"
        case .mounted(let path, let folder):
            "cannot write to `\(path)`: `\(folder)` in it is a mount point; mount the whole folder or nothing in it"
        case .source(let path, let code):
            "cannot read `\(path)`: \(Self.words(code))"
        case .system(let path, let doing, let code):
            "cannot \(doing) `\(path)`: \(Self.words(code))"
        }
    }

    private static func list(_ paths: [String]) -> String {
        let shown = paths.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
        return paths.count > 5 ? "\(shown) and \(paths.count - 5) more" : shown
    }

    private static func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}
