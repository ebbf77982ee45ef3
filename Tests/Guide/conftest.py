"""A small guide in which nothing is wrong, for tests that then break one thing."""

import pytest
from site_pages import Site

HOME = "<h1>Home</h1><p><a href='find-your-route/'>Find your route</a></p>"
QUESTION_1 = (
    "<h2 id='question-1'>Question 1: What is wrong?</h2><ul>"
    "<li>My phone is gone: <a href='#question-2'>go to question 2</a>.</li>"
    "<li>I tried all that: <a href='../request/prepare/'>Prepare your request</a>.</li></ul>")
QUESTION_2 = (
    "<h2 id='question-2'>Question 2: What is left?</h2><ul>"
    "<li>A recovery code: <a href='../recover/phone/#code'>Use a “code”</a>.</li>"
    "<li>None of these: <a href='#question-1'>go to question 1</a>.</li></ul>")
GUIDE = {
    "": HOME,
    "find-your-route": f"<h1>Find your route</h1><p>Start here.</p>{QUESTION_1}{QUESTION_2}",
    "recover/phone": "<h1>Lost phone</h1><h2 id='code'>Use a \"code\"</h2><p>Press <b>Use a code</b>, once.</p>",
    "request/prepare": "<h1>Prepare your request</h1><p>Say what is lost.</p>",
}


@pytest.fixture
def build(tmp_path):
    """Writes the guide with some pages replaced, added, or (by None) left out, and reads it."""
    def build(changed: dict[str, str | None] | None = None) -> Site:
        for key, body in {**GUIDE, **(changed or {})}.items():
            if body is not None:
                folder = tmp_path / "public" / key
                folder.mkdir(parents=True, exist_ok=True)
                folder.joinpath("index.html").write_text(
                    "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><nav><a href='recover/phone/'>x</a>"
                    f"</nav><main><article>{body}</article></main><footer></footer></body></html>", encoding="utf-8")
        return Site(tmp_path / "public")
    return build


@pytest.fixture
def build_page(build):
    """The article of one page."""
    def build_page(body: str, key: str = "page"):
        return build({key: body}).pages[key]
    return build_page
