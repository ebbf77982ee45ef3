// Renders one document after another, so that a check of thousands of them starts one process.
//
//     markdown-batch commonmark|gfm|waymark
//     markdown-batch time DIR        what the passes cost over all pages of a folder: see Timing.swift
//
// Each request on standard input and each answer on standard output is a length in bytes (32 bits, little-endian) and
// as many bytes: Markdown in, HTML out. HTML in the text is let through. A text that is refused, because it nests too
// deeply, is answered by the greatest length and no bytes. The process ends with its input.

import Diagnostics
import Glibc
import Markdown

/// Fills the buffer from standard input; false where the input ends first.
func readAll(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
    var done = 0
    while done < buffer.count {
        let count = read(
            STDIN_FILENO, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        done += count
    }
    return true
}

func writeAll(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        if count <= 0 { exit(1) }
        rest = rest.dropFirst(count)
    }
}

/// The HTML, nil for a text beyond our bounds.
func render(_ source: SourceText, dialect: String) -> String? {
    let html: String
    let diagnostics: [Diagnostic]
    switch dialect {
    case "commonmark": (html, diagnostics) = renderCommonMark(source, rawHTML: true)
    case "gfm": (html, diagnostics) = renderGitHubMarkdown(source, rawHTML: true)
    default:
        var links = StandaloneLinks()
        let options = MarkdownOptions(allowsRawHTML: true)
        let page = renderMarkdown(MarkdownInput(source), options: options, resolver: &links)
        (html, diagnostics) = (page.html, page.diagnostics)
    }
    return html.isEmpty && !diagnostics.isEmpty ? nil : html
}

if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "time" {
    exit(timePasses(below: CommandLine.arguments[2]) ? 0 : 66)
}
let dialect = CommandLine.arguments.last ?? ""
guard CommandLine.arguments.count == 2, ["commonmark", "gfm", "waymark"].contains(dialect) else {
    let usage = "usage: markdown-batch commonmark|gfm|waymark, or markdown-batch time DIR\n"
    _ = usage.withCString { write(STDERR_FILENO, $0, usage.utf8.count) }
    exit(64)
}
while true {
    var length: UInt32 = 0
    guard withUnsafeMutableBytes(of: &length, readAll) else { break }
    let size = Int(UInt32(littleEndian: length))
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        isWhole = readAll(UnsafeMutableRawBufferPointer(buffer))
        count = isWhole ? size : 0
    }
    guard isWhole else { exit(1) }
    if let html = render(SourceText(file: "-", bytes: bytes), dialect: dialect) {
        let bytes = Array(html.utf8)
        writeAll(withUnsafeBytes(of: UInt32(bytes.count).littleEndian, Array.init) + bytes)
    } else {
        writeAll(withUnsafeBytes(of: UInt32.max, Array.init))
    }
}
