/// The places of a pattern where it takes a character, and which of them can follow which (Glushkov's automaton).
///
/// Where no character leads from one place to two, a matcher that goes back on failure never has anything to go
/// back for: it is done in one walk. So these lists tell which patterns can keep a browser busy.
struct PatternPositions {
    private static let maximumLinks = 100_000

    private var sets: [PatternSet] = []
    private var followers: [[Int]] = []
    /// Stands in a repeat without bound.
    private var isLooping: [Bool] = []
    private var links = 0

    var count: Int { sets.count }
    var isFull: Bool { links > Self.maximumLinks }

    mutating func add(_ set: PatternSet) -> Int {
        sets.append(set)
        followers.append([])
        isLooping.append(false)
        return sets.count - 1
    }

    mutating func link(_ from: [Int], to: [Int]) {
        links += from.count * to.count
        guard !isFull else { return }
        for position in from { followers[position] += to }
    }

    mutating func markLooping(_ range: Range<Int>) {
        for position in range { isLooping[position] = true }
    }

    func hasFollowers(_ positions: [Int]) -> Bool {
        positions.contains { !followers[$0].isEmpty }
    }

    /// Whether one character leads to two of these places; the same place twice counts as two.
    private func overlap(_ positions: [Int]) -> Bool {
        guard positions.count > 1 else { return false }
        let ranges = positions.flatMap { sets[$0].ranges }
            .sorted { $0.lowerBound < $1.lowerBound }
        return zip(ranges, ranges.dropFirst()).contains { $0.upperBound >= $1.lowerBound }
    }

    func isAmbiguous(_ range: Range<Int>, first: [Int]) -> Bool {
        overlap(first) || range.contains { overlap(followers[$0]) }
    }

    /// In how many places a matcher may have to come back, and how many of them are repeated without bound.
    func ambiguous() -> (all: Int, looping: Int) {
        var (all, looping) = (0, 0)
        for position in sets.indices where overlap(followers[position]) {
            all += 1
            if isLooping[position] { looping += 1 }
        }
        return (all, looping)
    }
}
