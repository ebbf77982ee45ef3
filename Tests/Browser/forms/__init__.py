"""A site with request forms, and what one does on it as a person would.

Until the build writes forms, the page is HTML that a build has written, in a page of the help site: with its layout,
its styles and its policy, and with the scripts of the theme as they are now.
"""

import functools
import html
import json
import pathlib
import re

import sites

FOLDER = pathlib.Path(__file__).parent
SCRIPT = "assets/waymark.js"


def scripts() -> str:
    """All scripts of the theme, joined as a build joins them."""
    paths = sorted((sites.ROOT / "themes/default/components").glob("*/*.js"))
    return "".join(path.read_text() for path in paths)


def page(article: str) -> str:
    """A page of the help site with another article and with our script."""
    text = (sites.public() / "index.html").read_text()
    text = re.sub(r"<script [^>]*></script>", f'<script src="{SCRIPT}" defer></script>', text)
    return re.sub(r"(?s)(<article[^>]*>).*</article>", lambda match: f"{match[1]}{article}</article>", text)


def form_of(article: str) -> dict:
    return json.loads(html.unescape(re.search(r'data-request="([^"]*)"', article)[1]))


def with_form(article: str, form: dict) -> str:
    data = html.escape(json.dumps(form))
    return re.sub(r'data-request="[^"]*"', lambda _: f'data-request="{data}"', article)


LOST_ACCESS = (FOLDER / "lost-access.html").read_text()


def changed(change) -> str:
    """The article with its form changed by a function."""
    form = form_of(LOST_ACCESS)
    change(form)
    return with_form(LOST_ACCESS, form)


def no_limits(form: dict) -> None:
    for field in form["fields"]:
        field["pattern"] = field["maxLength"] = None


def own_form(form: dict) -> None:
    form["send"]["github"]["fields"] = []


def no_channel(form: dict) -> None:
    form["send"] = {"github": None, "email": None}


@functools.cache
def site() -> pathlib.Path:
    folder = sites.MADE / "forms"
    (folder / "assets").mkdir(parents=True)
    (folder / SCRIPT).write_text(scripts())
    for path in sites.public().glob("assets/*.css"):
        (folder / "assets" / path.name).write_bytes(path.read_bytes())
    for path in sites.public().glob("assets/*.svg"):
        (folder / "assets" / path.name).write_bytes(path.read_bytes())
    pages = {
        "index": LOST_ACCESS, "unlimited": changed(no_limits), "own": changed(own_form), "none": changed(no_channel),
        "broken": re.sub(r'data-request="[^"]*"', 'data-request="{"', LOST_ACCESS),
    }
    for name, article in pages.items():
        (folder / f"{name}.html").write_text(page(article))
    return folder


def address(name: str = "index") -> str:
    return f"{sites.serve(site())}{name}.html"


def fill(page, username: str = "alice", lost: str = "Phone") -> None:
    """All that is required."""
    page.get_by_label("User name").fill(username)
    page.get_by_label(lost, exact=True).check()
    page.get_by_label("I read the rules").check()


def check(page) -> None:
    page.get_by_role("button", name="Check my request", exact=True).click()


def text_of(page, title: str = "On GitHub: example/support") -> str:
    return page.get_by_role("region", name=f"Text: {title}").text_content()
