import Glibc
import NIOHTTP1

/// The head of an answer, with what all answers have.
func responseHead(_ answer: Answer, version: HTTPVersion, keepsAlive: Bool) -> HTTPResponseHead {
    var fields = HTTPHeaders()
    fields.reserveCapacity(answer.fields.count + 7)
    for (name, value) in answer.fields { fields.add(name: name, value: value) }
    var keepsAlive = keepsAlive
    switch answer.body {
    case .events:
        // Without chunks, only the end of the connection ends the stream.
        if version == .http1_0 { keepsAlive = false }
    case .none, .bytes, .file:
        if answer.status != 304 {
            fields.add(name: "Content-Length", value: String(answer.part.count))
        }
    }
    fields.add(name: "Date", value: httpDate())
    fields.add(name: "Cache-Control", value: "no-store")
    // What is served is what its type says, and for pages of the preview alone.
    fields.add(name: "X-Content-Type-Options", value: "nosniff")
    fields.add(name: "Cross-Origin-Resource-Policy", value: "same-origin")
    if !keepsAlive {
        fields.add(name: "Connection", value: "close")
    } else if version == .http1_0 {
        fields.add(name: "Connection", value: "keep-alive")
    }
    return HTTPResponseHead(
        version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: fields)
}

/// Now, as `Date` has it: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
private func httpDate() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    // The program stays in the C locale, so the names are English.
    let text = [CChar](unsafeUninitializedCapacity: 32) { buffer, count in
        guard let base = buffer.baseAddress else { return }
        count = strftime(base, buffer.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
    }
    return String(decoding: text.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
