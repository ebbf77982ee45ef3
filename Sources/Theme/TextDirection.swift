/// The direction in which a language is written.
enum TextDirection: String {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"

    /// Languages that are written from right to left unless their tag names a script.
    private static let languages: Set<String> = [
        "ar", "arc", "arz", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb",
        "prs", "ps", "sd", "syr", "ug", "ur", "yi",
    ]

    /// Scripts that are written from right to left (ISO 15924), in lower case.
    private static let scripts: Set<String> = [
        "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi",
    ]

    /// - Parameter language: a BCP 47 tag, such as `ar` or `az-Arab`.
    static func of(language: String) -> TextDirection {
        let parts = language.lowercased().split(separator: "-").map(String.init)
        // A script is a subtag of four letters behind the language, and perhaps behind up to three of its kinds.
        if let script = parts.dropFirst().prefix(4)
            .first(where: { $0.utf8.count == 4 && $0.utf8.allSatisfy { $0 > 0x39 } })
        {
            return scripts.contains(script) ? .rightToLeft : .leftToRight
        }
        return parts.first.map(languages.contains) == true ? .rightToLeft : .leftToRight
    }
}
