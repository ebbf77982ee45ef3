/// Tells the lines of fenced code blocks from others, line after line (CommonMark 0.30 section 4.5).
struct FencedCode {
    enum Line { case none, fence, code }

    /// The fence of the block that is open.
    private var open: (byte: UInt8, count: Int)?

    /// What the next line is.
    ///
    /// - Parameter text: the line without the blanks around it, not empty.
    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ text: Range<Int>) -> Line {
        guard let run = Self.fence(bytes, text) else { return open == nil ? .none : .code }
        if let opened = open {
            let closes =
                run.byte == opened.byte && run.count >= opened.count && run.count == text.count
            if closes { open = nil }
        } else {
            open = run
        }
        return .fence
    }

    /// The run of backticks or tildes that opens or closes a code block (CommonMark 0.30 section 4.5).
    private static func fence(
        _ bytes: UnsafeBufferPointer<UInt8>, _ text: Range<Int>
    ) -> (byte: UInt8, count: Int)? {
        let byte = bytes[text.lowerBound]
        guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else { return nil }
        let count = text.prefix { bytes[$0] == byte }.count
        guard count >= 3 else { return nil }
        if byte == UInt8(ascii: "`"),
            text.dropFirst(count).contains(where: { bytes[$0] == byte })
        {
            return nil
        }
        return (byte, count)
    }
}
