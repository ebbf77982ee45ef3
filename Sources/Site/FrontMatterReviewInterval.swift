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

extension CalendarDate {
    /// The day on which an interval that begins here is over, at the latest: a month after 31 January is the
    /// last day of February. Nil after the year 9999.
    package func adding(_ interval: ReviewInterval) -> CalendarDate? {
        switch interval.unit {
        case .days: adding(days: interval.count)
        case .months: adding(months: interval.count)
        case .years: adding(months: 12 * interval.count)
        }
    }

    /// - Parameter months: not negative.
    private func adding(months: Int) -> CalendarDate? {
        let months = month - 1 + months
        let (year, month) = (year + months / 12, months % 12 + 1)
        let last = Self.days(in: month, of: year)
        return CalendarDate(year: year, month: month, day: min(day, last))
    }

    /// - Parameter days: not negative.
    private func adding(days: Int) -> CalendarDate? {
        var (year, month, day) = (year, month, day + days)
        while day > Self.days(in: month, of: year) {
            day -= Self.days(in: month, of: year)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        return CalendarDate(year: year, month: month, day: day)
    }
}
