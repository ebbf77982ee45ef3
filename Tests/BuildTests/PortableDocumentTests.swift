import Site
import Testing

@testable import Build

@Suite struct PortableDocumentTests {
    private func document(_ path: String = "print/", base: String? = nil) throws -> PortableDocument
    {
        PortableDocument(
            url: SiteURL(path: path), base: try base.map { try BaseURL.parse($0).get() }, head: "")
    }

    private func rewritten(_ html: String, base: String? = nil) throws -> String {
        String(decoding: try document(base: base).bytes(of: Array(html.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        "#recover", "https://example.org/x?y=1#z", "HTTP://example.org", "mailto:alice@example.org",
        "tel:+1",
    ])
    func leavesWhatMeansTheSameEverywhere(reference: String) throws {
        #expect(try document().link(reference) == .asItIs)
        #expect(try document(base: "https://example.org/help/").link(reference) == .asItIs)
    }

    @Test(arguments: [
        ("../recover/reset-password/", "HTTPS://example.org/help/recover/reset-password/"),
        ("../recover/#limits", "HTTPS://example.org/help/recover/#limits"),
        ("../", "HTTPS://example.org/help/"), ("..", "HTTPS://example.org/help/"),
        ("../a%20b/?x=1&amp;y#z", "HTTPS://example.org/help/a%20b/?x=1&amp;y#z"),
        ("note.txt", "HTTPS://example.org/help/print/note.txt"),
        ("./note.txt", "HTTPS://example.org/help/print/note.txt"),
        ("../../../../up/", "HTTPS://example.org/help/up/"), ("/top/", "HTTPS://example.org/top/"),
        ("?x", "HTTPS://example.org/help/print/?x"),
        (" ../a/", "HTTPS://example.org/help/a/"),
    ])
    func givesOtherPagesTheirAddress(reference: String, address: String) throws {
        #expect(try document(base: "https://example.org/help/").link(reference) == .to(address))
        #expect(try document().link(reference) == .nowhere)
    }

    @Test func placesInTheDocumentAreJumps() throws {
        for reference in ["./#a", "../print/#a", "#a"] {
            let target = try document().link(reference)
            #expect(target == .to("#a") || target == .asItIs, "\(reference)")
        }
        #expect(try document().link("") == .to("#"))
        #expect(try document("print.html").link("print.html#a") == .to("#a"))
        #expect(try document("print.html").link("./") == .nowhere)
        #expect(
            try document("Übersicht/").link("../%C3%9Cbersicht/#a") == .to("#a"))
    }

    @Test(arguments: ["file:///etc/passwd", "javascript:alert(1)", "FILE:x", "data:text/plain,x"])
    func otherSchemesLeadNowhere(reference: String) throws {
        #expect(try document(base: "https://example.org/").link(reference) == .nowhere)
    }

    @Test func hostWithoutSchemeGetsTheSitesOwn() throws {
        #expect(try document().link("//example.org/x") == .to("https://example.org/x"))
        #expect(
            try document(base: "http://example.org/").link("//example.org/x")
                == .to("http://example.org/x"))
    }

    @Test(arguments: [
        (#"<a href="../a/">A</a>"#, "<a>A</a>"),
        (#"<A class="x" HREF='../a/' id=b>A</A>"#, #"<A class="x" id=b>A</A>"#),
        ("<a href=../a/>A</a>", "<a>A</a>"),
        (#"<area alt="" href="../a/">"#, #"<area alt="">"#),
        (##"<svg><a xlink:href="../a/"/></svg>"##, "<svg><a/></svg>"),
        (#"<a href="../a/" href="../b/">A</a>"#, "<a>A</a>"),
    ])
    func removesTheLinkAndNothingElse(html: String, result: String) throws {
        #expect(try rewritten(html) == result)
    }

    @Test(arguments: [
        #"<!-- <a href="../a/"> -->"#, #"<title><a href="../a/"></title>"#,
        #"<script>"<a href='../a/'>"</script>"#, #"<p title='<a href="../a/">'>x</p>"#,
        #"&lt;a href="../a/">"#, #"<link href="../a.css"><img src="../a.png">"#, "a < b <", "<a",
        #"<p data-href="../a/">"#,
    ])
    func leavesWhatIsNoLink(html: String) throws { #expect(try rewritten(html) == html) }

    @Test func linksBehindTextAreFoundAgain() throws {
        let html = #"<script>if (a<b) x</SCRIPT ><!-- - -- --><a href="../a/">A</a>"#
        #expect(try rewritten(html) == #"<script>if (a<b) x</SCRIPT ><!-- - -- --><a>A</a>"#)
    }

    @Test func quotesOfTheOtherKindAreEscaped() throws {
        let html = try rewritten(#"<a href='../a"b/'>A</a>"#, base: "https://example.org/")
        #expect(html == #"<a href="HTTPS://example.org/a&quot;b/">A</a>"#)
    }

    @Test func headIsPutFirst() throws {
        let document = PortableDocument(url: SiteURL(path: "print/"), base: nil, head: "<x>")
        let html = "<!DOCTYPE html><html><head><meta></head><body><header></header>"
        #expect(
            String(decoding: document.bytes(of: Array(html.utf8)), as: UTF8.self)
                == "<!DOCTYPE html><html><head><x><meta></head><body><header></header>")
    }

    /// One pass, however many tags are never closed.
    @Test func longHostileTextIsReadOnce() throws {
        for piece in ["<a ", "<!--", "<!-- -", "<script>", "<p x='", "<"] {
            let html = String(repeating: piece, count: 50_000)
            #expect(try rewritten(html) == html, "\(piece)")
        }
    }
}
