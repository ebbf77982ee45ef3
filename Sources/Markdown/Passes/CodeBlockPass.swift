// A code block that may be wider than a phone scrolls in itself, so it must be reachable by keyboard and have a
// name. Narrow ones stay as cmark writes them: each further stop of the Tab key costs somebody time.

import HTMLText

extension Passes {
    /// Code points that fit a screen of 320 CSS pixels beside the block's padding.
    private static let narrowColumns = 30

    mutating func processCodeBlock(_ node: Node) {
        guard node.withLiteral(Self.isWide) else { return }
        let language = node.fenceInfo.split(whereSeparator: \.isWhitespace).first
        let classes = language.map { " class=\"language-\(HTMLText.escape(String($0)))\"" } ?? ""
        let html =
            "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code\(classes)>"
            + HTMLText.escape(node.literal) + "</code></pre>"
        node.replace(with: Node.customBlock(enter: html, exit: ""))
    }

    private static func isWide(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var columns = 0
        for byte in text {
            if byte == 0x0A {
                columns = 0
            } else if byte & 0xC0 != 0x80 {
                columns += byte == 0x09 ? 8 : 1
                if columns > narrowColumns { return true }
            }
        }
        return false
    }
}
