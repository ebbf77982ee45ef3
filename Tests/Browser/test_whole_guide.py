"""The whole guide on one page: on screen, and as it comes out of the printer."""

import collections
import re

import paper
import pytest
import sites
from test_print import ARTICLE, PAPERS, converted, letters

CONTROLS = "input, button, select, textarea, [contenteditable], .tab-list, dialog"
# Without the text to copy, which is a control.
PAGE = ARTICLE.replace("return document", """
  for (const gone of document.querySelectorAll('p:has(+ .request-template), .request-template')) gone.remove();
  return document""")


@pytest.fixture
def whole(open_page, home):
    return open_page(home + "print/")


def printed_pages():
    """The addresses of the pages for readers, from the site itself: those whose head names no maintainer."""
    found = []
    for address in sites.page_addresses(sites.public()):
        text = (sites.public() / address / "index.html").read_text()
        if address not in sites.COLLECTED and "http-equiv=\"refresh\"" not in text and not address.startswith("maintain/"):
            found.append(address)
    return found


def test_ids_are_unique_and_every_jump_leads_somewhere(whole):
    ids = whole.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)")
    assert [name for name, count in collections.Counter(ids).items() if count > 1] == []
    jumps = whole.evaluate("() => [...document.links].map(link => link.getAttribute('href')).filter(it => it[0] === '#')")
    assert len(jumps) > 200
    assert [jump for jump in jumps if jump[1:] not in ids] == []
    named = whole.evaluate("""() => ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap(name =>
        [...document.querySelectorAll(`[${name}]`)].flatMap(element => element.getAttribute(name).split(/\\s+/)))""")
    assert set(named) <= set(ids)


def test_links_between_pages_are_jumps_and_others_are_right(whole, home):
    pages = printed_pages()
    within = whole.evaluate("() => [...document.querySelectorAll('main a')].map(link => link.href)")
    outside = {link.split("#")[0] for link in within if link.startswith(home)} - {home + "print/"}
    assert not outside & {home + address for address in pages}
    assert all(whole.request.get(link).ok for link in outside)


def test_contents_name_every_page_once_in_order(whole):
    titles = whole.locator(".wm-whole-contents a").all_inner_texts()
    headings = whole.evaluate("""() => [...document.querySelectorAll('.wm-whole-page')].map(page =>
        page.querySelector('h2').innerText)""")
    assert titles == headings
    assert len(titles) == len(printed_pages()) > 20
    levels = whole.evaluate("() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(it => +it.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


def test_nothing_is_a_control_and_no_dialog_opens(open_page, home):
    asked = []
    page = open_page(home + "print/", before="window.print = () => { window.wasPrinted = true; };")
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    assert page.locator(CONTROLS).count() == 0
    assert page.locator("script").count() == 0
    assert page.evaluate("window.wasPrinted") is None
    assert asked == []


def test_maintainers_pages_are_left_out_everywhere(whole):
    assert whole.locator("[id^=maintain]").count() == 0
    sitemap = sites.under_help() / "sitemap.xml"
    assert "/print/" not in sitemap.read_text()


@pytest.mark.parametrize("size", PAPERS)
def test_paper_has_every_word_of_every_page(open_page, home, size, tmp_path):
    page = open_page(home + "print/")
    pdf = str(tmp_path / "whole.pdf")
    page.pdf(path=pdf, format=size, prefer_css_page_size=False, tagged=True, outline=True)
    text = letters(paper.text_of(pdf))
    missing = []
    for address in printed_pages():
        one = open_page(home + address, scripts=False)
        lines = one.evaluate(PAGE).splitlines()
        one.context.close()
        assert len(lines) > 5, address
        missing += [(address, line) for line in lines if letters(line) not in text]
    assert missing == []


def test_sheets_are_filled(open_page, home, tmp_path):
    """No sheet is blank, and few are half empty: a picture or a heading that must stay together."""
    page = open_page(home + "print/")
    pdf = str(tmp_path / "whole.pdf")
    page.pdf(path=pdf, format="A4")
    sheets = re.findall(r"<page [^>]*>(.*?)</page>", converted("pdftotext", "-bbox", pdf, "-"), re.DOTALL)
    lowest = [max(map(float, re.findall(r'yMax="([\d.]+)"', sheet)), default=0) for sheet in sheets]
    assert min(lowest) > 0
    assert sum(end < 420 for end in lowest) <= len(sheets) / 10, lowest
