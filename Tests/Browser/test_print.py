"""What comes out of the printer."""

import dataclasses
import re
import subprocess

import paper
import pytest

PAPERS = ["A4", "Letter"]
# Points; the margins at the sides are 17 mm, on the summary 13 mm.
MARGIN = 47
SUMMARY_MARGIN = 35
# Nearer to the edge than this, many printers print nothing.
EDGE = 14
ARTICLE = """() => {
  for (const folded of document.querySelectorAll('main details')) folded.open = true;
  // A form without answers is printed as its questions, with room to write.
  for (const form of document.querySelectorAll('.request.is-blank')) {
    form.querySelector('.request-plain').hidden = false;
    for (const gone of form.querySelectorAll('.request-form, p:has(+ .request-template), .request-template')) gone.remove();
  }
  const notPrinted = '.code-copy, .code-status, .tab-list, .footnote-back, .screen-only, .request-tools, .answer-tools';
  for (const onScreen of document.querySelectorAll(notPrinted)) onScreen.remove();
  for (const onPaper of document.querySelectorAll('.print-only')) onPaper.style.display = 'block';
  for (const link of document.querySelectorAll('main a[data-title]')) link.append(` (“${link.dataset.title}”)`);
  for (const link of document.querySelectorAll('main a[data-note]')) {
    if (link.dataset.note) link.append(`[${link.dataset.note}]`);
  }
  return document.querySelector('main article').innerText;
}"""


def letters(text: str) -> str:
    """Without spaces and hyphens, which move when lines break anew."""
    return re.sub(r"[\s\u00ad\u2010-]+|\(https?:[^)]*\)", "", text)


def converted(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL).stdout


@dataclasses.dataclass
class Sheet:
    """The words of a page, without those of the margins."""

    words: list[str]
    # Those that do not stand wholly on the paper, or in the margin where only the head and the number may be.
    outside: list[str]


def sheets_of(pdf: str, margin: float = MARGIN, flow: tuple[float, float] = paper.FLOW) -> list[Sheet]:
    boxes = converted("pdftotext", "-bbox", pdf, "-")
    sheets = []
    for width, height, text in re.findall(
            r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.DOTALL):
        sheet = Sheet([], [])
        for *box, word in re.findall(
                r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', text):
            left, top, right, bottom = map(float, box)
            in_head = EDGE < top and bottom < flow[0]
            in_foot = top > float(height) - flow[1] and bottom < float(height) - EDGE
            if not (in_head or in_foot):
                sheet.words.append(word)
                if not (flow[0] < top and bottom < float(height) - flow[1] + 2):
                    sheet.outside.append(word)
            if not (margin < left and right < float(width) - margin):
                sheet.outside.append(word)
        sheets.append(sheet)
    assert sheets
    return sheets


@pytest.mark.parametrize("size", PAPERS)
def test_print_has_the_whole_article_and_no_navigation(open_page, home, guide_page, size, tmp_path, screenshots):
    page = open_page(home + guide_page)
    pdf = str(tmp_path / "page.pdf")
    if screenshots and size == "A4":
        pdf = str(screenshots / f"{guide_page.strip('/').replace('/', '-') or 'home'}.pdf")
    page.pdf(path=pdf, format=size, prefer_css_page_size=False)
    page.emulate_media(media="print")
    shown = page.locator("nav:visible, .wm-skip-link:visible, .wm-menu-link:visible, .wm-footer-top:visible")
    assert shown.count() == 0
    page.emulate_media(media="screen")
    text = page.evaluate(ARTICLE)
    article = letters(text)
    printed = letters(paper.text_of(pdf))
    for line in text.splitlines():
        assert paper.is_printed(letters(line), printed), line
    assert len(article) > 100
    for words in ("Skiptocontent", "Onthispage", "Backtotop", "Menu"):
        assert printed.count(words) == article.count(words)


@pytest.mark.parametrize("size", PAPERS)
def test_print_cuts_nothing(open_page, home, address, size, tmp_path):
    page = open_page(home + address)
    pdf = str(tmp_path / "page.pdf")
    page.pdf(path=pdf, format=size, prefer_css_page_size=False)
    is_summary = address.startswith("summary")
    for sheet in sheets_of(pdf, *(SUMMARY_MARGIN, paper.SUMMARY_FLOW) if is_summary else (MARGIN, paper.FLOW)):
        assert sheet.words, "an empty sheet"
        assert sheet.outside == []
