"""A page that is changed stays where the reader has scrolled to."""

import pytest
from tabs import LONG


TOP = """() => {
    const all = [...document.querySelectorAll('main li, main p, main h2')];
    window.at ??= all.findIndex(one => one.getBoundingClientRect().top > 100 && one.textContent);
    return [scrollY, all[at].getBoundingClientRect().top];
}"""


def lead(tab, number):
    """What an edit of a page's title changes in another page."""
    tab.wait_until(f"document.body.textContent.includes('Handbook {number}')")
    tab.page.wait_for_timeout(700)


@pytest.mark.parametrize("focused", ["Blank form", "Print this page", None])
def test_the_summary_does_not_creep(guide, open_tab, focused):
    guide.edit("content/guide.md", "# Guide\n\n::: checklist {#before title=\"Before\"}\n- [ ] Find the key {#key}\n" +
               "\n".join(f"- [ ] Step {number}, which is {'long ' * 60}\n" for number in range(90)) + ":::\n")
    first = open_tab("/guide/")
    first.page.get_by_label("Find the key").check()
    first.pass_time(400)
    first.show(False)
    page = (tab := open_tab("/summary/")).page
    assert page.get_by_label("My answers").is_checked()
    page.get_by_label("Blank form").check()
    if focused == "Print this page":
        page.get_by_role("button", name=focused).focus()
    if focused is None:
        page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(200)
    page.evaluate("scrollTo(0, 3000)")
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 3000
    was = page.evaluate(TOP)
    for number in range(5):
        guide.edit("content/ask.md", f"# Handbook {number}\n\n::: request access\n:::\n")
        lead(tab, number)
        now = page.evaluate(TOP)
        assert all(abs(one - other) <= 2 for one, other in zip(now, was)), (number, was, now)
    assert tab.is_same


def test_what_grows_above_in_a_component_moves_nothing(guide, open_tab):
    """Also where all that is seen is made anew."""
    text = "# Guide\n\n::: checklist {#before title=\"Before\"}\n" + "".join(
        f"- [ ] Step {number}, which is {'long ' * 60}\n" for number in range(60)) + ":::\n"
    guide.edit("content/guide.md", text)
    page = (tab := open_tab("/guide/")).page
    tab.wait_for("Step 59")
    page.evaluate("""() => {
        window.step = () => [...document.querySelectorAll('.task')].find(one => one.textContent.includes('Step 40,'));
        scrollBy(0, step().getBoundingClientRect().top - 5);
    }""")
    page.wait_for_timeout(100)
    for number in range(3):
        text = text.replace("- [ ] Step 0,", f"- [ ] New step {number} that {'goes on and on ' * 40}\n- [ ] Step 0,")
        guide.edit("content/guide.md", text)
        tab.wait_until(f"document.querySelector('main').textContent.includes('New step {number}')")
        page.wait_for_timeout(300)
        assert abs(page.evaluate("step().getBoundingClientRect().top") - 5) <= 2
    assert tab.is_same


def test_a_reader_who_moves_on_is_let_go(guide, open_tab):
    guide.edit("content/guide.md", LONG)
    page = (tab := open_tab("/guide/")).page
    tab.wait_for("Paragraph 39.")
    page.evaluate("scrollTo(0, 1000)")
    page.wait_for_timeout(100)
    guide.edit("content/guide.md", LONG.replace("The end.", "Edited."))
    tab.wait_until("document.querySelector('main').textContent.includes('Edited.')")
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 700)
    page.wait_for_timeout(200)
    page.evaluate("document.querySelector('main').append(document.createElement('hr'))")
    tab.pass_time(600)
    assert page.evaluate("scrollY") == 1700


def test_the_top_of_the_page_stays_the_top(guide, open_tab):
    page = (tab := open_tab("/guide/")).page
    guide.edit("content/guide.md", LONG.replace("Some *words*", "New.\n\n" * 9 + "Other *words*"))
    tab.wait_for("Other words")
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == 0 and tab.is_same
