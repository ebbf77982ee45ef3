"""Pages that are hard to print: nothing is cut, nothing is lost, no sheet is blank."""

import functools
import pathlib
import re
import subprocess

import hard_pages
import paper
import pytest
import sites
from test_print import PAPERS, converted, letters, sheets_of

# Of 9 pages, the most sheets on either paper; one more would be a sheet that is half empty.
SHEETS = {"": 1, "code/": 8, "headings/": 6, "links/": 6, "rows/": 6, "rtl/": 3, "tall/": 2, "wide/": 4, "words/": 8}


@functools.cache
def site() -> pathlib.Path:
    content = sites.MADE / "hard/content"
    (content / "assets").mkdir(parents=True)
    (content / "site.yml").write_text(f"title: Hard pages\nfooter: '{hard_pages.FOOTER}'\n")
    (content / "assets/tall.svg").write_text(hard_pages.TALL)
    for name, text in hard_pages.PAGES.items():
        (content / name).write_text(text)
    return sites.build("hard/public", root=content.parent)


@pytest.fixture
def print_page(open_page, tmp_path):
    """Prints a page of the site; the path of the PDF."""

    def print_one(address: str, size: str = "A4", **options) -> str:
        page = open_page(sites.serve(site()) + address, **options)
        pdf = str(tmp_path / "page.pdf")
        page.pdf(path=pdf, format=size)
        return pdf

    return print_one


def texts_of_sheets(pdf: str) -> list[str]:
    return [letters(text) for text in converted("pdftotext", "-raw", pdf, "-").split("\f")[:-1]]


@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("hard", SHEETS)
def test_nothing_is_cut_and_no_sheet_is_blank(print_page, hard, size):
    sheets = sheets_of(print_page(hard, size))
    assert len(sheets) <= SHEETS[hard]
    for sheet in sheets:
        assert sheet.words, "a blank sheet"
        assert sheet.outside == []


@pytest.mark.parametrize("size", PAPERS)
def test_words_of_wide_tables_are_all_there(print_page, size):
    printed = letters(paper.text_of(print_page("wide/", size)))
    for column in (0, 8, 15, 29):
        assert f"Head{column}" in printed
        for row in range(3):
            assert f"r{row}c{column}" in printed
    assert printed.count("w" * 20) >= 1
    assert printed.count("w") >= 3 * len(hard_pages.LONG_WORD)


def test_long_words_are_whole(print_page):
    # Once each as text, heading, item, quote, code, step, link, address, term and its definition.
    assert letters(paper.text_of(print_page("words/"))).count("w") >= 10 * len(hard_pages.LONG_WORD)


@pytest.mark.parametrize("size", PAPERS)
def test_each_sheet_of_a_long_table_has_its_head(print_page, size):
    sheets = texts_of_sheets(print_page("rows/", size))
    assert len(sheets) > 3
    for sheet in sheets:
        assert ("Head0Head1Head2" in sheet) == ("c0value" in sheet)
    assert sum("Head0Head1Head2" in sheet for sheet in sheets) >= 3


def test_code_wraps_and_long_code_goes_on_overleaf(print_page):
    pdf = print_page("code/")
    printed = letters(paper.text_of(pdf))
    assert all(f"line{number}" in printed and f"end{number}" in printed for number in range(120))
    assert printed.count("x") == 123 * 150
    assert "line0x" in texts_of_sheets(pdf)[0].split("Long:")[1]


@pytest.mark.parametrize("size", PAPERS)
def test_a_picture_taller_than_a_sheet_stands_on_one(open_page, print_page, size):
    assert len(sheets_of(print_page("tall/", size))) <= 2
    page = open_page(sites.serve(site()) + "tall/", width=660, height=880)
    page.emulate_media(media="print")
    box = page.locator("img").bounding_box()
    assert box["height"] <= 880 and 9.5 < box["height"] / box["width"] < 10.5


@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("hard", ["headings/", "folded/"])
def test_a_heading_is_never_the_last_on_its_sheet(print_page, hard, size):
    for sheet in converted("pdftotext", "-raw", print_page(hard, size), "-").split("\f")[:-1]:
        lines = [line for line in sheet.splitlines() if line.strip() and not line.startswith("Page ")]
        assert lines and not lines[-1].startswith(("Heading", "Below", "Fold "))


def test_addresses_stand_at_the_end_of_their_section_once(print_page):
    printed = letters(paper.text_of(print_page("links/")))
    first, second = printed.rsplit("[60]", 1)[0], printed.rsplit("Second", 1)[1]
    assert "words59[60],orthemagain[60]" in printed
    # Twice as a note, in both sections, and once only in the first.
    assert len(re.findall(r"\[\d+\]https://example\.org/aratherlongaddress/0(?!\d)", printed)) == 2
    assert first and "[61]https" in second and "[62]https" in second


@pytest.mark.parametrize("hard", ["tall/", "summary/", "print/"])
def test_the_foot_says_where_its_links_lead(print_page, hard):
    printed = paper.letters(paper.text_of(print_page(hard), paper.SUMMARY_FLOW))
    assert "Foot(https://foot.test/f),bare.test,tall,us(mailto:us@foot.test)" in printed


def test_links_inside_the_site_say_the_title_where_the_words_do_not(print_page):
    printed = letters(paper.text_of(print_page("")))
    assert "Apicture(“Tall”),Wideandwideagain." in printed
    assert "Underthefold." in printed and "Firsttab." in printed and "Secondtab." in printed


@pytest.mark.parametrize("size", PAPERS)
def test_sheets_are_counted_and_named(print_page, size):
    sheets = texts_of_sheets(print_page("rows/", size))
    for number, sheet in enumerate(sheets, 1):
        assert f"Page{number}of{len(sheets)}" in sheet
        # The first has the header and the title of the page itself.
        assert sheet.count("Hardpages") == 1 and sheet.count("Rows") == 1


def test_right_to_left_pages_stand_on_the_right(open_page, print_page):
    page = open_page(sites.serve(site()) + "rtl/")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    pdf = print_page("rtl/")
    boxes = converted("pdftotext", "-bbox", "-l", "1", pdf, "-")
    width = float(re.search(r'<page width="([\d.]+)"', boxes)[1])
    first_number = re.search(r'xMin="([\d.]+)"[^>]*>\W*1\W*</word>', boxes)
    assert first_number and float(first_number[1]) > width / 2
    # Poppler turns the order of letters round, but not the brackets.
    assert "]1[" in converted("pdftotext", "-raw", pdf, "-")


def test_dark_mode_prints_black_on_white(print_page, tmp_path):
    dark, light = tmp_path / "dark", tmp_path / "light"
    for picture in (dark, light):
        pdf = print_page("words/", scheme=picture.name)
        subprocess.run(["pdftoppm", "-r", "40", "-gray", "-l", "2", pdf, str(picture)], check=True)
    for first, second in zip(sorted(tmp_path.glob("dark-*")), sorted(tmp_path.glob("light-*")), strict=True):
        assert first.read_bytes() == second.read_bytes()
        pixels = first.read_bytes()[-10_000:]
        assert pixels.count(255) > len(pixels) * 0.6
