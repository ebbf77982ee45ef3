"""Debian's Firefox, driven through WebDriver BiDi: Playwright drives only a Firefox of its own making.

The driver's recommended preferences stay off: they would loosen what a page opened from disk may do."""

import base64
import contextlib
import itertools
import json
import pathlib
import queue
import subprocess
import tempfile
import threading

from websockets.sync.client import connect

FIREFOX = "/usr/bin/firefox-esr"
SECONDS = 60
# Nothing leaves the machine, and no page of Firefox's own comes in between.
PREFERENCES = {
    "remote.prefs.recommended": False,
    "app.update.auto": False,
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.search.update": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "browser.topsites.contile.enabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.usage.uploadEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.prefetch-next": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "data:,",
    "toolkit.telemetry.unified": False,
}
LISTENING = "WebDriver BiDi listening on "
# Centimetres, as BiDi wants them.
PAPERS = {"A4": {"width": 21.0, "height": 29.7}, "Letter": {"width": 21.59, "height": 27.94}}


class Firefox:
    """A browser with a profile of its own, until `close`."""

    def __init__(self):
        self._open = contextlib.ExitStack()
        self._folder = tempfile.TemporaryDirectory(prefix="waymark-firefox-", ignore_cleanup_errors=True)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        pathlib.Path(self._folder.name, "user.js").write_text("\n".join(lines))
        self._process = subprocess.Popen(
            [FIREFOX, "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", self._folder.name],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
        try:
            self._socket = self._open.enter_context(
                connect(self._address() + "/session", max_size=None, open_timeout=SECONDS))
            self._numbers = itertools.count(1)
            self.send("session.new", capabilities={})
        except BaseException:
            self._open.close()
            self._stop()
            raise

    def _address(self) -> str:
        """What Firefox says on its way; it goes on reading, for a full pipe would stop Firefox."""
        found: queue.Queue[str | None] = queue.Queue()

        def read() -> None:
            for line in self._process.stderr:
                if line.startswith(LISTENING):
                    found.put(line.removeprefix(LISTENING).strip())
            found.put(None)

        threading.Thread(target=read, daemon=True).start()
        address = found.get(timeout=SECONDS)
        assert address, "Firefox ended before it listened"
        return address

    def send(self, method: str, **parameters) -> dict:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=SECONDS))
            if answer.get("id") == number:
                assert answer["type"] == "success", (method, answer)
                return answer["result"]

    def open(self, address: str) -> "Page":
        """In a tab with cookies and stores of its own."""
        user = self.send("browser.createUserContext")["userContext"]
        page = Page(self, self.send("browsingContext.create", type="tab", userContext=user)["context"], user)
        page.go(address)
        return page

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._folder.cleanup()

    def close(self) -> None:
        self._open.close()
        self._stop()


class Page:
    """A tab."""

    def __init__(self, firefox: Firefox, context: str, user: str):
        self._firefox = firefox
        self._context = context
        self._user = user

    def go(self, address: str) -> None:
        self._firefox.send("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def run(self, function: str, *arguments):
        """What a function of JavaScript gives back, for arguments and results that JSON has."""
        done = self._firefox.send(
            "script.callFunction", awaitPromise=True, target={"context": self._context},
            functionDeclaration=f"async text => JSON.stringify(await ({function})(...JSON.parse(text)) ?? null)",
            arguments=[{"type": "string", "value": json.dumps(arguments)}])
        assert done["type"] == "success", done["exceptionDetails"]["text"]
        return json.loads(done["result"]["value"])

    def press(self, *keys: str) -> None:
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._firefox.send("input.performActions", context=self._context,
                           actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def pdf(self, path: pathlib.Path, paper: str = "A4") -> None:
        printed = self._firefox.send("browsingContext.print", context=self._context, page=PAPERS[paper],
                                     background=False, shrinkToFit=False)
        path.write_bytes(base64.b64decode(printed["data"]))

    def picture(self, path: pathlib.Path) -> None:
        taken = self._firefox.send("browsingContext.captureScreenshot", context=self._context, origin="document")
        path.write_bytes(base64.b64decode(taken["data"]))

    def close(self) -> None:
        """With all that it stored."""
        self._firefox.send("browser.removeUserContext", userContext=self._user)
