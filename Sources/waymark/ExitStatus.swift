import ArgumentParser
import Build

/// What the command tells its caller; the numbers of sysexits.h where it has one.
enum ExitStatus {
    /// The content has problems that keep it from being built.
    static let problems = ExitCode(1)
    static let inputMissing = ExitCode(66)
    /// The preview has no address to listen at.
    static let unavailable = ExitCode(69)
    static let fault = ExitCode(70)
    static let outputNotWritten = ExitCode(73)

    /// The status for a build that could not go on.
    static func of(_ failure: BuildFailure) -> ExitCode {
        switch failure {
        case .missingRoot, .missingContent, .unreadableContent, .output(.source): inputMissing
        case .pdf(_, let failure) where failure.isMissingBrowser: inputMissing
        case .pdf, .output: outputNotWritten
        case .fault: fault
        }
    }
}
