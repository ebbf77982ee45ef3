import Glibc
import Testing

@testable import Markdown

@Suite struct ArenaTests {
    private func withArena(_ body: () throws -> Void) rethrows {
        guard Arena.begin(isWanted: true) else {
            Issue.record("no arena")
            return
        }
        defer { Arena.end() }
        try body()
    }

    @Test func givesZeroedBlocksThatDoNotOverlap() throws {
        for _ in 0..<2 {
            try withArena {
                var blocks: [(UnsafeMutableRawPointer, Int)] = []
                for size in 1...2_000 {
                    let block = try #require(Arena.allocate(1, size))
                    #expect(Int(bitPattern: block) % 16 == 0)
                    #expect(
                        (0..<size).allSatisfy {
                            block.load(fromByteOffset: $0, as: UInt8.self) == 0
                        })
                    memset(block, Int32(size & 0xFF), size)
                    blocks.append((block, size))
                }
                for (block, size) in blocks {
                    #expect(block.load(as: UInt8.self) == UInt8(size & 0xFF))
                    #expect(
                        block.load(fromByteOffset: size - 1, as: UInt8.self) == UInt8(size & 0xFF))
                }
            }
        }
    }

    @Test func keepsWhatABlockHeldWhenItGrows() throws {
        try withArena {
            var block = try #require(Arena.reallocate(nil, 8))
            memset(block, 7, 8)
            for size in [16, 100, 5_000, 3 << 20, 9 << 20] {
                // Another block behind it now and then, so that it must move.
                if size > 100 { _ = Arena.allocate(1, 8) }
                block = try #require(Arena.reallocate(block, size))
                #expect((0..<8).allSatisfy { block.load(fromByteOffset: $0, as: UInt8.self) == 7 })
                memset(block + 8, 9, size - 8)
            }
            #expect(Arena.reallocate(block, 4) == block)
        }
    }

    @Test func usesAgainTheLastBlockThatWasFreed() throws {
        try withArena {
            let first = try #require(Arena.allocate(1, 100))
            Arena.free(first)
            #expect(Arena.allocate(1, 50) == first)
            let last = try #require(Arena.allocate(1, 50))
            Arena.free(first)
            #expect(Arena.allocate(1, 50) != first)
            Arena.free(last)
        }
    }

    @Test func isOneForTreesInsideTrees() throws {
        try withArena {
            let outer = try #require(Arena.allocate(1, 64))
            memset(outer, 5, 64)
            try withArena { _ = try #require(Arena.allocate(1, 2 << 20)) }
            #expect(Arena.isActive)
            #expect((0..<64).allSatisfy { outer.load(fromByteOffset: $0, as: UInt8.self) == 5 })
        }
        #expect(!Arena.isActive)
    }

    /// cmark frees all nodes of a tree as it frees the first: a tree with nodes of both kinds would corrupt memory.
    @Test func largeTextsAndWhatStandsInThemUseNone() {
        #expect(Arena.begin(isWanted: false))
        #expect(!Arena.isActive)
        #expect(Arena.begin(isWanted: true))
        #expect(!Arena.isActive)
        Arena.end()
        Arena.end()
        #expect(Arena.begin(isWanted: true))
        #expect(Arena.isActive)
        Arena.end()
    }
}
