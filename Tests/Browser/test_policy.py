"""Every document of the help site carries the one policy, before anything that it governs."""

import html.parser
import pathlib
import re

import sites

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "font-src": "'self'",
    "form-action": "'none'", "base-uri": "'none'",
}


class Document(html.parser.HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.policies: list[str] = []
        self.too_early: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(values["content"])
        elif not self.policies and tag in ("link", "script", "img", "style", "base", "body"):
            self.too_early.append(tag)
        if "style" in values or tag == "style" or (tag == "script" and "src" not in values):
            self.inline.append(self.get_starttag_text())
        self.inline += [name for name in values if name.startswith("on")]


def test_every_document_carries_the_policy():
    documents = sorted(pathlib.Path(sites.public()).rglob("*.html"))
    assert len(documents) > 30
    for path in documents:
        document = Document(path.read_text())
        assert len(document.policies) == 1, path
        found = dict(re.split(r"\s+", part.strip(), maxsplit=1) for part in document.policies[0].split(";"))
        assert found == POLICY, path
        assert document.too_early == [], path
        assert document.inline == [], path
