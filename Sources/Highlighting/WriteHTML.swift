import HTMLText

/// HTML of `code`: escaped as cmark escapes code, with a span around each token.
///
/// Spans have the class `hl-` and the token's name. None holds the end of a line, since a theme may wrap lines, but
/// those of `output`, which have one line each. Takes any bytes, in linear time; without its tags and with its
/// references resolved the result is `code`, byte for byte.
package func highlight(_ code: UnsafeBufferPointer<UInt8>, as language: Language) -> [UInt8] {
    guard let start = code.baseAddress, !code.isEmpty else { return [] }
    guard let grammar = language.grammar else { return plainHTML(of: code) }
    var lexer = Lexer(code, start: start, grammar)
    lexer.run()
    let required = grammar.tables.required
    if required != .none, !lexer.runs.contains(where: { $0.token == required }) {
        return plainHTML(of: code)
    }
    return html(of: code, start: start, lexer.runs)
}

private func plainHTML(of code: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: HTMLText.escapedCount(code)) { buffer, count in
        guard let out = buffer.baseAddress else { return }
        count = HTMLText.write(code, to: out) - out
    }
}

private func html(
    of code: UnsafeBufferPointer<UInt8>, start: UnsafePointer<UInt8>, _ runs: [TokenRun]
) -> [UInt8] {
    var lines = 1
    for byte in code { lines += byte == UInt8(ascii: "\n") ? 1 : 0 }
    // At most: each run has its tags, and they are closed and opened again at each newline.
    let room =
        HTMLText.escapedCount(code) + (runs.count + lines) * SpanTags.longest
        + SpanTags.step
    return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        guard let first = buffer.baseAddress else { return }
        var out = first
        var position = 0
        for run in runs {
            let text = UnsafeBufferPointer(start: start + position, count: run.end - position)
            if run.token == .none {
                out = HTMLText.write(text, to: out)
            } else {
                out = SpanTags.write(text, run.token, to: out)
            }
            position = run.end
        }
        count = out - first
    }
}

/// The tags of all tokens, ready to be copied.
private enum SpanTags {
    /// Bytes between the tags of two tokens in `opening`; each is copied whole, which is quicker than by its length.
    static let step = 32
    static let close: StaticString = "</span>"
    /// Bytes of the longest opening tag and the closing one.
    static let longest = step + 7

    struct Opening: @unchecked Sendable {
        /// Lives as long as the process, and is not written to once it is here.
        let bytes: UnsafePointer<UInt8>
        let counts: UnsafePointer<Int>
    }

    static let opening: Opening = {
        let tokens = Token.allCases
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: tokens.count * step)
        let counts = UnsafeMutablePointer<Int>.allocate(capacity: tokens.count)
        bytes.initialize(repeating: 0, count: tokens.count * step)
        for (index, token) in tokens.enumerated() {
            let tag = Array("<span class=\"hl-\(token)\">".utf8.prefix(step))
            for (offset, byte) in tag.enumerated() { bytes[index * step + offset] = byte }
            counts.advanced(by: index).initialize(to: tag.count)
        }
        return Opening(bytes: UnsafePointer(bytes), counts: UnsafePointer(counts))
    }()

    /// `text` in spans, one for each line.
    static func write(
        _ text: UnsafeBufferPointer<UInt8>, _ token: Token, to first: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let tags = opening
        let tag = tags.bytes + Int(token.rawValue) * step
        let count = tags.counts[Int(token.rawValue)]
        var out = first
        var rest = text[...]
        while !rest.isEmpty {
            var line = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            if token == .output { line = min(line + 1, rest.endIndex) }
            if line > rest.startIndex {
                out.initialize(from: tag, count: step)
                out = HTMLText.write(
                    UnsafeBufferPointer(rebasing: rest[..<line]), to: out + count)
                out.initialize(from: close.utf8Start, count: close.utf8CodeUnitCount)
                out += close.utf8CodeUnitCount
            }
            if token != .output, line < rest.endIndex {
                out.initialize(to: UInt8(ascii: "\n"))
                out += 1
                line += 1
            }
            rest = rest[line...]
        }
        return out
    }
}
