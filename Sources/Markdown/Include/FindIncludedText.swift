// From an include's path to a text that is ready to be rendered, within the bounds of a page.

import Diagnostics

/// What the includes of one page cost so far.
struct PageIncludes {
    struct Key: Hashable {
        let path: String
        let part: String?
    }

    /// A text that is ready to be rendered any number of times.
    struct Settled {
        let text: PageText
        let guesses: Guesses
    }

    var texts: [Key: Result<Settled, IncludeRefusal>] = [:]
    var bytes = 0
    var count = 0
    var failures = 0
    var isOverBound = false
    /// Whether there are includes in an attempt that does not follow them.
    var isWaiting = false

    /// Texts inside each other.
    static let maximumDepth = 16
    /// Bytes of all texts that one page includes.
    static let maximumBytes = 16 << 20
    static let maximumCount = 10_000
    /// Failures for which a similar name is searched: each search looks at all names.
    static let maximumSuggestions = 20
}

extension Passes {
    mutating func file(of request: IncludeRequest, at place: Place) -> IncludedFile? {
        guard let source = input.includes else {
            report(
                Diagnostic(
                    .includeNotHere, at: place,
                    "nothing can be included here: this text has no folder to look in"))
            return nil
        }
        let isSuggesting = state.includes.failures < PageIncludes.maximumSuggestions
        switch source.file(request.path, from: input.path, isSuggesting: isSuggesting) {
        case .success(let file): return file
        case .failure(let refusal):
            state.includes.failures += 1
            report(refusal, request, place)
            return nil
        }
    }

    private mutating func report(
        _ refusal: IncludeRefusal, _ request: IncludeRequest, _ place: Place
    ) {
        switch refusal {
        case .path(let message, let suggestion):
            report(Diagnostic(.brokenInclude, at: place, message, suggestion: suggestion))
        case .file(let problem):
            let inclusion = Inclusion(
                path: request.path, place: place, offset: request.fence.offset)
            state.report(
                problem,
                from: TextOrigin(lines: lines, inclusions: origin.inclusions + [inclusion]))
        }
    }

    mutating func isNoCycle(_ file: IncludedFile, at place: Place) -> Bool {
        let others = origin.inclusions.map(\.path)
        guard file.path == state.path || others.contains(file.path)
        else { return true }
        report(
            Diagnostic(
                .includeCycle, at: place,
                file.path == input.path
                    ? "`\(file.path)` includes itself"
                    : "`\(file.path)` includes itself through `\(input.path)`"))
        return false
    }

    /// Files that include others several times, which do so too, make a page of any size out of a few lines.
    mutating func isInBounds(at place: Place) -> Bool {
        if state.includes.isOverBound { return false }
        guard origin.inclusions.count < PageIncludes.maximumDepth else {
            report(
                Diagnostic(
                    .includeTooMuch, at: place,
                    "more than \(PageIncludes.maximumDepth) files include each other here"))
            return false
        }
        state.includes.count += 1
        guard state.includes.count <= PageIncludes.maximumCount else {
            return refuseFurther(
                "the page includes more than \(PageIncludes.maximumCount) texts", place)
        }
        return true
    }

    private mutating func refuseFurther(_ message: String, _ place: Place) -> Bool {
        state.includes.isOverBound = true
        report(
            Diagnostic(
                .includeTooMuch, at: place, message + "; this one and all further are left out"))
        return false
    }

    /// The text of a file or a part of it, charged to the page.
    mutating func settled(
        _ file: IncludedFile, _ request: IncludeRequest, at place: Place
    ) -> PageIncludes.Settled? {
        let size: Int
        var part: IncludedPart?
        if let name = request.part {
            part = file.parts.byName[name]
            guard let part else {
                reportMissing(name, in: file, place)
                return nil
            }
            size = part.content?.count ?? 0
        } else {
            size = file.text.bytes.count
        }
        state.includes.bytes += size
        guard isWithinBytes(at: place) else { return nil }
        let key = PageIncludes.Key(path: file.path, part: request.part)
        let result = state.includes.texts[key] ?? settle(file, part, named: request.part)
        state.includes.texts[key] = result
        switch result {
        case .success(let settled):
            // With a part come the definitions that it borrows.
            state.includes.bytes += max(settled.text.input.source.bytes.count - size, 0)
            return isWithinBytes(at: place) ? settled : nil
        case .failure(let refusal):
            report(refusal, request, place)
            return nil
        }
    }

    private mutating func isWithinBytes(at place: Place) -> Bool {
        state.includes.bytes <= PageIncludes.maximumBytes
            || refuseFurther(
                "the page includes more than \(PageIncludes.maximumBytes >> 20) MiB", place)
    }

    private func settle(
        _ file: IncludedFile, _ part: IncludedPart?, named name: String?
    ) -> Result<PageIncludes.Settled, IncludeRefusal> {
        var input = MarkdownInput(
            file.text, from: file.bodyStart, path: file.path, includes: self.input.includes)
        if let part, let name {
            if let second = file.parts.seconds[name] {
                return .failure(
                    .file(
                        Diagnostic(
                            .includePart, at: second.place(in: file.text),
                            "there already is a part `\(name)` in this file",
                            notes: [.init("first here", at: part.place(in: file.text))])))
            }
            guard let content = part.content else {
                return .failure(
                    .file(
                        Diagnostic(
                            .includePart, at: part.place(in: file.text),
                            "the part `\(name)` is never closed",
                            suggestion:
                                "write `<!-- /part -->` on a line of its own where it ends, and before the next part begins"
                        )))
            }
            input = file.input(of: part, content, includes: self.input.includes)
        }
        input.forms = self.input.forms
        if let problem = InputBounds.checkNesting(input) { return .failure(.file(problem)) }
        let text = PageText(input, dialect: dialect, options: options)
        return .success(PageIncludes.Settled(text: text, guesses: text.settledGuesses()))
    }

    private mutating func reportMissing(_ name: String, in file: IncludedFile, _ place: Place) {
        let isSuggesting = state.includes.failures < PageIncludes.maximumSuggestions
        state.includes.failures += 1
        let nearest =
            isSuggesting ? nearestName(to: name, among: file.parts.byName.keys.sorted()) : nil
        report(
            Diagnostic(
                .includePart, at: place, "`\(file.path)` has no part `\(name)`",
                suggestion: nearest.map { "did you mean `\($0)`?" }
                    ?? "write `<!-- part \(name) -->` before the part and `<!-- /part -->` behind it, each on a line of its own"
            ))
    }
}
