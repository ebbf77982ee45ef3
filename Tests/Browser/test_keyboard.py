"""Reading with nothing but a keyboard."""

import pytest
from conftest import NARROW, WIDE

# What has the focus: where it stands among all that can have it, and whether one can see it.
FOCUSED = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const style = getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  return {
    place: reachable().indexOf(focused),
    html: focused.outerHTML.slice(0, 80),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    // Boxes of links that wrap have a hollow middle.
    bare: focused.getClientRects().length > 1 || focused.contains(top) || (top && top.contains(focused)),
  };
}"""
# Of choices that exclude one another, Tab reaches the chosen one, else the first.
REACHABLE = """() => {
  const isPassedBy = element => element.type === 'radio' && element !== (
    document.querySelector(`[name="${CSS.escape(element.name)}"]:checked`) ?? document.getElementsByName(element.name)[0]);
  window.reachable = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(element => element.tabIndex >= 0 && !isPassedBy(element) && element.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}));
  return reachable().length;
}"""


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_tab_goes_through_the_page_in_its_order(open_page, home, address, width):
    page = open_page(home + address, width=width)
    count = page.evaluate(REACHABLE)
    assert count > 3
    places = []
    for _ in range(count):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused is not None, f"the focus left the page after {places}"
        assert focused["ring"] and focused["seen"] and focused["bare"], focused
        places.append(focused["place"])
    assert places == list(range(count))


def test_skip_link_comes_first_and_leads_to_the_article(open_page, home, address):
    page = open_page(home + address)
    skip = page.locator(".wm-skip-link")
    assert skip.bounding_box()["width"] <= 1
    page.keyboard.press("Tab")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["width"] > 50
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "main"
    if page.locator("main a:visible, main summary:visible").count():
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_menu_link_leads_to_the_navigation_on_a_small_screen(open_page, home, guide_page):
    page = open_page(home + guide_page, width=NARROW)
    page.get_by_role("link", name="Menu", exact=True).press("Enter")
    assert page.evaluate("document.activeElement.id") == "wm-navigation"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#wm-navigation') !== null")
