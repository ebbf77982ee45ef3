"""What has errors is shown as it was when it had none."""

import time

import pytest
from preview import Preview, make_site


def waits_for(server: Preview, path: str, words: bytes):
    deadline = time.monotonic() + 10
    while words not in server.get(path).body:
        assert time.monotonic() < deadline, server.log
        time.sleep(0.01)


FORM = b"""name: Access
description: For tests.
title: Access
body:
  - type: input
    id: name
    attributes:
      label: Your name
send:
  email: {to: support@example.org, subject: Access, private: true}
"""


@pytest.mark.parametrize(("name", "good", "bad"), [
    ("content/ask.md", b"# Ask\n\n::: request access\n:::\n", b"# Ask\n\nWorse. [x](gone.md)\n"),
    ("content/ask.md", b"# Ask\n\n::: request access\n:::\n", b"---\ntitle: [\n---\n\nWorse.\n"),
    ("content/forms/access.yml", FORM, FORM.replace(b"body:", b"body")),
    ("content/_part.md", b"Part.\n", b"[x](gone.md)\n"),
    ("content/site.yml", b"title: Help\n", b"title: [\n"),
    ("themes/default/layouts/page.mustache", None, b"{{#open}}"),
])
def test_the_last_good_page_is_shown(site, name, good, bad):
    files = {"content/forms/access.yml": FORM, "content/_part.md": b"Part.\n",
             "content/ask.md": b"# Ask\n\n::: request access\n:::\n", "content/other.md": b"# Other\n\nWords.\n",
             "content/with.md": b"# With\n\n::: include _part.md\n:::\n"}
    make_site(site, files)
    with Preview(site) as server:
        before = {path: server.get(path).body for path in ("/ask/", "/with/", "/summary/", "/print/")}
        server.edit(name, bad)
        server.wait_for(r"[1-9]\d* errors?, ")
        assert {path: server.get(path).body for path in before} == before
        if good is None:
            (site / name).unlink()
        else:
            server.edit(name, good)
        server.wait_for(r"errors?, \d+ warning(?s:.*)built: \d+ pages, \d+ warning")
        assert {path: server.get(path).body for path in before} == before
        # Nothing of what was held back is left.
        server.edit("content/ask.md", "# Ask\n\nOther words.\n")
        waits_for(server, "/ask/", b"Other words.")


def test_pages_without_errors_go_on(site):
    with Preview(site) as server:
        server.edit("content/first.md", "# First\n\n[x](gone.md)\n")
        server.wait_for("1 error")
        server.edit("content/second/index.md", "# Second\n\nNew words.\n")
        waits_for(server, "/second/", b"New words.")
        assert b"Some words." in server.get("/first/").body
        # A page that is removed does not stay, and one that never was good shows what it has.
        (site / "content/first.md").unlink()
        server.edit("content/new.md", "# New\n\nFirst try. [x](gone.md)\n")
        waits_for(server, "/new/", b"First try.")
        assert server.get("/first/").status == 404


def test_a_tab_finds_its_page_when_the_base_path_is_edited(site):
    with Preview(site) as server:
        server.edit("content/site.yml", "title: Help\nbase-url: https://example.org/help/\n")
        server.wait_for(r"showing http://\S+/help/")
        answer = server.get("/first/?a=b")
        assert (answer.status, answer["Location"]) == (302, "/help/first/?a=b")
        assert server.get("/-/waymark/reload.js")["Location"] == "/help/-/waymark/reload.js"
        assert server.get("/nowhere/").status == 404
        server.edit("content/site.yml", "title: Help\n")
        server.wait_for(r"help/(?s:.*)showing http://[^/]+/ ")
        assert server.get("/help/first/")["Location"] == "/first/"
