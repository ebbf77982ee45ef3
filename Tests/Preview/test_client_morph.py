"""An edited page is changed in place: what the reader has done stays."""

import random
import time

import pytest
from tabs import LONG, PAGE

@pytest.fixture
def tab(open_tab):
    return open_tab("/guide/")


def edit(guide, old: str, new: str, text: str = PAGE):
    assert old in text
    guide.edit("content/guide.md", text.replace(old, new))


def test_a_text_is_changed_in_place(guide, tab):
    edit(guide, "Some *words*", "Quite other *words*")
    tab.wait_for("Quite other")
    assert tab.is_same


def test_only_what_changed_is_touched(guide, tab):
    """The same nodes as before, but for one text."""
    tab.page.evaluate("""() => {
        window.before = [...document.querySelectorAll('main *')];
        window.seen = [];
        new MutationObserver(list => seen.push(...list.map(one => one.type + ' ' + one.target.nodeName)))
            .observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
    }""")
    edit(guide, "The end.", "The very end.")
    tab.wait_for("The very end.")
    assert tab.page.evaluate("seen") == ["characterData #text"]
    assert tab.page.evaluate("[...document.querySelectorAll('main *')].every((one, at) => one === before[at])")


def test_scroll_focus_and_selection_stay(guide, open_tab):
    guide.edit("content/guide.md", LONG)
    tab = open_tab("/guide/#more")
    tab.wait_for("Paragraph 39.")
    page = tab.page
    page.evaluate("""() => {
        const text = [...document.querySelectorAll('p')].find(one => one.textContent.startsWith('Paragraph 20.')).firstChild;
        text.parentNode.scrollIntoView();
        getSelection().setBaseAndExtent(text, 3, text, 12);
        document.getElementById('wm-box-key').focus({ preventScroll: true });
        window.top20 = () => text.parentNode.getBoundingClientRect().top;
        window.was = top20();
    }""")
    selected, focused = page.evaluate("getSelection().toString()"), page.evaluate("document.activeElement.id")
    assert selected and focused and page.evaluate("scrollY") > 1000
    # Above what is seen, within it, and behind it.
    edit(guide, "Some *words*", "New.\n\n" * 9 + "Other *words*", LONG.replace(
        "Paragraph 20. Some more words of it.", "Paragraph 20. Some more words, indeed.").replace("Paragraph 39.", "The last."))
    tab.wait_for("Some more words, indeed.")
    page.wait_for_timeout(100)
    assert tab.is_same
    assert page.evaluate("getSelection().toString()") == selected
    assert page.evaluate("document.activeElement.id") == focused
    assert abs(page.evaluate("top20() - was")) < 2
    assert page.url.endswith("#more")


def test_open_details_chosen_tabs_and_ticks_stay(guide, tab):
    page = tab.page
    page.get_by_text("What if not?").click()
    page.get_by_role("tab", name="Windows").click()
    page.get_by_label("Find the key").check()
    for old, new, words in [
            ("Some *words*", "First *words*", "First words"), ("Then wait.", "Then wait longer.", "Then wait longer."),
            ("What if not?", "What if there is none?", "What if there is none?"),
            ("Use the start menu.", "Use the second menu.", "Use the second menu."),
            ('::: tab "Linux"', '::: tab "Debian"', "Debian"),
            ("- [ ] Find the key {#key}", "- [ ] Look\n- [ ] Find the old key {#key}", "Find the old key")]:
        edit(guide, old, new)
        tab.wait_for(words)
        assert page.locator("details#if-not").evaluate("one => one.open")
        assert page.get_by_role("tab", name="Windows").get_attribute("aria-selected") == "true"
        assert page.locator("#wm-box-key").is_checked() and page.locator(".task-input:checked").count() == 1
        assert page.locator(".tab-list").count() == 1 and page.locator(".checklist-progress").count() == 1
    assert tab.is_same


def test_a_tab_that_is_renamed_stays_chosen(guide, tab):
    page = tab.page
    page.get_by_role("tab", name="Windows").click()
    edit(guide, '::: tab "Windows"', '::: tab "Windows 11"')
    page.get_by_role("tab", name="Windows 11").wait_for()
    assert page.get_by_role("tab", name="Windows 11").get_attribute("aria-selected") == "true"
    assert page.get_by_role("tab", name="Windows 11").evaluate("one => one === document.activeElement")
    # With another number of tabs, nobody knows which it has become.
    edit(guide, '::: tab "Windows"', '::: tab "BSD"\nThe same.\n:::\n::: tab "Others"')
    page.get_by_role("tab", name="Others").wait_for()
    assert page.get_by_role("tab", name="Linux").get_attribute("aria-selected") == "true" and tab.is_same


