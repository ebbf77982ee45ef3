import Testing

@testable import QRCode

@Suite struct SVGTests {
    @Test func leavesAQuietZoneOfFourModules() throws {
        let svg = try #require(qrCodeSVG(of: "https://example.org/help/summary/"))
        // Version 3 has 29 modules.
        #expect(svg.contains(#"viewBox="0 0 37 37""#))
        #expect(svg.contains(##"<path fill="#fff" d="M0 0h37v37H0z"/>"##))
        #expect(svg.contains(#"<path d="M4 4h7v1h-7z"#))
        let places = svg.matches(of: /M([0-9]+) ([0-9]+)h([0-9]+)v1/)
        for place in places {
            let (left, top) = (try #require(Int(place.1)), try #require(Int(place.2)))
            let width = try #require(Int(place.3))
            #expect(left >= 4 && top >= 4 && left + width <= 33 && top < 33)
        }
        #expect(places.count > 100)
    }

    @Test func isAtLeast25MillimetresAndNoModuleIsTooSmall() throws {
        #expect(try #require(qrCodeSVG(of: "a")).contains(#"width="25.0mm" height="25.0mm""#))
        // Version 40: 185 modules with the quiet zone.
        let large = try #require(qrCodeSVG(of: String(repeating: "a", count: 2331)))
        #expect(large.contains(#"width="74.0mm" height="74.0mm""#))
    }

    @Test func holdsNothingThatAPolicyForbids() throws {
        let svg = try #require(qrCodeSVG(of: #"<a style="x">&"#))
        for word in ["style", "script", "href", "&"] { #expect(!svg.contains(word)) }
    }

    @Test func tooLongATextHasNone() {
        #expect(qrCodeSVG(of: String(repeating: "a", count: 2332)) == nil)
        #expect(qrCodeSVG(of: String(repeating: "é", count: 1166)) == nil)
    }

    /// The mask is the one with the lowest penalty, not any.
    @Test func choosesTheMaskThatReadsBest() throws {
        let (version, data) = try #require(QRCodewords.data(of: "https://example.org/"))
        let symbols = (0..<8).map { QRSymbol(data: data, version: version, mask: $0) }
        let best = try #require(symbols.min { $0.penalty < $1.penalty })
        #expect(QRSymbol("https://example.org/") == best)
        #expect(Set(symbols.map(\.lines)).count == 8)
    }
}
