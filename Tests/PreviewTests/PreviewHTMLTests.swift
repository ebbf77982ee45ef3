import Testing
import Theme

@testable import Preview

struct PreviewHTMLTests {
    private static let meta =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"\(Theme.policy)\">"

    private func adding(to page: String) -> String {
        String(
            decoding: PreviewHTML.add(to: Array(page.utf8), basePath: "/help/", version: "1-2"),
            as: UTF8.self)
    }

    private static let script =
        "<script src=\"/help/-/waymark/reload.js\" data-version=\"1-2\" defer></script>\n"
    private static let connecting =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"\(Theme.policy); connect-src 'self'\">"

    @Test func addsTheScriptAndTheConnection() {
        #expect(
            adding(to: "<head>\n\(Self.meta)\n<title>A</title>\n</head><p>&lt;/head> </head>")
                == "<head>\n\(Self.connecting)\(Self.script)\n<title>A</title>\n</head><p>&lt;/head> </head>"
        )
    }

    @Test func putsTheScriptIntoAHeadWithoutEnd() {
        #expect(adding(to: "\(Self.meta)<p>A") == "\(Self.connecting)\(Self.script)<p>A")
    }

    @Test(arguments: ["", "<p>A", "</head>", Theme.policy])
    func leavesOtherDocumentsAlone(page: String) {
        #expect(adding(to: page) == page)
    }

    @Test(
        arguments: [
            ("", "a", 0, nil), ("a", "a", 0, 0), ("a", "a", 1, nil), ("ab", "abc", 0, nil),
            ("aab", "ab", 0, 1), ("abab", "ab", 1, 2), ("aaab", "aab", 0, 1), ("ab", "ab", 9, nil),
        ] as [(String, String, Int, Int?)])
    func findsBytes(text: String, needle: String, start: Int, place: Int?) {
        #expect(find(Array(needle.utf8), in: Array(text.utf8), from: start) == place)
    }
}
