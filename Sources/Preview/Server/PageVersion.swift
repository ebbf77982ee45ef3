// What tells a tab whether the page it shows is still the page.

import Build
import HTMLText

/// A page and what it loads, in a few hashes. A tab gives back the version that it shows, so that it learns what it has
/// missed while it did not listen, even from another run of the preview.
struct PageVersion: Equatable, Sendable {
    /// False where the "not found" page stands for a page that is not there.
    var isFound: Bool
    /// Of the document, but for the addresses of its style sheets: those hold hashes, and are changed in place.
    var page: String
    var styles: String
    /// Of pictures and other files; scripts stand in the document with a hash of their content.
    var files: String
    /// Addresses from the top of the host, in the order of the document; not part of the text.
    var styleURLs: [String] = []
    var fileURLs: [String] = []

    var text: String { [isFound ? "1" : "0", page, styles, files].joined(separator: "-") }

    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, text.utf8.count <= 64 else { return nil }
        isFound = parts[0] == "1"
        (page, styles, files) = (parts[1], parts[2], parts[3])
    }

    /// - Parameter planPath: from which the document's references are resolved.
    init(document: [UInt8], at planPath: String, isFound: Bool, state: SiteState) {
        self.isFound = isFound
        var hash = FileHash()
        var start = 0
        let styleReferences = references(behind: styleStart, in: document)
        for reference in styleReferences {
            document.withUnsafeBytes {
                hash.update(UnsafeRawBufferPointer(rebasing: $0[start..<reference.lowerBound]))
            }
            start = reference.upperBound
        }
        document.withUnsafeBytes {
            hash.update(UnsafeRawBufferPointer(rebasing: $0[start...]))
        }
        page = hash.finish()
        func loaded(_ ranges: [Range<Int>]) -> (hash: String, urls: [String]) {
            var hash = FileHash()
            var urls: [String] = []
            for range in ranges {
                let text = String(decoding: document[range], as: UTF8.self)
                guard let path = state.planPath(of: text, in: planPath) else { continue }
                let url = state.basePath + HTMLText.urlPath(path)
                hash.add(url)
                if case .copy(let source) = state.file(path) {
                    hash.add(AssetFile.version(at: source))
                }
                if !path.hasSuffix(".js") { urls.append(url) }
            }
            return (hash.finish(), urls)
        }
        (styles, styleURLs) = loaded(styleReferences)
        (files, fileURLs) = loaded(references(behind: sourceStart, in: document))
    }
}

private let styleStart = Array("<link rel=\"stylesheet\" href=\"".utf8)
private let sourceStart = Array(" src=\"".utf8)
private let quote = UInt8(ascii: "\"")

/// The values of all attributes that begin with `start`, which ends in their quotation mark.
private func references(behind start: [UInt8], in document: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while let match = find(start, in: document, from: at) {
        let begin = match + start.count
        guard let end = find([quote], in: document, from: begin) else { break }
        found.append(begin..<end)
        at = end
    }
    return found
}

extension SiteState {
    /// The path in the plan that a reference in a document leads to; nil for what is not in the plan.
    fileprivate func planPath(of reference: String, in document: String) -> String? {
        let path = reference.prefix { $0 != "?" && $0 != "#" }
        guard !path.isEmpty, !path.hasPrefix("//"), !path.contains(":"),
            let bytes = HTMLText.percentDecoded(String(path)),
            var text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        var segments: [Substring] = []
        if text.hasPrefix("/") {
            guard text.hasPrefix(decodedBasePath) else { return nil }
            text = String(text.dropFirst(decodedBasePath.count))
        } else {
            segments = document.split(separator: "/").dropLast()
        }
        for part in text.split(separator: "/") where part != "." {
            if part == ".." { _ = segments.popLast() } else { segments.append(part) }
        }
        let found = segments.joined(separator: "/")
        return build?.has(found) == true ? found : nil
    }
}
