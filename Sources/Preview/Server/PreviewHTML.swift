import Glibc
import Theme

/// The place in which a page differs from what a build writes: the policy lets it connect to the preview, and behind it
/// a script is loaded that waits there for changes. It is the first script of all, so that it sees the page as it was
/// sent, before others change it.
struct PreviewHTML {
    /// Where the preview's own addresses begin.
    static let folder = "-/waymark/"

    private static let policy = Array(Theme.policy.utf8)

    /// - Parameters:
    ///   - basePath: as it stands in a URL.
    ///   - version: `PageVersion.text` of this page.
    static func add(to page: [UInt8], basePath: String, version: String) -> [UInt8] {
        // Every layout states the policy; a document that does not is none of ours.
        guard let start = find(policy, in: page, from: 0) else { return page }
        let policyEnd = start + policy.count
        guard let tagEnd = find([UInt8(ascii: ">")], in: page, from: policyEnd) else { return page }
        let script =
            "<script src=\"\(basePath)\(folder)reload.js\" data-version=\"\(version)\" "
            + "defer></script>\n"
        var out: [UInt8] = []
        out.reserveCapacity(page.count + 256)
        out += page[..<policyEnd]
        out += "; connect-src 'self'".utf8
        out += page[policyEnd...tagEnd]
        out += script.utf8
        out += page[(tagEnd + 1)...]
        return out
    }
}

/// Where `needle`, which is not empty, first stands in `bytes`, from `start` on.
func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { bytes in
        needle.withUnsafeBytes { needle in
            guard let base = bytes.baseAddress, let first = needle.first,
                let wanted = needle.baseAddress
            else { return nil }
            var at = start
            while at + needle.count <= bytes.count {
                guard
                    let found = memchr(base + at, Int32(first), bytes.count - needle.count + 1 - at)
                else { return nil }
                if memcmp(found, wanted, needle.count) == 0 {
                    return UnsafeRawPointer(found) - base
                }
                at = UnsafeRawPointer(found) - base + 1
            }
            return nil
        }
    }
}
