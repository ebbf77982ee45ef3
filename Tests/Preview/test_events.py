"""What open tabs are told, and when."""

import json
import re
import time

import pytest
from preview import Events, Preview


@pytest.fixture
def server(site):
    with Preview(site) as running:
        yield running
        assert running.process.poll() is None, running.log


def version(server, path: str) -> str:
    return re.search(rb'data-version="([^"]+)"', server.get(path).body)[1].decode()


def test_a_tab_learns_where_it_stands(server):
    with Events(server, "/first/", version=version(server, "/first/")) as tab:
        event = tab.next()
    assert {name: event[name] for name in ("build", "page", "styles", "files", "problems", "isOlder")} == {
        "build": 1, "page": "same", "styles": [], "files": [], "problems": 0, "isOlder": False}
    assert event["process"] and event["version"] == version(server, "/first/")


def test_only_the_page_that_changed_is_told(server):
    with Events(server, "/first/") as first, Events(server, "/second/") as second:
        old, _ = first.next(), second.next()
        server.edit("content/first.md", "# First\n\nNew words. ![A square](assets/square.svg)\n")
        event = first.next()
        assert event["page"] == "changed" and event["build"] > old["build"] and event["styles"] == []
        # Told when the new bytes are served.
        assert b"New words" in server.get("/first/").body
        assert event["version"] == version(server, "/first/")
        assert second.is_silent()


def test_a_title_is_told_to_all_that_show_it(server):
    with Events(server, "/first/") as first, Events(server, "/second/") as second:
        first.next(), second.next()
        server.edit("content/second/index.md", "# Second to none\n\nOther words.\n")
        assert first.next()["page"] == second.next()["page"] == "changed"


def test_a_style_is_changed_in_place(server):
    with Events(server, "/first/") as first, Events(server, "/missing") as missing:
        first.next(), missing.next()
        server.edit("themes/default/styles/tokens.css", ":root { --wm-test: 1px }\n")
        event = first.next()
        assert event["page"] == "same" and len(event["styles"]) == 1 and event["files"] == []
        assert server.get(event["styles"][0]).status == 200
        assert missing.next()["styles"] == event["styles"]


def test_a_picture_is_told_to_the_page_that_shows_it(server):
    with Events(server, "/first/") as first, Events(server, "/second/") as second:
        first.next(), second.next()
        server.edit("content/assets/square.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n')
        event = first.next()
        assert event["page"] == "same" and event["files"] == ["/assets/square.svg"]
        assert second.is_silent()


def test_pages_come_and_go(server):
    with Events(server, "/third/") as third, Events(server, "/second/caf%C3%A9%20au%20lait/") as coffee:
        third.next(), coffee.next()
        server.edit("content/third.md", "# Third\n\nNew.\n")
        assert third.next()["page"] == "new"
        coffee.next()
        (server.root / "content/second/café au lait.md").unlink()
        assert coffee.next()["page"] == "gone"


def test_a_tab_that_was_hidden_catches_up(server):
    first, second = version(server, "/first/"), version(server, "/second/")
    with Events(server, "/first/") as tab:
        tab.next()
        server.edit("content/first.md", "# First\n\nNew words. ![A square](assets/square.svg)\n")
        tab.next()
    for path, shown, page in [("/first/", first, "changed"), ("/second/", second, "same"),
                              ("/first/", version(server, "/first/"), "same"), ("/first/", "nonsense", "changed"),
                              ("/first/", "0-0-0-0", "new"), ("/missing", first, "gone")]:
        with Events(server, path, version=shown) as tab:
            assert tab.next()["page"] == page, (path, shown)


def test_a_restart_of_the_server_is_no_change(site):
    with Preview(site) as one:
        shown = version(one, "/first/")
        with Events(one, "/first/") as tab:
            process = tab.next()["process"]
        assert one.end() == 0
    with Preview(site, port=one.port) as two:
        assert two.port == one.port
        with Events(two, "/first/", version=shown) as tab:
            event = tab.next()
        assert event["page"] == "same" and event["process"] != process


def test_problems_are_told_to_all(server):
    with Events(server, "/first/") as first, Events(server, "/second/") as second:
        first.next(), second.next()
        server.edit("content/second/index.md", "# Second\n\nSee [1 < 2](nowhere.md).\n")
        for event in first.next(), second.next():
            assert event["problems"] == 1 and event["page"] == "same"
        answer = server.get("/-/waymark/problems")
        # Nothing in it can end a script or begin a tag.
        assert b"<" not in answer.body
        found = json.loads(answer.body)
        [problem] = found["problems"]
        assert found["build"] == 2 and problem["severity"] == "error" and problem["id"] == "broken-link"
        place = problem["place"]
        assert (place["file"], place["line"], place["column"]) == ("content/second/index.md", 3, 5)
        excerpt = place["excerpt"]
        assert excerpt["text"] == "See [1 < 2](nowhere.md)."
        assert excerpt["text"][excerpt["start"]:][:excerpt["length"]] == "[1 < 2](nowhere.md)"
        # The last good page stays.
        assert b"Other words" in server.get("/second/").body
        server.edit("content/second/index.md", "# Second\n\nMended.\n")
        assert first.next()["problems"] == 0
        event = second.next()
        assert event["problems"] == 0 and event["page"] == "changed"
        assert b"Mended" in server.get("/second/").body


def test_events_are_for_pages_of_the_preview(server):
    for site, status in [("same-origin", 200), ("none", 200), ("cross-site", 403), ("same-site", 403), ("odd", 403)]:
        for name in ["problems", "reload.js"]:
            assert server.get(f"/-/waymark/{name}", f"Sec-Fetch-Site: {site}").status == status
    assert server.get("/-/waymark/events", "Sec-Fetch-Site: cross-site").status == 403
    assert server.get("/-/waymark/events", host="example.org").status == 403
    assert server.get("/-/waymark/events", method="HEAD").status == 200
    # A page may be linked to from anywhere.
    assert server.get("/first/", "Sec-Fetch-Site: cross-site").status == 200


def test_a_comment_line_every_fifteen_seconds_finds_the_dead(server):
    with Events(server, "/first/") as tab:
        tab.next()
        others = [Events(server, "/first/") for _ in range(40)]
        for other in others:
            other.next()
        for other in others:
            other.close()
        deadline = time.monotonic() + 32
        while (server.open_files() > 30 or not tab.comments) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert tab.comments in (1, 2, 3) and server.open_files() < 30


def test_the_streams_cannot_keep_anybody_out(server):
    """The oldest stream makes room; its tab comes back by itself."""
    tabs = [Events(server, f"/{number}") for number in range(260)]
    try:
        assert server.get("/first/").status == 200
        assert server.open_files() < 400
        tabs[-1].next()
        server.edit("content/first.md", "# Premier\n\nNew words.\n")
        assert tabs[-1].next()["page"] == "changed"
    finally:
        for tab in tabs:
            tab.close()
