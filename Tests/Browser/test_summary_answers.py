"""The summary with the reader's own answers: on the screen and on paper the same."""

import functools

import forms
import guide
import paper
import pytest
import sites
from axe_playwright_python.sync_playwright import Axe
from checklist_pages import ANSWERS, FULL, KEPT, OFF, address, from_disk, kept, site, stored
from timers import pass_time

one_line = functools.partial(paper.one_line, flow=paper.SUMMARY_FLOW)
check_whole = functools.partial(paper.check_whole, flow=paper.SUMMARY_FLOW)

TRIED = "What I have already tried"
NONE = "No answers of yours are saved here"
SHOWN = "Shown, and printed: your answers and ticks."


def switch(page, name: str):
    return page.get_by_role("group", name="Print", exact=True).get_by_role("radio", name=name, exact=True)


def says(page, text: str) -> str:
    """The words of the switch, once they have this text."""
    status = page.locator("main").get_by_role("status").filter(has_text=text)
    status.wait_for()
    return status.inner_text()


def answer(page) -> None:
    """What a reader gives on the page of the form, of each kind something."""
    page.get_by_label("User name", exact=True).fill("alice")
    page.get_by_label("Phone", exact=True).check()
    page.get_by_label("Mailbox", exact=True).check()
    page.get_by_label("Since when?").fill("2026-02-28")
    page.get_by_label("The phone").check()


def summary(page):
    """Goes there as a link leads there: what was typed last is saved on the way."""
    page.goto(address("summary/"))
    return page


def answered(open_page, **options):
    page = open_page(address(), **options)
    answer(page)
    return summary(page)


def question(page, label: str):
    return page.get_by_role("listitem").filter(has=page.get_by_text(label, exact=True))


@pytest.fixture
def printed(tmp_path):
    def printed(page, size: str = "A4"):
        pdf = tmp_path / "summary.pdf"
        page.pdf(path=pdf, format=size)
        return pdf

    return printed


def test_answers_and_ticks_are_shown_and_printed(open_page, printed):
    page = answered(open_page)
    assert switch(page, "My answers").is_checked()
    assert says(page, SHOWN)
    assert "alice" in question(page, "User name").inner_text()
    text = one_line(printed(page))
    for pair in ("User name alice", "What did you lose? Phone", "What still works? (optional) Mailbox",
                 "Which site? (optional) Not provided", "Since when? (optional) 2026-02-28",
                 "- The phone", "New address (optional) Left out: this answer is private."):
        assert pair in text, pair
    for gone in ("`git push`", "My answers", "Shown, and printed"):
        assert gone not in text
    states = page.locator(".task").evaluate_all("all => all.map(one => [one.innerText.trim(), one.querySelector('[role=img]').ariaLabel])")
    assert dict(states) | {"The phone": "Done", "Find this page": "Done", "The tablet": "To do"} == dict(states)


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("text", paper.HARD.values(), ids=paper.HARD)
def test_answers_are_printed_whole(open_page, printed, text, size):
    page = open_page(address())
    page.get_by_label(TRIED).fill(text)
    pdf = printed(summary(page), size)
    check_whole(pdf, text)
    paper.check_inside(pdf)


def test_what_is_on_the_screen_is_printed(open_page, printed):
    page = answered(open_page)
    filled = one_line(printed(page))
    switch(page, "Blank form").check()
    assert says(page, "Shown, and printed: the blank form.")
    blank = one_line(printed(page))
    assert "alice" not in blank and "`git push`" in blank or "git push" in blank
    assert blank == one_line(printed(open_page(address("summary/"), scripts=False)))
    boxes = page.locator(".task").evaluate_all("all => all.map(one => one.classList.contains('is-done'))")
    assert boxes.count(True) == 1, "only what is ticked in the source"
    switch(page, "My answers").check()
    assert one_line(printed(page)) == filled


def test_without_script_it_is_the_blank_form(open_page):
    page = open_page(address("summary/"), scripts=False)
    assert page.get_by_role("radio").count() == 0
    assert page.get_by_text("Since when?").is_visible()


def test_without_answers_it_says_so_and_why(open_page):
    page = open_page(address("summary/"))
    assert switch(page, "Blank form").is_checked()
    text = says(page, NONE)
    for reason in ("another browser", "another computer", "a private window", "cleared", "30 days"):
        assert reason in text
    assert "from disk" not in text
    switch(page, "My answers").check()
    assert says(page, NONE)
    assert page.get_by_text("Not provided").count() == 0 and question(page, "Since when?").is_visible()


