"""The panel of problems and the keyboard: it hides nothing, and loses no place."""

import pytest
from test_client_overlay import BROKEN, MENDED, panel, tab  # noqa: F401

UNDER = """() => {
    const focused = document.activeElement;
    const host = document.querySelector('#waymark-preview');
    if (!focused || focused === document.body || focused === host) return null;
    const panel = host.shadowRoot.querySelector('.panel').getBoundingClientRect();
    const { top, bottom, height } = focused.getBoundingClientRect();
    // What is taller than the room that is left can only begin in it.
    const isSeen = bottom <= panel.top + 1 || top >= panel.bottom - 1 || (height > innerHeight - panel.height && top < panel.top - 20);
    return [focused.outerHTML.slice(0, 80), isSeen];
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_what_has_the_focus_does_not_lie_under_it(guide, open_tab, width):
    for number in range(30):
        guide.edit(f"content/page-{number}.md", f"# Page {number}\n\nWords.\n")
    links = "".join(f"\nParagraph {number} with a [link](index.md). {'More words. ' * 20}\n" for number in range(20))
    guide.edit("content/guide.md", MENDED + links)
    tab = open_tab("/guide/")
    tab.wait_for("Paragraph 19")
    guide.edit("content/guide.md", BROKEN + links)
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.get_by_role("region", name="2 errors").wait_for()
    tab.wait_until("document.querySelectorAll('a').length > 50")
    for key, least in ("Tab", 60), ("Shift+Tab", 60):
        seen = []
        for _ in range(200):
            tab.page.keyboard.press(key)
            tab.page.wait_for_timeout(25)
            found = tab.page.evaluate(UNDER)
            if not found and len(seen) > 20:
                break
            seen += [found] if found else []
        assert len(seen) > least // (1 if width > 1000 else 2)
        assert [one for one, is_seen in seen if not is_seen] == []


def test_the_room_it_takes_is_kept_right(guide, tab):
    kept = "Math.abs(parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) - " \
        "document.querySelector('#waymark-preview').shadowRoot.querySelector('.dock').getBoundingClientRect().height) < 1"
    tab.wait_until(kept)
    panel(tab).get_by_role("button").click()
    tab.wait_until(kept)
    tab.page.set_viewport_size({"width": 360, "height": 500})
    panel(tab).get_by_role("button").click()
    tab.wait_until(kept)
    guide.edit("content/guide.md", MENDED)
    panel(tab).wait_for(state="detached")
    tab.wait_until("['0px', 'auto'].includes(getComputedStyle(document.documentElement).scrollPaddingBottom)")
    assert tab.page.evaluate("document.documentElement.getAttribute('style')") is None


def test_it_gives_the_focus_back_when_it_goes(guide, tab):
    tab.page.locator("a:visible").last.focus()
    was = tab.page.evaluate("(window.link = document.activeElement).textContent")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Tab")
    assert was and tab.page.evaluate("document.activeElement.id") == "waymark-preview"
    guide.edit("content/guide.md", MENDED)
    panel(tab).wait_for(state="detached")
    assert tab.page.evaluate("document.activeElement === link")
