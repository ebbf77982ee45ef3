"""What every page for readers says about itself, and what none of the site's files may name."""

import pathlib
import re
from dataclasses import dataclass

import yaml
from site_pages import Page, Site

WANTED = ("description", "summary", "reviewed", "review-every", "owner", "sources")
ALLOWED_LINKS = pathlib.Path(__file__).with_name("allowed_links.txt")

LINK = re.compile(r"\[[^\]]+\]\([^)\s]+\)|<https?:[^>\s]+>")
MAILBOX = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
RESERVED = re.compile(r"(?:.+\.)?(?:example|test|invalid|example\.(?:org|com|net))", re.IGNORECASE)
# Hosts of package indexes and those that look like them. The brackets keep this file from naming one.
INDEX_HOST = re.compile(
    r"\b(?:[\w-]+\.)*(?:[p]yp[\w-]*|python[h]osted|[n]pmjs|[r]ubygems|[c]rates|[a]naconda|[c]onda-forge)"
    r"\.(?:app|cloud|com|dev|info|io|net|org|site)\b", re.IGNORECASE)
THREAD = re.compile(r"github\.com/[\w.-]+/[\w.-]+/(?:issues|pull|discussions)/\d+|\b[\w.-]+/[\w.-]+#\d+", re.IGNORECASE)
# Only in the words of a page: in a picture's file, `#333333` is a colour.
THREAD_NUMBER = re.compile(r"(?<![\w&/])#\d{3,}\b")
# Of these, the text is searched too: a reader sees a picture's words.
TEXTS = {".md", ".yml", ".svg", ".txt", ".html", ".css"}


@dataclass
class Source:
    """A page's file under the content folder."""

    path: str
    front_matter: dict

    @property
    def key(self) -> str:
        folder, _, name = self.path.rpartition("/")
        return folder if name == "index.md" else self.path.removesuffix(".md")


def read_sources(content: pathlib.Path) -> list[Source]:
    """The pages for readers."""
    found = []
    for file in sorted(content.rglob("*.md")):
        path = file.relative_to(content)
        if any(part.startswith((".", "_")) for part in path.parts):
            continue
        front_matter = read_front_matter(file.read_text(encoding="utf-8"))
        if front_matter.get("audience") != "maintainers" and not front_matter.get("draft"):
            found.append(Source(path.as_posix(), front_matter))
    return found


def read_front_matter(text: str) -> dict:
    found = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    return (yaml.safe_load(found[1]) or {}) if found else {}


def check_front_matter(source: Source) -> list[str]:
    problems = [f"{source.path}: has no `{key}`" for key in WANTED if not source.front_matter.get(key)]
    sources = source.front_matter.get("sources") or []
    if sources and not any(LINK.search(str(item)) for item in sources):
        problems.append(f"{source.path}: none of its `sources` is a link")
    return problems


def read_allowed(file: pathlib.Path = ALLOWED_LINKS) -> list[str]:
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def is_allowed(address: str, allowed: list[str]) -> bool:
    """Whether an address is one of the list, or lies below one that ends in `/`; queries and ids are free."""
    bare = re.split("[?#]", address)[0]
    return any(bare == line or (line.endswith("/") and bare.startswith(line)) for line in allowed)


def check_links(page: Page, allowed: list[str]) -> list[str]:
    """The whole document counts, its foot too."""
    problems = []
    for anchor in page.anchors:
        address = anchor.attributes.get("href", "")
        if page.target(address).page is not None:
            continue
        if THREAD.search(address):
            problems.append(f"{page.name}: {address} is a single request")
        elif not is_allowed(address, allowed):
            problems.append(f"{page.name}: {address} is not in allowed_links.txt")
    return problems


def check_words(place: str, text: str) -> list[str]:
    """What a text names that it must not."""
    problems = [f"{place}: names the mailbox {found[0]}"
                for found in MAILBOX.finditer(text) if not RESERVED.fullmatch(found[1])]
    problems += [f"{place}: names the host {found[0]}" for found in INDEX_HOST.finditer(text)]
    problems += [f"{place}: names a single request, {found[0]}" for found in THREAD.finditer(text)]
    return problems


def check_files(content: pathlib.Path) -> list[str]:
    """The files as they are written: what the build leaves out or changes is public in the repository too."""
    problems = []
    for file in sorted(content.rglob("*")):
        if file.is_file() and file.suffix in TEXTS:
            problems += check_words(file.relative_to(content).as_posix(), file.read_text(encoding="utf-8"))
    return problems


def check_pages(site: Site, sources: list[Source], allowed: list[str]) -> list[str]:
    problems = []
    for source in sources:
        problems += check_front_matter(source)
        page = site.pages.get(source.key)
        if page is None:
            problems.append(f"{source.path}: there is no built page {source.key}")
            continue
        problems += check_links(page, allowed)
        # Once more as it was built: entities and emphasis can hide a name in the file.
        text = page.main.text()
        problems += check_words(page.name, text)
        problems += [f"{page.name}: names a single request, {found[0]}" for found in THREAD_NUMBER.finditer(text)]
    return problems
