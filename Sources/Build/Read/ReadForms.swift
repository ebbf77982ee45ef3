// The request forms of a site: `content/forms/*.yml`, each read and checked once.

import Diagnostics
import Forms
import Markdown
import Site

extension DiagnosticKind {
    static let misnamedForm = DiagnosticKind(
        .error, "misnamed-form", title: "The name of a form's file cannot be used",
        explanation: """
            A form's name is part of ids in pages and of the key under which answers are kept. It is made of letters, \
            digits, `-` and `_`, and its file ends in `.yml`. Rename the file.
            """)
    static let unusedForm = DiagnosticKind(
        .warning, "unused-form", title: "No page shows a request form",
        explanation: """
            Readers reach a form only on a page that has `::: request NAME`. Put it on one, or take the file away. A \
            draft is no page of a build without `--drafts`.
            """)
    static let formCopyDiffers = DiagnosticKind(
        .warning, "form-copy-differs", title: "The GitHub copy of a form is not what the form says",
        explanation: """
            `send.github.sync` names a copy of the form for GitHub, which must say what the form says. The form was \
            changed and the copy was not, or the copy was changed by hand. Write it anew with `waymark form FILE --as github`.
            """)
}

let siteFormDiagnosticKinds: [DiagnosticKind] = [.misnamedForm, .unusedForm, .formCopyDiffers]

/// A file of `content/forms/`.
struct ReadForm: Sendable {
    let name: String
    /// Relative to the content folder.
    let path: String
    let source: SourceText
    /// nil where the file holds none, which is in the diagnostics.
    let form: RequestForm?
    var diagnostics: [Diagnostic]
}

/// Reads the forms, sorted by path.
///
/// - Parameter root: the folder that holds `content/`; copies for GitHub are named from there.
func readForms(
    _ tree: ContentTree, in folders: SiteFolders
) async -> (forms: [ReadForm], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var paths: [(path: String, name: String)] = []
    for path in tree.files where ContentPath.folder(of: path) == "forms" {
        let file = ContentPath.name(of: path)
        if file.hasPrefix("_") { continue }
        if file.lowercased().hasSuffix(".yaml") || file.hasSuffix(".YML") {
            diagnostics.append(
                Diagnostic(
                    .misnamedForm, at: Place(file: "content/" + path),
                    "this form is not read: files of forms end in `.yml`",
                    suggestion: "rename it to `\(stem(file)).yml`"))
        } else if file.hasSuffix(".yml") {
            paths.append((path, stem(file)))
        }
    }
    let forms = await concurrentMap(paths) { path, name in
        readForm(path, name: name, in: folders)
    }
    return (forms, diagnostics)
}

private func stem(_ file: String) -> String {
    file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
}

private func readForm(_ path: String, name: String, in folders: SiteFolders) -> ReadForm {
    let file = "content/" + path
    func broken(_ problem: Diagnostic, _ bytes: [UInt8] = []) -> ReadForm {
        ReadForm(
            name: name, path: path, source: SourceText(file: file, bytes: bytes), form: nil,
            diagnostics: [problem])
    }
    let bytes: [UInt8]
    do {
        bytes = try readFile(folders.content + "/" + path, limit: InputBounds.maximumSize)
    } catch {
        return broken(
            Diagnostic(.unreadable, at: Place(file: file), "cannot be read: \(error.message)"))
    }
    let source = SourceText(file: file, bytes: bytes)
    if let problem = InputBounds.checkText(source) { return broken(problem, bytes) }
    guard isFormName(name) else {
        return broken(
            Diagnostic(
                .misnamedForm, at: Place(file: file),
                "`\(name)` cannot be the name of a form: it has characters other than letters, digits, `-` and `_`",
                suggestion: "rename the file, for example to `lost-access.yml`"
            ), bytes)
    }
    let (form, diagnostics) = RequestForm.parse(id: name, source: source)
    var read = ReadForm(
        name: name, path: path, source: source, form: form, diagnostics: diagnostics)
    if let problem = checkCopy(of: read, root: folders.root) { read.diagnostics.append(problem) }
    return read
}

/// Letters of ASCII, digits, `-` and `_`.
package func isFormName(_ name: String) -> Bool {
    !name.isEmpty
        && name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
}

/// Compares the copies of forms with them once more: they may lie where nobody watches.
func checkCopies(of forms: inout [ReadForm], in folders: SiteFolders) {
    for (number, form) in forms.enumerated() where form.form?.channels.gitHub?.sync != nil {
        var problems = form.diagnostics.filter { $0.kind.id != DiagnosticKind.formCopyDiffers.id }
        if let problem = checkCopy(of: form, root: folders.root) { problems.append(problem) }
        forms[number].diagnostics = problems
    }
}

/// Whether two texts differ at most in how their lines end, as git may change it, and in line ends at the end.
private func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    func lines(_ bytes: [UInt8]) -> [UInt8] {
        var lines = bytes.filter { $0 != 0x0D }
        while lines.last == 0x0A { lines.removeLast() }
        return lines
    }
    return one == other || lines(one) == lines(other)
}

/// Compares the copy that `send.github.sync` names with the form.
private func checkCopy(of read: ReadForm, root: String) -> Diagnostic? {
    guard let form = read.form, let sync = form.channels.gitHub?.sync else { return nil }
    let place = sync.place(in: read.source)
    let suggestion = "write it with `waymark form content/\(read.path) --as github > \(sync.value)`"
    guard let path = ContentPath.resolve(sync.value, in: ""), !sync.value.hasPrefix("/") else {
        return Diagnostic(
            .formCopyDiffers, at: place,
            "the copy `\(sync.value)` lies outside the site's root folder")
    }
    do {
        let bytes = try readFile(root + "/" + path, limit: InputBounds.maximumSize)
        if isSame(bytes, Array(GitHubForm.yaml(form).utf8)) { return nil }
        return Diagnostic(
            .formCopyDiffers, at: place, "`\(sync.value)` is not what this form says now",
            suggestion: suggestion)
    } catch {
        return Diagnostic(
            .formCopyDiffers, at: place,
            error.isMissing
                ? "there is no copy `\(sync.value)`"
                : "the copy `\(sync.value)` cannot be read: \(error.message)",
            suggestion: suggestion)
    }
}
