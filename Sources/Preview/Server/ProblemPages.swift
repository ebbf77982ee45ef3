// The problems of the latest build, for the overlay and for the time when there is no page to lay it over.

import Diagnostics
import HTMLText
import Theme

/// What `/-/waymark/problems` answers: the words of the terminal, in parts.
///
///     {"process": "…", "build": 3, "problems": [{"severity": "error", "id": "broken-link", "message": "…",
///       "place": {"file": "content/a.md", "line": 3, "column": 5,
///         "excerpt": {"text": "…", "start": 4, "length": 9, "isCut": false}},
///       "suggestion": "…", "notes": [{"message": "…", "place": {…}}]}]}
///
/// What is not known is null. A build that could not be made at all is one more problem, without id and place.
func problemsJSON(_ state: SiteState) -> [UInt8] {
    var json = JSONWriter(isPretty: false)
    json.object { json in
        json.add("process", state.process)
        json.add("build", state.number)
        json.addList("problems", state.failureProblem + state.problems) { json, problem in
            json.object { json in
                json.add("severity", problem.severity.word)
                json.add("id", problem.kind.id.isEmpty ? nil : problem.kind.id)
                json.add("message", problem.message)
                json.addPlace(problem.place)
                json.add("suggestion", problem.suggestion)
                json.addList("notes", problem.notes) { json, note in
                    json.object { json in
                        json.add("message", note.message)
                        json.addPlace(note.place)
                    }
                }
            }
        }
    }
    return json.bytes
}

extension SiteState {
    fileprivate var failureProblem: [Diagnostic] {
        let kind = DiagnosticKind(.error, "", title: "", explanation: "")
        return failure.map { [Diagnostic(kind, at: nil, $0)] } ?? []
    }
}

extension JSONWriter {
    fileprivate mutating func addPlace(_ place: Place?) {
        guard let place else { return addNull("place") }
        addObject("place") { json in
            json.add("file", place.file)
            json.add("line", place.position?.line)
            json.add("column", place.position?.column)
            guard let excerpt = place.excerpt else { return json.addNull("excerpt") }
            json.addObject("excerpt") { json in
                let start = max(0, excerpt.markStart)
                let all = excerpt.text.unicodeScalars
                let shown = all.prefix(start + longestMark)
                json.add("text", String(String.UnicodeScalarView(shown)))
                json.add("start", start)
                json.add("length", min(max(1, excerpt.markLength), longestMark))
                json.add("isCut", shown.endIndex < all.endIndex)
            }
        }
    }
}

/// How many code points of a line are shown from the start of a mark: a line may be as long as a page.
private let longestMark = 160

/// Shown while no page can be made, such as with a theme that cannot be read.
func pageWithoutSite(_ state: SiteState) -> [UInt8] {
    let formatter = TextFormatter(color: false)
    let problems = (state.failureProblem + state.problems).map(formatter.format)
    let words = problems.joined(separator: "\n\n")
    let html = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(Theme.policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>The site cannot be shown yet</title>
        </head>
        <body>
        <h1>The site cannot be shown yet</h1>
        <p>This page becomes the site's page as soon as these problems are mended.</p>
        <pre>\(HTMLText.escape(words))</pre>
        </body>
        </html>

        """
    return Array(html.utf8)
}