def test_details_keep_to_their_words_where_others_come_before(guide, tab):
    tab.page.get_by_text("What if not?").click()
    text = PAGE.replace(" {#if-not}", "").replace("Then wait.", "Then wait a while.")
    guide.edit("content/guide.md", text)
    tab.wait_for("Then wait a while.")
    more = '::: details "New"\nNothing.\n:::\n\n::: details'
    guide.edit("content/guide.md", text.replace("::: details", more).replace("a while", "for long"))
    tab.wait_for("Then wait for long.")
    assert tab.page.locator("details:not(.wm-contents)").evaluate_all("all => all.map(one => one.open)") == [False, True]
    assert tab.is_same


NEW_TABS = """
:::: tabs
::: tab "A"
First.
:::
::: tab "B"
Second.
:::
::::
"""


def test_new_parts_work(guide, tab):
    page = tab.page
    guide.edit("content/guide.md", PAGE + "\n```sh\nls\n```\n" + NEW_TABS)
    page.get_by_role("tab", name="B", exact=True).click()
    assert page.get_by_text("Second.").is_visible() and not page.get_by_text("First.").is_visible()
    assert page.locator(".code-copy").count() == 2
    assert tab.is_same


def test_components_are_told(guide, tab):
    """Before one is taken out, and when a new one is in."""
    tab.page.evaluate("""() => {
        window.told = [];
        for (const name of ['waymark:disconnect', 'waymark:connect']) addEventListener(name, ({ target }) =>
            told.push(`${name} ${target.className} ${target.isConnected} ${target.querySelectorAll('button').length > 0}`));
    }""")
    edit(guide, "echo hello", "echo goodbye")
    tab.wait_for("goodbye")
    # It has its button until it goes, and again when it has come: listeners of the page run last.
    told = tab.page.evaluate("told")
    assert [line.split()[0] for line in told] == ["waymark:disconnect", "waymark:connect"]
    assert all(line.split()[1] == "code" and line.endswith("true true") for line in told), told
    edit(guide, "The end.", "The very end.", PAGE.replace("echo hello", "echo goodbye"))
    tab.wait_for("The very end.")
    assert len(tab.page.evaluate("told")) == 2


def test_what_a_component_listens_to_ends_with_it(guide, open_tab):
    page = (tab := open_tab("/guide/")).page
    page.evaluate("window.old = document.querySelector('.checklist')")
    for number in range(3):
        edit(guide, "Call somebody", f"Call number {number}")
        tab.wait_for(f"Call number {number}")
    assert page.evaluate("old.waymark.signal.aborted && !document.querySelector('.checklist').waymark.signal.aborted")
    other = open_tab("/guide/")
    other.page.get_by_label("Find the key").check()
    page.locator("#wm-box-key:checked").wait_for()
    assert not page.evaluate("old.querySelector('#wm-box-key').checked")


def test_a_title_changes_the_sidebar_of_other_pages(guide, open_tab):
    tab = open_tab("/ask/")
    guide.edit("content/guide.md", PAGE.replace("# Guide", "# Handbook", 1))
    tab.page.locator("#wm-navigation").get_by_text("Handbook").wait_for()
    assert tab.is_same


def test_the_head_follows(guide, tab):
    guide.edit("content/guide.md", "---\ndescription: What it is about.\nlang: de\n---\n" + PAGE.replace("# Guide", "# Manual", 1))
    tab.wait_until("document.title.startsWith('Manual')")
    assert tab.page.evaluate("document.querySelector('meta[name=description]').content") == "What it is about."
    assert tab.page.evaluate("document.documentElement.lang") == "de"
    assert tab.is_same


def test_parts_that_change_places(guide, tab):
    tab.page.evaluate("window.heading = document.getElementById('more')")
    tab.page.get_by_text("What if not?").click()
    lead, rest = PAGE.split("::: checklist", 1)
    body, end = rest.split("## More", 1)
    guide.edit("content/guide.md", lead + "## More" + end + "\n::: checklist" + body)
    tab.wait_until("!!(document.getElementById('more').compareDocumentPosition(document.querySelector('.checklist')) & 4)")
    assert tab.is_same and tab.page.evaluate("heading === document.getElementById('more') && heading.isConnected")
    assert tab.page.locator("details#if-not").evaluate("one => one.open")


