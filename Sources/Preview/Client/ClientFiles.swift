// What the preview puts beside the site: the script of every page, in `Files/*.js`, and the style of its panel.

internal import CClient

/// The file at this name below the preview's own addresses; nil where there is none.
func clientFile(_ name: String) -> [UInt8]? {
    switch name {
    case "reload.js": reloadScript
    case "overlay.css": embeddedFiles.first { $0.name == name }?.bytes
    default: nil
    }
}

/// All scripts as one: they see each other, and the page sees none of them.
private let reloadScript: [UInt8] = {
    var script = Array("(() => {\n'use strict';\n\n".utf8)
    for file in embeddedFiles where file.name.hasSuffix(".js") {
        script += file.bytes
        script.append(UInt8(ascii: "\n"))
    }
    return script + "})();\n".utf8
}()

/// The files of `Files`, in the order of their list in C.
private let embeddedFiles: [(name: String, bytes: [UInt8])] =
    (0..<waymark_client_file_count()).map { index in
        let file = waymark_client_file_at(index)
        return (
            file.name.map { String(cString: $0) } ?? "",
            Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
        )
    }
