/// Why a pattern is not one of the subset that forms take.
package struct PatternProblem: Error, Sendable, Equatable {
    /// Counts from 1, in code points.
    package var column: Int
    /// Code points concerned; 1 or more.
    package var length: Int
    package var message: String
    package var suggestion: String?
}
