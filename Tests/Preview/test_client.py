"""What an open tab does when the site changes, when the server ends, and when nobody looks at it."""

from preview import Preview
from tabs import PAGE


def edit(guide, words: str):
    guide.edit("content/guide.md", PAGE.replace("The end.", words))


def test_an_edit_shows_without_a_load(guide, open_tab):
    tab = open_tab("/guide/?from=mail#more")
    for number in range(5):
        edit(guide, f"Edit {number}.")
        tab.wait_for(f"Edit {number}.")
    assert tab.is_same and tab.page.url.endswith("/guide/?from=mail#more")


def test_a_page_that_did_not_change_does_nothing(guide, open_tab):
    tab = open_tab("/guide/")
    requests = []
    tab.page.on("request", lambda request: requests.append(request.url))
    guide.edit("content/index.md", "# Welcome\n\nOther words.\n")
    guide.wait_for(r"(?s)built: .*built: ")
    tab.page.wait_for_timeout(500)
    assert requests == [] and tab.is_same


def test_a_style_is_swapped_without_a_moment_without_style(guide, open_tab):
    tab = open_tab("/guide/")
    tab.page.evaluate("""() => {
        window.displays = new Set();
        window.changes = 0;
        window.look = () => displays.add(getComputedStyle(document.body).display);
        // After each change of the head, and before each picture of the page.
        new MutationObserver(() => { changes += 1; look(); }).observe(document.head, { childList: true });
        const each = () => { look(); requestAnimationFrame(each); };
        each();
    }""")
    for number in (40, 50):
        guide.edit("themes/default/styles/site.css", f"main {{ margin-block-start: {number}px }}\n")
        tab.wait_until(f"getComputedStyle(document.querySelector('main')).marginTop === '{number}px'")
        tab.page.wait_for_timeout(100)
    assert tab.is_same
    # A sheet comes before the other goes.
    assert tab.page.evaluate("changes") == 4 and tab.page.evaluate("[...displays]") == ["flex"]
    assert tab.page.locator("head > link[rel=stylesheet]").count() == 1


def test_a_style_that_does_not_come_leaves_the_old_one(guide, open_tab):
    """As when a second edit has taken the file away before it was fetched."""
    tab = open_tab("/guide/")
    failures = []

    def fail_once(route):
        failures.append(route.request.url)
        route.abort() if len(failures) == 1 else route.continue_()

    tab.page.route("**/assets/*.css", fail_once)
    guide.edit("themes/default/styles/site.css", "main { margin-block-start: 40px }\n")
    while not failures:
        tab.page.wait_for_timeout(10)
    for _ in range(20):
        assert tab.page.evaluate("getComputedStyle(document.body).display") == "flex"
        tab.page.wait_for_timeout(10)
    tab.wait_until("getComputedStyle(document.querySelector('main')).marginTop === '40px'")
    assert tab.is_same and tab.page.locator("head > link[rel=stylesheet]").count() == 1
    tab.forgive("net::ERR_FAILED")


def test_a_style_that_is_removed_is_let_go(guide, open_tab):
    tab = open_tab("/guide/")
    guide.edit("themes/default/styles/site.css", "main { margin-block-start: 40px }\n")
    tab.wait_until("getComputedStyle(document.querySelector('main')).marginTop === '40px'")
    (guide.root / "themes/default/styles/site.css").unlink()
    tab.wait_until("getComputedStyle(document.querySelector('main')).marginTop !== '40px'")
    assert tab.is_same


