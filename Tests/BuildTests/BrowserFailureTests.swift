import Foundation
import Testing

@testable import Build

/// What browsers do that do not print.
@Suite struct BrowserFailureTests {
    private func failure(_ browser: FakeBrowser, limit: Duration = .seconds(20)) -> PDFFailure? {
        do {
            _ = try browser.pdf(limit: limit)
            return nil
        } catch {
            return error as? PDFFailure
        }
    }

    private static let whole = #"printf '%%PDF-1.4\nstartxref\n0\n%%%%EOF\n' >"$out""#

    @Test func takesWhatIsWrittenWhole() throws {
        let browser = try FakeBrowser(Self.whole)
        #expect(try browser.pdf() == Array("%PDF-1.4\nstartxref\n0\n%%EOF\n".utf8))
        #expect(try browser.temporary.entries() == [])
    }

    @Test func hangingBrowserIsEndedWithItsChildren() throws {
        let browser = try FakeBrowser(
            "echo $$ >\"$here/self\"; sleep 1000 & echo $! >\"$here/child\"; wait")
        let clock = ContinuousClock()
        let start = clock.now
        #expect(failure(browser, limit: .seconds(1)) == .late(seconds: 1))
        #expect(clock.now - start < .seconds(10))
        for name in ["self", "child"] {
            let process = try #require(browser.process(name))
            #expect(eventually { !isRunning(process) }, "\(name)")
        }
        #expect(try browser.temporary.entries() == [])
    }

    @Test func browserThatIgnoresSignalsIsEnded() throws {
        let browser = try FakeBrowser(
            "trap '' TERM INT HUP; echo $$ >\"$here/self\"; while :; do sleep 1; done")
        #expect(failure(browser, limit: .seconds(1)) == .late(seconds: 1))
        let process = try #require(browser.process("self"))
        #expect(eventually { !isRunning(process) })
    }

    @Test func childLeftBehindIsEnded() throws {
        let browser = try FakeBrowser(
            "sleep 1000 & echo $! >\"$here/child\"\n" + Self.whole)
        #expect(try !browser.pdf().isEmpty)
        let process = try #require(browser.process("child"))
        #expect(eventually { !isRunning(process) })
    }

    @Test func crashIsReportedWithWhatWasSaid() throws {
        let browser = try FakeBrowser("echo 'no usable sandbox' >&2; kill -SEGV $$")
        #expect(failure(browser) == .crashed(signal: 11, said: "    no usable sandbox"))
        #expect(try browser.temporary.entries() == [])
    }

    @Test func statusIsReported() throws {
        let browser = try FakeBrowser(Self.whole + "; exit 21")
        #expect(failure(browser) == .failed(status: 21, said: ""))
    }

