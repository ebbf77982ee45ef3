// From a request and a state of the site to the answer: no network, nothing that waits but the reading of a file.

import Build
import HTMLText

extension SiteState {
    /// The base path without percent-encoding, as requests are compared with it.
    var decodedBasePath: String {
        HTMLText.percentDecoded(basePath).flatMap { String(validating: $0, as: UTF8.self) }
            ?? basePath
    }

    /// The answer to a request that has passed `checkRequest`.
    package func answer(_ request: Request) -> Answer {
        let path = request.target.path
        guard let inside = path.after(decodedBasePath) else {
            if path == "/" || path + "/" == decodedBasePath {
                return Answer(302, [("Location", basePath)])
            }
            return moved(request) ?? notFound(request)
        }
        if let name = inside.after(PreviewHTML.folder) { return ownFile(name, request) }
        guard let build else { return notYet(request) }
        switch build.place(of: inside) {
        case .file(let planPath): return answer(request, with: planPath)
        case .folder(let name):
            let query = request.target.query.map { "?" + $0 } ?? ""
            return Answer(301, [("Location", basePath + HTMLText.urlPath(name) + "/" + query)])
        case nil: return moved(request) ?? notFound(request)
        }
    }

    /// The answer for an address that was right before the base path was edited.
    private func moved(_ request: Request) -> Answer? {
        for former in formerBasePaths.reversed() {
            guard let decoded = HTMLText.percentDecoded(former),
                let base = String(validating: decoded, as: UTF8.self),
                let inside = request.target.path.after(base),
                inside.after(PreviewHTML.folder) != nil || build?.place(of: inside) != nil
            else { continue }
            let query = request.target.query.map { "?" + $0 } ?? ""
            return Answer(302, [("Location", basePath + HTMLText.urlPath(inside) + query)])
        }
        return nil
    }

    /// What a tab at this address shows now; `path` as in `RequestTarget`.
    func version(of path: String) -> PageVersion {
        if let planPath = planPath(at: path), case .bytes(let bytes) = file(planPath) {
            return PageVersion(document: bytes, at: planPath, isFound: true, state: self)
        }
        guard case .bytes(let bytes) = build?.file(notFoundPath) else {
            return PageVersion(document: [], at: "", isFound: false, state: self)
        }
        return PageVersion(document: bytes, at: notFoundPath, isFound: false, state: self)
    }

    private func planPath(at path: String) -> String? {
        guard let build, let inside = path.after(decodedBasePath),
            case .file(let planPath) = build.place(of: inside)
        else { return nil }
        return planPath
    }

    /// Whether errors keep what is shown at a path from being that of the latest build.
    func isOlder(at path: String) -> Bool {
        guard let planPath = planPath(at: path) else { return false }
        return failure != nil || isHeldBack || lastGood[planPath] != nil
    }

    private func answer(_ request: Request, with planPath: String) -> Answer {
        let type = mediaType(of: planPath)
        var answer = Answer(200, [("Content-Type", type), ("Accept-Ranges", "bytes")])
        let (size, tag): (Int, String)
        switch file(planPath) {
        case .bytes(var bytes):
            if type.hasPrefix("text/html") {
                let version = PageVersion(
                    document: bytes, at: planPath, isFound: true, state: self)
                bytes = PreviewHTML.add(to: bytes, basePath: basePath, version: version.text)
            }
            answer.body = .bytes(bytes)
            (size, tag) = (bytes.count, "\"\(FileHash.of(bytes))\"")
        case .copy(let path):
            // Gone since the build: the next build will say so.
            guard let file = AssetFile(path) else { return notFound(request) }
            answer.body = .file(file)
            (size, tag) = (file.size, "\"\(file.version)\"")
        case nil: return notFound(request)
        }
        answer.part = 0..<size
        answer.fields.append(("ETag", tag))
        return answer.conditional(on: request, tag: tag, size: size)
    }

