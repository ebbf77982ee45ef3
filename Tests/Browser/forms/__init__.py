"""A site with a request form, and what one does on it as a person would."""

import functools
import html
import json
import pathlib
import re

import sites

PAGE = "recover/ask.html"


@functools.cache
def built() -> pathlib.Path:
    root = pathlib.Path(__file__).parent / "request-site"
    return sites.build("request", "--base-url", "https://example.org/help/", root=root)


@functools.cache
def page() -> str:
    return (built() / PAGE).read_text()


def form() -> dict:
    return json.loads(html.unescape(re.search(r'data-request="([^"]*)"', page())[1]))


def with_data(data: str) -> str:
    """The page, with other data in its form."""
    return re.sub(r'data-request="[^"]*"', lambda _: f'data-request="{html.escape(data)}"', page())


def changed(change) -> str:
    """The page, with its form changed by a function."""
    other = form()
    change(other)
    return with_data(json.dumps(other))


def no_limits(form: dict) -> None:
    for field in form["fields"]:
        field["pattern"] = field["maxLength"] = None


def own_form(form: dict) -> None:
    form["send"]["github"]["fields"] = []


def no_title(form: dict) -> None:
    own_form(form)
    form["send"]["github"]["title"] = None


def blank_issue(form: dict) -> None:
    own_form(form)
    form["send"]["github"]["template"] = None


def no_channel(form: dict) -> None:
    form["send"] = {"github": None, "email": None}


@functools.cache
def site() -> pathlib.Path:
    folder = built()
    pages = {
        "unlimited": changed(no_limits), "own": changed(own_form), "untitled": changed(no_title), "blank": changed(blank_issue), "none": changed(no_channel), "broken": with_data("{"),
    }
    for name, text in pages.items():
        (folder / f"recover/{name}.html").write_text(text)
    return folder


def address(name: str = "ask") -> str:
    return f"{sites.serve(site())}recover/{name}.html"


def fill(page, username: str = "alice", lost: str = "Phone") -> None:
    """All that is required."""
    page.get_by_label("User name").fill(username)
    page.get_by_label(lost, exact=True).check()
    page.get_by_label("I read the rules").check()


def check(page) -> None:
    page.get_by_role("button", name="Check my request", exact=True).click()


def text_of(page, title: str = "On GitHub: example/support") -> str:
    return page.get_by_role("region", name=f"Text: {title}").text_content()
