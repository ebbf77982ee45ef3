// Email addresses that stand in a text without angle brackets.

extension InlineExtensions {
    /// Looks for email addresses in what the other marks have left, as cmark-gfm does it after all else.
    mutating func searchEmails(_ run: TextRun, number: Int) {
        edits[number].removeAll {
            if case .tildes(let tildes) = $0.kind { tildes.opens == nil } else { false }
        }
        guard !run.isInLink else { return }
        run.text.withUnsafeBufferPointer { text in
            guard firstOffset(of: UInt8(ascii: "@"), in: text) != nil else { return }
            var found: [InlineEdit] = []
            var start = 0
            for edit in edits[number] {
                searchEmails(text, start..<max(edit.range.lowerBound, start), &found)
                start = edit.range.upperBound
            }
            searchEmails(text, start..<text.count, &found)
            guard !found.isEmpty else { return }
            edits[number] = (edits[number] + found).sorted {
                $0.range.lowerBound < $1.range.lowerBound
            }
        }
    }

    func searchEmails(
        _ text: UnsafeBufferPointer<UInt8>, _ gap: Range<Int>, _ found: inout [InlineEdit]
    ) {
        let searched = UnsafeBufferPointer(rebasing: text[..<gap.upperBound])
        var from = gap.lowerBound
        while let sign = firstOffset(of: UInt8(ascii: "@"), in: searched, from: from) {
            if let (range, hasScheme) = AddressScan(bytes: text, range: from..<gap.upperBound)
                .email(sign: sign)
            {
                let address = String(decoding: text[range], as: UTF8.self)
                from = range.upperBound
                if dialect == .waymark, hasScheme, address.hasPrefix("xmpp:") { continue }
                found.append(
                    InlineEdit(
                        range: range,
                        kind: .address(text: address, url: (hasScheme ? "" : "mailto:") + address)))
            } else {
                from = sign + 1
            }
        }
    }
}
