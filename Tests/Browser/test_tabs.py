"""Tabs: by mouse, by keys, by address, by the browser's search, without a script and on paper."""

import re

import pytest
from test_print import converted
from timers import pass_time

OUTER = "#systems > .tab-list > [role=tab]"

# As in a browser whose search does not look into what is hidden.
NO_MATCH = "addEventListener('beforematch', event => event.stopImmediatePropagation(), true);"


def chosen(page) -> str:
    """The selected tab of the outer group, which must be the only one in the tab order, with the only panel shown."""
    selected = page.locator(f"{OUTER}[aria-selected=true]")
    assert selected.count() == 1
    assert page.eval_on_selector_all(OUTER, "tabs => tabs.filter(tab => tab.tabIndex === 0).length") == 1
    shown = page.locator("#systems > [role=tabpanel]:not([hidden])")
    assert shown.count() == 1
    assert selected.get_attribute("aria-controls") == shown.get_attribute("id")
    assert shown.get_attribute("aria-labelledby") == selected.get_attribute("id")
    return selected.inner_text()


def test_click_shows_the_panel(open_page, constructs):
    page = open_page(constructs)
    assert chosen(page) == "Linux"
    assert page.get_by_role("tabpanel").count() == 1
    page.get_by_role("tab", name="macOS").click()
    assert chosen(page) == "macOS"
    assert page.get_by_text("On macOS, click.").is_visible()
    assert not page.get_by_text("On Linux, type this:").is_visible()
    assert page.locator("#systems .tab-title:visible").count() == 0


def test_keys_choose_and_go_around(open_page, constructs):
    page = open_page(constructs)
    page.get_by_role("tab", name="Linux").focus()
    for key, expected in [
        ("ArrowRight", "macOS"), ("ArrowRight", "Windows"), ("ArrowRight", "Linux"), ("ArrowLeft", "Windows"),
        ("Home", "Linux"), ("End", "Windows"), ("ArrowDown", "Windows"), ("Control+Home", "Windows"),
    ]:
        page.keyboard.press(key)
        assert (key, chosen(page)) == (key, expected)
        assert page.evaluate("document.activeElement.textContent") == expected


def test_tab_key_goes_from_the_chosen_tab_into_its_panel(open_page, constructs):
    page = open_page(constructs)
    page.get_by_role("tab", name="macOS").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "tabpanel"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "to-mac"
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.textContent") == "macOS"


@pytest.mark.parametrize(("hash_", "expected"), [
    ("#in-mac", "macOS"), ("#tab-windows", "Windows"), ("#in-eleven", "Windows"), ("#tab-linux", "Linux"),
    ("#none", "Linux"), ("#%E0%A4%A", "Linux"),
])
def test_address_chooses_the_tab_that_holds_its_target(open_page, constructs, hash_, expected):
    page = open_page(constructs + hash_)
    assert chosen(page) == expected
    named = page.locator(hash_.replace("#tab-linux", "#systems").replace("#tab-windows", "#systems")
                         if re.fullmatch("#[a-z-]+", hash_) and hash_ != "#none" else "h1")
    pass_time(page, 100)
    box = named.bounding_box()
    assert 0 <= box["y"] < 800
    if hash_ == "#in-eleven":
        assert page.get_by_text("The eleventh.").is_visible()


@pytest.mark.parametrize("before", ["", NO_MATCH], ids=["until found", "hidden"])
def test_link_chooses_the_tab_again_and_again(open_page, constructs, before):
    page = open_page(constructs, before=before)
    for _ in range(2):
        page.locator("#to-mac").click()
        page.get_by_text("On macOS, click.").wait_for()
        assert chosen(page) == "macOS"
        page.get_by_role("tab", name="Linux").click()
        assert chosen(page) == "Linux"


def test_browser_search_opens_the_tab_where_it_finds_something(open_page, constructs):
    page = open_page(constructs)
    hidden = page.eval_on_selector_all("#systems > [hidden]", "all => all.map(one => one.getAttribute('hidden'))")
    assert hidden == ["until-found", "until-found"]
    # A link to words finds them as the search does.
    page = open_page(constructs + "#:~:text=The%20eleventh.")
    page.get_by_text("The eleventh.").wait_for()
    assert chosen(page) == "Windows"


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_shows_all_with_their_titles(open_page, constructs, scripts, tmp_path):
    page = open_page(constructs, scripts=scripts)
    pdf = str(tmp_path / "tabs.pdf")
    page.pdf(path=pdf, format="A4")
    text = converted("pdftotext", "-raw", pdf, "-").replace("\f", "\n")
    places = [text.find(words) for words in (
        "\nTabs\n", "\nLinux\n", "On Linux, type this:", "apt install example", "\nmacOS\n", "On macOS, click.",
        "\nWindows\n", "On Windows, click twice.", "\nTen\n", "The tenth.", "\nEleven\n", "The eleventh.")]
    assert -1 not in places and places == sorted(places)
    for title in ("Linux", "macOS", "Windows", "Ten", "Eleven"):
        assert text.count(f"\n{title}\n") == 1


def test_without_scripts_all_stand_one_after_the_other(open_page, constructs):
    page = open_page(constructs, scripts=False)
    assert page.locator(".tab:visible").count() == 5
    assert page.locator(".tab-title:visible").count() == 5
    assert page.locator(".tab-list").count() == 0