def test_an_id_tells_which_is_which(guide, tab):
    """Also where no word is left, and the other one has them all."""
    guide.edit("content/guide.md", "# Guide\n\n## Red and green {#one}\n\n## Blue and black {#two}\n")
    tab.wait_for("Red and green")
    tab.page.evaluate("window.were = ['one', 'two'].map(id => document.getElementById(id))")
    guide.edit("content/guide.md", "# Guide\n\n## Red and green {#two}\n\n## White {#one}\n")
    tab.wait_for("White")
    assert tab.page.evaluate("were.every((one, at) => one === document.getElementById(['one', 'two'][at]))") and tab.is_same


STEPS = [
    PAGE, "# Guide\n", PAGE.replace("## More", "### More"), LONG, PAGE + "\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    PAGE.replace("::: details", ":::: details").replace("Then wait.\n:::", "Then wait.\n\n- a\n- b\n\n1. c\n::::"),
    "# Other\n\n> quoted\n\n- [link](index.md)\n", "# Guide\n\nOne.\n\nTwo.\n\nThree.\n", "# Guide\n\nThree.\n\nOne.\n\nZero.\n",
    PAGE.replace("Find the key", "Find `it` [here](index.md)"),
]


def walk():
    """Pages after random edits: parts of the page in another order, twice, not at all, or with other words."""
    choice = random.Random(7)
    parts = PAGE.split("\n\n")
    for _ in range(12):
        for _ in range(3):
            at = choice.randrange(len(parts))
            match choice.randrange(4):
                case 0 if len(parts) > 3: del parts[at]
                case 1: parts.insert(choice.randrange(len(parts)), choice.choice(PAGE.split("\n\n")))
                case 2: parts.insert(choice.randrange(len(parts)), parts.pop(at))
                case _: parts[at] = parts[at].replace("the ", choice.choice(["one ", "no ", "the very "]))
        yield "\n\n".join(parts) + "\n"


def test_it_comes_to_what_a_load_would_show(guide, tab):
    """Whatever the edit: the same document as that of a tab that was opened afterwards."""
    shown = """() => {
        const copy = document.documentElement.cloneNode(true);
        for (const one of copy.querySelectorAll('[role=status]')) one.replaceChildren();
        // Those that are not needed any more stay, and new ones come behind the others.
        for (const one of copy.querySelectorAll('head > script')) one.remove();
        copy.querySelector('#waymark-preview')?.remove();
        for (const one of copy.querySelectorAll('*')) {
            // Pictures may have been loaded again, and attributes stand in any order.
            if (one.matches('img')) one.setAttribute('src', new URL(one.getAttribute('src'), location.href).pathname);
            const all = [...one.attributes].map(({ name, value }) => [name, value]).sort();
            for (const [name] of all) one.removeAttribute(name);
            for (const [name, value] of all) one.setAttribute(name, value);
        }
        return copy.outerHTML.replace(/wm-(tab|panel)-\\d+/g, 'wm-$1').replace(/ aria-live="off"/g, '')
            .replace(/(<title>|<link)[^>]*>/g, '$1');
    }"""
    context = tab.page.context
    compared = 0
    for number, text in enumerate([*STEPS, *STEPS[::3], *walk(), PAGE]):
        builds = guide.log.count(" built: ")
        guide.edit("content/guide.md", text + f"\nStep {number}.\n")
        while guide.log.count(" built: ") == builds:
            time.sleep(0.01)
        if " error" in guide.log.rsplit(" built: ", 1)[1]:
            # The page stays as it was.
            continue
        compared += 1
        tab.wait_for(f"Step {number}.")
        tab.page.wait_for_timeout(50)
        fresh = context.new_page()
        fresh.goto(tab.page.url)
        fresh.wait_for_timeout(100)
        expected, found = fresh.evaluate(shown), tab.page.evaluate(shown)
        fresh.close()
        assert found.split("\n") == expected.split("\n"), f"step {number}"
    assert compared > 15


def test_the_summary_keeps_what_it_shows(guide, open_tab):
    first = open_tab("/guide/")
    first.page.get_by_label("Find the key").check()
    first.page.wait_for_timeout(400)
    first.show(False)
    tab = open_tab("/summary/")
    assert tab.page.get_by_label("My answers").is_checked()
    for label in ("Blank form", "My answers"):
        tab.page.get_by_label(label).check()
        edit(guide, "Call somebody", f"Call: {label}")
        tab.wait_for(f"Call: {label}")
        assert tab.is_same and tab.page.get_by_label(label).is_checked()
        assert tab.page.locator(".summary-switch").count() == 1
        assert tab.page.locator(".summary-checklist .is-done").count() == (1 if label == "My answers" else 0)


def test_the_whole_guide_follows(guide, open_tab):
    tab = open_tab("/print/")
    edit(guide, "The end.", "The very end.")
    tab.wait_for("The very end.")
    assert tab.is_same
