/// What stands beside a run of delimiters: CommonMark 0.30 section 6.2.
struct Flanking {
    let canOpen: Bool
    let canClose: Bool

    /// nil stands for the start or end of a block, which counts as white space.
    init(before: Unicode.Scalar?, after: Unicode.Scalar?) {
        let spaceBefore = before.map(Self.isSpace) ?? true
        let spaceAfter = after.map(Self.isSpace) ?? true
        let punctuationBefore = before.map(Self.isPunctuation) ?? false
        let punctuationAfter = after.map(Self.isPunctuation) ?? false
        canOpen = !spaceAfter && (!punctuationAfter || spaceBefore || punctuationBefore)
        canClose = !spaceBefore && (!punctuationBefore || spaceAfter || punctuationAfter)
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20: true
        case 0..<0x80: false
        default: scalar.properties.generalCategory == .spaceSeparator
        }
    }

    static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return isASCIIPunctuation(UInt8(scalar.value)) }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation:
            return true
        default: return false
        }
    }
}
