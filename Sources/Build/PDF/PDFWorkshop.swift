import Diagnostics
import Glibc
import HTMLText
import Site

/// A document of the site that is also made as a PDF.
struct PDFDocument: Sendable {
    /// The PDF's path in the site.
    let path: String
    /// The document's path in the site: `print/index.html`.
    let source: String
    let url: SiteURL
    let html: @Sendable () throws -> [UInt8]
}

/// A folder of its own in which Chromium finds the site's assets at their places, and nothing else of this machine.
struct PDFWorkshop: Sendable {
    private let folder: String
    private let browser: String
    private let searchPath: String
    private let base: BaseURL?
    private let date: PDFDate?
    private let limit: Duration

    /// Beside the site's own files; no page can have this name.
    private static let styleName = ".waymark-pdf.css"

    /// - Parameters:
    ///   - base: the address of the site; nil where none is known.
    ///   - date: of all files.
    ///   - limit: what one document may take.
    ///   - assets: what a document may show.
    init(
        _ options: PDFOptions, base: BaseURL?, date: PDFDate?, limit: Duration,
        assets: [PlannedFile]
    ) throws {
        browser = try options.findChromium()
        searchPath = options.searchPath
        self.base = base
        self.date = date
        self.limit = limit
        folder = try Self.makeFolder(in: options.temporaryFolder)
        do {
            let site = try open("site")
            var cursor = FolderCursor(site)
            for file in assets { try Self.put(file, &cursor) }
            // Chromium's own default is Letter. A theme's `size` goes before this one.
            try site.write(Array("@page{size:A4}\n".utf8), to: systemName(Self.styleName.utf8))
        } catch {
            remove()
            throw error
        }
    }

    /// The PDF of a document. The calling thread waits.
    func pdf(of document: PDFDocument) throws -> [UInt8] {
        let name = document.path
        let site = try open("site")
        var cursor = FolderCursor(site)
        let portable = PortableDocument(
            url: document.url, base: base, head: head(for: document.url))
        try Self.put(
            PlannedFile(
                path: document.source, kind: .page,
                content: .bytes(portable.bytes(of: try document.html())),
                origin: Place(file: document.source)), &cursor)
        let made = "\(folder)/\(name)"
        let process = BoundedProcess(
            program: browser,
            arguments: flags(named: name) + [
                "--print-to-pdf=\(made)",
                "file://" + HTMLText.urlPath("\(folder)/site/\(document.source)"),
            ],
            environment: environment, folder: folder, limit: limit)
        let (end, said) = try process.run()
        let words = readable(said)
        switch end {
        case .exited(0): break
        case .exited(let status): throw PDFFailure.failed(status: status, said: words)
        case .signal(let signal): throw PDFFailure.crashed(signal: signal, said: words)
        case .late: throw PDFFailure.late(seconds: Int(limit.components.seconds))
        }
        guard let bytes = try? readFile(made), !bytes.isEmpty else {
            throw PDFFailure.wroteNothing(said: words)
        }
        guard isWholePDF(bytes) else { throw PDFFailure.incomplete }
        if linksToFiles(bytes) { throw PDFFailure.localPath }
        return renumberingElements(of: settingDates(of: bytes, to: date))
    }

    /// Removes the folder. The processes that Chromium leaves for reports of crashes end a moment after it, and may
    /// still write.
    func remove() {
        for _ in 0..<50 {
            if let folder = try? OpenFolder.open(absolute: folder, steps: WriteSteps()) {
                try? folder.removeContents()
            }
            if rmdir(folder) == 0 || errno == ENOENT { return }
            usleep(20_000)
        }
    }

    /// In `/tmp` where the folder asked for has a long path: Chromium makes a socket 62 bytes below it, and ends at
    /// once when that has a path of more than 107.
    private static func makeFolder(in wanted: String) throws(PDFFailure) -> String {
        let parent = wanted.utf8.count <= 40 ? wanted : "/tmp"
        var template = systemName("\(parent)/waymark-pdf-XXXXXX".utf8)
        let made = mkdtemp(&template).flatMap { realpath($0, nil) }
        guard let made else {
            throw .system(path: parent, doing: "make a folder in", reason: systemMessage())
        }
        defer { free(made) }
        return String(cString: made)
    }

    /// A folder in the workshop, made where it is missing.
    private func open(_ name: String) throws -> OpenFolder {
        guard let folder = try OpenFolder.open(absolute: folder, steps: WriteSteps()),
            case .folder(let found) = try folder.makeFolder(systemName(name.utf8))
        else { throw PDFFailure.system(path: folder, doing: "open", reason: systemMessage(ENOENT)) }
        return found
    }

    private static func put(_ file: PlannedFile, _ cursor: inout FolderCursor) throws {
        let path = OutputPath(file.path)
        // What is no safe path, or wanted by two, is reported by the plan.
        guard path.fault == nil, case .folder(let holder) = try cursor.makeFolder(holding: path)
        else { return }
        switch file.content {
        case .bytes(let bytes): try holder.write(bytes, to: path.name)
        case .make(let make): try holder.write(try make(), to: path.name)
        case .copy(let source):
            guard symlinkat(source, holder.descriptor, path.name) == 0 else {
                throw holder.fault("link", path.name)
            }
        }
    }

    /// The site's own policy, for themes that have none, and no scripts: on paper is what a page without them shows.
    private func head(for url: SiteURL) -> String {
        let style = SiteURL.prefix(depth: url.depth) + Self.styleName
        return """
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' 'unsafe-inline'; \
            img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'">\
            <link rel="stylesheet" href="\(style)">
            """
    }

    private func flags(named name: String) -> [String] {
        var flags = [
            "--headless",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            "--user-data-dir=\(folder)/profile-\(name)",
            // No name is looked up and no address is called, not even one of numbers.
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--disable-default-apps",
            "--no-first-run",
            "--disable-breakpad",
            "--disable-gpu",
            // Containers have 64 MB there.
            "--disable-dev-shm-usage",
            // The same letters at the same places on every machine with the same fonts.
            "--font-render-hinting=none",
            "--force-color-profile=srgb",
        ]
        // As root, and only then, Chromium's sandbox does not start.
        if geteuid() == 0 { flags.append("--no-sandbox") }
        return flags
    }

    /// Nothing of the user's: what Chromium keeps goes into the folder, and dates are in no local zone.
    private var environment: [String] {
        [
            "PATH=\(searchPath)", "HOME=\(folder)", "TMPDIR=\(folder)", "XDG_CONFIG_HOME=\(folder)",
            "XDG_CACHE_HOME=\(folder)", "XDG_RUNTIME_DIR=\(folder)", "LANG=C.UTF-8", "TZ=UTC",
            // It asks for none, but complains where there is none.
            "DBUS_SESSION_BUS_ADDRESS=disabled:",
        ]
    }

    /// The last lines that say something about this run.
    private func readable(_ said: [UInt8]) -> String {
        let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
            .filter { !$0.contains("dbus") && !$0.allSatisfy(\.isWhitespace) }
        return lines.suffix(5).map { VisibleText.visible("    " + $0.prefix(300)) }
            .joined(separator: "\n")
    }
}
