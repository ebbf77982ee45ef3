import HTMLText
import QRCode
import Site

extension CollectedSite {
    /// The picture that leads from paper back to the summary; nil where the site's address is not known, or is longer
    /// than any QR code.
    var summaryQR: (path: String, bytes: [UInt8])? {
        guard let summary, let base = configuration.baseURL?.value.text,
            let svg = qrCodeSVG(of: base + HTMLText.urlPath(summary.url.path))
        else { return nil }
        let bytes = Array(svg.utf8)
        return ("assets/summary-qr.\(contentHash(bytes)).svg", bytes)
    }
}
