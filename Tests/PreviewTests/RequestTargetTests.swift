import Testing

@testable import Preview

struct RequestTargetTests {
    @Test(
        arguments: [
            ("/", "/", nil, nil), ("/a%20b/?x=%31", "/a b/", "x=%31", nil),
            ("/%252e", "/%2e", nil, nil), ("/../a", "/../a", nil, nil), ("/?a?b", "/", "a?b", nil),
            ("http://a:1/b", "/b", nil, "a:1"), ("HTTPS://a", "/", nil, "a"),
            ("http://a?b", "/", "b", "a"),
            ("//a/b", "//a/b", nil, nil),
        ] as [(String, String, String?, String?)])
    func decodesOnce(target: String, path: String, query: String?, authority: String?) throws {
        let read = try #require(RequestTarget.parse(target))
        #expect(read.path == path)
        #expect(read.query == query)
        #expect(read.authority == authority)
    }

    @Test(arguments: [
        "", "*", "a", "a/b", "a:80", "/#", "/a%2fb", "/a%2Fb", "/%", "/%2", "/%zz", "/%00", "/%0a",
        "/%7f", "/%ff", "/%c0%af", "/a b", "/é", "ftp://a/", "http:/a", "javascript://a/",
    ])
    func refusesWhatIsNoPath(target: String) {
        #expect(RequestTarget.parse(target) == nil)
    }

    @Test func readsValuesOfTheQuery() {
        let target = RequestTarget.parse(
            "/e?path=/a%2520b/&version=1-2&path=/c&empty=&bare&bad=%zz")
        #expect(target?.value(of: "path") == "/a%20b/")
        #expect(target?.value(of: "version") == "1-2")
        #expect(target?.value(of: "empty") == "")
        #expect(target?.value(of: "bare") == nil)
        #expect(target?.value(of: "bad") == nil)
    }
}
