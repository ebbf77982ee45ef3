extension Node {
    /// What cmark took a node for.
    enum Kind {
        case document, blockQuote, list, item, codeBlock, htmlBlock, customBlock, paragraph, heading
        case thematicBreak, text, softBreak, lineBreak, code, htmlInline, customInline, emphasis
        case strong, link, image, none

        var isInline: Bool {
            switch self {
            case .text, .softBreak, .lineBreak, .code, .htmlInline, .customInline, .emphasis,
                .strong, .link, .image:
                true
            default: false
            }
        }

        /// Whether a walk enters it only.
        var isLeaf: Bool {
            switch self {
            case .codeBlock, .htmlBlock, .thematicBreak, .text, .softBreak, .lineBreak, .code,
                .htmlInline, .none:
                true
            default: false
            }
        }
    }
}