@pytest.mark.parametrize(("before", "words"), [
    (stored(ANSWERS, saved="1", values="{ username: 'alice' }"), "too old"),
    (stored(ANSWERS, saved="'x'", values="{ username: 'alice' }"), "damaged"),
    (stored(ANSWERS, version=2, values="{ username: 'alice' }"), "newer version"),
    ("localStorage.setItem('waymark:/:not-mine', '');", "“This is not my computer” is switched on"),
    (OFF, "storage is switched off"),
], ids=["old", "damaged", "newer", "not mine", "off"])
def test_the_reason_is_told_where_it_is_known(open_page, before, words):
    page = open_page(address("summary/"), before=before)
    assert words in says(page, NONE)
    assert page.get_by_text("alice").count() == 0


def test_full_storage_is_read(open_page):
    page = open_page(address("summary/"), before=stored(ANSWERS, values="{ username: 'alice' }") + FULL)
    assert says(page, SHOWN)
    assert "alice" in question(page, "User name").inner_text()


def test_the_summary_writes_nothing(open_page):
    page = answered(open_page)
    before = [kept(page, key) for key in (KEPT, ANSWERS)]
    switch(page, "Blank form").check()
    switch(page, "My answers").check()
    page.reload()
    assert [kept(page, key) for key in (KEPT, ANSWERS)] == before and all(before)
    assert sorted(page.evaluate("Object.keys(localStorage)")) == sorted([KEPT, ANSWERS])


def test_private_answers_and_secrets_are_left_out(open_page, printed):
    page = open_page(address())
    answer(page)
    page.get_by_label("New address").fill("new@example.org")
    page.get_by_label(TRIED).fill("codes: 0123456789abcdef")
    text = one_line(printed(summary(page)))
    assert "new@example.org" not in text and "0123456789abcdef" not in text


def test_a_secret_that_was_stored_is_masked(open_page, printed):
    """As after a rule was added, or another program wrote it."""
    values = "{ tried: 'codes: 0123456789abcdef.', mail: 'new@example.org' }"
    page = open_page(address("summary/"), before=stored(ANSWERS, values=values))
    text = one_line(printed(page))
    assert "codes: [removed:" in text
    assert "new@example.org" not in text and "0123456789abcdef" not in text


def test_hidden_questions_are_left_out(open_page, printed):
    page = open_page(address())
    answer(page)
    page.get_by_label("Password", exact=True).check()
    page.get_by_label("Mailbox", exact=True).uncheck()
    text = one_line(printed(summary(page)))
    assert "Since when?" not in text and "What did you lose? Password" in text
    page.goto(address())
    page.get_by_label("Mailbox", exact=True).check()
    text = one_line(printed(summary(page)))
    assert "No request needed: You need no request" in text
    for hidden in ("Which site?", TRIED, "New address"):
        assert hidden not in text


def test_options_that_are_gone_are_no_answers(open_page):
    values = "{ lost: 'Badge', works: ['Mailbox', 'Fax'], site: 'Old site' }"
    page = open_page(address("summary/"), before=stored(ANSWERS, values=values))
    says(page, SHOWN)
    assert "Not provided" in question(page, "What did you lose?").inner_text()
    for gone in ("Badge", "Fax", "Old site"):
        assert page.get_by_text(gone).count() == 0


def test_answers_left_as_they_were_are_answers(open_page, printed):
    """Only what is changed is stored."""
    page = open_page(forms.address())
    forms.fill(page)
    page.goto(sites.serve(forms.site()) + "summary.html")
    says(page, SHOWN)
    text = one_line(printed(page))
    assert "Which site? Main site" in text and "tried (optional) I tried:" in text


def test_a_broken_form_stays_blank(open_page):
    broken = (site() / "summary/index.html").read_text().replace('data-request="{', 'data-request="')
    page = open_page(address(), fails=True)
    page.route("**/summary/", lambda route: route.fulfill(body=broken, content_type="text/html"))
    answer(page)
    summary(page)
    says(page, SHOWN)
    assert page.get_by_text("Since when?").is_visible() and page.get_by_text("alice").count() == 0


