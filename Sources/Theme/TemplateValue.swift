/// What one name stands for in one context.
enum TemplateValue: Sendable {
    /// Plain text, escaped when it is printed; nil and empty are absent.
    case text(String?)
    /// Ready HTML, printed as it is; nil and empty are absent.
    case html(String?)
    case flag(Bool)
    /// The values of the part's names, in their order; nil is absent.
    case part([TemplateValue]?)
    case list([[TemplateValue]])
}

/// A context's values, split into what a template's output is built around and what is put into it.
struct TemplateInput {
    /// Which values are present, how long lists are, and what flags say; nothing of what texts hold.
    private(set) var shape: [UInt8] = []
    /// The present texts and HTML, in the order of the names.
    private(set) var fillings: [Filling] = []

    struct Filling {
        let text: String
        let isHTML: Bool
    }

    init(_ values: [TemplateValue]) {
        shape.reserveCapacity(64)
        fillings.reserveCapacity(32)
        add(values)
    }

    private mutating func add(_ values: [TemplateValue]) {
        for value in values {
            switch value {
            case .text(let text): add(text, isHTML: false)
            case .html(let html): add(html, isHTML: true)
            case .flag(let flag): shape.append(flag ? 1 : 0)
            case .part(let part):
                shape.append(part == nil ? 0 : 1)
                add(part ?? [])
            case .list(let items):
                withUnsafeBytes(of: UInt32(clamping: items.count)) { shape.append(contentsOf: $0) }
                for item in items { add(item) }
            }
        }
    }

    private mutating func add(_ text: String?, isHTML: Bool) {
        guard let text, !text.isEmpty else { return shape.append(0) }
        shape.append(1)
        fillings.append(Filling(text: text, isHTML: isHTML))
    }
}
