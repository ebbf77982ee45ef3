"""What the page of a form prints once it is filled in: questions and answers."""

import paper
import pytest
from checklist_pages import address, from_disk

TRIED = "What I have already tried"


@pytest.fixture
def printed(tmp_path):
    def printed(page, size: str = "A4"):
        pdf = tmp_path / "request.pdf"
        page.pdf(path=pdf, format=size)
        return pdf

    return printed


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("answer", paper.HARD.values(), ids=paper.HARD)
def test_answers_are_printed_whole(open_page, printed, answer, size):
    page = open_page(address())
    page.get_by_label(TRIED).fill(answer)
    pdf = printed(page, size)
    paper.check_whole(pdf, answer)
    paper.check_inside(pdf)


def test_a_long_answer_starts_behind_its_question(open_page, printed):
    """It breaks across sheets, and does not wait for one of its own."""
    page = open_page(address())
    page.get_by_label(TRIED).fill(paper.LONG)
    text = paper.one_line(printed(page))
    assert "tried (optional) - Find this page w0." in text
    sheet = next(sheet for sheet in paper.text_of(printed(page)).split("\f") if TRIED in sheet)
    assert "w0" in sheet


def test_only_what_is_asked_is_printed(open_page, printed):
    page = open_page(address())
    page.get_by_label("User name", exact=True).fill("alice")
    page.get_by_label("Phone", exact=True).check()
    page.get_by_label("Since when?").fill("2026-02-28")
    page.get_by_label("Mailbox", exact=True).check()
    text = paper.one_line(printed(page))
    assert "User name alice What did you lose? Phone What still works? (optional) Mailbox" in text
    assert "2026-02-28" in text
    page.get_by_label("Password", exact=True).check()
    text = paper.one_line(printed(page))
    assert "You need no request" in text and "User name alice" in text
    for hidden in ("2026-02-28", "Since when?", "Which site?", "New address"):
        assert hidden not in text


def test_steps_are_part_of_the_answer(open_page, printed):
    page = open_page(address())
    page.get_by_label("User name", exact=True).fill("alice")
    page.get_by_label("The phone").check()
    text = paper.one_line(printed(page))
    assert "tried (optional) - The phone - Find this page" in text


def test_private_answers_and_secrets_stay_off_paper(open_page, printed):
    page = open_page(address())
    page.get_by_label("New address").fill("new@example.org")
    page.get_by_label(TRIED).fill("codes: 0123456789abcdef")
    text = paper.one_line(printed(page))
    assert "New address (optional) Left out: this answer is private." in text
    assert "codes: [removed:" in text
    assert "new@example.org" not in text and "0123456789abcdef" not in text


def test_a_form_without_answers_is_one_to_fill_in(open_page, printed):
    text = paper.one_line(printed(open_page(address())))
    assert "Not provided" not in text and "1. User name" in text


def test_from_disk(open_page, printed):
    page = open_page(from_disk())
    page.get_by_label(TRIED).fill(paper.LINES)
    paper.check_whole(printed(page), paper.LINES)
