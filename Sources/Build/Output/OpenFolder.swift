import Glibc

/// A folder held open. Every call names one entry in it, and none follows a symbolic link: whatever somebody
/// puts into the output, nothing outside it is read for ours, written or deleted.
///
/// Each call that changes the disk asks `steps` first.
final class OpenFolder: Sendable {
    let descriptor: Int32
    /// For messages.
    let path: String
    let steps: WriteSteps

    private init(_ descriptor: Int32, path: String, steps: WriteSteps) {
        self.descriptor = descriptor
        self.path = path
        self.steps = steps
    }

    deinit { close(descriptor) }

    /// The folder at an absolute path; nil when nothing is there.
    static func open(absolute path: String, steps: WriteSteps) throws(OutputError) -> OpenFolder? {
        let descriptor = Glibc.open(path, folderFlags)
        if descriptor >= 0 { return OpenFolder(descriptor, path: path, steps: steps) }
        switch errno {
        case ENOENT: return nil
        case ENOTDIR, ELOOP: throw .notAFolder(path: path)
        default: throw .system(path: path, doing: "open", code: errno)
        }
    }

    enum FoundFolder {
        case missing
        case folder(OpenFolder)
        /// A file, a symbolic link or anything else that is no folder.
        case obstacle
    }

    func folder(_ name: [CChar]) throws(OutputError) -> FoundFolder {
        let child = openat(descriptor, name, folderFlags)
        if child >= 0 { return .folder(OpenFolder(child, path: path(name), steps: steps)) }
        switch errno {
        case ENOENT: return .missing
        case ENOTDIR, ELOOP: return .obstacle
        default: throw fault("open", name)
        }
    }

    /// Makes a folder; one that is there already will do.
    func makeFolder(_ name: [CChar]) throws -> FoundFolder {
        try steps.take("make folder", path, name)
        if mkdirat(descriptor, name, 0o777) != 0, errno != EEXIST { throw fault("make", name) }
        return try folder(name)
    }

    enum FoundFile {
        case missing
        case file(OpenFile)
        /// A regular file that may not be read.
        case unreadable
        case folder
        /// A symbolic link, a device, a pipe.
        case other
    }

    func file(_ name: [CChar]) throws(OutputError) -> FoundFile {
        // Non-blocking: opening a pipe that nobody writes to would wait for ever.
        let child = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard child >= 0 else {
            switch errno {
            case ENOENT: return .missing
            case ELOOP, ENXIO: return .other
            case EACCES, EPERM: return try kind(name) == .file ? .unreadable : .other
            default: throw fault("open", name)
            }
        }
        let file = OpenFile(child, path: path(name))
        switch try file.examine() {
        case .file: return .file(file)
        case .folder: return .folder
        case .other: return .other
        }
    }

    /// Makes a new file for writing; it must not be there.
    func createFile(_ name: [CChar]) throws -> OpenFile {
        try steps.take("create", path, name)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let child = openat(descriptor, name, flags, 0o644)
        guard child >= 0 else { throw fault("create", name) }
        return OpenFile(child, path: path(name))
    }

    func write(_ bytes: [UInt8], to name: [CChar]) throws {
        let file = try createFile(name)
        try steps.take("write", path, name)
        try bytes.withUnsafeBytes { try file.write($0) }
        try file.finish()
    }

    /// The code of what went wrong; 0 when the file was linked.
    func link(_ name: [CChar], into folder: OpenFolder) throws -> Int32 {
        try folder.steps.take("link", folder.path, name)
        return linkat(descriptor, name, folder.descriptor, name, 0) == 0 ? 0 : errno
    }

    /// The code of what went wrong; 0 when the entry was moved.
    func move(_ name: [CChar], to folder: OpenFolder, as newName: [CChar]) throws -> Int32 {
        try steps.take("replace", folder.path, newName)
        return renameat(descriptor, name, folder.descriptor, newName) == 0 ? 0 : errno
    }

    /// Removes an entry that is no folder; one that is gone will do.
    func removeFile(_ name: [CChar]) throws {
        try steps.take("remove", path, name)
        if unlinkat(descriptor, name, 0) != 0, errno != ENOENT { throw fault("remove", name) }
    }

    /// Removes a folder that is empty; one that is not, or is gone, stays as it is.
    func removeEmptyFolder(_ name: [CChar]) throws {
        try steps.take("remove folder", path, name)
        if unlinkat(descriptor, name, AT_REMOVEDIR) == 0 { return }
        guard [ENOENT, ENOTEMPTY, EEXIST, ENOTDIR, EBUSY].contains(errno) else {
            throw fault("remove", name)
        }
    }

    /// What an entry is; nil when it is not there.
    func kind(_ name: [CChar]) throws(OutputError) -> EntryKind? {
        var status = stat()
        if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
            return EntryKind(mode: status.st_mode)
        }
        if errno == ENOENT { return nil }
        throw fault("examine", name)
    }

    func status() throws(OutputError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .system(path: path, doing: "examine", code: errno)
        }
        return status
    }

    func fault(_ doing: String, _ name: [CChar], _ code: Int32 = errno) -> OutputError {
        .system(path: path(name), doing: doing, code: code)
    }

    private func path(_ name: [CChar]) -> String {
        name.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { bytes in
                path + "/" + String(decoding: bytes.dropLast(), as: UTF8.self)
            }
        }
    }
}

private let folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC

enum EntryKind {
    case file, folder, other

    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        default: self = .other
        }
    }
}

/// A name for a system call: its bytes and a NUL.
func systemName(_ bytes: some Collection<UInt8>) -> [CChar] {
    var name: [CChar] = []
    name.reserveCapacity(bytes.count + 1)
    for byte in bytes { name.append(CChar(bitPattern: byte)) }
    name.append(0)
    return name
}

/// A gate before every change of the disk: what lets a test stop a build at each of them, as a kill would.
///
/// A gate that has thrown must go on throwing, so that the clearing up after it changes nothing either.
struct WriteSteps: Sendable {
    var gate: (@Sendable (_ step: String) throws -> Void)?

    func take(_ doing: String, _ folder: String, _ name: [CChar]) throws {
        guard let gate else { return }
        try gate(
            "\(doing) \(folder)/\(String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))"
        )
    }

    func take(_ doing: String, _ path: String) throws {
        try gate?("\(doing) \(path)")
    }
}
