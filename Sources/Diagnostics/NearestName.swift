/// The candidate that an author most likely meant by `name`, if any is near enough.
///
/// Damerau-Levenshtein distance over code points (optimal string alignment), at most a third of the longer
/// name and at most 3; case differences cost nothing. Ties go to the first in order of the names.
///
/// - Parameter others: further candidates, which must be nearer than those to be chosen; short forms of them, say.
package func nearestName(
    to name: String, among candidates: some Sequence<String>, or others: [String] = []
) -> String? {
    let best = nearest(to: name, among: candidates)
    guard let other = nearest(to: name, among: others) else { return best?.name }
    guard let best, best.distance <= other.distance else { return other.name }
    return best.name
}

private func nearest(
    to name: String, among candidates: some Sequence<String>
) -> (distance: Int, name: String)? {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 200 else { return nil }
    var best: (distance: Int, name: String)?
    for candidate in candidates {
        // Before anything is copied: a site with many broken links asks this of each of its names. A letter
        // may change its length with its case, so one more is let through.
        guard abs(wanted.count - candidate.unicodeScalars.count) <= 4 else { continue }
        let other = Array(candidate.lowercased().unicodeScalars)
        let bound = min(3, max(wanted.count, other.count) / 3)
        guard abs(wanted.count - other.count) <= bound,
            let distance = editDistance(wanted, other, upTo: bound)
        else { continue }
        if let best, (best.distance, best.name) <= (distance, candidate) { continue }
        best = (distance, candidate)
    }
    return best
}

/// nil where it is more than `bound`.
private func editDistance(
    _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], upTo bound: Int
) -> Int? {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = last
    for i in 0..<a.count {
        row[0] = i + 1
        var least = i + 1
        for j in 0..<b.count {
            let substitution = last[j] + (a[i] == b[j] ? 0 : 1)
            row[j + 1] = min(substitution, last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
            }
            least = min(least, row[j + 1])
        }
        // A transposition reaches back one row further, at the price of one.
        if least > bound + 1 { return nil }
        swap(&beforeLast, &last)
        swap(&last, &row)
    }
    return last[b.count] <= bound ? last[b.count] : nil
}
