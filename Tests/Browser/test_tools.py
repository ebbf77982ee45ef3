"""What a reader is told of where answers are, and the ways to be rid of them."""

import gzip
import re

import pytest
import sites
from axe_playwright_python.sync_playwright import Axe
from checklist_pages import ANSWERS, FULL, KEPT, OFF, address, kept, site, stored
from test_print import converted
from timers import pass_time

SAVED = "Your answers are saved in this browser only, for 30 days after your last change."
UNSAVED = "Your answers are not saved: they are gone when you leave this page."


def name(page):
    return page.get_by_role("textbox", name="User name")


def tools(page, part: str = "top"):
    return page.locator(f".request-tools[data-part={part}]")


def test_says_where_answers_are_at_both_ends(open_page):
    page = open_page(address())
    assert page.get_by_text(SAVED).count() == 2
    assert page.get_by_role("button", name="Clear my answers").count() == 2


def test_a_page_without_answers_says_why_that_may_be(open_page):
    page = open_page(address())
    tools(page).get_by_text("Where are my earlier answers?").click()
    assert tools(page).get_by_text("not in a private window").is_visible()
    name(page).fill("alice")
    pass_time(page, 400)
    page.reload()
    assert page.get_by_text("Where are my earlier answers?").count() == 0
    assert tools(page).get_by_role("status").inner_text() == "Your answers from last time are back."
    assert name(page).input_value() == "alice"


def test_says_what_changed_in_the_form(open_page):
    page = open_page(address(), before=stored(
        ANSWERS, parts="{ username: 'x', lost: 'x', gone: 'x' }", values="{ username: 'alice' }"))
    tools(page).get_by_text("from last time").wait_for()
    assert tools(page).get_by_role("status").inner_text() == (
        "Your answers from last time are back. New questions: 5, reworded: 2. "
        "An answer that is no option any more is gone.")


@pytest.mark.parametrize(("before", "expected"), [
    (FULL, f"This browser’s storage is full or switched off. {UNSAVED}"),
    (OFF, f"This browser’s storage is full or switched off. {UNSAVED}"),
    (stored(ANSWERS, version=2), f"A newer version of this page has saved something here: load the page again, or clear it. {UNSAVED}"),
    (f"localStorage.setItem('{ANSWERS}', '{{');", f"What was saved here was damaged and has been removed. {SAVED}"),
    (stored(ANSWERS, saved=1), f"What was saved here was too old and has been removed. {SAVED}"),
], ids=["full", "off", "future", "corrupt", "expired"])
def test_says_what_became_of_answers(open_page, before, expected):
    page = open_page(address(), before=before)
    assert page.get_by_text(expected, exact=True).count() == 2
    name(page).fill("alice")
    pass_time(page, 400)
    assert name(page).input_value() == "alice"


def test_storage_that_fills_up_is_told(open_page):
    page = open_page(address())
    page.evaluate(f"() => {{ {FULL} }}")
    name(page).fill("alice")
    page.get_by_text(f"storage is full or switched off. {UNSAVED}").first.wait_for()


@pytest.mark.parametrize("part", ["top", "bottom"])
def test_clear_asks_first_in_the_page(open_page, part):
    page = open_page(address())
    name(page).fill("alice")
    page.get_by_label("Phone", exact=True).check()
    assert kept(page, ANSWERS)["values"] == {"username": "alice", "lost": "Phone"}
    clear = tools(page, part).get_by_role("button", name="Clear my answers")
    question = page.get_by_role("dialog", name="Clear all your answers? You cannot get them back.")
    clear.focus()
    page.keyboard.press("Enter")
    assert question.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "No, keep them"
    page.keyboard.press("Escape")
    assert question.count() == 0
    assert clear.evaluate("clear => clear === document.activeElement")
    assert name(page).input_value() == "alice"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tools(page, part).get_by_text("Your answers are cleared.").wait_for()
    assert clear.evaluate("clear => clear === document.activeElement")
    assert name(page).input_value() == ""
    assert not page.get_by_label("Phone", exact=True).is_checked()
    assert kept(page, ANSWERS) is None


def test_a_double_click_asks_once(open_page):
    page = open_page(address())
    tools(page).get_by_role("button", name="Clear my answers").dblclick()
    assert page.get_by_role("dialog").count() == 1


def test_not_my_computer_forgets_and_keeps_in_memory(open_page):
    page = open_page(address())
    page.get_by_label("The phone").check()
    name(page).fill("alice")
    assert kept(page, ANSWERS) and kept(page, KEPT)
    tools(page).get_by_label("This is not my computer").check()
    tools(page).get_by_text("All that this guide had saved here is removed.").wait_for()
    assert page.get_by_text(UNSAVED).count() == 2
    # One switch for the guide.
    assert page.get_by_role("checkbox", name="This is not my computer", checked=True).count() == 2
    name(page).fill("alice2")
    page.get_by_label("The tablet").check()
    pass_time(page, 400)
    assert page.evaluate("Object.keys(localStorage)") == ["waymark:/:not-mine"]
    page.reload()
    assert name(page).input_value() == ""
    assert page.get_by_role("checkbox", name="This is not my computer", checked=True).count() == 2
    name(page).fill("bob")
    tools(page).get_by_label("This is not my computer").uncheck()
    pass_time(page, 100)
    assert tools(page).get_by_role("status").inner_text() == SAVED
    assert kept(page, ANSWERS)["values"] == {"username": "bob"}


