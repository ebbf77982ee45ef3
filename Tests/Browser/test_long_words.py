"""A word of 500 characters is whole on the screen and on paper, wherever an author writes it."""

import functools

import long_words
import paper
import pytest
import sites
from conftest import NARROW, WIDE
from test_pages import OVERFLOW
from test_print import PAPERS

# Pixels between the margins of the narrowest sheet.
SHEET = 660
site = functools.cache(long_words.site)
# Not on paper: what is said instead of a picture, an example of what to type, and what the form is called elsewhere.
SILENT = ("alternative", "example", "form", "about")
# Of the form and of the page, the summary leaves out what it is not made of.
IN_SUMMARY = ("title", "summary", "checklist", "first", "part", "other", "description", "section", "footer", "foot-link",
              "form", "about", "question", "help", "option", "choice", "name", "outcome", "never")
WHOLE = long_words.words_in(
    long_words.CONFIGURATION, long_words.HOME, long_words.OTHER, long_words.BELOW, long_words.FORM,
    without=(*SILENT, "description", "summary", "owner"))
PLACES = {
    "": long_words.words_in(long_words.CONFIGURATION, long_words.HOME, long_words.FORM, without=(*SILENT, "summary")),
    "other/": long_words.words_in(long_words.CONFIGURATION, long_words.OTHER, without=("description",)),
    "section/": long_words.words_in(long_words.CONFIGURATION, long_words.BELOW),
    "summary/": {place: long_words.word(place) for place in IN_SUMMARY},
    "print/": WHOLE,
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("at", [*PLACES, "404.html"])
def test_nothing_reaches_over_the_side(open_page, at, scripts):
    page = open_page(sites.serve(site()) + at, scripts=scripts)
    for width in (NARROW, 800, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")
        assert (width, page.evaluate(OVERFLOW)) == (width, [])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 800})
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("at", PLACES)
def test_paper_has_the_whole_word(open_page, at, scripts, size, tmp_path):
    """What is cut off at a side is not in the text of a PDF: so the whole word has to be there."""
    page = open_page(sites.serve(site()) + at, scripts=scripts)
    pdf = tmp_path / "page.pdf"
    page.pdf(path=pdf, format=size)
    flow = paper.SUMMARY_FLOW if at == "summary/" else paper.FLOW
    printed = paper.letters(paper.text_of(pdf, flow))
    cut = [place for place, word in PLACES[at].items() if not paper.is_printed(word, printed)]
    assert cut == []
