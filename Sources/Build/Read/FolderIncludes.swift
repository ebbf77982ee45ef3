// `waymark render FILE` knows no site: what its file includes must lie in the file's own folder or below.

import Diagnostics
import Glibc
import Markdown
import Site
import Synchronization

/// Gives the Markdown files of one folder, each read once, when it is first asked for.
final class FolderIncludes: IncludeSource {
    private let folder: String
    private let shownAs: String
    private let known = Mutex<[String: Result<IncludedFile, IncludeRefusal>]>([:])

    /// - Parameter file: the path of the file whose folder it is.
    init(besides file: String) {
        let parent = ContentPath.folder(of: file)
        folder = parent.isEmpty ? (file.hasPrefix("/") ? "/" : ".") : parent
        shownAs = parent.isEmpty ? (file.hasPrefix("/") ? "/" : "") : parent + "/"
    }

    func file(
        _ path: String, from file: String, isSuggesting: Bool
    ) -> Result<IncludedFile, IncludeRefusal> {
        resolveInclude(path, in: ContentPath.folder(of: file), top: "the folder of the file")
            .flatMap { target in
                if let read = known.withLock({ $0[target] }) { return read }
                let read = read(target, writtenAs: path)
                if case .success = read { known.withLock { $0[target] = read } }
                return read
            }
    }

    private func read(
        _ target: String, writtenAs path: String
    ) -> Result<IncludedFile, IncludeRefusal> {
        let full = folder + "/" + target
        guard let real = realPath(full), let top = realPath(folder) else {
            let reason = errno == ENOENT ? "" : ": " + systemMessage()
            return .failure(.path(message: "there is no file `\(path)`" + reason))
        }
        guard real.hasPrefix(top == "/" ? top : top + "/") else {
            return .failure(.path(message: "`\(path)` leads out of the folder of the file"))
        }
        var status = stat()
        if stat(real, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            return .failure(.path(message: "`\(path)` is a folder, not a file"))
        }
        guard target.hasSuffix(".md") else {
            return .failure(.path(message: "only files that end in `.md` can be included"))
        }
        return readInclude(real, path: target, shownAs: shownAs + target)
    }
}