    @Test func halfAFileIsNone() throws {
        let browser = try FakeBrowser(#"printf '%%PDF-1.4\nstartxref\n' >"$out""#)
        #expect(failure(browser) == .incomplete)
    }

    @Test(arguments: ["", "true >\"$out\"", "mkdir \"$out\"", "mkfifo \"$out\""])
    func nothingWrittenIsReported(script: String) throws {
        #expect(try failure(FakeBrowser(script)) == .wroteNothing(said: ""))
    }

    @Test func pathOfThisMachineIsRefused() throws {
        let browser = try FakeBrowser(
            #"printf '%%PDF-1.4\n/URI (file:///tmp/x)\nstartxref\n0\n%%%%EOF\n' >"$out""#)
        #expect(failure(browser) == .localPath)
    }

    @Test func muchTalkNeitherBlocksNorFills() throws {
        let browser = try FakeBrowser("yes 'a long line of talk' | head -c 30000000 >&2; exit 3")
        guard case .failed(3, let said)? = failure(browser) else {
            Issue.record("not reported")
            return
        }
        #expect(said.utf8.count < 2000)
        #expect(said.hasSuffix("a long line of talk"))
    }

    @Test func endlessTalkIsEnded() throws {
        let browser = try FakeBrowser("exec yes")
        guard case .late? = failure(browser, limit: .seconds(1)) else {
            Issue.record("not ended")
            return
        }
    }

    @Test func wordsForTheTerminalAreHarmless() throws {
        let browser = try FakeBrowser(#"printf '\033[2Jred\377' >&2; exit 1"#)
        #expect(failure(browser) == .failed(status: 1, said: "    \u{241B}[2Jred\u{FFFD}"))
    }

    @Test func scriptThatCannotBeRunIsReported() throws {
        let browser = try FakeBrowser("")
        try browser.output.put("chromium", "#!/does/not/exist\n")
        #expect(failure(browser) == .failed(status: 127, said: ""))
    }

    @Test func knowsNothingOfTheUser() throws {
        let browser = try FakeBrowser("env >\"$here/env\"; ls -la >\"$here/files\"\n" + Self.whole)
        _ = try browser.pdf()
        let environment = try #require(browser.output.text("env"))
        let names = environment.split(separator: "\n").map { $0.prefix { $0 != "=" } }
        #expect(
            Set(names).subtracting(["PWD", "SHLVL", "_", "OLDPWD"]) == [
                "PATH", "HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
                "LANG", "TZ", "DBUS_SESSION_BUS_ADDRESS",
            ])
        #expect(environment.contains("HOME=\(browser.temporary.path)/waymark-pdf-"))
    }

    @Test func sandboxIsLeftOutForRootAlone() throws {
        let browser = try FakeBrowser("echo \"$@\" >\"$here/words\"\n" + Self.whole)
        _ = try browser.pdf()
        let words = try #require(browser.output.text("words"))
        #expect(words.contains("--no-sandbox") == (geteuid() == 0))
        #expect(words.contains("--host-resolver-rules=MAP * ~NOTFOUND"))
    }
}

/// Waits up to five seconds: the kernel needs a moment to end a process that is killed.
func eventually(_ holds: () -> Bool) -> Bool {
    for _ in 0..<250 where !holds() { usleep(20_000) }
    return holds()
}

@Suite struct FindChromiumTests {
    private func options(_ chromium: String?, _ path: String) -> PDFOptions {
        PDFOptions(chromium: chromium, searchPath: path, temporaryFolder: "/tmp", date: nil)
    }

    @Test func isFoundInTheSearchPath() throws {
        let browser = try FakeBrowser("")
        let found = try options(nil, "/does/not/exist:\(browser.output.root)").findChromium()
        #expect(found == browser.path)
    }

    @Test func namedOneGoesFirst() throws {
        let (named, other) = (try FakeBrowser(""), try FakeBrowser(""))
        #expect(try options(named.path, other.output.root).findChromium() == named.path)
        #expect(try options("chromium", named.output.root).findChromium() == named.path)
    }

    @Test func noneFoundNamesThePackage() throws {
        let failure = #expect(throws: PDFFailure.self) {
            try options(nil, "/does/not/exist::relative:.").findChromium()
        }
        #expect(failure?.description.contains("install the package `chromium`") == true)
        #expect(failure?.isMissingBrowser == true)
    }

    @Test(arguments: ["/does/not/exist", "/etc/passwd", "/usr/bin", "no-such-program"])
    func namedOneMustBeAProgram(path: String) {
        #expect(throws: PDFFailure.notABrowser(path: path)) {
            try options(path, "/usr/bin:/bin").findChromium()
        }
    }

    @Test func folderAndPlainFileOfItsNameAreNone() throws {
        let output = try TemporaryOutput()
        try output.makeFolder("a/chromium")
        try output.put("b/chromium", "#!/bin/sh\n")
        #expect(throws: PDFFailure.self) {
            try options(nil, "\(output.root)/a:\(output.root)/b").findChromium()
        }
    }
}
