/// How large an image is shown, in CSS pixels, read from the head of its file.
///
/// A page that names both keeps its layout while images load. Nothing is decoded: a few numbers are taken from
/// fixed places, each looked at only where the bytes are there.
package struct ImageSize: Sendable, Hashable {
    /// Both 1 or more.
    package let width: Int
    package let height: Int

    package init?(width: Int, height: Int) {
        guard (1...Self.largest).contains(width), (1...Self.largest).contains(height) else {
            return nil
        }
        (self.width, self.height) = (width, height)
    }

    /// PNG's bound; no other format goes beyond it.
    private static let largest = Int(Int32.max)

    /// Reads PNG, JPEG, GIF, WebP and SVG by what the bytes are, not by a name.
    ///
    /// `bytes` may be a file's first part: 64 kB reach for all but a JPEG with large metadata. Nil where the
    /// format is another, or the bytes are damaged, too few, or say that a side is zero.
    package static func read(_ bytes: UnsafeRawBufferPointer) -> ImageSize? {
        let image = ImageBytes(bytes)
        if image.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            return png(image)
        }
        if image.starts(with: [0xFF, 0xD8, 0xFF]) { return jpeg(image) }
        if image.starts(with: Array("GIF87a".utf8)) || image.starts(with: Array("GIF89a".utf8)) {
            return gif(image)
        }
        if image.starts(with: Array("RIFF".utf8)), image.starts(with: Array("WEBP".utf8), at: 8) {
            return webp(image)
        }
        return svg(image)
    }

    package static func read(_ bytes: [UInt8]) -> ImageSize? {
        bytes.withUnsafeBytes { read($0) }
    }

    /// The first chunk is IHDR (PNG third edition, 11.2.1).
    private static func png(_ image: ImageBytes) -> ImageSize? {
        guard image.starts(with: Array("IHDR".utf8), at: 12),
            let width = image.big(4, at: 16), let height = image.big(4, at: 20)
        else { return nil }
        return ImageSize(width: width, height: height)
    }

    /// The logical screen (GIF89a, section 18).
    private static func gif(_ image: ImageBytes) -> ImageSize? {
        guard let width = image.little(2, at: 6), let height = image.little(2, at: 8) else {
            return nil
        }
        return ImageSize(width: width, height: height)
    }

    /// The first chunk is a lossy frame, a lossless one, or the extended header (RFC 9649).
    private static func webp(_ image: ImageBytes) -> ImageSize? {
        if image.starts(with: Array("VP8 ".utf8), at: 12) {
            guard image.starts(with: [0x9D, 0x01, 0x2A], at: 23),
                let width = image.little(2, at: 26), let height = image.little(2, at: 28)
            else { return nil }
            // The upper two bits scale the picture in a decoder that wants to.
            return ImageSize(width: width & 0x3FFF, height: height & 0x3FFF)
        }
        if image.starts(with: Array("VP8L".utf8), at: 12) {
            guard image.byte(at: 20) == 0x2F, let bits = image.little(4, at: 21) else { return nil }
            return ImageSize(width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1)
        }
        if image.starts(with: Array("VP8X".utf8), at: 12) {
            guard let width = image.little(3, at: 24), let height = image.little(3, at: 27) else {
                return nil
            }
            return ImageSize(width: width + 1, height: height + 1)
        }
        return nil
    }
}
