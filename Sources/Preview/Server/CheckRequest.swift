import NIOHTTP1

/// Reads the head of a request, or says why it gets no answer. Pure, so that every refusal has a test.
///
/// - Parameter local: the address at which the connection arrived.
func checkRequest(
    _ head: HTTPRequestHead, hosts: AllowedHosts, local: String?
) -> Result<Request, Refusal> {
    guard head.method == .GET || head.method == .HEAD else {
        return .failure(.methodNotAllowed)
    }
    guard head.uri.utf8.count <= RequestLimits.target else { return .failure(.targetTooLong) }
    let named = head.headers["host"]
    guard named.count == 1, let host = named.first else {
        return .failure(.bad("A request names its host once, in the field Host."))
    }
    guard let target = RequestTarget.parse(head.uri) else {
        return .failure(.bad("The address cannot be read."))
    }
    for authority in [host, target.authority].compactMap({ $0 }) {
        guard hosts.allow(authority, local: local) else {
            return .failure(.foreignHost(AllowedHosts.host(of: authority)))
        }
    }
    guard head.headers["expect"].isEmpty else {
        return .failure(.answer(.text(417, "Nothing is expected here.")))
    }
    var request = Request(target)
    request.isHead = head.method == .HEAD
    request.ifMatch = head.headers.joined("if-match")
    request.ifNoneMatch = head.headers.joined("if-none-match")
    request.ifRange = head.headers.joined("if-range")
    request.range = head.headers.joined("range")
    request.fetchSite = head.headers.joined("sec-fetch-site")
    return .success(request)
}

/// A request that is not answered with a file.
struct Refusal: Error {
    let answer: Answer

    static func answer(_ answer: Answer) -> Refusal { Refusal(answer: answer) }
    static func bad(_ words: String) -> Refusal { Refusal(answer: .text(400, words)) }

    static let methodNotAllowed = Refusal(
        answer: .text(
            405, "The preview shows pages: it knows GET and HEAD.", [("Allow", "GET, HEAD")]))
    static let targetTooLong = Refusal(answer: .text(414, "The address is too long."))
    static let fieldsTooLong = Refusal(
        answer: .text(431, "The fields of the request are too long."))
    static let bodyTooLong = Refusal(answer: .text(413, "The preview takes no content."))
    static let unknownVersion = Refusal(answer: .text(505, "The preview speaks HTTP/1.1."))

    static func foreignHost(_ host: String?) -> Refusal {
        let help = host.map { ": start it with --allow-host \($0)" } ?? ""
        return Refusal(answer: .text(403, "The preview does not answer to this name\(help)"))
    }
}

/// How much a request may ask of the server.
enum RequestLimits {
    /// In bytes, as all sizes.
    static let target = 8_000
    /// Of one field, and of the request line until it can be told how long it is.
    static let field = 16_384
    static let allFields = 65_536
    static let fieldCount = 100
    static let body = 16_384
    /// Seconds from the first byte of a request to its last.
    static let arrival: Int64 = 10
    /// Seconds without anything sent or received.
    static let idle: Int64 = 60
    /// Seconds that a client has to take the last answer.
    static let farewell: Int64 = 2
    static let connections = 256
}

extension HTTPHeaders {
    fileprivate func joined(_ name: String) -> String? {
        let values = self[name]
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }
}
