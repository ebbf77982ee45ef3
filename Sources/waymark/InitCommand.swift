import ArgumentParser
import Glibc

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a small site to start from.",
        discussion: """
            Writes a few pages with steps, a checklist and a request form, for you to change. The folder must be empty; \
            a .git in it does no harm. No file is ever written over.

            Exit status: 0 made; 64 wrong usage; 73 the folder is not empty, or cannot be written.
            """)

    @Argument(
        help: "The folder of the site. It is made if it is not there.", completion: .directory)
    var folder = "."

    func validate() throws {
        if folder.isEmpty { throw ValidationError("the name of the folder is empty") }
    }

    func run() throws {
        var folder = folder
        while folder.utf8.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        let terminal = Terminal()
        let site = StarterSite(today: today())
        do throws(StarterFailure) {
            try site.write(to: folder)
        } catch {
            terminal.say("error: \(words(for: error))")
            throw ExitStatus.outputNotWritten
        }
        for (path, _) in site.files { terminal.say(folder == "." ? path : "\(folder)/\(path)") }
        terminal.say("")
        terminal.say("made a site. Look at it, and write:")
        if folder != "." {
            terminal.say("  cd \(folder.hasPrefix("-") ? "-- " : "")\(quoted(folder))")
        }
        terminal.say("  waymark serve")
    }

    private func words(for failure: StarterFailure) -> String {
        switch failure {
        case .notAFolder:
            "`\(folder)` is not a folder"
        case .notEmpty(let example):
            "`\(folder)` is not empty: `\(example)` is in it; "
                + "name a folder that is empty, or one that is not there yet"
        case .system(let path, let doing, let code):
            "cannot \(doing) `\(path)`: \(String(cString: strerror(code)))"
        }
    }
}

/// As front matter has it, and as calendars here show it.
private func today() -> String {
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    func digits(_ number: Int32) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(parts.tm_year + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
}

/// As a shell takes it for one word.
private func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
            || "-_./".utf8.contains(byte)
    }
    return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
}
