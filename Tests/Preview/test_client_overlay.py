"""The problems of the latest build, at the foot of the page."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from preview import Preview
from tabs import PAGE

BROKEN = PAGE.replace("The end.", "See [the link](nowhere.md), and 👍 [that](gone.md).")
MENDED = PAGE.replace("The end.", "See the link.")


@pytest.fixture
def tab(guide, open_tab):
    """A tab with two errors."""
    tab = open_tab("/guide/")
    guide.edit("content/guide.md", BROKEN)
    tab.page.get_by_role("region", name="2 errors").wait_for()
    return tab


def panel(tab):
    return tab.page.locator("#waymark-preview .panel")


def test_it_has_the_words_of_the_terminal(guide, tab):
    guide.wait_for(r" built: .* 2 errors, ")
    lines = guide.log.split("\n")
    messages = panel(tab).locator(".message").all_text_contents()
    assert len(messages) == 2
    for message in messages:
        assert re.match(r"content/guide\.md:\d+:\d+: error: .*\[broken-link]$", message) and message in lines
    for help_line in panel(tab).locator(".help").all_text_contents():
        assert help_line in lines
    excerpts = panel(tab).locator("pre").all_text_contents()
    assert all(any(line.strip() == excerpt for line in lines) for excerpt in excerpts), (excerpts, lines)
    # By code points, as positions count.
    assert panel(tab).locator("mark").all_text_contents() == ["[the link](nowhere.md)", "[that](gone.md)"]


def test_the_last_good_page_stays_under_it(guide, tab):
    assert tab.page.get_by_text("The end.").is_visible()
    assert tab.is_same
    guide.edit("themes/default/layouts/page.mustache", "{{#open}}<b>")
    panel(tab).get_by_text("page.mustache").first.wait_for()
    assert tab.page.get_by_text("The end.").is_visible() and tab.is_same
    (guide.root / "themes/default/layouts/page.mustache").unlink()
    tab.page.get_by_role("region", name="2 errors").wait_for()
    assert tab.is_same


OLDER = "You see this page as it was before the errors."


def test_it_says_that_a_page_is_older(guide, tab, open_tab):
    older = tab.page.get_by_role("status").get_by_text(OLDER)
    older.wait_for()
    other = open_tab("/")
    other.page.get_by_role("region", name="2 errors").wait_for()
    assert other.page.get_by_text(OLDER).count() == 0
    # An error that all pages may show, of another page.
    guide.edit("content/ask.md", "---\ntitel: Ask\n---\n\n# Ask\n")
    other.page.get_by_role("status").get_by_text(OLDER).wait_for()
    guide.edit("content/ask.md", "# Ask\n")
    other.page.get_by_text(OLDER).wait_for(state="detached")
    assert older.is_visible()
    guide.edit("content/guide.md", MENDED)
    older.wait_for(state="detached")
    assert tab.is_same and other.is_same


def test_it_goes_when_all_is_mended(guide, tab):
    guide.edit("content/guide.md", BROKEN.replace("[that](gone.md)", "that"))
    tab.page.get_by_role("region", name="1 error").wait_for()
    guide.edit("content/guide.md", MENDED)
    panel(tab).wait_for(state="detached")
    assert tab.page.locator("#waymark-preview .spoken").text_content() == "Preview: all problems are mended"
    assert tab.is_same


def test_a_tab_of_another_page_shows_it_too(guide, tab, open_tab):
    other = open_tab("/")
    other.page.get_by_role("region", name="2 errors").wait_for()
    guide.edit("content/guide.md", MENDED)
    panel(other).wait_for(state="detached")


def test_a_build_that_cannot_be_made(guide, open_tab):
    tab = open_tab("/guide/")
    (guide.root / "content").rename(guide.root / "away")
    panel(tab).get_by_text("there is no folder").wait_for()
    assert tab.page.get_by_text("The end.").is_visible()
    (guide.root / "away").rename(guide.root / "content")
    guide.edit("content/guide.md", MENDED)
    panel(tab).wait_for(state="detached")
    assert tab.is_same
    # The picture was not there, either; the old one was shown.
    tab.forgive("404")


def test_a_site_that_cannot_be_shown_yet(guide, open_tab):
    guide.end()
    layout = guide.root / "themes/default/layouts/page.mustache"
    layout.parent.mkdir(parents=True)
    layout.write_text("{{#open}}<b>")
    guide.process = Preview(guide.root, "--strict-port", port=guide.port).process
    tab = open_tab("/guide/")
    panel(tab).get_by_text("page.mustache").first.wait_for()
    layout.unlink()
    tab.wait_for("The end.")
    panel(tab).wait_for(state="detached")
    tab.forgive("503")


HOSTILE = "<img src=x onerror=bad=1>"


def test_nothing_in_it_is_markup(guide, open_tab):
    tab = open_tab("/guide/")
    guide.edit("content/guide.md", f"---\n\"{HOSTILE}\": 1\n---\n{PAGE}")
    tab.page.get_by_role("region", name="1 error").wait_for()
    assert HOSTILE in panel(tab).locator(".message").text_content() and HOSTILE in panel(tab).locator("pre").text_content()
    assert panel(tab).locator("img").count() == 0
    assert tab.page.evaluate("window.bad === undefined")


def test_what_hides_in_a_line_is_seen(guide, open_tab):
    tab = open_tab("/guide/")
    guide.edit("content/guide.md", PAGE.replace("The end.", "See [\u202eit](nowhere.md)."))
    tab.page.get_by_role("region", name="1 error").wait_for()
    assert "[\\u{202E}it]" in panel(tab).locator("pre").text_content()
    guide.wait_for(re.escape("[\\u{202E}it]"))


def test_a_long_mark_is_cut_as_at_the_terminal(guide, open_tab):
    tab = open_tab("/guide/")
    guide.edit("content/guide.md", PAGE.replace("The end.", "word " * 300 + "[" + "it " * 100 + "](nowhere.md)"))
    tab.page.get_by_role("region", name="1 error").wait_for()
    excerpt = panel(tab).locator("pre").text_content()
    assert excerpt.endswith("…") and " | …" in excerpt
    guide.wait_for(rf"(?m)^ *{re.escape(excerpt)}$")


def test_errors_come_first_and_there_is_an_end(guide, open_tab):
    tab = open_tab("/guide/")
    links = "".join(f"\n[Link {number}](nowhere-{number}.md)\n" for number in range(60))
    guide.edit("content/guide.md", PAGE + "\n<b>raw</b>\n" + links)
    tab.page.get_by_role("region", name=re.compile("60 errors, [0-9]+ warning")).wait_for()
    assert panel(tab).locator(".problem").count() == 50 and panel(tab).locator(".problem.warning").count() == 0
    assert re.fullmatch("and 1[0-9] more", panel(tab).locator(".more").text_content())
    guide.edit("content/guide.md", PAGE + "\n<b>raw</b>\n" + links[:links.index("[Link 3]")])
    tab.page.get_by_role("region", name=re.compile("3 errors, [0-9]+ warning")).wait_for()
    kinds = panel(tab).locator(".problem").evaluate_all("all => all.map(one => one.className)")
    assert kinds[:3] == ["problem error"] * 3 and set(kinds[3:]) == {"problem warning"}


def test_warnings_alone(guide, open_tab):
    tab = open_tab("/guide/")
    guide.edit("content/guide.md", PAGE + "\n<b>raw</b>\n")
    tab.page.get_by_role("region", name=re.compile("^[0-9]+ warning")).wait_for()


def test_it_takes_no_focus_and_says_so_politely(guide, open_tab):
    tab = open_tab("/guide/")
    tab.page.get_by_label("Find the key").focus()
    guide.edit("content/guide.md", BROKEN)
    tab.page.get_by_role("region", name="2 errors").wait_for()
    assert tab.page.evaluate("document.activeElement.id") == "wm-box-key"
    assert tab.page.locator("#waymark-preview .spoken").text_content() == "Preview: 2 errors"


def test_it_is_used_by_keyboard_and_stays_folded(guide, tab):
    page = tab.page
    focused = "document.activeElement.shadowRoot?.activeElement?.localName"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == "button"
    page.keyboard.press("Enter")
    assert panel(tab).locator(".message").first.is_hidden() and panel(tab).get_by_role("heading").is_visible()
    assert panel(tab).get_by_role("button").get_attribute("aria-expanded") == "false"
    # Also when the list is another one, on other pages, and after a load.
    guide.edit("content/guide.md", BROKEN.replace("[that](gone.md)", "that"))
    page.get_by_role("region", name="1 error").wait_for()
    assert panel(tab).locator(".message").is_hidden() and page.evaluate(focused) == "button"
    page.reload()
    page.get_by_role("region", name="1 error").wait_for()
    assert panel(tab).locator(".message").is_hidden()
    panel(tab).get_by_role("button").click()
    assert panel(tab).locator(".message").is_visible()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == "section"


def test_the_end_of_the_page_can_be_seen(guide, tab):
    panel(tab).get_by_role("button").click()
    tab.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    foot = tab.page.evaluate("document.body.getBoundingClientRect().bottom")
    assert foot <= panel(tab).bounding_box()["y"] + 1


def test_paper_has_none_of_it(guide, tab):
    tab.page.emulate_media(media="print")
    assert panel(tab).is_hidden()


# The checker of accessibility does not look at colours in a tree of its own: WCAG 2.2, relative luminance.
CONTRASTS = """() => {
    const numbers = color => color.match(/[\\d.]+/g).map(Number);
    const luminance = color => {
        const [red, green, blue] = numbers(color).map(one => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const paper = element => {
        const color = getComputedStyle(element).backgroundColor;
        return numbers(color)[3] === 0 ? paper(element.parentElement) : color;
    };
    const root = document.querySelector('#waymark-preview').shadowRoot;
    return [...root.querySelectorAll('.panel *')].filter(one => [...one.childNodes].some(node => node.data?.trim())).map(one => {
        const [ink, ground] = [getComputedStyle(one).color, paper(one)].map(luminance);
        return [`${one.localName}.${one.className}`, (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)];
    });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_can_be_read(guide, tab, width, scheme, request):
    guide.edit("content/guide.md", BROKEN + "\n<b>raw</b> " + "averylongword" * 20 + "\n")
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    tab.page.get_by_role("region", name=re.compile("2 errors, [0-9]+ warning")).wait_for()
    if folder := request.config.getoption("--screenshots"):
        tab.page.screenshot(path=folder / f"overlay-{width}-{scheme}.png")
    results = Axe().run(tab.page, context="#waymark-preview")
    assert results.violations_count == 0, results.generate_report()
    contrasts = tab.page.evaluate(CONTRASTS)
    assert len(contrasts) > 15 and [one for one in contrasts if one[1] < 4.5] == []
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    assert panel(tab).evaluate("one => one.scrollWidth <= one.clientWidth")
    box = panel(tab).bounding_box()
    assert box["height"] <= 400 and box["y"] + box["height"] == 800
    # To take a picture, and to look into the panel's tree, a style is put into the page from outside.
    tab.forgive("style")
