import Diagnostics
import Foundation
import Testing

@testable import Build

/// Compares a build that stands on others with one that stands on the disk alone.
func expectSame(
    _ build: LiveBuild, _ fresh: LiveBuild, _ comment: @autoclosure () -> Comment
) throws {
    let (found, wanted) = (contents(of: build), contents(of: fresh))
    let wrong = Set(found.keys).symmetricDifference(wanted.keys)
        .union(wanted.keys.filter { found[$0] != wanted[$0] })
    try #require(wrong.isEmpty, "\(wrong.sorted()) differ \(comment())")
    try #require(words(of: build.diagnostics) == words(of: fresh.diagnostics), comment())
}

/// The bytes of every file.
func contents(of build: LiveBuild) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for path in build.paths() {
        switch build.file(path) {
        case .bytes(let bytes): contents[path] = bytes
        case .copy(let source):
            contents[path] = Array(FileManager.default.contents(atPath: source) ?? Data())
        case nil: contents[path] = nil
        }
    }
    return contents
}

/// What an author reads of the problems.
func words(of diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { problem in
        let place = problem.place
        return "\(problem.kind.id) \(place?.file ?? "") \(place?.position?.line ?? 0) "
            + "\(problem.message) \(problem.suggestion ?? "")"
    }
}
