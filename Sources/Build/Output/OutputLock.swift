import Glibc

/// Keeps two builds of one output apart: an exclusive `flock` on the folder itself.
///
/// On the folder, because a file for it would have to lie somewhere: beside an output whose parent is not writable it
/// cannot be made, inside it would be published, and one that is removed can be locked by two. The kernel lets go of
/// it with the process. File systems that cannot lock a folder (NFS) go without.
enum OutputLock {
    /// False when another build holds the folder.
    static func take(_ folder: OpenFolder) -> Bool {
        while flock(folder.descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            return errno != EWOULDBLOCK
        }
        return true
    }

    static func release(_ folder: OpenFolder) { _ = flock(folder.descriptor, LOCK_UN) }

    /// The folder at `path`, locked; nil when there is none. Another build is reported by the name of its output.
    ///
    /// The build that held it may have put another folder in its place between our opening and our locking: so
    /// the path is looked at again.
    static func open(
        _ path: String, of output: String, steps: WriteSteps
    ) throws(OutputError) -> OpenFolder? {
        for _ in 0..<8 {
            guard let folder = try OpenFolder.open(absolute: path, steps: steps) else { return nil }
            guard take(folder) else { throw .busy(path: output) }
            if FileIdentity(path: path) == FileIdentity(try folder.status()) { return folder }
        }
        throw .busy(path: output)
    }
}
