import Site
import Testing

@testable import Build

@Suite struct SettlePDFTests {
    private func settled(_ pdf: String, _ date: PDFDate?) -> String {
        String(decoding: settingDates(of: Array(pdf.utf8), to: date), as: UTF8.self)
    }

    @Test(arguments: [
        ("D:20261121143458+00'00'", "D:20260102000000+00'00'"),
        ("D:20261121143458-05'30'", "D:20260102000000+00'00'"),
        ("D:20261121143458Z", "D:20260102000000Z"), ("D:20261121", "D:20260102"),
        ("D:", "D:"),
    ])
    func bothDatesBecomeTheOneGiven(was: String, becomes: String) throws {
        let day = PDFDate(try #require(CalendarDate("2026-01-02")))
        #expect(
            settled("<</CreationDate (\(was))\n/ModDate (\(was))>>", day)
                == "<</CreationDate (\(becomes))\n/ModDate (\(becomes))>>")
    }

    @Test func withoutADateThereIsNone() {
        let pdf = "<</Title (T)\n/CreationDate (D:20261121143458Z)\n/ModDate (D:2026)>>"
        let settled = settled(pdf, nil)
        #expect(settled.utf8.count == pdf.utf8.count)
        #expect(settled.split(separator: " ").joined() == "<</Title(T)\n\n>>")
    }

    @Test(arguments: ["/CreationDate (D:2026", "/CreationDate 1 0 R", "/ModDate ()", ""])
    func otherTextStays(pdf: String) { #expect(settled(pdf, nil) == pdf) }

    @Test(arguments: [
        (0, "19700101000000"), (86_399, "19700101235959"), (951_782_400, "20000229000000"),
        (1_767_323_045, "20260102030405"), (253_402_300_799, "99991231235959"),
    ])
    func secondsAreReadAsUTC(seconds: Int, digits: String) throws {
        let date = try #require(PDFDate(secondsSince1970: seconds))
        #expect(String(decoding: date.digits, as: UTF8.self) == digits)
    }

    @Test(arguments: [-1, 253_402_300_800, Int.min, Int.max])
    func otherYearsAreNone(seconds: Int) { #expect(PDFDate(secondsSince1970: seconds) == nil) }

    @Test(arguments: [
        ("%PDF-1.4\nstartxref\n12\n%%EOF\n", true), ("%PDF-1.4\nstartxref\n12\n%%EOF", true),
        ("%PDF-1.4\nstartxref\n12\n%%EO", false), ("%PDF-1.4\nstartxref\n", false),
        ("PDF-1.4\nstartxref\n12\n%%EOF\n", false), ("", false), ("%PDF-%%EOF", false),
    ])
    func knowsAWholeFile(pdf: String, isWhole: Bool) {
        #expect(isWholePDF(Array(pdf.utf8)) == isWhole)
    }

    @Test(arguments: [
        (
            "(node00000483) (node00000482) (node00000483)",
            "(node00000002) (node00000001) (node00000002)"
        ),
        ("[(node00000484)(node00003939)]", "[(node00000001)(node00000002)]"),
        ("(node0000048) (node000004830) (node0000048x) (node00000483 ", nil),
        (
            "node00000483) (node (node00000009) (node00000010",
            "node00000483) (node (node00000001) (node00000010"
        ),
        ("(node0000000", nil), ("", nil),
    ])
    func elementsAreNumberedFromOne(was: String, becomes: String?) {
        let renumbered = renumberingElements(of: Array(was.utf8))
        #expect(String(decoding: renumbered, as: UTF8.self) == becomes ?? was)
    }

    @Test func knowsALinkToAFile() {
        #expect(linksToFiles(Array("/URI (file:///tmp/x)".utf8)))
        #expect(!linksToFiles(Array("/URI (https://example.org/file:)".utf8)))
    }
}
