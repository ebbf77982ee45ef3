internal import Diagnostics

extension Theme {
    /// The text of a checked template as the library should read it.
    ///
    /// Its escaping is turned off, because it meets marks instead of values (`TemplateForm`). White space before a
    /// partial that stands alone on its line is dropped: the library would put it before each line of the
    /// partial, code blocks included.
    static func prepared(_ scan: TemplateScan) -> String {
        let bytes = scan.source.bytes
        var text = Array("{{%CONTENT_TYPE:TEXT}}\n".utf8)
        text.reserveCapacity(bytes.count + text.count)
        var copied = 0
        for tag in scan.tags where tag.kind == .partial {
            let indent = bytes[copied..<tag.range.lowerBound].reversed().prefix {
                $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
            }
            let lineStart = tag.range.lowerBound - indent.count
            guard lineStart == 0 || bytes[lineStart - 1] == UInt8(ascii: "\n") else { continue }
            text += bytes[copied..<lineStart]
            copied = tag.range.lowerBound
        }
        text += bytes[copied...]
        return String(decoding: text, as: UTF8.self)
    }
}
