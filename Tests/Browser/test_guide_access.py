"""The guide's form for everybody: axe in each state, and points of WCAG 2.2 by name."""

import guide
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import NARROW, WIDE
from test_pages import OVERFLOW, RULES
from timers import pass_time

SCHEMES = {
    "light": {"scheme": "light"}, "dark": {"scheme": "dark"}, "forced": {"scheme": "dark", "forced_colors": "active"},
}


def empty(page):
    pass


def ended(page):
    guide.choose(page, guide.WORKS | guide.ONE_CODE | guide.READ | guide.UNTRIED)


def errors(page):
    guide.choose(page, guide.LOST_PHONE)
    guide.check(page)
    page.get_by_role("group", name="There is a problem").wait_for()


def filled(page):
    page.get_by_role("group", name="Before you ask: what I tried").get_by_role("checkbox").first.check()
    guide.choose(page, guide.LOST_PHONE)
    guide.write(page, tried="The drawer.")
    guide.check(page)
    page.get_by_role("region", name="Your request: ").wait_for()


def secret(page):
    guide.choose(page, guide.LOST_PHONE)
    guide.write(page, tried="My codes are 0123456789abcdef and fedcba9876543210.")
    guide.check(page)
    page.get_by_role("button", name="Mask it").wait_for()


def changed(page):
    filled(page)
    guide.write(page, tried="The other drawer.")
    page.get_by_role("button", name="Check my request again").wait_for()


def asked(page):
    filled(page)
    page.get_by_role("button", name="Clear my answers").last.click()
    page.get_by_role("dialog").wait_for()


