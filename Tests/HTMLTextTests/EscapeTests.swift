import HTMLText
import Testing

@Suite("Text for HTML")
struct EscapeTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("'", "'"), ("a & b", "a &amp; b"), ("&amp;", "&amp;amp;"),
        ("</script>", "&lt;/script&gt;"), ("\" onload=\"", "&quot; onload=&quot;"),
        ("<!--", "&lt;!--"), ("]]>", "]]&gt;"), ("{{ x }}", "{{ x }}"), ("ä中🎉", "ä中🎉"),
        ("\u{0}\n\t", "\u{0}\n\t"), ("<ä>", "&lt;ä&gt;"),
    ])
    func escapesWhatHTMLReads(text: String, html: String) {
        #expect(HTMLText.escape(text) == html)
        var bytes: [UInt8] = [0x78]
        HTMLText.append(text.utf8, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "x" + html)
    }

    @Test func leavesNothingThatEndsAnElementOrAValue() {
        let hostile = (0...0x7F).compactMap { Unicode.Scalar($0) }.map { String($0) }.joined()
        let html = HTMLText.escape(hostile + hostile)
        #expect(!html.contains("<") && !html.contains(">") && !html.contains("\""))
    }
}

@Suite("Paths in URLs")
struct URLPathTests {
    @Test(arguments: [
        ("recover/reset-password/", "recover/reset-password/"), ("a b.png", "a%20b.png"),
        ("a#b?c.md", "a%23b%3Fc.md"), ("%2e", "%252e"), ("a:b", "a%3Ab"),
        ("javascript:alert(1)", "javascript%3Aalert(1)"), ("ü", "%C3%BC"), ("u\u{308}", "u%CC%88"),
        ("🎉", "%F0%9F%8E%89"), ("a&b=c", "a%26b=c"), ("\"<>\\^`{|}", "%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ("a\n\u{7F}", "a%0A%7F"), ("-._~!$()*+,;=@", "-._~!$()*+,;=@"), ("[x]", "%5Bx%5D"),
        ("it's", "it%27s"),
    ])
    func encodesWhatAURLWouldReadOtherwise(path: String, url: String) {
        #expect(HTMLText.urlPath(path) == url)
        #expect(HTMLText.percentDecoded(url) == Array(path.utf8))
    }

    @Test(arguments: [
        ("a%20b", "a b"), ("%2E%2e/", "../"), ("%25", "%"), ("%C3%BC", "ü"), ("a+b", "a+b"),
        ("", ""),
        ("%00", "\u{0}"),
    ])
    func decodes(text: String, decoded: String) {
        #expect(HTMLText.percentDecoded(text) == Array(decoded.utf8))
    }

    @Test(arguments: ["%", "%2", "a%", "%zz", "%2g", "%g2", "%%20", "% 20", "%-1", "%+1", "%２０"])
    func refusesABrokenEscape(text: String) {
        #expect(HTMLText.percentDecoded(text) == nil)
    }

    @Test func givesBytesThatNeedNotBeUTF8() {
        #expect(HTMLText.percentDecoded("%ff%C3") == [0xFF, 0xC3])
    }

    @Test func encodesEveryByteOfAnyPathReversibly() {
        let path = (1...0x2FF).compactMap { Unicode.Scalar($0) }.map { String($0) }.joined()
        #expect(HTMLText.percentDecoded(HTMLText.urlPath(path)) == Array(path.utf8))
    }

    @Test(arguments: ["", "plain", "<a & \"b\">", "é & 'ü'", "&&<<>>\"\""])
    func writesWhatItEscapes(text: String) {
        let written = Array(text.utf8).withUnsafeBufferPointer { bytes in
            let count = HTMLText.escapedCount(bytes)
            return [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
                guard let start = buffer.baseAddress else { return }
                written = HTMLText.write(bytes, to: start) - start
            }
        }
        #expect(String(decoding: written, as: UTF8.self) == HTMLText.escape(text))
    }
}