def test_a_secret_never_reaches_storage(open_page):
    page = open_page(address())
    page.get_by_label("What I have already tried").fill("my codes: 0123456789abcdef")
    name(page).fill("alice")
    page.get_by_label("New address").fill("new@example.org")
    assert kept(page, ANSWERS)["values"] == {"username": "alice"}


def test_back_and_forward_keep_what_was_typed(open_page):
    page = open_page(address())
    name(page).fill("alice")
    page.get_by_role("link", name="reset link").click()
    page.get_by_role("heading", name="After it", level=1).wait_for()
    page.go_back()
    assert name(page).input_value() == "alice"


def printed(page, tmp_path) -> str:
    pdf = str(tmp_path / "form.pdf")
    page.pdf(path=pdf, format="A4")
    return converted("pdftotext", "-layout", pdf, "-")


def test_paper_shows_answers_whole_and_nothing_private(open_page, tmp_path):
    page = open_page(address())
    name(page).fill("alice")
    lines = [f"line {number} of many" for number in range(30)]
    page.get_by_label("What I have already tried").fill("\n".join([*lines, "codes: 0123456789abcdef"]))
    page.get_by_label("New address").fill("new@example.org")
    text = printed(page, tmp_path)
    assert all(line in text for line in ["alice", *lines, "Left out: this answer is private."])
    for absent in ("new@example.org", "0123456789abcdef", "saved in this browser", "Clear my answers", "Check my request"):
        assert absent not in text
    name(page).fill("bob")
    text = printed(page, tmp_path)
    assert "bob" in text and "alice" not in text


@pytest.mark.parametrize("scripts", [True, False])
def test_blank_paper_has_all_questions(open_page, tmp_path, scripts):
    page = open_page(address(), scripts=scripts)
    text = printed(page, tmp_path)
    for words in ("1. User name", "We find your account by it.", "Key, or \"app\"", "Only if “What did you lose?” is “Phone”.",
                  "Main site", "Since when?", "Never share:"):
        assert text.count(words) == 1, words
    assert "Choose one" not in text and "edit it here" not in text


def test_paper_says_where_nothing_was_entered(open_page, tmp_path):
    page = open_page(address())
    name(page).fill("alice")
    page.get_by_label("Phone", exact=True).check()
    text = re.sub(r"\s+", " ", printed(page, tmp_path))
    for pair in ("User name alice", "What did you lose? Phone", "What still works? (optional) Not provided",
                 "Since when? (optional) Not provided", "New address (optional) Left out"):
        assert pair in text
    assert "`git push`" not in text, "only what was chosen"
    assert page.locator(".field-input:visible").count() > 0


@pytest.mark.parametrize("width", [360, 1280])
def test_controls_do_not_make_phones_zoom(open_page, width):
    page = open_page(address(), width=width)
    sizes = page.eval_on_selector_all(
        ".field-input, .request-template", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert len(sizes) > 4 and min(sizes) >= 16
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_wcag_2_4_11_focus_is_not_obscured(open_page):
    page = open_page(address(), width=360, height=640)
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
            const one = document.activeElement;
            const { left, right, top, bottom } = one.getBoundingClientRect();
            if (one === document.body) return true;
            const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
            const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
            const found = document.elementFromPoint(x, y);
            const { outlineStyle, outlineWidth } = getComputedStyle(one);
            return (found === one || one.contains(found) || one.outerHTML)
                && (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 || one.outerHTML);
        }""")
        assert seen is True


@pytest.mark.parametrize("options", [{}, {"scheme": "dark"}, {"forced_colors": "active"}], ids=["light", "dark", "forced"])
def test_axe_finds_nothing_in_any_state(open_page, options):
    page = open_page(address(), **options)

    def clean():
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    clean()
    tools(page).get_by_label("This is not my computer").check()
    page.get_by_text("Where are my earlier answers?").click()
    page.get_by_label("What I have already tried").fill("codes: 0123456789abcdef")
    page.get_by_role("button", name="Check my request").click()
    clean()
    page.get_by_label("What I have already tried").fill("")
    name(page).fill("alice")
    page.get_by_label("Phone", exact=True).check()
    page.get_by_label("I read the rules").check()
    page.get_by_role("button", name="Check my request").click()
    name(page).fill("alice2")
    clean()
    page.get_by_label("Password").check()
    page.get_by_label("Mailbox", exact=True).check()
    clean()
    page.get_by_role("button", name="Clear my answers").first.click()
    clean()


def loaded(ending: str) -> int:
    """Bytes of what the page of the form loads, as a server sends them."""
    names = set(re.findall(rf'(?:href|src)="[./]*(assets/[^"]+\.{ending})"', (site() / "index.html").read_text()))
    assert names
    return sum(len(gzip.compress((site() / name).read_bytes(), 9)) for name in names)


def test_a_request_page_loads_little():
    assert loaded("js") < 12_000
    assert loaded("css") < 10_000


def test_pages_load_scripts_of_what_they_have():
    scripts = {name: re.findall(r'<script src="[./]*assets/(\w+)', (sites.constructs() / name).read_text())
               for name in ("index.html", "404.html")}
    assert scripts == {"index.html": ["content"], "404.html": []}
