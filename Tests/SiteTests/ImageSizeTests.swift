import Testing

@testable import Site

private func size(_ bytes: [UInt8]) -> [Int]? {
    ImageSize.read(bytes).map { [$0.width, $0.height] }
}

private func big(_ number: Int, _ size: Int) -> [UInt8] {
    (0..<size).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}

private func little(_ number: Int, _ size: Int) -> [UInt8] {
    Array(big(number, size).reversed())
}

private func png(_ width: Int, _ height: Int) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13, 4) + Array("IHDR".utf8)
        + big(width, 4) + big(height, 4) + [8, 6, 0, 0, 0]
}

private func gif(_ width: Int, _ height: Int) -> [UInt8] {
    Array("GIF89a".utf8) + little(width, 2) + little(height, 2)
}

private func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
    [0xFF, marker] + big(content.count + 2, 2) + content
}

private func jpeg(_ width: Int, _ height: Int, frame: UInt8 = 0xC0, before: [UInt8] = []) -> [UInt8]
{
    [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8)) + before
        + segment(frame, [8] + big(height, 2) + big(width, 2) + [3])
}

/// An EXIF segment with two entries, the second of which is the orientation.
private func exif(_ orientation: Int, isLittle: Bool) -> [UInt8] {
    let number = isLittle ? little : big
    var tiff: [UInt8] = Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
    tiff += number(2, 2)
    tiff += number(0x010F, 2) + number(2, 2) + number(4, 4) + Array("abc\0".utf8)
    tiff += number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + [0, 0]
    return segment(0xE1, Array("Exif\0\0".utf8) + tiff)
}

private func webp(_ chunk: String, _ content: [UInt8]) -> [UInt8] {
    Array("RIFF".utf8) + little(content.count + 12, 4) + Array("WEBP\(chunk)".utf8)
        + little(content.count, 4) + content
}

private func lossy(_ width: Int, _ height: Int) -> [UInt8] {
    webp("VP8 ", [0x30, 0x01, 0x00, 0x9D, 0x01, 0x2A] + little(width, 2) + little(height, 2))
}

private func lossless(_ width: Int, _ height: Int) -> [UInt8] {
    webp("VP8L", [0x2F] + little((width - 1) | (height - 1) << 14, 4) + [0])
}

private func extended(_ width: Int, _ height: Int) -> [UInt8] {
    webp("VP8X", [0x10, 0, 0, 0] + little(width - 1, 3) + little(height - 1, 3))
}

@Suite struct ImageSizeTests {
    @Test func readsEachFormat() {
        for (width, height) in [(1, 1), (640, 480), (16_000, 3)] {
            for image in [
                png(width, height), gif(width, height), jpeg(width, height), lossy(width, height),
                lossless(width, height), extended(width, height),
            ] {
                #expect(size(image) == [width, height])
            }
        }
    }

    @Test func refusesSidesOfZero() {
        for image in [
            png(0, 1), png(1, 0), gif(0, 1), jpeg(1, 0), jpeg(0, 1), lossy(0, 1),
            png(0xFFFF_FFFF, 1),
        ] {
            #expect(size(image) == nil)
        }
    }

    @Test func findsTheFrameOfAnyJPEG() {
        for frame: UInt8 in [0xC0, 0xC1, 0xC2, 0xC3, 0xC9, 0xCF] {
            #expect(size(jpeg(30, 20, frame: frame)) == [30, 20])
        }
        let tables = segment(0xC4, [UInt8](repeating: 0xC0, count: 40)) + segment(0xDB, [1, 2])
        #expect(size(jpeg(30, 20, before: tables)) == [30, 20])
        #expect(size(jpeg(30, 20, before: [0xFF, 0xFF, 0xFF])) == [30, 20])
        // A thumbnail inside a segment is not the picture.
        #expect(size(jpeg(30, 20, before: segment(0xE2, jpeg(3, 2)))) == [30, 20])
        #expect(size([0xFF, 0xD8] + segment(0xDA, [0]) + jpeg(3, 2)) == nil)
    }

    @Test(arguments: 0...9, [true, false])
    func turnsAPictureThatLiesOnItsSide(_ orientation: Int, _ isLittle: Bool) {
        let isTurned = (5...8).contains(orientation)
        let image = jpeg(30, 20, before: exif(orientation, isLittle: isLittle))
        #expect(size(image) == (isTurned ? [20, 30] : [30, 20]))
    }

    @Test func ignoresBrokenEXIF() {
        let sound = exif(6, isLittle: true)
        // The directory far away, or more entries than there are.
        for (at, bytes) in [
            (14, little(0x7FFF_FFFF, 4)), (14, little(0xFFFF_FFFF, 4)), (18, little(0xFFFF, 2)),
        ] {
            var exif = sound
            exif.replaceSubrange(at..<at + bytes.count, with: bytes)
            #expect(size(jpeg(30, 20, before: exif)).map { Set($0) } == [20, 30])
        }
    }

