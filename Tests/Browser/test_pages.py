"""What holds on every page of the help site, at every width, in the light and in the dark."""

import pytest
import sites
from appearance import appearance
from axe_playwright_python.sync_playwright import Axe
from conftest import NARROW, NARROWEST, WIDE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Elements that hold more than they show, sideways, but for those that are made to scroll.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = element => element && (
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const found = document.documentElement.scrollWidth > width ? ['the page itself'] : [];
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.right > width + 0.5 && box.width > 1 && !scrolls(element.parentElement))
      found.push(element.outerHTML.slice(0, 80));
  }
  return found;
}"""

UNFOLD = "open => document.querySelectorAll('details').forEach(folded => folded.open = open)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible_and_fits(open_page, home, address, scheme, screenshots):
    page = open_page(home + address, scheme=scheme)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        if screenshots:
            name = address.strip("/").replace("/", "-") or "home"
            page.screenshot(path=screenshots / f"{name}-{width}-{scheme}.png", full_page=True)
        assert page.evaluate(OVERFLOW) == []
        page.evaluate(UNFOLD, True)
        assert page.evaluate(OVERFLOW) == []
        found = Axe().run(page, options={
            "runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
        assert [
            (width, broken["id"], node["target"], node.get("failureSummary"))
            for broken in found.response["violations"] for node in broken["nodes"]
        ] == []
        page.evaluate(UNFOLD, False)


def test_page_fits_every_screen(open_page, home, address):
    """From the narrowest phone on; 640 is also a laptop whose text is twice as large (WCAG 1.4.4)."""
    page = open_page(home + address)
    for width in (NARROWEST, 640, 959, 960, 1279, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert (width, page.evaluate(OVERFLOW)) == (width, [])


def test_page_has_one_first_heading_and_marks_itself(open_page, home, guide_page):
    page = open_page(home + guide_page)
    assert page.locator("h1").count() == 1
    current = page.evaluate(
        "() => [...document.querySelectorAll('nav a[aria-current]')].map("
        "link => [link.getAttribute('aria-current'), link.href])")
    assert current == [["page", home + guide_page]]
    crumbs = page.locator(".wm-breadcrumbs [aria-current=page]")
    title = page.locator("h1").inner_text()
    assert crumbs.count() == (0 if guide_page == "" else 1)
    assert guide_page == "" or crumbs.inner_text() == title
    sign = page.locator("header .wm-sign[aria-current=page]")
    assert sign.count() == (1 if guide_page == "" else 0)
    assert title in page.title()


def test_navigation_stays_where_it_is(open_page, home, guide_page):
    """From page to page, with contents beside the text or without."""
    places = []
    for other in ("", guide_page):
        page = open_page(home + other)
        places.append([page.locator(part).bounding_box()["x"] for part in (".wm-sidebar", ".wm-main")])
    assert places[0] == places[1]


def test_page_under_a_path_is_the_same(open_page, home, address):
    under = sites.serve(sites.public(), "/help/")
    there = open_page(under + address)
    here = open_page(home + address)
    assert appearance(there) == appearance(here)


def test_page_without_scripts_is_the_same(open_page, home, address):
    """But for buttons that copy, which cover nothing, and for tabs, checklists and forms, which have tests of their own."""
    without = open_page(home + address, scripts=False)
    with_scripts = open_page(home + address)
    if with_scripts.locator(".tab-list, .checklist, .request").count():
        return
    with_scripts.evaluate("document.querySelectorAll('.code-copy, .code-status').forEach(added => added.remove())")
    assert appearance(without) == appearance(with_scripts)
    assert without.inner_text("body") == with_scripts.inner_text("body")
