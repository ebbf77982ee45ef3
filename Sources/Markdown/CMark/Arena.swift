// Memory for cmark's trees. A page's tree lives for as long as the page is rendered and goes as a whole, so its
// thousands of nodes are cut from one chunk, one behind the other, and nothing is given back before the end.

import Glibc

/// The chunks of one thread. Only their thread touches them, between `begin` and the `end` that belongs to it.
struct Arena {
    private var chunk: UnsafeMutableRawPointer
    private var capacity: Int
    private var used = 0
    /// Chunks that are full.
    private var full: [UnsafeMutableRawPointer] = []
    /// Trees inside trees use one arena: their nodes may move from one to the other.
    private var depth = 0
    private var isWanted = false

    /// Bytes of the chunk that a thread keeps; enough for most pages.
    private static let chunkSize = 1 << 20
    /// Before each block stands its size; blocks are aligned as `malloc` aligns them.
    private static let header = 16

    /// The arena of this thread; made when it is first used, freed when the thread ends.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { arena in
            guard let arena = arena?.assumingMemoryBound(to: Arena.self) else { return }
            Glibc.free(arena.pointee.chunk)
            arena.deinitialize(count: 1)
            arena.deallocate()
        }
        return key
    }()

    private static var current: UnsafeMutablePointer<Arena>? {
        pthread_getspecific(key)?.assumingMemoryBound(to: Arena.self)
    }

    /// Whether the trees of this thread use the arena: all of them or none, for cmark frees all nodes of a tree as
    /// it frees the first.
    static var isActive: Bool {
        current.map { $0.pointee.depth > 0 && $0.pointee.isWanted } ?? false
    }

    /// - Parameter isWanted: whether this tree, where it is the outermost, and all inside it use the arena.
    /// - Returns: false where there is no memory, or where a tool watches each block on its own; then `malloc` is used,
    ///   and there is nothing to end.
    static func begin(isWanted: Bool) -> Bool {
        #if PLAIN_MALLOC
            return false
        #else
            return beginHere(isWanted: isWanted)
        #endif
    }

    private static func beginHere(isWanted: Bool) -> Bool {
        if let arena = current {
            if arena.pointee.depth == 0 { arena.pointee.isWanted = isWanted }
            arena.pointee.depth += 1
            return true
        }
        guard let chunk = malloc(chunkSize) else { return false }
        let arena = UnsafeMutablePointer<Arena>.allocate(capacity: 1)
        arena.initialize(to: Arena(chunk: chunk, capacity: chunkSize))
        arena.pointee.depth = 1
        arena.pointee.isWanted = isWanted
        guard pthread_setspecific(key, arena) == 0 else {
            Glibc.free(chunk)
            arena.deinitialize(count: 1)
            arena.deallocate()
            return false
        }
        return true
    }

    /// Takes back all blocks, when no tree is left.
    static func end() {
        guard let arena = current else { return }
        arena.pointee.depth -= 1
        if arena.pointee.depth == 0 { arena.pointee.reset() }
    }

    private mutating func reset() {
        used = 0
        guard !full.isEmpty else { return }
        // The first is the one of the usual size.
        Glibc.free(chunk)
        chunk = full.removeFirst()
        capacity = Self.chunkSize
        for other in full { Glibc.free(other) }
        full = []
    }

    // MARK: What cmark calls

    /// `calloc` as cmark wants it: it never returns nil, for cmark would not look.
    static func allocate(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer? {
        let (bytes, isTooMuch) = count.multipliedReportingOverflow(by: size)
        guard !isTooMuch, let block = current?.pointee.block(of: bytes) else { abort() }
        memset(block, 0, bytes)
        return block
    }

    static func reallocate(
        _ old: UnsafeMutableRawPointer?, _ bytes: Int
    ) -> UnsafeMutableRawPointer? {
        guard let arena = current else { abort() }
        guard let old else { return arena.pointee.block(of: bytes) }
        let known = (old - header).load(as: Int.self)
        if bytes <= known { return old }
        if arena.pointee.extendLast(old, from: known, to: bytes) { return old }
        guard let new = arena.pointee.block(of: bytes) else { abort() }
        memcpy(new, old, known)
        return new
    }

    /// Only the last block can be taken back: mostly that of a text which was put together and copied.
    static func free(_ block: UnsafeMutableRawPointer?) {
        guard let block, let arena = current else { return }
        let size = (block - header).load(as: Int.self)
        if block + rounded(size) == arena.pointee.chunk + arena.pointee.used {
            arena.pointee.used = block - header - arena.pointee.chunk
        }
    }

    private static func rounded(_ bytes: Int) -> Int { (bytes + 15) & ~15 }

    private mutating func block(of bytes: Int) -> UnsafeMutableRawPointer? {
        guard bytes < Int.max / 4 else { return nil }
        let needed = Self.rounded(bytes) + Self.header
        if used + needed > capacity {
            let size = max(Self.chunkSize, needed * 2)
            guard let new = malloc(size) else { return nil }
            full.append(chunk)
            (chunk, capacity, used) = (new, size, 0)
        }
        let block = chunk + used + Self.header
        (block - Self.header).storeBytes(of: bytes, as: Int.self)
        used += needed
        return block
    }

    private mutating func extendLast(
        _ block: UnsafeMutableRawPointer, from known: Int, to bytes: Int
    ) -> Bool {
        guard bytes < Int.max / 4, block + Self.rounded(known) == chunk + used else { return false }
        let end = block - chunk + Self.rounded(bytes)
        guard end <= capacity else { return false }
        used = end
        (block - Self.header).storeBytes(of: bytes, as: Int.self)
        return true
    }
}
