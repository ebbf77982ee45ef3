// What Chromium has written, made the same for the same site. Two things in it are of the moment: its dates, and the
// numbers in the names of the document's elements, which depend on when a part of it was laid out.

import Glibc
import Site

/// Whether the bytes are a PDF to its end (ISO 32000-1, 7.5): a file that was cut off lacks the last line.
func isWholePDF(_ bytes: [UInt8]) -> Bool {
    let end = bytes.suffix(64)
    return bytes.starts(with: "%PDF-".utf8) && position(of: "startxref", in: end) != nil
        && end.reversed().drop { $0 <= 0x20 }.starts(with: "%%EOF".utf8.reversed())
}

/// Whether a link in it leads to a file of this machine. Link targets stand in plain text.
func linksToFiles(_ bytes: [UInt8]) -> Bool { position(of: "(file:", in: bytes[...]) != nil }

/// The same file with other dates of its making, in place: no offset in it may move.
///
/// - Parameter date: nil for blanks, so that the file has no dates.
func settingDates(of pdf: [UInt8], to date: PDFDate?) -> [UInt8] {
    var pdf = pdf
    for key in ["/CreationDate", "/ModDate"] {
        var start = pdf.startIndex
        while let found = position(of: key + " (D:", in: pdf[start...]) {
            let digits = found + key.utf8.count + 4
            guard let close = pdf[digits...].prefix(40).firstIndex(of: UInt8(ascii: ")")) else {
                break
            }
            if let date {
                for (place, digit) in zip(digits..<close, date.digits) { pdf[place] = digit }
                // The zone behind them: `Z`, or `+00'00'` from here on.
                for place in min(digits + date.digits.count, close)..<close {
                    switch pdf[place] {
                    case UInt8(ascii: "-"): pdf[place] = UInt8(ascii: "+")
                    case UInt8(ascii: "1")...UInt8(ascii: "9"): pdf[place] = UInt8(ascii: "0")
                    default: break
                    }
                }
            } else {
                for place in found...close { pdf[place] = 0x20 }
            }
            start = close
        }
    }
    return pdf
}

/// The same file with the elements of its structure numbered from 1, in place.
///
/// Chromium names them `(node00000483)`: eight digits. The names keep their order, in which the file lists them.
func renumberingElements(of pdf: [UInt8]) -> [UInt8] {
    let (start, length) = ("(node", 8)
    var places: [(position: Int, number: Int)] = []
    var rest = pdf[...]
    while let found = position(of: start, in: rest) {
        let digits = pdf[(found + start.utf8.count)...].prefix(length)
        rest = pdf[(found + start.utf8.count)...]
        guard pdf.indices.contains(digits.endIndex), pdf[digits.endIndex] == UInt8(ascii: ")"),
            let number = decimal(digits)
        else { continue }
        places.append((digits.startIndex, number))
    }
    var ranks: [Int: Int] = [:]
    for number in Set(places.map(\.number)).sorted() { ranks[number] = ranks.count + 1 }
    var pdf = pdf
    for (position, number) in places {
        var rank = ranks[number] ?? 0
        for place in (position..<position + length).reversed() {
            pdf[place] = UInt8(ascii: "0") + UInt8(rank % 10)
            rank /= 10
        }
    }
    return pdf
}

/// nil where there is anything but digits; for eight of them at the most.
private func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        number = 10 * number + Int(digit - UInt8(ascii: "0"))
    }
    return number
}

/// A moment as a PDF writes it: `YYYYMMDDHHmmSS`, UTC.
package struct PDFDate: Sendable, Equatable {
    let digits: [UInt8]

    /// The start of a day.
    init(_ day: CalendarDate) {
        digits = day.description.utf8.filter { $0 != UInt8(ascii: "-") } + Array("000000".utf8)
    }

    /// nil before 1970 and after the year 9999.
    package init?(secondsSince1970 seconds: Int) {
        guard (0...253_402_300_799).contains(seconds) else { return nil }
        var moment = time_t(seconds)
        var parts = tm()
        guard gmtime_r(&moment, &parts) != nil else { return nil }
        let numbers = [
            parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
        ]
        digits =
            Array(String(parts.tm_year + 1900).utf8)
            + numbers.flatMap {
                Array(($0 < 10 ? "0\($0)" : "\($0)").utf8)
            }
    }
}

private func position(of text: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return nil }
    var rest = bytes
    while let found = rest.firstIndex(of: first) {
        if bytes[found...].starts(with: wanted) { return found }
        rest = rest[(found + 1)...]
    }
    return nil
}
