import Glibc

/// Why changes are not announced by the system, so that all files are looked at again and again, or not noticed at all.
package enum WatchTrouble: Error, Sendable, Equatable {
    /// A folder lies on a file system of this type, such as `nfs4`, where others may write without a word.
    case silent(folder: String, fileSystem: String)
    /// More folders than one user may watch: `fs.inotify.max_user_watches`.
    case watchLimit
    /// More programs of one user than may watch, or too many open files: `fs.inotify.max_user_instances`.
    case instanceLimit
    /// The system does not announce changes; the words are its own.
    case refused(String)
    /// Not even a thread that looks could be started: changes are not noticed.
    case noThread(String)

    /// What a call of inotify has failed with.
    init(code: Int32) {
        switch code {
        case ENOSPC: self = .watchLimit
        case EMFILE, ENFILE: self = .instanceLimit
        default: self = .refused(String(cString: strerror(code)))
        }
    }
}
