// A QR code as a picture: what the rest of the program uses of this target.
//
// Written from ISO/IEC 18004: there is no QR code library for Swift on Linux that is maintained, and byte mode at
// one level is all that an address needs.

/// A picture of the text's QR code at level M, with a quiet zone of four modules; nil where the text is too long for
/// any symbol (more than 2,331 bytes).
///
/// Black on white whatever stands around it. Its own size is 25 mm and more: no module is smaller than 0.4 mm, which a
/// telephone reads from paper. It holds no style and no script, so that any content policy lets it pass.
package func qrCodeSVG(of text: String) -> String? {
    guard let symbol = QRSymbol(text) else { return nil }
    let quiet = 4
    let side = symbol.size + 2 * quiet
    var path = ""
    for row in 0..<symbol.size {
        var column = 0
        while column < symbol.size {
            let start = column
            while column < symbol.size, symbol.isDark(row: row, column: column) { column += 1 }
            if column > start {
                path += "M\(start + quiet) \(row + quiet)h\(column - start)v1h-\(column - start)z"
            } else {
                column += 1
            }
        }
    }
    // Tenths of a millimetre.
    let length = max(250, 4 * side)
    let millimetres = "\(length / 10).\(length % 10)mm"
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(millimetres)" height="\(millimetres)" \
        viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path d="\(path)"/></svg>

        """
}
