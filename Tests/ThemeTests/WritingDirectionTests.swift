import Testing

@testable import Theme

@Suite struct WritingDirectionTests {
    @Test(arguments: ["ar", "AR-eg", "he", "fa", "ur", "yi", "az-Arab", "pa-Aran-PK", "ckb"])
    func isFromRightToLeft(tag: String) { #expect(isWrittenRightToLeft(tag)) }

    @Test(arguments: ["en", "ar-Latn", "he-Latn-IL", "az", "de-1996", "zh-Hant", "", "-"])
    func isFromLeftToRight(tag: String) { #expect(!isWrittenRightToLeft(tag)) }
}
