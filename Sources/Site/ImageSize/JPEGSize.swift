extension ImageSize {
    /// The first frame header (ITU-T T.81, B.2.2), turned as the EXIF data before it says.
    ///
    /// Each step goes forward by at least two bytes, whatever a segment says of its length.
    static func jpeg(_ image: ImageBytes) -> ImageSize? {
        var offset = 2
        var isTurned = false
        while let sign = image.byte(at: offset) {
            guard sign == 0xFF, let marker = image.byte(at: offset + 1) else {
                offset += 1
                continue
            }
            switch marker {
            case 0xFF:  // A filling byte.
                offset += 1
            case 0x01, 0xD0...0xD8, 0x00:  // No length follows.
                offset += 2
            case 0xD9, 0xDA:  // The picture begins or ends without a frame.
                return nil
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard let height = image.big(2, at: offset + 5),
                    let width = image.big(2, at: offset + 7)
                else { return nil }
                return isTurned
                    ? ImageSize(width: height, height: width)
                    : ImageSize(width: width, height: height)
            default:
                guard let length = image.big(2, at: offset + 2), length >= 2 else { return nil }
                if marker == 0xE1, let orientation = orientation(image, offset + 4, length - 2) {
                    isTurned = (5...8).contains(orientation)
                }
                offset += 2 + length
            }
        }
        return nil
    }

    /// The orientation in an EXIF segment (Exif 2.32, 4.6.4): 5 to 8 lie on their side.
    private static func orientation(_ image: ImageBytes, _ start: Int, _ length: Int) -> Int? {
        guard image.starts(with: Array("Exif\0\0".utf8), at: start) else { return nil }
        let tiff = start + 6
        let isLittle = image.starts(with: [0x49, 0x49, 0x2A, 0x00], at: tiff)
        guard isLittle || image.starts(with: [0x4D, 0x4D, 0x00, 0x2A], at: tiff) else { return nil }
        func number(_ size: Int, _ offset: Int) -> Int? {
            guard offset >= tiff, offset + size <= start + length else { return nil }
            return isLittle ? image.little(size, at: offset) : image.big(size, at: offset)
        }
        guard let directory = number(4, tiff + 4), let count = number(2, tiff + directory) else {
            return nil
        }
        for index in 0..<count {
            let entry = tiff + directory + 2 + index * 12
            guard let tag = number(2, entry) else { return nil }
            if tag == 0x0112 { return number(2, entry + 2) == 3 ? number(2, entry + 8) : nil }
        }
        return nil
    }
}
