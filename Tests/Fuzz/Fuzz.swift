// What libFuzzer calls with each input: renders it, and ends the process where a promise is broken.
//
// The first byte chooses dialect and options, so that one corpus serves all; the rest is Markdown. Crashes, traps, leaks
// and hangs are libFuzzer's and the address sanitizer's to see.

import CLibcmark
import Diagnostics
import Glibc
import Markdown

/// Taken from the first byte: its remainder by three, and its two upper bits.
struct Choice {
    enum Dialect: UInt8 { case commonmark, gfm, waymark }

    let dialect: Dialect
    let rawHTML: Bool
    let smartPunctuation: Bool

    init(_ byte: UInt8) {
        dialect = Dialect(rawValue: byte % 3) ?? .commonmark
        rawHTML = byte & 0x80 != 0
        smartPunctuation = byte & 0x40 != 0
    }
}

func require(_ holds: Bool, _ promise: String) {
    guard !holds else { return }
    print("BROKEN PROMISE: \(promise)")
    fflush(nil)
    abort()
}

func render(_ source: SourceText, _ choice: Choice) -> (html: String, diagnostics: [Diagnostic]) {
    switch choice.dialect {
    case .commonmark: return renderCommonMark(source, rawHTML: choice.rawHTML)
    case .gfm: return renderGitHubMarkdown(source, rawHTML: choice.rawHTML)
    case .waymark:
        var links = StandaloneLinks()
        let options = MarkdownOptions(
            allowsRawHTML: choice.rawHTML, smartPunctuation: choice.smartPunctuation)
        let page = renderMarkdown(MarkdownInput(source), options: options, resolver: &links)
        return (page.html, page.diagnostics)
    }
}

/// What cmark itself makes of the text.
func renderWithCMark(_ bytes: [UInt8], rawHTML: Bool) -> String {
    let options = CMARK_OPT_DEFAULT | (rawHTML ? CMARK_OPT_UNSAFE : 0)
    let html = bytes.withUnsafeBytes { raw in
        cmark_markdown_to_html(
            raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count, options)
    }
    defer { free(html) }
    return html.map { String(cString: $0) } ?? ""
}

func contains(_ bytes: [UInt8], _ part: StaticString) -> Bool {
    bytes.withUnsafeBufferPointer { text in
        part.withUTF8Buffer { part in
            guard text.count >= part.count else { return false }
            return (0...text.count - part.count).contains { at in
                text[at] == part[0] && text[at..<at + part.count].elementsEqual(part)
            }
        }
    }
}

func check(_ source: SourceText, _ choice: Choice) {
    let (html, diagnostics) = render(source, choice)
    let output = Array(html.utf8)
    if choice.dialect == .commonmark, diagnostics.isEmpty {
        require(
            html.utf8.elementsEqual(renderWithCMark(source.bytes, rawHTML: choice.rawHTML).utf8),
            "CommonMark is rendered as cmark does it")
    }
    // A replacement character that nobody wrote is a letter cut in two.
    if contains(output, "\u{FFFD}") {
        require(
            contains(source.bytes, "\u{FFFD}") || contains(source.bytes, "&#"),
            "the output is valid UTF-8")
    }
    if contains(output, "<?waymark-") {
        require(contains(source.bytes, "waymark-"), "no token of ours is published")
    }
    if !choice.rawHTML {
        require(!contains(output, "<script"), "HTML in the text is refused")
    }
    for diagnostic in diagnostics {
        if let position = diagnostic.place?.position {
            require(position.line > 0 && position.column > 0, "a problem has a place in the text")
        }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: data, count: size)
    guard let first = bytes.first else { return 0 }
    let source = SourceText(file: "-", bytes: Array(bytes.dropFirst()))
    // No dialect is ever given what is not text.
    if InputBounds.checkText(source) != nil { return -1 }
    check(source, Choice(first))
    return 0
}
