"""A site with checklists and a request form, and storage that does what tests ask of it."""

import functools
import pathlib

import sites
from timers import pass_time

ROOT = pathlib.Path(__file__).parent / "forms/checklist-site"
KEPT = "waymark:/:checklist:before"
ANSWERS = "waymark:/:form:lost-access"

# What the browser's storage does where it is full, and where it is switched off.
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
OFF = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off', 'SecurityError'); } });"


@functools.cache
def site() -> pathlib.Path:
    return sites.build("checklists", root=ROOT)


@functools.cache
def from_disk() -> str:
    """The same with `urls: file`, opened without a server."""
    root = sites.MADE / "checklists-disk"
    for path in ROOT.rglob("*.*"):
        copy = root / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text() + ("urls: file\n" if path.name == "site.yml" else ""))
    return f"file://{sites.build('checklists-disk/public', root=root)}/index.html"


def address(path: str = "") -> str:
    return sites.serve(site()) + path


def stored(key: str, saved: int | str = "Date.now()", version: int = 1, parts: str = "{}", values: str = "{}") -> str:
    """A script that stores a value before the page's own scripts run, once."""
    return f"""if (!sessionStorage.done) {{
        sessionStorage.done = 1;
        localStorage.setItem({key!r}, JSON.stringify({{ v: {version}, saved: {saved}, parts: {parts}, values: {values} }}));
    }}"""


def kept(page, key: str = KEPT):
    """What is stored, once it has had time to be."""
    pass_time(page, 400)
    return page.evaluate("key => JSON.parse(localStorage.getItem(key))", key)
