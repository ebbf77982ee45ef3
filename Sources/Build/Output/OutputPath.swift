/// A path inside the output, byte for byte as the file system has it.
///
/// Not a `String`: Swift holds the composed and the decomposed spelling of `é` for equal, Linux does not, and a page
/// renamed from one to the other would never lose its old file. Bytes also carry names that are not UTF-8.
struct OutputPath: Sendable, Hashable, Comparable {
    let utf8: [UInt8]

    init(_ path: String) { utf8 = Array(path.utf8) }
    init(utf8: [UInt8]) { self.utf8 = utf8 }

    var text: String { String(decoding: utf8, as: UTF8.self) }

    static func < (a: OutputPath, b: OutputPath) -> Bool {
        a.utf8.withUnsafeBytes { x in
            b.utf8.withUnsafeBytes { y in
                let shared = min(x.count, y.count)
                for i in 0..<shared where x[i] != y[i] { return x[i] < y[i] }
                return x.count < y.count
            }
        }
    }

    /// Where its last component starts; 0 for a file at the top.
    var nameStart: Int { (utf8.lastIndex(of: slash) ?? -1) + 1 }

    /// The folders that hold it, the nearest first, without the output itself.
    var folders: [OutputPath] {
        var folders: [OutputPath] = []
        var end = nameStart - 1
        while end > 0 {
            let folder = OutputPath(utf8: Array(utf8[..<end]))
            folders.append(folder)
            end = folder.nameStart - 1
        }
        return folders
    }

    func appending(_ name: [UInt8]) -> OutputPath {
        OutputPath(utf8: utf8.isEmpty ? name : utf8 + [slash] + name)
    }

    /// Whether it lies in `folder`, at any depth.
    func isInside(_ folder: OutputPath) -> Bool {
        utf8.count > folder.utf8.count && utf8[folder.utf8.count] == slash
            && utf8.starts(with: folder.utf8)
    }

    /// Why no file may have this path; nil when one may. The longest names are those that Linux allows; the depth
    /// bounds how many folders are held open at once.
    var fault: String? {
        if utf8.isEmpty { return "it is empty" }
        if utf8.count > 4000 { return "it is longer than 4,000 bytes" }
        if utf8.contains(0) { return "it holds a NUL byte" }
        if utf8.first == slash { return "it is absolute" }
        let components = utf8.split(separator: slash, omittingEmptySubsequences: false)
        if components.count > 64 { return "it is more than 64 folders deep" }
        for component in components {
            if component.isEmpty { return "it has an empty component" }
            if component.count > 255 {
                return "it has a component of \(component.count) bytes; 255 is the most"
            }
            if component.elementsEqual([dot]) || component.elementsEqual([dot, dot]) {
                return "it has the component `\(String(decoding: component, as: UTF8.self))`"
            }
        }
        return nil
    }
}

private let slash = UInt8(ascii: "/")
private let dot = UInt8(ascii: ".")
