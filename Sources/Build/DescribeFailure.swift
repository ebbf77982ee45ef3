extension BuildFailure: CustomStringConvertible {
    /// One sentence for the author, lower case at its start, no full stop at its end.
    package var description: String {
        switch self {
        case .missingRoot(let path):
            "there is no folder `\(path)`"
        case .missingContent(let path):
            "there is no folder `\(path)`: pages stand in `content/`. "
                + "Run waymark beside it, name the folder that holds it with --root, "
                + "or make a site with `waymark init`"
        case .unreadableContent(let path, let reason):
            "the folder `\(path)` cannot be read: \(reason)"
        case .pdf(_, let failure) where failure.isMissingBrowser:
            failure.description
        case .pdf(let document, let failure):
            "cannot make \(document.map { "`\($0)`" } ?? "the PDFs"): \(failure)"
        case .fault(let words):
            "this is a fault of waymark, please report it: \(words)"
        case .output(let error):
            error.description
        }
    }
}
