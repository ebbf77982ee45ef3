/// The bytes of a YAML document before the parser sees them: what it would refuse with a vague place, and
/// what would cost it too much.
///
/// One look at each byte; nothing here knows YAML's structure, so every estimate errs on the safe side.
struct YAMLSource {
    /// A byte that is not text; offset in the file.
    var fault: (offset: Int, words: String)?
    /// The text in UTF-8; empty after a fault.
    var text = ""
    /// Whether lists and groups *may* stand in one another more than about 100 deep.
    var mayBeDeep = false
    /// Whether there *may* be an alias that has an anchor.
    var mayHaveAliases = false

    /// Opening brackets, and indentation with its dashes, up to which the parser runs on the stack of a task.
    private static let shallow = 32

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        bytes.withUnsafeBufferPointer { scan(UnsafeBufferPointer(rebasing: $0[range]), range) }
        let sound = range.lowerBound..<(fault?.offset ?? range.upperBound)
        guard let valid = String(validating: bytes[sound], as: UTF8.self) else {
            fault = (Self.invalidOffset(bytes, sound), "a byte that is not UTF-8")
            return
        }
        if fault == nil { text = valid }
    }

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var openers = 0
        var prefix = 0
        var inPrefix = true
        var (anchor, alias) = (false, false)
        for i in bytes.indices {
            switch bytes[i] {
            case 0x0A, 0x0D:
                (prefix, inPrefix) = (0, true)
                continue
            case 0x09, 0x20, 0x2D, 0x3A, 0x3F:  // blanks - : ?
                if inPrefix {
                    prefix += 1
                    if prefix > Self.shallow { mayBeDeep = true }
                }
                continue
            case 0x5B, 0x7B:  // [ {
                openers += 1
            case 0x26:
                anchor = true
            case 0x2A:
                alias = true
            case 0x00..<0x20, 0x7F, 0x80...0xFF:
                if let words = Self.refusal(bytes, i) {
                    fault = (range.lowerBound + i, words)
                    return
                }
                // U+0085, U+2028 and U+2029 end a line in YAML 1.1: rare enough to count as anything.
                if bytes[i] == 0xC2 || bytes[i] == 0xE2 { (prefix, inPrefix) = (0, true) }
                continue
            default: break
            }
            inPrefix = false
        }
        if openers > Self.shallow { mayBeDeep = true }
        mayHaveAliases = anchor && alias
    }

    /// Characters outside YAML's printable set (YAML 1.2 section 5.1), which libyaml refuses without a place.
    private static func refusal(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> String? {
        let byte = bytes[i]
        if byte == 0 { return "a NUL byte" }
        if byte < 0x20 || byte == 0x7F { return "a control character" }
        if byte == 0xC2, i + 1 < bytes.count, bytes[i + 1] < 0xA0, bytes[i + 1] != 0x85 {
            return bytes[i + 1] < 0x80 ? nil : "a control character"
        }
        if byte == 0xEF, i + 2 < bytes.count {
            if bytes[i + 1] == 0xBB, bytes[i + 2] == 0xBF { return "a byte order mark" }
            if bytes[i + 1] == 0xBF, bytes[i + 2] >= 0xBE { return "a code that is no character" }
        }
        return nil
    }

    /// The first byte that continues or begins no UTF-8 sequence.
    private static func invalidOffset(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes[range].makeIterator()
        var offset = range.lowerBound
        while case .valid(let scalar) = decoder.parseScalar(from: &iterator) {
            offset += scalar.count
        }
        return min(offset, range.upperBound)
    }
}