    @Test func refusesWhatIsCutShortOrNoImage() {
        let images = [
            png(9, 9), gif(9, 9), jpeg(9, 9, before: exif(6, isLittle: false)), lossy(9, 9),
            lossless(9, 9), extended(9, 9),
        ]
        for image in images {
            let needed = (0...image.count).first { size(Array(image.prefix($0))) != nil }
            #expect(needed.map { $0 > 9 } == true)
        }
        for bytes: [UInt8] in [
            [], [0xFF], [0xFF, 0xD8], [0xFF, 0xD8, 0xFF], Array("RIFF".utf8),
            Array("RIFF1234WEBPXXXX".utf8), [0xFF, 0xD8] + [0xFF, 0xE0, 0x00, 0x00],
            [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF], Array("%PDF-1.4".utf8),
            Array("<html></html>".utf8),
        ] {
            #expect(size(bytes) == nil)
        }
    }

    @Test func survivesDamage() {
        var state: UInt64 = 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let images = [
            png(9, 9), gif(9, 9), jpeg(9, 9, before: exif(6, isLittle: true)), lossy(9, 9),
            extended(9, 9),
            Array("<?xml?><!DOCTYPE svg [<!--]>-->]><svg width='1px' viewBox='0 0 1 2'/>".utf8),
        ]
        for _ in 0..<20_000 {
            var image = images[random(images.count)]
            for _ in 0...random(4) { image[random(image.count)] = UInt8(random(256)) }
            if random(3) == 0 { image.removeLast(random(image.count)) }
            _ = ImageSize.read(image)
        }
    }
}

@Suite struct SVGSizeTests {
    @Test(arguments: [
        ("<svg width='30' height=\"20\"/>", [30, 20]),
        ("<svg width=' 30px ' height='20.4px'>", [30, 20]),
        ("<svg width = '3e1' height = '2E+1' viewBox='0 0 1 1'>", [30, 20]),
        ("<svg viewBox='0 0 30 20'>", [30, 20]),
        ("<svg viewBox='-5,-5, 30 , 19.6'>", [30, 20]),
        ("<svg width='100%' height='100%' viewBox='0 0 30 20'>", [30, 20]),
        ("<svg width='2cm' height='4cm' viewBox='0 0 30 20'>", [30, 20]),
        ("<svg width='60' viewBox='0 0 30 20'>", [60, 40]),
        ("<svg height='60px' width='auto' viewBox='0 0 30 20'>", [90, 60]),
        ("<svg:svg xmlns:svg='http://www.w3.org/2000/svg' width='30' height='20'>", [30, 20]),
        (
            "\u{FEFF} \r\n<?xml version='1.0'?>\n<!-- <svg width='1' height='1'> -->\n<svg width='30' height='20'>",
            [30, 20]
        ),
        (
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" 'a>b'><svg width='30' height='20'>",
            [30, 20]
        ),
        (
            "<!DOCTYPE svg [<!ENTITY a '<svg>'> <!-- ]> --> ]><svg width='30' height='20'>",
            [30, 20]
        ),
        ("<svg title='a > b' data-width='9' width='30' height='20'>", [30, 20]),
        ("<svg width='0.2' height='20'>", [1, 20]),
    ])
    func readsTheRootElement(_ svg: String, _ expected: [Int]) {
        #expect(size(Array(svg.utf8)) == expected)
    }

    @Test(arguments: [
        "", "<", "<svg", "<svg>", "<svg/>", "<svg width='30'>", "<svg width='30' height='20'",
        "<svg width=30 height=20>", "<svg width='0' height='20'>", "<svg width='-1' height='20'>",
        "<svg width='nan' height='inf'>", "<svg width='0x10' height='20'>",
        "<svg width='1e99' height='2'>",
        "<svg viewBox='0 0 0 20'>", "<svg viewBox='0 0 20'>", "<svg width='&#51;0' height='20'>",
        "<!-- <svg width='30' height='20'>", "<!DOCTYPE svg [ <svg width='30' height='20'>",
        "<?xml ",
        "text <svg width='30' height='20'>", "<html><svg width='30' height='20'>",
        "<svg width='px' height='px'>",
    ])
    func findsNoSizeElsewhere(_ svg: String) {
        #expect(size(Array(svg.utf8)) == nil)
    }

    @Test func looksNoFurtherThanItsBound() {
        let clock = ContinuousClock()
        let time = clock.measure {
            for start in ["", "<!--", "<!", "<?", "<svg a='", "<svg "] {
                let text = start + String(repeating: " ", count: 5_000_000)
                #expect(size(Array(text.utf8)) == nil)
            }
        }
        #expect(time < .seconds(5))
    }
}
