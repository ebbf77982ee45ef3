import Glibc

/// The offset of the first `byte` from `start` on; nil where there is none.
func firstOffset(
    of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0
) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
}

/// The offset of the first `wanted` from `start` on; nil where there is none, or where `wanted` is empty.
func firstOffset(
    of wanted: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0
) -> Int? {
    guard let first = wanted.first else { return nil }
    var i = start
    while let found = firstOffset(of: first, in: bytes, from: i) {
        if found + wanted.count > bytes.count { return nil }
        var same = 1
        while same < wanted.count, bytes[found + same] == wanted[same] { same += 1 }
        if same == wanted.count { return found }
        i = found + 1
    }
    return nil
}
