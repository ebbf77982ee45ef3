"""The page that shows every construct of the dialect: what the program writes, in the theme, as a reader uses it."""

import pytest
import sites
from conftest import NARROWEST

# For each number of a note: how far it stands behind its word, and whether the link that is hit there is its own.
NUMBERS = """() => [...document.querySelectorAll('.footnote-ref a')].map(link => {
  const digits = document.createRange();
  digits.selectNodeContents(link);
  const here = digits.getBoundingClientRect();
  const before = document.createRange();
  const last = link.parentElement.previousSibling;
  before.selectNodeContents(last);
  const end = [...before.getClientRects()].at(-1);
  link.scrollIntoView({block: 'center'});
  const now = digits.getBoundingClientRect();
  const hit = [now.left + 0.5, now.right - 0.5].map(x => document.elementFromPoint(x, now.top + now.height / 2));
  return {gap: here.left - end.right, isText: last.nodeType === Node.TEXT_NODE, own: hit.every(one => one === link)};
})"""


@pytest.fixture
def page(open_page, home):
    return open_page(home + "maintain/markdown/", permissions=["clipboard-read", "clipboard-write"])


@pytest.mark.parametrize("site", [sites.public, sites.constructs], ids=["help site", "constructs"])
def test_numbers_of_notes_stand_at_their_words_and_cover_no_other(open_page, site):
    address = sites.serve(site()) + ("maintain/markdown/" if site is sites.public else "")
    numbers = open_page(address).evaluate(NUMBERS)
    assert len(numbers) >= 2
    for number in numbers:
        assert number["own"], numbers
        if number["isText"]:
            assert 0 <= number["gap"] <= 4, numbers


def test_several_references_lead_to_one_note_and_each_has_its_way_back(page):
    for count, way in ((0, "Back to reference 1"), (1, "Back to reference 1-2")):
        page.locator(".footnote-ref a", has_text="1").nth(count).click()
        page.wait_for_url("**#fn-1")
        page.get_by_role("link", name=way, exact=True).click()
        page.wait_for_url("**#fnref-1" + ("-2" if count else ""))
        assert page.locator(":target").count() == 1


def test_link_opens_the_tab_it_leads_to(page):
    tabs = page.get_by_role("tab")
    assert tabs.all_inner_texts() == ["Linux", "macOS", "Windows"]
    for link, tab in (("how it is on macOS", "macOS"), ("on Windows", "Windows")):
        page.get_by_role("link", name=link, exact=True).click()
        assert page.get_by_role("tab", selected=True).inner_text() == tab


def test_keys_alone_choose_a_tab_open_details_and_scroll_code(page):
    page.get_by_role("tab", name="Linux").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_text("type terminal, and press").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "tabpanel"
    summary = page.locator("#both summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Do the steps for each of them.").last.is_visible()
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    for box in ("pre[tabindex]", ".table[tabindex]"):
        scrolling = page.locator(box).last
        scrolling.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("box => box.scrollLeft > 0", arg=scrolling.element_handle())


def test_button_copies_what_is_typed_in_a_session(page):
    session = page.locator(".code", has=page.locator(".language-console")).first
    session.locator(".code-copy").click()
    session.locator(".code-status", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").rstrip("\n") == (
        "whoami\ncat <<END\ntwo lines\nEND\napt-get update\nprint(6 * 7)")


def test_screen_and_paper_show_one_line_each(page):
    on_screen, on_paper = page.locator(".screen-only p"), page.locator(".print-only p")
    assert (on_screen.is_visible(), on_paper.is_visible()) == (True, False)
    page.emulate_media(media="print")
    assert (on_screen.is_visible(), on_paper.is_visible()) == (False, True)


def test_each_construct_is_there(page):
    for kind in ("note", "tip", "important", "warning", "caution"):
        assert page.locator(f".alert-{kind}").count() >= 1
    for part in (
        "del", "kbd", "ul.tasks ul.tasks", "ol.tasks", "dl > dt + dt", "dl > dd + dd", "blockquote blockquote",
        ".alert .alert", "th.align-left", "th.align-center", "th.align-right", "td code", ".has-line-numbers",
        ".has-marked-lines", ".code-title", ".hl-prompt", ".hl-inserted", "figure a img", "figcaption em", "details",
        "ol.steps:not(:has(> .step))", "ol.steps > .step h4", "hr", "img#ways", "li#attribute-item.wide",
        ".code#attribute-code.wide", "h4#attribute-heading.wide", "details#attribute-fold.wide",
    ):
        assert page.locator("article " + part).count() >= 1, part
