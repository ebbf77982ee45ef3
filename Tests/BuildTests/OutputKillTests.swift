import Foundation
import Synchronization
import Testing

@testable import Build

/// Builds that stop at each of their changes of the disk, held against the promise of their way of writing.
@Suite struct OutputKillTests {
    private let first = [
        "index.html": "home", "guide/a.html": "a", "guide/b.html": "b", "old/x/y.html": "y",
        "style.css": "s", "turns": "from file", "shrinks/a/b.html": "from folder",
    ]
    private let second = [
        "index.html": "HOME, AND MORE", "guide/a.html": "a", "guide/c.html": "c", "style.css": "S!",
        "logo.png": "png", "turns/index.html": "to folder", "shrinks": "to file",
    ]

    /// Runs `body` with builds that are stopped after 0, 1, 2 … steps, until one gets through.
    private func forEachStop(
        _ prepare: (TemporaryOutput) async throws -> Void,
        _ check: (TemporaryOutput, Int) async throws -> Void
    ) async throws -> Int {
        for stop in 0..<500 {
            let site = try TemporaryOutput()
            try await prepare(site)
            let kill = Kill(after: stop)
            do {
                try await site.build(second) { try kill.step($0) }
                return stop
            } catch is Kill.Stopped {
                try await check(site, stop)
            }
        }
        Issue.record("the build never got through")
        return 0
    }

    @Test func showsTheOldOrTheNewSiteWheneverItStops() async throws {
        var seenNew = false
        let steps = try await forEachStop { site in
            try await site.build(first)
        } _: { site, stop in
            let found = site.site()
            #expect(found == first || found == second, "stopped after \(stop)")
            seenNew = seenNew || found == second
            if found == first { #expect(!seenNew) }
            try await site.build(second)
            #expect(site.site() == second)
            #expect(site.leftovers() == [], "stopped after \(stop)")
        }
        #expect(seenNew)
        #expect(steps > 20)
    }

    @Test func showsNothingOrTheNewSiteWheneverTheFirstBuildStops() async throws {
        _ = try await forEachStop { _ in
        } _: { site, stop in
            #expect(!site.exists("public"), "stopped after \(stop)")
            try await site.build(second)
            #expect(site.site() == second)
            #expect(site.leftovers() == [])
        }
    }

    @Test func leavesNoHalfFileInPlaceAndIsCompletedByTheNext() async throws {
        let steps = try await forEachStop { site in
            try await site.build(first)
            try site.put("public/.git/HEAD", "ref")
            try site.put("public/guide/mine.txt", "mine")
        } _: { site, stop in
            var found = site.site().filter { !$0.key.hasPrefix(".waymark-stage/") }
            #expect(found.removeValue(forKey: ".git/HEAD") == "ref")
            #expect(found.removeValue(forKey: "guide/mine.txt") == "mine")
            for (path, text) in found {
                #expect(
                    text == first[path] || text == second[path], "\(path), stopped after \(stop)")
            }
            try await site.build(second)
            var completed = second
            completed[".git/HEAD"] = "ref"
            completed["guide/mine.txt"] = "mine"
            #expect(site.site() == completed, "stopped after \(stop)")
            #expect(site.leftovers() == [], "stopped after \(stop)")
            #expect(!site.exists("public/old"))
        }
        #expect(steps > 20)
    }

    @Test func isUndoneByABuildOfTheOldSiteWheneverItStopsInPlace() async throws {
        _ = try await forEachStop { site in
            try await site.build(first)
            try site.put("public/CNAME", "example.org")
        } _: { site, stop in
            try await site.build(first)
            var expected = first
            expected["CNAME"] = "example.org"
            #expect(site.site() == expected, "stopped after \(stop)")
            let clean = try TemporaryOutput()
            try await clean.build(first)
            var tree = site.tree()
            tree["CNAME"] = nil
            #expect(tree == clean.tree(), "stopped after \(stop)")
        }
    }

    @Test(arguments: [false, true])
    func clearsUpWhenAnyStepFails(foreign: Bool) async throws {
        let failure = OutputError.system(path: "disk", doing: "write", code: ENOSPC)
        for failing in 0..<500 {
            let site = try TemporaryOutput()
            try await site.build(first)
            if foreign { try site.put("public/CNAME", "example.org") }
            let count = Mutex((steps: 0, replaced: false, failed: false))
            do {
                try await site.build(second) { step in
                    try count.withLock { count in
                        defer { count.steps += 1 }
                        if count.steps == failing {
                            count.failed = true
                            throw failure
                        }
                        count.replaced = count.replaced || step.hasPrefix("replace ")
                    }
                }
                #expect(site.site().filter { $0.key != "CNAME" } == second)
                if !count.withLock({ $0.failed }) { return }
            } catch let error as OutputError where error == failure {
                #expect(site.leftovers() == [], "failed at \(failing)")
                if !count.withLock({ $0.replaced }) {
                    #expect(site.site().filter { $0.key != "CNAME" } == first, "at \(failing)")
                }
            }
            try await site.build(second)
            #expect(site.site().filter { $0.key != "CNAME" } == second)
            #expect(site.leftovers() == [])
        }
        Issue.record("the build never got through")
    }
}
