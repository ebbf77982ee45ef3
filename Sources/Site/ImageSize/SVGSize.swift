extension ImageSize {
    /// The size of an SVG: `width` and `height` in pixels, else the `viewBox`, whose proportions complete one side.
    ///
    /// A scan of what stands before the root element and of its attributes, no XML parser: entities are not
    /// resolved, and nothing is read beyond 64 kB.
    static func svg(_ image: ImageBytes) -> ImageSize? {
        var scan = SVGScan(image)
        guard let attributes = scan.rootAttributes() else { return nil }
        let width = attributes["width"].flatMap(pixels)
        let height = attributes["height"].flatMap(pixels)
        if let width, let height { return rounded(width, height) }
        let numbers = (attributes["viewBox"] ?? "").split { $0.isWhitespace || $0 == "," }
            .map { number($0) }
        guard numbers.count == 4, let boxWidth = numbers[2], let boxHeight = numbers[3],
            boxWidth > 0, boxHeight > 0
        else { return nil }
        if let width { return rounded(width, width * boxHeight / boxWidth) }
        if let height { return rounded(height * boxWidth / boxHeight, height) }
        return rounded(boxWidth, boxHeight)
    }

    /// A length without unit or in `px`; percentages and other units depend on more than the file.
    private static func pixels(_ text: String) -> Double? {
        let text = text.drop(while: \.isWhitespace)
        let end =
            text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
        let trimmed = text[..<end]
        return number(trimmed.hasSuffix("px") ? trimmed.dropLast(2) : trimmed)
    }

    private static func number(_ text: Substring) -> Double? {
        // `Double` reads `nan`, `infinity` and hexadecimals too.
        let isDecimal = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte)
        }
        guard isDecimal, text.utf8.count <= 40, let number = Double(text), number.isFinite else {
            return nil
        }
        return number
    }

    private static func rounded(_ width: Double, _ height: Double) -> ImageSize? {
        guard width > 0, height > 0, width < 1e9, height < 1e9 else { return nil }
        return ImageSize(
            width: max(Int(width.rounded()), 1), height: max(Int(height.rounded()), 1))
    }
}

/// Finds the root element of an SVG and its attributes.
private struct SVGScan {
    private let image: ImageBytes
    private let limit: Int
    private var offset = 0

    init(_ image: ImageBytes) {
        self.image = image
        limit = min(image.count, 64 << 10)
        if image.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    /// Nil where the root is no `svg` element or does not end within the limit.
    mutating func rootAttributes() -> [String: String]? {
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "<") else { return nil }
            if starts("<?") {
                guard skip(past: "?>") else { return nil }
            } else if starts("<!--") {
                offset += 4
                guard skip(past: "-->") else { return nil }
            } else if starts("<!") {
                guard skipDoctype() else { return nil }
            } else {
                offset += 1
                let name = name()
                return name == "svg" || name.hasSuffix(":svg") ? attributes() : nil
            }
        }
    }

    private mutating func attributes() -> [String: String]? {
        var attributes: [String: String] = [:]
        while true {
            skipBlanks()
            if next == UInt8(ascii: ">") || starts("/>") { return attributes }
            let name = name()
            skipBlanks()
            guard !name.isEmpty, next == UInt8(ascii: "=") else { return nil }
            offset += 1
            skipBlanks()
            guard let quote = next, quote == 0x22 || quote == 0x27 else { return nil }
            offset += 1
            let start = offset
            while let byte = next, byte != quote { offset += 1 }
            guard next == quote else { return nil }
            attributes[name] = text(start..<offset)
            offset += 1
        }
    }

    /// `<!DOCTYPE svg …>`, with the declarations that it may hold between brackets.
    private mutating func skipDoctype() -> Bool {
        var brackets = 0
        while let byte = next {
            switch byte {
            case 0x22, 0x27:
                offset += 1
                while let inner = next, inner != byte { offset += 1 }
            case UInt8(ascii: "["): brackets += 1
            case UInt8(ascii: "]"): brackets -= 1
            case UInt8(ascii: "<") where starts("<!--"):
                guard skip(past: "-->") else { return false }
                continue
            case UInt8(ascii: ">") where brackets <= 0:
                offset += 1
                return true
            default: break
            }
            offset += 1
        }
        return false
    }

    // MARK: Steps

    private var next: UInt8? { offset < limit ? image.byte(at: offset) : nil }

    private func starts(_ text: String) -> Bool {
        image.starts(with: Array(text.utf8), at: offset)
    }

    private mutating func skip(past text: String) -> Bool {
        guard let end = image.end(of: Array(text.utf8), from: offset, limit: limit) else {
            return false
        }
        offset = end
        return true
    }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { offset += 1 }
    }

    private mutating func name() -> String {
        let start = offset
        while let byte = next, byte > 0x20, !"=<>/\"'".utf8.contains(byte) { offset += 1 }
        return text(start..<offset)
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: range.compactMap { image.byte(at: $0) }, as: UTF8.self)
    }
}
