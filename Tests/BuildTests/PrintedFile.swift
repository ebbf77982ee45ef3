import Foundation
import Testing

/// A PDF and what poppler and qpdf say about it.
struct PrintedFile {
    private let output: TemporaryOutput
    private var path: String { "\(output.root)/printed.pdf" }

    init(_ bytes: [UInt8]) throws {
        output = try TemporaryOutput()
        try Data(bytes).write(to: URL(fileURLWithPath: "\(output.root)/printed.pdf"))
    }

    /// What `pdfinfo` prints, line by line.
    func facts() throws -> [String: String] {
        var facts: [String: String] = [:]
        for line in try run("pdfinfo", path).split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            facts[String(line[..<colon])] =
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return facts
    }

    /// Targets of links that leave the document.
    func links() throws -> [String] {
        try run("pdfinfo", "-url", path).split(separator: "\n").dropFirst()
            .compactMap { $0.split(separator: " ").last.map(String.init) }
    }

    func text() throws -> String { try run("pdftotext", "-raw", path, "-") }

    /// The file with its streams written out. What is not text becomes replacement characters.
    func uncompressed() throws -> String { try run("qpdf", "--qdf", path, "-") }

    private func run(_ program: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/\(program)")
        process.arguments = arguments
        process.environment = ["TZ": "UTC", "LC_ALL": "C.UTF-8"]
        let said = Pipe()
        process.standardOutput = said
        try process.run()
        let bytes = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program)")
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A server that answers nobody and counts who has asked.
final class LocalServer {
    private let listener: Int32
    let address: String

    init() throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var own = sockaddr_in()
        own.sin_family = sa_family_t(AF_INET)
        own.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let code = withUnsafeMutablePointer(to: &own) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) + listen(listener, 20)
                    + getsockname(listener, $0, &length)
            }
        }
        try #require(code == 0)
        address = "http://127.0.0.1:\(UInt16(bigEndian: own.sin_port))/"
    }

    deinit { close(listener) }

    func connections() -> Int {
        var count = 0
        while true {
            let connection = accept(listener, nil, nil)
            if connection < 0 { return count }
            close(connection)
            count += 1
        }
    }
}
