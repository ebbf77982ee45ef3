import Glibc

/// What `--pdf` needs to know of the world around the build.
package struct PDFOptions: Sendable {
    /// `WAYMARK_CHROMIUM`: goes before what is found; nil where it is not set or empty.
    package var chromium: String?
    /// `PATH`.
    package var searchPath: String
    /// `TMPDIR`, or where there is none, `/tmp`.
    package var temporaryFolder: String
    /// `SOURCE_DATE_EPOCH`: the date in the files; nil for that of the newest review.
    package var date: PDFDate?

    package init(chromium: String?, searchPath: String, temporaryFolder: String, date: PDFDate?) {
        self.chromium = chromium
        self.searchPath = searchPath
        self.temporaryFolder = temporaryFolder
        self.date = date
    }

    /// What Chromium, and what is built from it, is called.
    static let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

    /// Finds out at once what would keep the PDFs from being made after minutes of work.
    func check() throws(BuildFailure) {
        do throws(PDFFailure) {
            _ = try findChromium()
        } catch {
            throw .pdf(document: nil, error)
        }
    }

    /// The absolute path of the browser.
    func findChromium() throws(PDFFailure) -> String {
        let folders = searchPath.split(separator: ":").filter { $0.hasPrefix("/") }
        func found(_ name: String) -> String? {
            folders.map { "\($0)/\(name)" }.first(where: Self.isProgram)
        }
        if let chromium {
            let path = chromium.contains("/") ? Self.absolute(chromium) : found(chromium)
            guard let path, Self.isProgram(path) else { throw .notABrowser(path: chromium) }
            return path
        }
        guard let path = Self.names.lazy.compactMap(found).first else {
            throw .noBrowser(names: Self.names)
        }
        return path
    }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && access(path, X_OK) == 0
    }

    /// It is run in another folder.
    private static func absolute(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
