/// Whether a language is written from right to left: its script says so, and where the tag names none, the script in
/// which the language is mostly written (BCP 47 section 2.2.3: a tag leaves out the script that goes without saying).
///
/// - Parameter tag: as BCP 47 has it: `ar`, `az-Arab`, `he-IL`.
func isWrittenRightToLeft(_ tag: String) -> Bool {
    if tag.utf8.count < 4 { return rightToLeftLanguages.contains(tag.lowercased()) }
    let parts = tag.lowercased().split(separator: "-")
    guard let language = parts.first else { return false }
    // A script is the second part, or stands behind up to three extended languages.
    if let script = parts.dropFirst().prefix(4).first(where: { $0.utf8.count == 4 }),
        script.utf8.allSatisfy({ (0x61...0x7A).contains($0) })
    {
        return rightToLeftScripts.contains(String(script))
    }
    return rightToLeftLanguages.contains(String(language))
}

private let rightToLeftScripts: Set<String> = [
    "adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi",
]

private let rightToLeftLanguages: Set<String> = [
    "ar", "arc", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "prs",
    "ps", "sd", "skr", "syr", "ug", "ur", "yi",
]
