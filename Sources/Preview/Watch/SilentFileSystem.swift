// File systems that do not announce all changes: inotify(7) tells what is written through this system, and nothing of
// what another machine, or the host of a virtual one, writes into a folder that both share.

import Glibc

/// The first of the site's folders that lies on one; nil for none, and where that cannot be found out.
func findSilentFolder(of root: String) -> WatchTrouble? {
    for name in ["content", "themes"] {
        guard let type = fileSystem(of: root + "/" + name), isSilent(type) else { continue }
        return .silent(folder: name, fileSystem: type)
    }
    return nil
}

/// - Parameter type: as in `/proc/mounts`: `ext4`, `nfs4`, `fuse.sshfs`.
func isSilent(_ type: String) -> Bool {
    // The storage of containers that run without rights; it has no other side.
    if type == "fuse.fuse-overlayfs" { return false }
    return type.hasPrefix("fuse.") || silentTypes.contains(type)
}

private let silentTypes: Set = [
    "9p", "afs", "ceph", "cifs", "coda", "drvfs", "fuse", "gfs2", "lustre", "ncpfs", "nfs", "nfs4",
    "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
]

/// The type of the file system that a folder lies on.
///
/// By the system's list of mounts, not by `statfs(2)`, whose number for all kinds of FUSE is the same.
private func fileSystem(of path: String) -> String? {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    defer { close(folder) }
    guard let about = readSmallFile("/proc/self/fdinfo/\(folder)"),
        let mounts = readSmallFile("/proc/self/mountinfo")
    else { return nil }
    return fileSystem(descriptor: about, mounts: mounts)
}

/// - Parameters:
///   - about: a file of `/proc/self/fdinfo/`, which has the mount's number.
///   - mounts: `/proc/self/mountinfo`; proc_pid_mountinfo(5) says what is in a line.
func fileSystem(descriptor about: String, mounts: String) -> String? {
    let line = about.split(separator: "\n").first { $0.hasPrefix("mnt_id:") }
    guard let number = line?.dropFirst("mnt_id:".count).trimmingPrefix(while: \.isWhitespace)
    else { return nil }
    for mount in mounts.split(separator: "\n") where mount.hasPrefix(number + " ") {
        let fields = mount.split(separator: " ")
        guard let mark = fields.firstIndex(of: "-"), mark + 1 < fields.count else { return nil }
        return String(fields[mark + 1])
    }
    return nil
}
