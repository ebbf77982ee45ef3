import Diagnostics
import Testing

private func source(_ text: String) -> SourceText {
    SourceText(file: "content/a.md", bytes: Array(text.utf8))
}

/// The place of the `↓` in a text, which is taken out of it first.
private func place(at marked: String, length: Int = 1) throws -> Place {
    let marker = try #require(marked.firstIndex(of: "↓"))
    let offset = marked[..<marker].utf8.count
    return source(marked.replacing("↓", with: "")).place(at: offset, length: length)
}

@Suite("Places in a text")
struct SourceTextTests {
    @Test(arguments: [
        ("↓", 1, 1), ("↓abc", 1, 1), ("ab↓c", 1, 3), ("abc↓", 1, 4),
        ("a\n↓b", 2, 1), ("a\nb\nc↓", 3, 2), ("a\n↓", 2, 1), ("a↓\nb", 1, 2),
        ("a\r↓b", 2, 1), ("a\r\r↓b", 3, 1),
        ("a\r\n↓b", 2, 1), ("a\r\n\r\nb↓", 3, 2), ("a↓\r\nb", 1, 2), ("a\n\r↓b", 3, 1),
        ("ä↓b", 1, 2), ("中文↓", 1, 3), ("🎉e\u{301}↓", 1, 4), ("ä\nö↓ü", 2, 2), ("\u{FEFF}a↓", 1, 3),
    ])
    func countsLinesAndCodePoints(marked: String, line: Int, column: Int) throws {
        let position = try place(at: marked).position
        #expect(position == Position(line: line, column: column))
    }

    @Test func takesTheMiddleOfCRLFAsTheEndOfItsLine() {
        let place = source("a\r\nb").place(at: 2)
        #expect(place.position == Position(line: 1, column: 3))
        #expect(place.excerpt?.text.hasPrefix("a") == true)
    }

    @Test func takesOffsetsOutsideTheTextAsItsEnds() {
        #expect(source("ab\nc").place(at: 99).position == Position(line: 2, column: 2))
        #expect(source("ab").place(at: -1).position == Position(line: 1, column: 1))
        #expect(source("").place(at: 7).position == Position(line: 1, column: 1))
        #expect(source("ab\nc").place(line: 99).position?.line == 2)
        #expect(
            source("ab").place(line: 1, byteColumn: 99).position == Position(line: 1, column: 3))
    }

    @Test func findsALineAndByteColumnAsCmarkCountsThem() {
        #expect(
            source("a\r\nbä\rcö!").place(line: 3, byteColumn: 4).position
                == Position(line: 3, column: 3))
        #expect(
            source("ä\nb").place(line: 1, byteColumn: 3).position == Position(line: 1, column: 2))
    }

    @Test func excerptsItsOwnLineOnly() throws {
        for end in ["\n", "\r", "\r\n"] {
            let excerpt = try place(at: "one\(end)two ↓ä three\(end)four", length: 2).excerpt
            #expect(excerpt == Excerpt(text: "two ä three", markStart: 4, markLength: 1))
        }
    }

    @Test func marksNothingBeyondTheLine() throws {
        let excerpt = try place(at: "ab↓cd\nef", length: 100).excerpt
        #expect(excerpt == Excerpt(text: "abcd", markStart: 2, markLength: 2))
    }

    @Test func showsPartOfALongLineWithoutCuttingACodePoint() throws {
        let half = String(repeating: "中", count: 1000)
        let place = try place(at: half + "↓x" + half)
        let excerpt = try #require(place.excerpt)
        #expect(place.position?.column == 1001)
        #expect(excerpt.text.unicodeScalars.count < 120)
        #expect(!excerpt.text.unicodeScalars.contains("\u{FFFD}"))
        let index = excerpt.text.unicodeScalars.index(
            excerpt.text.unicodeScalars.startIndex, offsetBy: excerpt.markStart)
        #expect(excerpt.text.unicodeScalars[index] == "x")
    }

    @Test func survivesBytesThatAreNotUTF8() {
        let bytes: [UInt8] = [0x61, 0xFF, 0x80, 0x80, 0xC3, 0x0A, 0xF0, 0x9F]
        let text = SourceText(file: "a", bytes: bytes)
        for offset in 0...bytes.count {
            for length in [0, 1, 3, 99] {
                let place = text.place(at: offset, length: length)
                #expect((place.excerpt?.markLength ?? 0) >= 1)
                #expect((place.position?.column ?? 0) >= 1)
            }
        }
    }
}