STATES = [empty, ended, errors, filled, secret, changed, asked]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_form_is_accessible_and_fits_in_every_state(open_page, home, state, scheme, screenshots):
    page = open_page(home + guide.WRITE, width=NARROW, **SCHEMES[scheme])
    state(page)
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        if screenshots:
            page.locator("main").screenshot(path=screenshots / f"state-{state.__name__}-{scheme}-{width}.png")
        assert page.evaluate(OVERFLOW) == []
        found = Axe().run(page, options={
            "runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
        assert [
            (width, broken["id"], node["target"], node.get("failureSummary"))
            for broken in found.response["violations"] for node in broken["nodes"]
        ] == []


def test_wcag_1_3_5_identify_input_purpose(open_page, home):
    """A user name says that it is one. What is private is offered to no store of the browser's."""
    page = open_page(home + guide.WRITE)
    assert guide.box(page, guide.USERNAME).get_attribute("autocomplete") == "username"
    source = open_page(home + guide.MAIL, scripts=False)
    purposes = source.eval_on_selector_all("form [autocomplete]", "all => all.map(one => [one.name.split('-').pop(), one.autocomplete])")
    assert ["username", "username"] in purposes and ["address", "email"] in purposes


# What of the focused element one can see: none of it may be covered by something else.
SEEN = """() => {
  const focused = document.activeElement;
  const points = [...focused.getClientRects()].flatMap(box => [0.1, 0.5, 0.9].flatMap(across => [0.1, 0.5, 0.9].map(down =>
    [box.left + box.width * across, box.top + box.height * down])));
  const inside = points.filter(([x, y]) => x >= 0 && x < innerWidth && y >= 0 && y < innerHeight);
  const bare = inside.filter(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (focused.contains(top) || top.contains(focused));
  });
  return bare.length && bare.length === inside.length ? null : focused.outerHTML.slice(0, 100);
}"""


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("state", [errors, filled, secret], ids=lambda state: state.__name__)
def test_wcag_2_4_11_focus_not_obscured(open_page, home, state, width):
    page = open_page(home + guide.WRITE, width=width, height=500)
    state(page)
    seen = 0
    for keys in ("Tab", "Shift+Tab"):
        page.get_by_role("group", name=guide.NEED, exact=True).get_by_role("radio").first.focus()
        for _ in range(30):
            page.keyboard.press(keys)
            if page.evaluate("document.activeElement === document.body"):
                break  # Behind the last and before the first element the focus is the browser's.
            assert page.evaluate(SEEN) is None
            seen += 1
    assert seen > 30


# Targets smaller than 24 by 24 pixels that have no room around them either: a circle of 24 pixels around the middle
# of one meets another target, or the circle of another small one. Links in a sentence may be as high as its lines.
# A label is no target of its own: its box does the same.
SMALL = """() => {
  const all = [...document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary)')]
    .filter(target => target.checkVisibility({visibilityProperty: true}))
    .map(target => ({target, box: target.getBoundingClientRect()}))
    .map(one => ({...one, x: one.box.x + one.box.width / 2, y: one.box.y + one.box.height / 2,
      small: one.box.width < 24 || one.box.height < 24}));
  const isInText = ({target}) => target.localName === 'a'
    && (target.closest('p, li, dd, td, legend') ?? target).textContent.trim().length > target.textContent.trim().length;
  const meets = (one, other) => other.small
    ? Math.hypot(one.x - other.x, one.y - other.y) < 24
    : Math.hypot(Math.max(other.box.left - one.x, 0, one.x - other.box.right),
        Math.max(other.box.top - one.y, 0, one.y - other.box.bottom)) < 12;
  return all.filter(one => one.small && !isInText(one) && all.some(other => other !== one && meets(one, other)))
    .map(one => one.target.outerHTML.slice(0, 100));
}"""


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_wcag_2_5_8_target_size_minimum(open_page, home, state):
    page = open_page(home + guide.WRITE, width=NARROW)
    state(page)
    assert page.evaluate(SMALL) == []


def test_wcag_3_3_7_redundant_entry(open_page, home):
    """Nothing that was given is asked for again: not after an error, a detour or a second check."""
    page = open_page(home + guide.WRITE, width=NARROW)
    step = page.get_by_role("group", name="Before you ask: what I tried").get_by_role("checkbox").first
    step.check()
    guide.choose(page, guide.LOST_PHONE)
    guide.write(page, username="", tried="The drawer.")
    guide.check(page)
    assert page.get_by_role("group", name="There is a problem").get_by_role("link").count() == 1
    guide.box(page, guide.USERNAME).fill("alice")
    guide.check(page)
    before = guide.text(page)
    # What was ticked stands in the text without being typed.
    assert "I looked for recovery codes" in before
    pass_time(page, 400)
    page.goto(home + "recover/forgotten-username/")
    page.go_back()
    page.get_by_role("checkbox", name="I looked for recovery codes").wait_for()
    assert step.is_checked()
    for question, option in guide.LOST_PHONE.items():
        assert guide.group(page, question).get_by_role("radio", name=option, exact=True).is_checked()
    guide.check(page)
    assert guide.text(page) == before


def test_wcag_4_1_3_status_messages(open_page, home):
    """What happens elsewhere on the page is said without taking the focus away."""
    page = open_page(home + guide.WRITE, width=NARROW)

    def said(words: str):
        page.get_by_role("status").filter(has_text=words).wait_for()

    group = page.get_by_role("group", name="Before you ask: what I tried")
    group.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    said("1 of 7 done")
    assert group.get_by_role("checkbox").first.evaluate("box => box === document.activeElement")

    last = guide.group(page, guide.NEED).get_by_role("radio").last
    last.check()
    said("No request needed: A request does not bring it back")
    assert last.evaluate("radio => radio === document.activeElement")

    filled(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy", exact=True)
    button.click()
    said("Copied")
    assert button.evaluate("button => button === document.activeElement")

    box = guide.box(page, guide.TRIED)
    box.fill("Write to alice@example.org.")
    said("This looks like")
    said("You have changed your answers since")
    assert box.evaluate("box => box === document.activeElement")
    # Errors are no status: they take the focus.
    guide.check(page)
    assert page.get_by_role("group", name="There is a problem").evaluate("group => group === document.activeElement")
