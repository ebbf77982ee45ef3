import Testing

@testable import Theme

@Suite struct SheetTests {
    @Test(arguments: ["ar", "he-IL", "FA", "az-Arab", "pa-arab-PK", "ur", "zh-yue-Hebr"])
    func knowsLanguagesWrittenFromRightToLeft(tag: String) {
        #expect(isWrittenRightToLeft(tag))
    }

    // A year is no script, and a script goes before a language.
    @Test(arguments: ["en", "de-1996", "ar-Latn", "ks-Deva", "arz1", "", "-", "art-x-ar"])
    func takesAllOthersForLeftToRight(tag: String) {
        #expect(!isWrittenRightToLeft(tag))
    }

    @Test func keepsATitleThatFits() {
        #expect(shortenedForSheet("Reset your password") == "Reset your password")
        let sixty = String(repeating: "ä", count: 60)
        #expect(shortenedForSheet(sixty) == sixty)
    }

    @Test func cutsALongTitleBehindAWord() {
        let title = "What to do when you have lost both the phone and the mailbox of it"
        #expect(
            shortenedForSheet(title)
                == "What to do when you have lost both the phone and the…")
    }

    @Test func cutsALongWord() {
        let title = "A " + String(repeating: "w", count: 500)
        #expect(shortenedForSheet(title) == "A " + String(repeating: "w", count: 57) + "…")
    }
}
