import Diagnostics
import Testing

@Suite("The order of diagnostics")
struct DiagnosticOrderTests {
    private let error = DiagnosticKind(.error, "z-error", title: "", explanation: "")
    private let warning = DiagnosticKind(.warning, "a-warning", title: "", explanation: "")

    private func at(_ file: String, _ line: Int, _ column: Int) -> Place {
        Place(file: file, position: Position(line: line, column: column))
    }

    @Test func isFileLineColumnSeverityIdMessage() {
        let sorted = [
            Diagnostic(error, at: nil, "no place"),
            Diagnostic(error, at: Place(file: "a.md"), "whole file"),
            Diagnostic(error, at: at("a.md", 2, 9), "x"),
            Diagnostic(error, at: at("a.md", 10, 1), "a"),
            Diagnostic(error, at: at("a.md", 10, 1), "b"),
            Diagnostic(warning, at: at("a.md", 10, 1), "a"),
            Diagnostic(error, at: at("a.md", 10, 2), "a"),
            Diagnostic(error, at: at("b.md", 1, 1), "a"),
        ]
        #expect(sorted.reversed().sorted(by: Diagnostic.precedes) == sorted)
        for diagnostic in sorted {
            #expect(!Diagnostic.precedes(diagnostic, diagnostic))
        }
    }
}

@Suite("The nearest name")
struct NearestNameTests {
    private let keys = ["title", "description", "order", "draft", "slug", "toc", "nav"]

    @Test(arguments: [
        ("titel", "title"), ("Title", "title"), ("tilte", "title"), ("descripton", "description"),
        ("desription", "description"), ("drafts", "draft"), ("oder", "order"), ("toc", "toc"),
        ("slgu", "slug"),
    ])
    func isTheOneMeant(name: String, nearest: String) {
        #expect(nearestName(to: name, among: keys) == nearest)
    }

    @Test(arguments: ["", "x", "colour", "titlepage-of-the-book", "zzz"])
    func isNoneWhereNothingIsNear(name: String) {
        #expect(nearestName(to: name, among: keys) == nil)
    }

    @Test func isTheFirstOfTheNamesWhereTwoAreAsNear() {
        #expect(nearestName(to: "aab", among: ["aad", "aac"]) == "aac")
        #expect(nearestName(to: "aab", among: ["aac", "aad"]) == "aac")
    }

    @Test func othersMustBeNearer() {
        #expect(nearestName(to: "rus", among: ["rust"], or: ["rs"]) == "rust")
        #expect(nearestName(to: "golnag", among: ["go"], or: ["golang"]) == "golang")
        #expect(nearestName(to: "doker", among: ["dockerfile"], or: ["docker"]) == "docker")
    }

    @Test func comparesCodePointsNotBytes() {
        #expect(nearestName(to: "früh", among: ["fruh"]) == "fruh")
    }

    @Test func givesUpOnANameTooLongToBeATypingError() {
        let long = String(repeating: "a", count: 100_000)
        #expect(nearestName(to: long, among: [long]) == nil)
    }
}
