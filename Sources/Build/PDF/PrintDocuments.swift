// The step of a build that turns collected documents into PDFs: after all problems are known, before anything is
// written, so that the PDFs take part in the same exchange as the pages.

import Diagnostics
import Site

/// The PDFs of the documents, planned like other files. Each document runs a Chromium of its own.
///
/// - Parameter files: all other files of the site; its assets are what the documents may show.
func printDocuments(
    _ documents: [PDFDocument], _ options: PDFOptions, _ site: CollectedSite, files: [PlannedFile]
) async throws(BuildFailure) -> [PlannedFile] {
    do {
        let workshop = try PDFWorkshop(
            options, base: site.configuration.baseURL?.value,
            date: options.date ?? newestReview(site.map),
            // A minute to start on a busy machine, and half a second for each page of the guide.
            limit: .milliseconds(60_000 + 500 * site.map.pages.count),
            assets: files.filter { $0.kind == .asset })
        defer { workshop.remove() }
        return try await concurrentMap(documents, runLength: 1) { document in
            do {
                return document.planned(.bytes(try workshop.pdf(of: document)))
            } catch let failure as PDFFailure {
                throw BuildFailure.pdf(document: document.path, failure)
            }
        }
    } catch let failure as PDFFailure {
        throw .pdf(document: nil, failure)
    } catch let failure as OutputError {
        throw .output(failure)
    } catch let failure as BuildFailure {
        throw failure
    } catch {
        throw .fault("\(error)")
    }
}

extension DiagnosticKind {
    static let nothingToPrint = DiagnosticKind(
        .warning, "nothing-to-print", title: "The site has no document for a PDF",
        explanation: """
            `--pdf` makes `summary.pdf` of the summary and `guide.pdf` of the whole guide on one page. This site has \
            neither: `print:` in `site.yml` turns them off, or all pages have `print: false` or are for maintainers. \
            Set `print: {summary: true, whole: true}`, or build without `--pdf`.
            """)
    static let guideTooLong = DiagnosticKind(
        .warning, "guide-too-long", title: "The guide has too many pages for one document",
        explanation: """
            `--pdf` makes `guide.pdf` of the whole guide on one page. A guide of more than \(PrintSettings.mostPages) \
            pages is not joined unasked: nobody prints it. Write `print: {whole: true}` in `site.yml` to have it, or \
            `print: {whole: false}` to do without.
            """)
}

/// What `--pdf` asks for and the site does not have, unless its configuration says so.
func problemsOfPrinting(_ site: CollectedSite, documents: [PDFDocument]) -> [Diagnostic] {
    let configuration = Place(file: "content/site.yml")
    let count = site.navigation.printedPages().count
    if site.whole == nil, site.configuration.print.whole == nil, count > 0 {
        return [
            Diagnostic(
                .guideTooLong, at: configuration,
                "`--pdf` is given, but with \(count) pages the guide is not made into one document",
                suggestion: "write `print: {whole: true}` to have it, or `print: {whole: false}`")
        ]
    }
    guard documents.isEmpty else { return [] }
    return [
        Diagnostic(
            .nothingToPrint, at: configuration,
            "`--pdf` is given, but the site has neither a summary nor the guide on one page",
            suggestion: "write `print: {summary: true, whole: true}`, or build without `--pdf`")
    ]
}

extension PDFDocument {
    func planned(_ content: PlannedFile.Content) -> PlannedFile {
        PlannedFile(
            path: path, kind: .asset, content: content, origin: Place(file: "content/site.yml"))
    }
}

private func newestReview(_ map: SiteMap) -> PDFDate? {
    map.pages.compactMap { $0.source.frontMatter.reviewed?.value }.max().map { PDFDate($0) }
}

/// The documents of the site that become PDFs, with what makes their HTML among the files of the plan.
func pdfDocuments(of site: CollectedSite, files: [PlannedFile]) -> [PDFDocument] {
    let collected = [
        site.summary.map { (path: "summary.pdf", source: $0.outputPath, url: $0.url) },
        site.whole.map { (path: "guide.pdf", source: $0.outputPath, url: $0.document.url) },
    ]
    return collected.compactMap { $0 }.compactMap { path, source, url in
        guard let file = files.first(where: { $0.path == source }),
            case .make(let html) = file.content
        else { return nil }
        return PDFDocument(path: path, source: source, url: url, html: html)
    }
}