def test_a_picture_is_swapped(guide, open_tab):
    tab = open_tab("/guide/")
    assert tab.page.evaluate("document.querySelector('main img').naturalWidth !== 30")
    guide.edit("content/assets/square.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><path d="M0 0h9v9z"/></svg>\n')
    tab.wait_until("document.querySelector('main img').naturalWidth === 30")
    assert tab.is_same


def test_a_script_that_changes_is_loaded(guide, open_tab):
    tab = open_tab("/guide/")
    guide.edit("themes/default/components/code/code.js", "document.documentElement.dataset.mine = 'yes';\n")
    tab.wait_until("document.documentElement.dataset.mine === 'yes'")
    assert not tab.is_same


def test_pages_go_and_come_back(guide, open_tab):
    tab = open_tab("/guide/")
    tab.page.get_by_label("Find the key").check()
    gone = tab.page.get_by_role("status").get_by_text("This page is not in the site any more. You see it as it was.")
    for words in ("Back again.", "And again."):
        (guide.root / "content/guide.md").unlink()
        gone.wait_for()
        assert guide.get("/guide/").status == 404
        # What else happens meanwhile does not take it away.
        builds = guide.log.count(" built: ")
        guide.edit("themes/default/styles/site.css", f"main {{ margin-block-start: 40px }} /* {words} */\n")
        guide.wait_for(f"(?s)( built: .*){{{builds + 1}}}")
        tab.pass_time(200)
        assert gone.is_visible()
        edit(guide, words)
        tab.wait_for(words)
        gone.wait_for(state="detached")
        tab.wait_until("getComputedStyle(document.querySelector('main')).marginTop === '40px'")
    assert tab.is_same and tab.page.get_by_label("Find the key").is_checked()
    tab.forgive("404")


def test_a_page_that_is_away_for_a_moment_keeps_its_answers(guide, open_tab):
    tab = open_tab("/ask/")
    tab.page.get_by_label("Secret word").fill("never stored")
    page, away = guide.root / "content/ask.md", guide.root / "away.md"
    page.rename(away)
    guide.wait_for("(?s)built: .*built: ")
    away.rename(page)
    guide.wait_for("(?s)built: .*built: .*built: ")
    tab.page.get_by_text("not in the site any more").wait_for(state="detached")
    assert tab.is_same and tab.page.get_by_label("Secret word").input_value() == "never stored"
    tab.forgive("404")


def test_a_new_page_is_linked_at_once(guide, open_tab):
    tab = open_tab("/guide/")
    guide.edit("content/third.md", "# A third page\n\nNew.\n")
    tab.page.locator("#wm-navigation").get_by_text("A third page").click()
    tab.wait_for("New.")


def test_the_not_found_page_becomes_the_page(guide, open_tab):
    tab = open_tab("/third/")
    guide.edit("content/third.md", "# A third page\n\nNew.\n")
    tab.wait_for("New.")
    tab.forgive("404")


def test_ten_tabs_of_one_browser(guide, open_tab):
    """A browser gives a host six connections: were all of them held, the seventh tab would not even load."""
    tabs = []
    for _ in range(10):
        if tabs:
            tabs[-1].show(False)
        tabs.append(open_tab("/guide/"))
        tabs[-1].wait_until("streams.length > 0")
    assert [tab.streams for tab in tabs] == [0] * 9 + [1]
    edit(guide, "For all ten.")
    tabs[-1].wait_for("For all ten.")
    tabs[-1].show(False)
    for tab in tabs:
        tab.show()
        tab.wait_for("For all ten.")
        assert tab.is_same
        tab.show(False)
    assert [tab.streams for tab in tabs] == [0] * 10


def test_a_tab_that_begins_hidden_has_no_stream_until_it_is_seen(guide, open_tab):
    tab = open_tab("/guide/", hidden=True)
    tab.page.wait_for_timeout(300)
    assert tab.page.evaluate("streams.length") == 0
    edit(guide, "Seen at last.")
    guide.wait_for(r"(?s)built: .*built: ")
    tab.page.wait_for_timeout(300)
    assert "Seen at last." not in tab.page.content()
    tab.show()
    tab.wait_for("Seen at last.")
    assert tab.is_same and tab.streams == 1


def test_a_page_that_one_goes_back_to_catches_up(guide, open_tab):
    """As it comes out of the browser's memory of pages, where streams have ended."""
    tab = open_tab("/guide/")
    tab.wait_until("streams.length === 1")
    tab.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert tab.streams == 0
    edit(guide, "While it was away.")
    guide.wait_for(r"(?s)built: .*built: ")
    tab.page.wait_for_timeout(300)
    assert "While it was away." not in tab.page.content()
    tab.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    tab.wait_for("While it was away.")
    assert tab.is_same


def start_again(guide):
    guide.process = Preview(guide.root, "--strict-port", port=guide.port).process


def test_a_restart_of_the_server_is_caught_up(guide, open_tab):
    tab = open_tab("/guide/")
    tab.page.get_by_label("Find the key").check()
    guide.end()
    (guide.root / "content/guide.md").write_text(PAGE.replace("The end.", "Edited meanwhile."))
    tab.page.wait_for_timeout(1500)
    assert tab.is_same
    start_again(guide)
    tab.wait_for("Edited meanwhile.")
    guide.edit("content/guide.md", PAGE.replace("The end.", "Edited afterwards."))
    tab.wait_for("Edited afterwards.")
    assert tab.is_same and tab.streams == 1 and tab.page.get_by_label("Find the key").is_checked()
    tab.forgive("net::ERR_")


def test_a_restart_without_a_change_changes_nothing(guide, open_tab):
    tab = open_tab("/guide/")
    requests = []
    guide.end()
    start_again(guide)
    tab.page.on("request", lambda request: requests.append(request.url))
    tab.wait_until("streams.length > 1 && streams.at(-1).readyState === EventSource.OPEN")
    tab.page.wait_for_timeout(300)
    assert [url for url in requests if "/events" not in url] == [] and tab.is_same
    tab.forgive("net::ERR_")


def test_a_stream_that_is_refused_is_asked_for_again(guide, open_tab):
    """A browser gives up for good where the answer is none."""
    tab = open_tab("/guide/")
    tab.wait_until("streams.length === 1")
    tab.page.route("**/events*", lambda route: route.fulfill(status=204))
    tab.show(False)
    tab.show()
    tab.wait_until("streams.length > 2")
    edit(guide, "After a while.")
    tab.page.unroute("**/events*")
    tab.wait_for("After a while.")
    assert tab.is_same


def test_many_edits_in_a_row_end_with_the_last(guide, open_tab):
    tab = open_tab("/guide/")
    for number in range(40):
        edit(guide, f"Edit {number}.")
        tab.page.wait_for_timeout(15)
    tab.wait_for("Edit 39.")
    assert tab.is_same
