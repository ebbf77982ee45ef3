/// Why a document could not be made into a PDF. The two of the browser itself mean exit status 66, all others 73.
package enum PDFFailure: Error, Sendable, Equatable {
    /// No program of these names stands in the folders of PATH.
    case noBrowser(names: [String])
    /// What the environment names as the browser is no program.
    case notABrowser(path: String)
    case late(seconds: Int)
    case failed(status: Int32, said: String)
    case crashed(signal: Int32, said: String)
    case wroteNothing(said: String)
    case incomplete
    /// A link in it leads to a file of this machine.
    case localPath
    case system(path: String, doing: String, reason: String)

    package var isMissingBrowser: Bool {
        switch self {
        case .noBrowser, .notABrowser: true
        default: false
        }
    }
}

extension PDFFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noBrowser(let names):
            "there is no Chromium, which makes the PDFs: none of \(names.map { "`\($0)`" }.joined(separator: ", ")) "
                + "is in PATH; install the package `chromium`, name one in WAYMARK_CHROMIUM, or build without --pdf"
        case .notABrowser(let path):
            "`\(path)` in WAYMARK_CHROMIUM is not a program that can be run; "
                + "name a Chromium, or install the package `chromium` and unset the variable"
        case .late(let seconds): "Chromium was not done after \(seconds) seconds and was ended"
        case .failed(let status, let said):
            "Chromium ended with status \(status)" + Self.quoted(said)
        case .crashed(let signal, let said):
            "Chromium was ended by signal \(signal)" + Self.quoted(said)
        case .wroteNothing(let said): "Chromium wrote no file" + Self.quoted(said)
        case .incomplete: "Chromium wrote a file that is not a whole PDF"
        case .localPath: "Chromium wrote a path of this machine into it"
        case .system(let path, let doing, let reason): "cannot \(doing) `\(path)`: \(reason)"
        }
    }

    private static func quoted(_ said: String) -> String {
        said.isEmpty ? " and said nothing" : "; it said:\n\(said)"
    }
}
