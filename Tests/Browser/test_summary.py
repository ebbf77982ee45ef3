"""The summary of the guide: on two sheets of paper, with all that a reader needs on them."""

import html
import json
import re

import paper
import pytest
import sites
from test_print import PAPERS, SUMMARY_MARGIN, letters, sheets_of

# The smallest type on paper, in points.
SMALLEST = 8.5


@pytest.fixture(params=["", "https://example.org/back-into-pypi/"], ids=["no base URL", "a base URL"])
def summary(request, open_page):
    """The help site's summary, and the site that it is from."""
    public = sites.build("summary-site", "--base-url", request.param) if request.param else sites.public()
    return open_page(sites.serve(public) + "summary/", scripts=False), request.param


def printed(page, size: str, tmp_path) -> str:
    pdf = str(tmp_path / f"{size}.pdf")
    page.pdf(path=pdf, format=size, prefer_css_page_size=False)
    return pdf


@pytest.mark.parametrize("size", PAPERS)
def test_it_is_printed_on_two_sheets_and_cut_nowhere(summary, size, tmp_path):
    page, _ = summary
    pdf = printed(page, size, tmp_path)
    sheets = sheets_of(pdf, SUMMARY_MARGIN, paper.SUMMARY_FLOW)
    assert 1 < len(sheets) <= 4
    for sheet in sheets:
        assert len(sheet.words) > 50, "a sheet with little on it"
        assert sheet.outside == []


@pytest.mark.parametrize("size", PAPERS)
def test_paper_holds_every_question_option_task_title_and_address(summary, size, tmp_path):
    page, base = summary
    text = letters(paper.text_of(printed(page, size, tmp_path), paper.SUMMARY_FLOW))
    missing = []

    def expect(words: str) -> None:
        if letters(words) not in text:
            missing.append(words)

    entries = [path for path in sites.page_addresses(sites.public()) if not path.startswith(("maintain/", "summary"))]
    assert len(entries) > 25
    for path in entries:
        if path.endswith(".html") or path.startswith("print"):
            continue
        expect(base + path if base else "/" + path)
        source = (sites.public() / path / "index.html").read_text()
        expect(html.unescape(re.search(r"<h1[^>]*>(.*?)</h1>", source).group(1)))
        for task in re.findall(r'<fieldset class="checklist".*?</fieldset>', source, re.DOTALL):
            labels = re.findall(r'<span class="task-label">(.*?)</span>', task, re.DOTALL)
            assert labels
            for label in labels:
                expect(html.unescape(re.sub(r"<[^>]+>", "", label)))
        for data in re.findall(r'data-request="([^"]*)"', source):
            form = json.loads(html.unescape(data))
            for field in form["fields"]:
                expect(field["label"])
                for option in field["options"]:
                    expect(option["label"])
            for rule in form["neverShare"]:
                expect(rule["text"])
            for outcome in form["outcomes"]:
                expect(outcome["title"])
    assert missing == []


def test_questions_on_paper_have_their_numbers_boxes_and_lines(summary):
    page, _ = summary
    page.emulate_media(media="print")
    for form in page.locator(".paper-form").all():
        fields = json.loads(form.get_attribute("data-request"))["fields"]
        assert form.locator(".paper-question").count() == len(fields)
        for field in fields:
            blank = form.locator(f'[data-field="{field["id"]}"] > .paper-blank')
            if field["options"]:
                assert blank.locator(".paper-box").count() == len(field["options"])
                box = blank.locator(".paper-box").first
            else:
                assert blank.locator(".paper-line").count() >= 1
                box = blank.locator(".paper-line").first
            # Borders are printed always, backgrounds only if the reader says so.
            assert box.evaluate("box => getComputedStyle(box).borderBlockEndWidth") != "0px"


def test_type_on_paper_is_not_too_small(summary):
    page, _ = summary
    page.emulate_media(media="print")
    # 1 pt is 4/3 px.
    sizes = page.evaluate("""() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const sizes = {};
      while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode;
        if (!data.trim() || !parentElement.checkVisibility()) continue;
        sizes[parseFloat(getComputedStyle(parentElement).fontSize) * 3 / 4] ??= data.trim().slice(0, 40);
      }
      return sizes;
    }""")
    assert min(map(float, sizes)) >= SMALLEST - 0.01, sizes


def test_each_id_is_there_once_and_the_title_leads_to_its_page(summary):
    page, _ = summary
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    page.locator(".summary-page a").nth(3).click()
    assert page.locator("h1").inner_text() == "I forgot my password"
    page.get_by_role("link", name="Print a summary").click()
    assert page.locator("h1").inner_text() == "Back into PyPI: summary"


def test_other_pages_do_not_load_its_styles(open_page, home):
    page = open_page(home)
    loaded = page.evaluate("() => performance.getEntriesByType('resource').map(entry => entry.name)")
    assert loaded and not [name for name in loaded if "summary" in name]
