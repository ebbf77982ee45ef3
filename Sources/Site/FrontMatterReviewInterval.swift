/// After how long a page is to be read again: `30 days`, `6 months`, `1 year`.
package struct ReviewInterval: Sendable, Hashable {
    package enum Unit: String, Sendable, CaseIterable {
        case days, months, years
    }

    /// 1 to 999.
    package let count: Int
    package let unit: Unit

    /// Reads a plain number, a space and a unit, whose `s` may be left out.
    package init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, let count = Int(words[0]), String(count) == words[0],
            (1...999).contains(count),
            let unit = Unit.allCases.first(where: {
                words[1] == $0.rawValue || words[1] == $0.rawValue.dropLast()
            })
        else { return nil }
        (self.count, self.unit) = (count, unit)
    }
}
