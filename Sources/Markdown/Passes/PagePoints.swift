// What is settled in the order of the page, between its blocks of text: texts to include, and places of forms.

extension Passes {
    /// Something whose meaning depends on what stands before it in the page.
    enum Point {
        case include(IncludePoint)
        /// The number of a form, and the block of text before which it stands.
        case form(Int, block: Int)

        var block: Int {
            switch self {
            case .include(let point): point.block
            case .form(_, let block): block
            }
        }
    }

    mutating func settle(_ point: Point, resolver: inout some LinkResolver) {
        switch point {
        case .include(let point): include(point, resolver: &resolver)
        case .form(let number, _): settleLevel(ofForm: number)
        }
    }
}
