"""What comes out of the printer."""

import re
import subprocess

import pytest

PAPERS = ["A4", "Letter"]
# Points; the margin that the theme leaves is 17 mm, and 12 mm on the summary.
MARGIN = 40
SUMMARY_MARGIN = 33
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
  return document.querySelector('main article').innerText;
}"""


def letters(text: str) -> str:
    """Without spaces and hyphens, which move when lines break anew."""
    return re.sub(r"[\s\u00ad\u2010-]+|\(https?:[^)]*\)", "", text)


def converted(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL).stdout


@pytest.mark.parametrize("paper", PAPERS)
def test_print_has_the_whole_article_and_no_navigation(open_page, home, address, paper, tmp_path, screenshots):
    page = open_page(home + address)
    pdf = str(tmp_path / "page.pdf")
    if screenshots and paper == "A4":
        pdf = str(screenshots / f"{address.strip('/').replace('/', '-') or 'home'}.pdf")
    page.pdf(path=pdf, format=paper, prefer_css_page_size=False)
    page.emulate_media(media="print")
    shown = page.locator("nav:visible, .wm-skip-link:visible, .wm-menu-link:visible, .wm-footer-top:visible")
    assert shown.count() == 0
    page.emulate_media(media="screen")
    article = letters(page.evaluate(ARTICLE))
    printed = letters(converted("pdftotext", "-raw", pdf, "-"))
    for line in page.evaluate(ARTICLE).splitlines():
        assert letters(line) in printed, line
    assert len(article) > 100
    for words in ("Skiptocontent", "Onthispage", "Backtotop", "Menu"):
        assert printed.count(words) == article.count(words)


@pytest.mark.parametrize("paper", PAPERS)
def test_print_cuts_nothing(open_page, home, address, paper, tmp_path):
    page = open_page(home + address)
    pdf = str(tmp_path / "page.pdf")
    page.pdf(path=pdf, format=paper, prefer_css_page_size=False)
    boxes = converted("pdftotext", "-bbox", pdf, "-")
    sheets = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.DOTALL)
    assert sheets
    margin = SUMMARY_MARGIN if address.startswith("summary") else MARGIN
    for width, height, words in sheets:
        found = re.findall(
            r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', words)
        assert found, "an empty sheet"
        for left, top, right, bottom, word in found:
            inside = (margin < float(left) and float(right) < float(width) - margin
                      and margin < float(top) and float(bottom) < float(height) - margin)
            assert inside, word