def test_other_tabs_are_followed(open_page):
    page = summary(open_page(address()))
    says(page, NONE)
    other = page.context.new_page()
    other.goto(address())
    answer(other)
    switch(page, "My answers").check()
    says(page, SHOWN)
    question(page, "User name").get_by_text("alice").wait_for()
    other.get_by_label("User name", exact=True).fill("bob")
    question(page, "User name").get_by_text("bob").wait_for()
    other.get_by_label("This is not my computer").first.check()
    assert "switched on" in says(page, NONE)
    assert page.get_by_text("bob").count() == 0


def test_only_ticks_are_answers_too(open_page, printed):
    page = open_page(address())
    page.get_by_label("The phone").check()
    summary(page)
    says(page, SHOWN)
    text = one_line(printed(page))
    assert "Not provided" not in text, "nobody began the form: it is one to fill in by hand"


@pytest.mark.parametrize("keys", [["ArrowDown"], ["ArrowRight"]], ids=["down", "right"])
def test_the_switch_works_by_keyboard(open_page, keys):
    page = answered(open_page)
    switch(page, "My answers").focus()
    for key in keys:
        page.keyboard.press(key)
    assert switch(page, "Blank form").is_checked()
    assert switch(page, "Blank form").evaluate("one => one === document.activeElement")
    says(page, "the blank form")
    page.keyboard.press("ArrowUp")
    says(page, SHOWN)
    page.keyboard.press("Tab")
    assert page.get_by_role("button", name="Print this page").evaluate("one => one === document.activeElement")


def test_printing_is_asked_for(open_page):
    page = open_page(address("summary/"), before="window.print = () => { window.printed = true; };")
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("printed")


@pytest.mark.parametrize("options", [{}, {"scheme": "dark"}, {"forced_colors": "active"}, {"width": 320}],
                         ids=["light", "dark", "forced", "narrow"])
def test_axe_finds_nothing(open_page, options):
    page = answered(open_page, **options)
    for name in ("My answers", "Blank form"):
        switch(page, name).check()
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        targets = page.locator(".summary-choice, .summary-print").evaluate_all("all => all.map(one => one.offsetHeight)")
        assert min(targets) >= 24


def test_from_disk(open_page, printed):
    """Chromium keeps one store for all files."""
    page = open_page(from_disk())
    answer(page)
    page.get_by_label(TRIED).fill(paper.LINES)
    page.goto(from_disk().replace("index.html", "summary.html"))
    says(page, SHOWN)
    check_whole(printed(page), paper.LINES)
    assert "User name alice" in one_line(printed(page))


def test_from_disk_without_answers(open_page):
    page = open_page(from_disk().replace("index.html", "summary.html"))
    assert "from disk" in says(page, NONE)


# MARK: The guide's own


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_guide_is_printed_with_answers_on_two_sheets_of_paper(open_page, home, printed, size, screenshots):
    page = open_page(home + guide.WRITE)
    page.get_by_role("group", name="Before you ask: what I tried").get_by_role("checkbox").first.check()
    guide.choose(page, guide.LOST_PHONE)
    tried = "I looked in the drawer, and in my password manager.\nPyPI said that my code is wrong."
    guide.write(page, tried=tried)
    page.goto(home + "summary/")
    says(page, SHOWN)
    pdf = printed(page, size)
    if screenshots:
        (screenshots / f"summary-filled-{size}.pdf").write_bytes(pdf.read_bytes())
        page.locator("main").screenshot(path=screenshots / "summary-filled.png")
    text = one_line(pdf)
    for label, option in guide.LOST_PHONE.items():
        assert f"{label} {option}" in text
    assert f"{guide.USERNAME} `alice`" in text and "example-project" in text
    check_whole(pdf, tried)
    paper.check_inside(pdf)
    assert paper.sheets(pdf) <= 4


def test_the_guide_of_another_project_is_not_read(open_page, home):
    page = open_page(home + guide.WRITE)
    guide.choose(page, guide.LOST_PHONE)
    pass_time(page, 400)
    values = page.evaluate("Object.values(localStorage)")
    keys = page.evaluate("Object.keys(localStorage).map(key => key.replace(':/:', ':/other/:'))")
    page.evaluate("([keys, values]) => { localStorage.clear(); keys.forEach((key, at) => localStorage.setItem(key, values[at])); }",
                  [keys, values])
    page.goto("about:blank")
    page.goto(home + "summary/")
    assert says(page, NONE)