    private func notFound(_ request: Request) -> Answer {
        guard let build else { return notYet(request) }
        guard case .bytes(let bytes) = build.file(notFoundPath) else {
            return .text(404, "There is no such page.")
        }
        let version = PageVersion(document: bytes, at: notFoundPath, isFound: false, state: self)
        var answer = Answer(404, [("Content-Type", mediaType(of: notFoundPath))])
        answer.setBytes(PreviewHTML.add(to: bytes, basePath: basePath, version: version.text))
        return answer
    }

    /// Before the first build that pages can be made of.
    private func notYet(_ request: Request) -> Answer {
        var answer = Answer(503, [("Content-Type", mediaType(of: notFoundPath))])
        let page = pageWithoutSite(self)
        let version = PageVersion(document: [], at: "", isFound: false, state: self)
        answer.setBytes(PreviewHTML.add(to: page, basePath: basePath, version: version.text))
        return answer
    }

    /// What the preview serves for itself: only to its own pages, whatever foreign ones may ask for.
    private func ownFile(_ name: String, _ request: Request) -> Answer {
        guard [nil, "same-origin", "none"].contains(request.fetchSite) else {
            return .text(403, "This is for pages of the preview alone.")
        }
        switch name {
        case "events":
            var answer = Answer(200, [("Content-Type", "text/event-stream; charset=utf-8")])
            // As the browser has it: encoded like the target of a request.
            let path = request.target.value(of: "path").flatMap { RequestTarget.parse($0)?.path }
            answer.body =
                .events(path: path ?? basePath, version: request.target.value(of: "version"))
            return answer
        case "problems":
            var answer = Answer(200, [("Content-Type", "application/json")])
            answer.setBytes(problemsJSON(self))
            return answer
        default:
            guard let bytes = clientFile(name) else { return .text(404, "There is no such file.") }
            var answer = Answer(200, [("Content-Type", mediaType(of: name))])
            answer.setBytes(bytes)
            let tag = "\"\(FileHash.of(bytes))\""
            answer.fields.append(("ETag", tag))
            return answer.conditional(on: request, tag: tag, size: bytes.count)
        }
    }
}

private let notFoundPath = "404.html"

extension Answer {
    /// The preconditions and the range of a request for a file that is there (RFC 9110, section 13.2.2).
    fileprivate func conditional(on request: Request, tag: String, size: Int) -> Answer {
        if let tags = request.ifMatch, !entityTags(tags, name: tag, isWeak: false) {
            return .text(412, "The file is another one now.", [("ETag", tag)])
        }
        if let tags = request.ifNoneMatch, entityTags(tags, name: tag, isWeak: true) {
            return Answer(304, [("ETag", tag)])
        }
        if request.isHead { return self }
        if let tags = request.ifRange, !entityTags(tags, name: tag, isWeak: false) { return self }
        var answer = self
        switch ByteRange.read(request.range, size: size) {
        case .whole: break
        case .part(let part):
            answer.status = 206
            answer.part = part
            answer.fields.append(
                ("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"))
        case .unsatisfiable:
            return .text(416, "The file is shorter.", [("Content-Range", "bytes */\(size)")])
        }
        return answer
    }
}

extension LiveBuild {
    fileprivate enum Place {
        case file(String)
        /// A folder that was asked for without the slash at its end.
        case folder(String)
    }

    /// - Parameter path: below the base path.
    fileprivate func place(of path: String) -> Place? {
        let isFolder = path.isEmpty || path.utf8.last == UInt8(ascii: "/")
        let name = isFolder ? path + "index.html" : path
        if has(name) { return .file(name) }
        return !isFolder && has(path + "/index.html") ? .folder(path) : nil
    }
}

extension String {
    /// What stands behind a prefix, byte by byte; nil where the text begins with something else.
    fileprivate func after(_ prefix: String) -> String? {
        utf8.starts(with: prefix.utf8) ? String(Substring(utf8.dropFirst(prefix.utf8.count))) : nil
    }
}
