"""Follows every link of a built site: check_links.py FOLDER [--base-url URL] [--from-disk].

Each href, src, srcset, refresh and url() must lead to a file of the folder, and each fragment to an id of that
page. Other hosts are named by links only, never by what a page loads.
"""

import argparse
import pathlib
import re
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

# Attributes that a browser loads by itself, without a click.
LOADED = {("img", "src"), ("img", "srcset"), ("script", "src"), ("link", "href"), ("source", "src"),
          ("source", "srcset"), ("video", "src"), ("audio", "src"), ("iframe", "src"), ("object", "data"),
          ("embed", "src"), ("use", "href"), ("image", "href"), ("video", "poster")}
FOLLOWED = {("a", "href"), ("area", "href"), ("form", "action")}
SCHEMES_ELSEWHERE = {"http", "https", "mailto", "tel"}


class Page(HTMLParser):
    """The ids of a page, and its links: (line, address, whether the browser loads it)."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[int, str, bool]] = []
        self.problems: list[tuple[int, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        line = self.getpos()[0]
        if (found := values.get("id")) is not None:
            if found in self.ids:
                self.problems.append((line, f"the id '{found}' is there twice"))
            self.ids.add(found)
        if tag == "base":
            self.problems.append((line, "a base element changes where links lead"))
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            _, _, address = (values.get("content") or "").partition("url=")
            self.links.append((line, address, False))
        for name, value in attrs:
            key = (tag, name.removeprefix("xlink:"))
            if key == ("link", "href") and values.get("rel") == "canonical":
                self.links.append((line, value or "", False))
            elif key in LOADED or key in FOLLOWED:
                parts = (value or "").split(",") if name == "srcset" else [value or ""]
                for part in parts:
                    address = part.split()[0] if name == "srcset" and part.split() else part
                    self.links.append((line, address, key in LOADED))


class Site:
    def __init__(self, folder: pathlib.Path, base_url: str, from_disk: bool):
        self.folder = folder
        self.base_url = base_url
        self.from_disk = from_disk
        self.pages = {
            path.relative_to(folder).as_posix(): Page(path.read_text(encoding="utf-8"))
            for path in sorted(folder.rglob("*.html"))
        }

    def problems(self):
        for path, page in self.pages.items():
            for line, message in page.problems:
                yield f"{path}:{line}: {message}"
            for line, address, loaded in page.links:
                # From disk nothing answers for a page that is missing: 404.html is a server's.
                if self.from_disk and path == "404.html":
                    continue
                if message := self.problem(path, address, loaded):
                    yield f"{path}:{line}: {address or '(nothing)'}: {message}"
        for style in sorted(self.folder.rglob("*.css")):
            path = style.relative_to(self.folder).as_posix()
            for found in re.finditer(r"url\(\s*[\"']?([^\"')]*)", style.read_text(encoding="utf-8")):
                if not found[1].startswith("data:") and (message := self.problem(path, found[1], True)):
                    yield f"{path}: {found[1]}: {message}"
        sitemap = self.folder / "sitemap.xml"
        if sitemap.exists():
            for address in re.findall(r"<loc>([^<]*)</loc>", sitemap.read_text(encoding="utf-8")):
                if message := self.problem("sitemap.xml", address, False):
                    yield f"sitemap.xml: {address}: {message}"

    def problem(self, path: str, address: str, loaded: bool) -> str | None:
        """What is wrong with an address on the page at `path`."""
        if not address:
            return "leads nowhere"
        parts = urlsplit(urljoin(self.base_url + path, address))
        base = urlsplit(self.base_url)
        if (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
            if loaded:
                return "is loaded from elsewhere"
            return None if parts.scheme in SCHEMES_ELSEWHERE else "has a scheme that is not allowed"
        if not parts.path.startswith(base.path):
            return f"leaves {base.path}"
        target = unquote(parts.path[len(base.path):])
        if target == "" or target.endswith("/"):
            if self.from_disk:
                return "leads to a folder, which a disk does not open as a page"
            target += "index.html"
        if not (self.folder / target).is_file():
            return f"there is no {target}"
        fragment = unquote(parts.fragment)
        if fragment and target.endswith(".html") and fragment not in self.pages[target].ids:
            return f"there is no id '{fragment}' in {target}"
        return None


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--base-url", default="http://127.0.0.1/")
    options.add_argument("--from-disk", action="store_true")
    given = options.parse_args()
    site = Site(given.folder, given.base_url, given.from_disk)
    links = sum(len(page.links) for page in site.pages.values())
    problems = list(site.problems())
    if not links:
        problems.append(f"{given.folder} has no page with a link")
    print("\n".join(problems), end="\n" if problems else "")
    print(f"links: {len(site.pages)} pages, {links} links, {len(problems)} broken")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
