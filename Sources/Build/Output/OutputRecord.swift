/// What the last build wrote: the file `.waymark.json` at the top of the output.
///
/// It tells our files from everybody else's. Read strictly, as we write it, a file a line, and believed only where it
/// cannot do harm: a path that could leave the output is passed over. Anything else that is wrong with it makes it
/// name nothing, and then nothing on disk counts as ours.
struct OutputRecord: Sendable {
    /// The `FileHash` of each file.
    private(set) var hashes: [OutputPath: String] = [:]
    /// The folders that our files need, at any depth.
    private(set) var folders: Set<OutputPath> = []
    /// As read or to be written.
    let bytes: [UInt8]

    /// No record.
    init() { bytes = [] }

    init(_ files: [(path: OutputPath, hash: String)]) {
        var text = header
        text.reserveCapacity(files.reduce(64) { $0 + $1.path.utf8.count + 28 })
        for (i, file) in files.enumerated() {
            text += i == 0 ? linePrefix : separator
            appendEscaped(file.path.utf8, to: &text)
            text += middle
            text += Array(file.hash.utf8)
        }
        text += files.isEmpty ? footer : [UInt8(ascii: "\"")] + footer
        bytes = text
        hashes = Dictionary(files.map { ($0.path, $0.hash) }) { first, _ in first }
        // Folders are asked for only of a record that was read.
    }

    init(reading bytes: [UInt8]) {
        self.bytes = bytes
        guard let entries = parse(bytes) else { return }
        hashes.reserveCapacity(entries.count)
        for (path, hash) in entries where path.fault == nil {
            hashes[path] = hash
            for folder in path.folders {
                if !folders.insert(folder).inserted { break }
            }
        }
    }

    func contains(_ path: OutputPath) -> Bool { hashes[path] != nil }
}

private let header = Array("{\n  \"waymark\": 1,\n  \"files\": {".utf8)
private let linePrefix = Array("\n    \"".utf8)
private let separator = Array("\",\n    \"".utf8)
private let middle = Array("\": \"".utf8)
private let footer = Array("\n  }\n}\n".utf8)

/// The inside of a JSON string. Other bytes stand as they are: paths of a plan are UTF-8.
private func appendEscaped(_ bytes: [UInt8], to text: inout [UInt8]) {
    for byte in bytes {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            text += [UInt8(ascii: "\\"), byte]
        case 0..<0x20:
            let hex = String(byte, radix: 16)
            text += Array("\\u\(hex.utf8.count == 1 ? "000" : "00")\(hex)".utf8)
        default: text.append(byte)
        }
    }
}

private func parse(_ bytes: [UInt8]) -> [(OutputPath, String)]? {
    var reader = RecordReader(bytes: bytes)
    guard reader.take(header) else { return nil }
    var entries: [(OutputPath, String)] = []
    guard reader.take(linePrefix) else { return reader.takeEnd(footer) ? entries : nil }
    while true {
        guard let path = reader.string(), reader.take(middle), let hash = reader.hash() else {
            return nil
        }
        entries.append((OutputPath(utf8: path), hash))
        if reader.take(separator) { continue }
        return reader.takeEnd([UInt8(ascii: "\"")] + footer) ? entries : nil
    }
}

private struct RecordReader {
    let bytes: [UInt8]
    var at = 0

    mutating func take(_ expected: [UInt8]) -> Bool {
        guard bytes[at...].starts(with: expected) else { return false }
        at += expected.count
        return true
    }

    mutating func takeEnd(_ expected: [UInt8]) -> Bool {
        take(expected) && at == bytes.count
    }

    /// The inside of a JSON string, up to its closing quote.
    mutating func string() -> [UInt8]? {
        var result: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") { return result }
            at += 1
            if byte != UInt8(ascii: "\\") {
                result.append(byte)
                continue
            }
            guard at < bytes.count else { return nil }
            let escaped = bytes[at]
            at += 1
            switch escaped {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): result.append(escaped)
            case UInt8(ascii: "u"):
                guard at + 4 <= bytes.count,
                    let code = UInt8(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
                else { return nil }
                result.append(code)
                at += 4
            default: return nil
            }
        }
        return nil
    }

    mutating func hash() -> String? {
        guard at + 16 <= bytes.count else { return nil }
        let digits = bytes[at..<at + 16]
        guard digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        at += 16
        return String(decoding: digits, as: UTF8.self)
    }
}
