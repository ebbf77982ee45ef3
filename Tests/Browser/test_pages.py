"""What holds on every page of the help site, at every width, in the light and in the dark."""

import pytest
import sites
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_page_is_accessible_and_fits(open_page, home, address, width, scheme, screenshots):
    page = open_page(home + address, width=width, scheme=scheme)
    if screenshots:
        name = address.strip("/").replace("/", "-") or "home"
        page.screenshot(path=screenshots / f"{name}-{width}-{scheme}.png", full_page=True)
    assert page.evaluate(OVERFLOW) == []
    for folded in page.locator("details:not([open]) > summary:visible").all():
        folded.click()
    assert page.evaluate(OVERFLOW) == []
    found = Axe().run(page, options={
        "runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    assert [
        (broken["id"], node["target"], node.get("failureSummary"))
        for broken in found.response["violations"] for node in broken["nodes"]
    ] == []


def test_page_fits_the_narrowest_screen(open_page, home, address):
    assert open_page(home + address, width=NARROWEST).evaluate(OVERFLOW) == []


def test_page_reads_with_large_text(open_page, home, address):
    """WCAG 1.4.4: twice the size on a small laptop, which leaves half the width."""
    page = open_page(home + address, width=WIDE // 2)
    page.add_init_script("")
    assert page.evaluate(OVERFLOW) == []


def test_page_has_one_first_heading_and_marks_itself(open_page, home, address):
    page = open_page(home + address)
    assert page.locator("h1").count() == 1
    current = page.evaluate(
        "() => [...document.querySelectorAll('nav a[aria-current]')].map("
        "link => [link.getAttribute('aria-current'), link.href])")
    assert current == [["page", home + address]]
    crumbs = page.locator(".wm-breadcrumbs [aria-current=page]")
    title = page.locator("h1").inner_text()
    assert crumbs.count() == (0 if address == "" else 1)
    assert address == "" or crumbs.inner_text() == title
    sign = page.locator("header .wm-sign[aria-current=page]")
    assert sign.count() == (1 if address == "" else 0)
    assert title in page.title()


def test_page_under_a_path_is_the_same(open_page, home, address):
    under = sites.serve(sites.public(), "/help/")
    there = open_page(under + address)
    here = open_page(home + address)
    assert there.screenshot() == here.screenshot()


def test_page_without_scripts_is_the_same(open_page, home, address):
    without = open_page(home + address, scripts=False)
    with_scripts = open_page(home + address)
    assert without.screenshot() == with_scripts.screenshot()
    assert without.inner_text("body") == with_scripts.inner_text("body")
