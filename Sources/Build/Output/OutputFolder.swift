import Glibc

/// The place of the output: resolved, and known to be no folder that a build must not write over.
package struct OutputFolder: Sendable {
    /// Absolute, without symbolic links. The folder itself may not exist yet.
    package let path: String
    let force: Bool

    /// A folder that the output must keep away from.
    package struct Protected: Sendable {
        package var path: String
        /// With its article: "the content folder".
        package var name: String
        /// Whether the output may lie in it: true for the root of the site alone.
        package var mayHoldOutput: Bool

        package init(path: String, name: String, mayHoldOutput: Bool = false) {
            self.path = path
            self.name = name
            self.mayHoldOutput = mayHoldOutput
        }
    }

    /// Refuses `/`, the home folder, what is, contains or lies in a protected folder, and a folder with files
    /// in it but no record of a build, unless forced. Changes nothing on disk.
    package static func open(
        path: String, protected: [Protected], force: Bool = false
    ) throws(OutputError) -> OutputFolder {
        let resolved = try resolvedPath(path)
        var all = protected
        all.append(Protected(path: "/", name: "the root of the file system", mayHoldOutput: true))
        for home in homeFolders() {
            all.append(Protected(path: home, name: "your home folder", mayHoldOutput: true))
        }
        // What the output is says more than what it contains.
        for wanted in [OutputError.Relation.same, .inside, .contains] {
            for folder in all where !(wanted == .inside && folder.mayHoldOutput) {
                if try relation(of: resolved, to: folder.path) == wanted {
                    throw .protected(path: path, relation: wanted, name: folder.name)
                }
            }
        }
        let output = OutputFolder(path: resolved, force: force)
        try output.checkOwnership()
        return output
    }

    /// Compares names as well as identities: a protected folder need not exist, and one that exists may have many names.
    private static func relation(
        of output: String, to folder: String
    ) throws(OutputError) -> OutputError.Relation? {
        let folder = try resolvedPath(folder)
        if output == folder { return .same }
        let (outputs, folders) = (ancestry(output), ancestry(folder))
        let outputIdentity = FileIdentity(path: output)
        let folderIdentity = FileIdentity(path: folder)
        if let outputIdentity, outputIdentity == folderIdentity { return .same }
        if folders.contains(output) { return .contains }
        if outputs.contains(folder) { return .inside }
        if let outputIdentity, folders.contains(where: { FileIdentity(path: $0) == outputIdentity })
        {
            return .contains
        }
        if let folderIdentity, outputs.contains(where: { FileIdentity(path: $0) == folderIdentity })
        {
            return .inside
        }
        return nil
    }

    private static func homeFolders() -> [String] {
        var homes: [String] = []
        if let home = getenv("HOME") { homes.append(String(cString: home)) }
        if let user = getpwuid(geteuid()), let home = user.pointee.pw_dir {
            homes.append(String(cString: home))
        }
        // A daemon's home may be `/` or a name that leads nowhere; neither says anything about the output.
        return homes.filter { $0.utf8.first == UInt8(ascii: "/") && $0 != "/" }
    }

    private func checkOwnership() throws(OutputError) {
        guard let folder = try OpenFolder.open(absolute: path, steps: WriteSteps()) else { return }
        if force { return }
        if try folder.kind(systemName(OutputNames.record.utf8)) == .file { return }
        let entries = try folder.entries()
            .map { String(decoding: $0.name, as: UTF8.self) }
            .filter { $0 != OutputNames.innerStage }
        if let example = entries.min() { throw .notOurs(path: path, example: example) }
    }
}
