import Synchronization

/// Identical blocks are highlighted once per build: on a site, the same commands stand on many pages.
///
/// Any number of tasks may use it at once. It holds at most 32 MiB of code and HTML; what comes later is highlighted
/// each time.
package final class HighlightCache: Sendable {
    private struct Entry {
        var code: [UInt8]
        var language: Language
        var html: [UInt8]
    }

    private struct Entries {
        /// By hash. Of two blocks with one hash the second is highlighted each time: it will not happen.
        var byHash: [Int: Entry] = [:]
        var byteCount = 0
    }

    private let entries = Mutex(Entries())
    private let limit: Int

    package init() { limit = 32 << 20 }

    /// For tests: `limit` in bytes of code and HTML.
    init(limit: Int) { self.limit = limit }

    /// The bytes of code and HTML that are held.
    var byteCount: Int { entries.withLock { $0.byteCount } }

    /// What `highlight` returns.
    package func html(of code: UnsafeBufferPointer<UInt8>, as language: Language) -> [UInt8] {
        var hasher = Hasher()
        hasher.combine(language)
        hasher.combine(bytes: UnsafeRawBufferPointer(code))
        let hash = hasher.finalize()
        let known = entries.withLock { entries -> [UInt8]? in
            guard let entry = entries.byHash[hash], entry.language == language,
                entry.code.elementsEqual(code)
            else { return nil }
            return entry.html
        }
        if let known { return known }
        // Outside of the lock: two tasks may do the same once, but none waits for another.
        let html = highlight(code, as: language)
        entries.withLock { entries in
            let count = entries.byteCount + code.count + html.count
            guard count <= limit, entries.byHash[hash] == nil else { return }
            entries.byHash[hash] = Entry(code: Array(code), language: language, html: html)
            entries.byteCount = count
        }
        return html
    }
}
