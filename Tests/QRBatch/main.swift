// Prints the QR code of each line of standard input as SVG on one line, so that a check of thousands of them starts
// one process. For a text that is too long for any symbol the line is empty.

import QRCode

while let text = readLine() {
    let svg = qrCodeSVG(of: text) ?? ""
    print(svg.split(separator: "\n").joined())
}
