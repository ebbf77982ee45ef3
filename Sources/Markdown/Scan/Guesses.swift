// The scan knows no block structure, so it guesses; cmark's tree says which guesses were wrong. Then the page
// is parsed again without them, which ordinary pages never need: only lines such as a lazy continuation
// that looks like a table, or a footnote in a code block.

/// What the scan must take otherwise than it looks.
struct Guesses {
    /// Lines, counted from 1 in the body, that are no header of a table, although they look so.
    var refusedTables: Set<Int> = []
    /// Lines that start no footnote, although they look so.
    var refusedFootnotes: Set<Int> = []
    /// Lines that are headers, although they look like another block.
    var headers: Set<Int> = []
    /// Headers indented so far that they must take the indentation of the line below.
    var indentedHeaders: Set<Int> = []
    /// Offsets of fences, and of colons behind the names of alerts, that would end an author's own processing
    /// instruction.
    var refusedMarks: Set<Int> = []
    /// The last line that a table has, by the line of its header.
    var lastRow: [Int: Int] = [:]
    /// Lines that are rows, although they look like the start of another block.
    var rows: Set<Int> = []
    /// Blanks before a footnote's marker that belong to no container, by its line.
    var indentation: [Int: Int] = [:]
    /// Addresses, as offsets in the source, in which cmark saw emphasis, code or links.
    var addresses: [Range<Int>] = []
    /// Addresses that turned out to be code or the like when they were hidden.
    var refusedAddresses: Set<Range<Int>> = []
    var refusesAddresses = false
    /// List marker in whose place footnotes stand; one that the page does not use itself.
    var footnoteMarker: FootnoteMarker?
    /// Lines, counted from 1 in the body, at which no definition starts.
    var refusedDefinitions: Set<Int> = []
    /// Bullets for definitions that turned out to be the author's own.
    var definitionAttempts = 0
    /// After too many rounds nothing is guessed any more.
    var areGivenUp = false

    mutating func add(_ addresses: [Range<Int>]) {
        self.addresses = (self.addresses + addresses).sorted { $0.lowerBound < $1.lowerBound }
    }
}

/// A list marker behind which content starts at the fifth column, as a footnote's does.
enum FootnoteMarker: UInt8, CaseIterable {
    case parenthesis, period, plus, star, hyphen

    /// Bytes of `text`.
    static let width = 4

    var text: StaticString {
        switch self {
        case .parenthesis: "1)  "
        case .period: "1.  "
        case .plus: "+   "
        case .star: "*   "
        case .hyphen: "-   "
        }
    }

    /// The one to try after this; nil after the last.
    var next: FootnoteMarker? { FootnoteMarker(rawValue: rawValue + 1) }

    /// The one that the byte after a number, or a bullet, stands for.
    init?(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: ")"): self = .parenthesis
        case UInt8(ascii: "."): self = .period
        case UInt8(ascii: "+"): self = .plus
        case UInt8(ascii: "*"): self = .star
        case UInt8(ascii: "-"): self = .hyphen
        default: return nil
        }
    }
}
