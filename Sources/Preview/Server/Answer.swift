/// A request without its body, as far as the preview looks at it.
package struct Request: Sendable {
    package var isHead = false
    package var target: RequestTarget
    package var ifMatch: String?
    package var ifNoneMatch: String?
    package var ifRange: String?
    package var range: String?
    /// What a browser says of the page that asks: `same-origin`, `cross-site`, … (Fetch Metadata).
    package var fetchSite: String?

    package init(_ target: RequestTarget) { self.target = target }
}

/// What a request is answered with.
package struct Answer: Sendable {
    package enum Body: Sendable {
        case none
        case bytes([UInt8])
        case file(AssetFile)
        /// A stream without end: what becomes of the page at `path`, of which the tab shows `version`.
        case events(path: String, version: String?)
    }

    package var status: Int
    /// Besides the length and what all answers have.
    package var fields: [(name: String, value: String)] = []
    package var body = Body.none
    /// Which bytes of the body are sent.
    package var part: Range<Int> = 0..<0

    init(_ status: Int, _ fields: [(name: String, value: String)] = []) {
        self.status = status
        self.fields = fields
    }

    /// A sentence for a person, as plain text.
    static func text(
        _ status: Int, _ words: String, _ fields: [(name: String, value: String)] = []
    ) -> Answer {
        var answer = Answer(status, [("Content-Type", "text/plain; charset=utf-8")] + fields)
        answer.setBytes(Array((words + "\n").utf8))
        return answer
    }

    mutating func setBytes(_ bytes: [UInt8]) {
        body = .bytes(bytes)
        part = 0..<bytes.count
    }

    package func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
