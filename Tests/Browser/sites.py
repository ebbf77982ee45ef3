"""The sites that the browser opens: built once a run, and served on 127.0.0.1 as a plain web server does."""

import functools
import http.server
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = tempfile.TemporaryDirectory(prefix="waymark-browser-")
MADE = pathlib.Path(FOLDER.name)
WAYMARK = os.environ.get("WAYMARK", str(ROOT / ".build/release/waymark"))

ALIAS_PAGE = """---
title: The page that moved
aliases: [old/place, "older place.html"]
---

It is here now.
"""

WAVE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120">'
    '<path d="M0 60q40-80 80 0t80 0 80 0 80 0" fill="none" stroke="#0d4f42" stroke-width="8"/></svg>\n'
)


def build(name: str, *options: str, root: pathlib.Path = ROOT) -> pathlib.Path:
    output = MADE / name
    subprocess.run([WAYMARK, "build", "--strict", "--quiet", "--root", str(root), "--output", str(output),
                    *options], check=True, stdin=subprocess.DEVNULL)
    return output


@functools.cache
def public() -> pathlib.Path:
    """The help site, as the README builds it."""
    return build("public")


@functools.cache
def under_help() -> pathlib.Path:
    """The help site for https://example.org/help/."""
    return build("help", "--base-url", "https://example.org/help/")


@functools.cache
def from_disk() -> pathlib.Path:
    """The help site with `urls: file`."""
    root = MADE / "disk"
    shutil.copytree(ROOT / "content", root / "content")
    configuration = root / "content/site.yml"
    text = configuration.read_text()
    assert "\nurls: pretty\n" in text
    configuration.write_text(text.replace("\nurls: pretty\n", "\nurls: file\n"))
    return build("disk/public", root=root)


@functools.cache
def moved() -> pathlib.Path:
    """A site with a page that has two former addresses."""
    content = MADE / "moved/content"
    (content / "new").mkdir(parents=True)
    (content / "site.yml").write_text("title: Moved\n")
    (content / "index.md").write_text("---\ntitle: Start\n---\n\n[On](new/place.md)\n")
    (content / "new/index.md").write_text("---\ntitle: New\n---\n\nA section.\n")
    (content / "new/place.md").write_text(ALIAS_PAGE)
    return build("moved/public", root=content.parent)


@functools.cache
def constructs() -> pathlib.Path:
    """One page with all that the theme has a style for."""
    content = MADE / "constructs/content"
    (content / "assets").mkdir(parents=True)
    (content / "site.yml").write_text("title: Constructs\nmarkdown:\n  raw-html: allow\n")
    (content / "assets/wave.svg").write_text(WAVE)
    shutil.copy(ROOT / "Tests/Browser/constructs.md", content / "index.md")
    return build("constructs/public", root=content.parent)


# Documents that are made from all pages, to be printed.
COLLECTED = {"print/", "summary/"}


def page_addresses(folder: pathlib.Path) -> list[str]:
    """The addresses of all pages of a site, from its top: `` is the home page."""
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    return sorted(path.removesuffix("index.html") for path in found if path != "404.html")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files under a prefix; 404.html for what is not there."""

    prefix = "/"

    def translate_path(self, path):
        plain = path.partition("?")[0].partition("#")[0]
        if not plain.startswith(self.prefix):
            return os.path.join(self.directory, "outside of the site")
        return super().translate_path("/" + plain[len(self.prefix):])

    def send_error(self, code, message=None, explain=None):
        page = pathlib.Path(self.directory, "404.html")
        if code != 404 or not self.path.startswith(self.prefix) or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def log_message(self, *_):
        pass


@functools.cache
def serve(folder: pathlib.Path, prefix: str = "/") -> str:
    """Serves a folder until the process ends. The address, with a slash at its end."""
    handler = functools.partial(type("Served", (Handler,), {"prefix": prefix}), directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}{prefix}"
