import ArgumentParser
import Build

/// What the command tells its caller; the numbers of sysexits.h where it has one.
enum ExitStatus {
    /// The content has problems that keep it from being built.
    static let problems = ExitCode(1)
    static let inputMissing = ExitCode(66)
    static let fault = ExitCode(70)
    static let outputNotWritten = ExitCode(73)

    /// The status and the words for a build that could not go on.
    static func of(_ failure: BuildFailure) -> (code: ExitCode, message: String) {
        switch failure {
        case .missingRoot(let path):
            (inputMissing, "there is no folder `\(path)`")
        case .missingContent(let path):
            (
                inputMissing,
                "there is no folder `\(path)`: pages stand in `content/`. "
                    + "Run waymark beside it, or name the folder that holds it with --root"
            )
        case .unreadableContent(let path, let reason):
            (inputMissing, "the folder `\(path)` cannot be read: \(reason)")
        case .pdf(_, let failure) where failure.isMissingBrowser:
            (inputMissing, failure.description)
        case .pdf(let document, let failure):
            (
                outputNotWritten,
                "cannot make \(document.map { "`\($0)`" } ?? "the PDFs"): \(failure)"
            )
        case .fault(let words):
            (fault, "this is a fault of waymark, please report it: \(words)")
        case .output(.source(let path, let code)):
            (inputMissing, OutputError.source(path: path, code: code).description)
        case .output(let error):
            (outputNotWritten, error.description)
        }
    }
}
