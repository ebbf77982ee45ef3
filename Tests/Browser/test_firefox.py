"""The filled summary in Firefox, which has its own storage, its own printing, and an own store for each file."""

import functools

import checklist_pages
import guide
import paper
import pytest
from firefox import PAPERS, Firefox

# Firefox prints nothing into the margins.
text_of = functools.partial(paper.text_of, flow=paper.SUMMARY_FLOW)
one_line = functools.partial(paper.one_line, flow=paper.SUMMARY_FLOW)
check_whole = functools.partial(paper.check_whole, flow=paper.SUMMARY_FLOW)

# By the words of its label, as a person finds it.
ANSWER = """(label, value) => {
    const input = [...document.querySelectorAll('label')].find(one => one.innerText.trim().startsWith(label)).control;
    if (/checkbox|radio/.test(input.type)) input.click();
    else {
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
    }
}"""
CHOOSE = """(question, option) => [...document.querySelectorAll('fieldset')]
    .find(one => one.querySelector('legend').innerText.trim() === question)
    .querySelector(`input[value="${option}"]`).click()"""
FOCUS = "label => [...document.querySelectorAll('label')].find(one => one.innerText.startsWith(label)).control.focus()"
STATUS = """text => new Promise((done, fail) => {
    const look = () => document.querySelector('.summary-status')?.innerText ?? '';
    const stop = setTimeout(() => fail(new Error(look())), 5000);
    const again = setInterval(() => {
        if (!look().includes(text)) return;
        clearInterval(again);
        clearTimeout(stop);
        done(look());
    }, 50);
})"""
CHOSEN = "() => document.querySelector('input[name=summary-shows]:checked').labels[0].innerText.trim()"
SHOWN = "Shown, and printed: your answers and ticks."
TRIED = "What I have already tried"


@pytest.fixture(scope="module")
def firefox():
    browser = Firefox()
    yield browser
    browser.close()


@pytest.fixture
def open_in(firefox):
    pages = []

    def open_in(address: str):
        pages.append(firefox.open(address))
        return pages[-1]

    yield open_in
    for page in pages:
        page.close()


def test_the_guide_is_printed_with_answers(open_in, home, tmp_path, screenshots):
    page = open_in(home + guide.WRITE)
    for question in sorted(guide.LOST_PHONE, key=guide.QUESTIONS.index):
        page.run(CHOOSE, question, guide.LOST_PHONE[question])
    page.run(ANSWER, guide.PROJECT, "example-project")
    page.run(ANSWER, guide.USERNAME, "`alice`")
    page.run(ANSWER, guide.TRIED, "The drawer.")
    page.go(home + "summary/")
    assert page.run(STATUS, SHOWN)
    for size in PAPERS:
        pdf = (screenshots or tmp_path) / f"summary-firefox-{size}.pdf"
        page.pdf(pdf, size)
        text = one_line(pdf)
        for label, option in guide.LOST_PHONE.items():
            assert f"{label} {option}" in text
        for said in ("example-project", f"{guide.USERNAME} `alice`", "The drawer."):
            assert said in text
        assert "Print this page" not in text
        paper.check_inside(pdf)
    if screenshots:
        page.picture(screenshots / "summary-firefox.png")


@pytest.mark.parametrize("answer", paper.HARD.values(), ids=paper.HARD)
def test_answers_are_printed_whole(open_in, tmp_path, answer):
    page = open_in(checklist_pages.address())
    page.run(ANSWER, TRIED, answer)
    page.run(ANSWER, "The phone", True)
    page.run(ANSWER, "New address", "new@example.org")
    page.go(checklist_pages.address("summary/"))
    page.run(STATUS, SHOWN)
    pdf = tmp_path / "summary.pdf"
    page.pdf(pdf)
    check_whole(pdf, answer)
    paper.check_inside(pdf)
    text = one_line(pdf)
    assert "- The phone" in text and "Left out: this answer is private." in text and "new@example.org" not in text


def test_the_switch_works_by_keyboard(open_in, tmp_path):
    page = open_in(checklist_pages.address())
    page.run(FOCUS, "User name")
    page.press(*"alice")
    page.go(checklist_pages.address("summary/"))
    page.run(STATUS, SHOWN)
    page.run(FOCUS, "My answers")
    page.press("\ue012")  # Arrow to the left.
    page.run(STATUS, "the blank form")
    assert page.run(CHOSEN) == "Blank form"
    pdf = tmp_path / "summary.pdf"
    page.pdf(pdf)
    assert "alice" not in text_of(pdf)
    page.press("\ue014")  # And to the right.
    page.run(STATUS, SHOWN)
    page.pdf(pdf)
    assert "User name alice" in one_line(pdf)


def test_from_disk_each_page_has_its_own_store(open_in, tmp_path):
    """The summary finds nothing there, and says why; the page of the form prints the answers."""
    page = open_in(checklist_pages.from_disk())
    page.run(ANSWER, "User name", "alice")
    pdf = tmp_path / "request.pdf"
    page.pdf(pdf)
    assert "User name alice" in one_line(pdf)
    page.go(checklist_pages.from_disk().replace("index.html", "summary.html"))
    said = page.run(STATUS, "No answers of yours are saved here")
    assert "from disk" in said and "print them from the page where you gave them" in said
    page.pdf(pdf)
    assert "alice" not in text_of(pdf) and "Not provided" not in text_of(pdf)


def test_the_filled_request_is_printed_whole(open_in, tmp_path):
    page = open_in(checklist_pages.address())
    page.run(ANSWER, TRIED, paper.LONG)
    pdf = tmp_path / "request.pdf"
    page.pdf(pdf)
    check_whole(pdf, paper.LONG)
    paper.check_inside(pdf)
