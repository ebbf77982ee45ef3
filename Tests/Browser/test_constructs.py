"""What the theme makes of each construct of the dialect, on a page that has them all."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import NARROW, NARROWEST, WIDE
from test_pages import OVERFLOW, RULES, UNFOLD
from test_print import MARGIN, PAPERS, converted


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_constructs_are_accessible_and_fit(open_page, constructs, scheme, screenshots):
    page = open_page(constructs + "#fn-1", scheme=scheme)
    page.evaluate(UNFOLD, True)
    page.locator("#plain > .code-copy").click()
    page.locator("#plain > .code-status", has_text=re.compile("Cop")).wait_for()
    for width in (WIDE, NARROW, NARROWEST):
        page.set_viewport_size({"width": width, "height": 800})
        if screenshots:
            page.screenshot(path=screenshots / f"constructs-{width}-{scheme}.png", full_page=True)
        for tab in ("Linux", "Windows"):
            page.get_by_role("tab", name=tab, exact=True).click()
            assert (width, tab, page.evaluate(OVERFLOW)) == (width, tab, [])
            found = Axe().run(page, options={
                "runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
            assert [
                (width, broken["id"], node["target"], node.get("failureSummary"))
                for broken in found.response["violations"] for node in broken["nodes"]
            ] == []


@pytest.mark.parametrize("width", [NARROWEST, NARROW, WIDE])
def test_constructs_fit_without_scripts(open_page, constructs, width):
    # Scripts of the page are off, not those of the test.
    page = open_page(constructs, width=width, scripts=False)
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("selector", ["pre[tabindex]", ".table[tabindex]"])
def test_what_scrolls_shows_that_it_has_the_focus(open_page, constructs, selector):
    page = open_page(constructs, width=NARROW)
    box = page.locator(selector).first
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())
    assert box.evaluate("box => getComputedStyle(box).outlineStyle") == "solid"
    assert box.evaluate("box => parseFloat(getComputedStyle(box).outlineWidth)") >= 2


def test_marked_line_is_marked_over_its_whole_width(open_page, constructs):
    page = open_page(constructs, width=NARROW)
    widths = page.evaluate("""() => {
      const pre = document.querySelector('#titled pre');
      return [pre.scrollWidth, pre.clientWidth,
        ...[...pre.querySelectorAll('.is-marked')].map(line => line.getBoundingClientRect().width)];
    }""")
    assert widths[0] > widths[1]
    assert widths[2:] == pytest.approx([widths[0]] * 2, abs=1)


def test_small_targets_are_large_enough(open_page, constructs):
    page = open_page(constructs, width=NARROW)
    for selector in (".footnote-ref a", ".footnote-back", ".tab-button", ".code-copy"):
        for target in page.locator(f"{selector}:visible").all():
            box = target.bounding_box()
            assert box["width"] >= 24 and box["height"] >= 24, (selector, box)


def test_footnote_number_does_not_move_lines_apart(open_page, constructs):
    page = open_page(constructs)
    height = page.locator("h1 + p").bounding_box()["height"]
    page.evaluate("document.querySelectorAll('.footnote-ref').forEach(number => number.remove())")
    assert page.locator("h1 + p").bounding_box()["height"] == height


@pytest.mark.parametrize("options", [{}, {"forced_colors": "active"}], ids=["colours", "forced colours"])
def test_boxes_of_tasks_can_be_seen(open_page, constructs, options):
    page = open_page(constructs, **options)
    for box in page.locator(".task-box").all():
        width, border, cursor, tick = box.evaluate("""box => {
          const style = getComputedStyle(box);
          return [style.width, style.borderTopWidth, style.cursor, getComputedStyle(box, '::after').content];
        }""")
        assert (width, border, cursor) == ("20px", "2px", "auto")
        assert (tick == '""') == (box.get_attribute("aria-label") == "Done")
        label = box.locator("xpath=following-sibling::*[1]").bounding_box()
        place = box.bounding_box()
        assert place["x"] + place["width"] < label["x"]
        # The middle of the label's first line.
        assert abs(place["y"] + place["height"] / 2 - (label["y"] + 10)) < 4


def test_empty_and_ticked_boxes_differ_on_paper(open_page, constructs):
    page = open_page(constructs)
    page.emulate_media(media="print")
    pictures = {box.get_attribute("aria-label"): box.screenshot() for box in page.locator(".task-box").all()}
    assert len(set(pictures.values())) == 2


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_cuts_nothing(open_page, constructs, paper, tmp_path):
    pdf = str(tmp_path / "constructs.pdf")
    open_page(constructs).pdf(path=pdf, format=paper)
    boxes = converted("pdftotext", "-bbox", pdf, "-")
    width = float(re.search(r'<page width="([\d.]+)"', boxes)[1])
    words = re.findall(r'xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="[\d.-]+">(.*?)</word>', boxes)
    assert len(words) > 300
    assert [word for left, right, word in words
            if float(left) < MARGIN or float(right) > width - MARGIN] == []
    text = converted("pdftotext", "-raw", pdf, "-")
    for part in ("src/main.py", "https://example.org/a/path/that/is/long", "A part that the reader opens."):
        assert part in text
    assert "Copy" not in text


def test_paper_needs_no_colour(open_page, constructs):
    page = open_page(constructs)
    page.emulate_media(media="print")
    shown = page.evaluate("""() => [...document.querySelectorAll('pre code *')].map(part => {
      const style = getComputedStyle(part);
      return [style.color, style.backgroundColor.replace('rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)')].join(' on ');
    })""")
    assert set(shown) == {"rgb(0, 0, 0) on rgb(255, 255, 255)"}
    styles = {
        name: page.locator(selector).first.evaluate(f"part => getComputedStyle(part).{name}")
        for selector, name in ((".hl-comment", "fontStyle"), (".hl-keyword", "fontWeight"),
                               (".is-marked", "borderInlineStartStyle"), ("pre code", "whiteSpaceCollapse"),
                               ("pre code", "textWrapMode"))}
    assert styles == {"fontStyle": "italic", "fontWeight": "700", "borderInlineStartStyle": "solid",
                      "whiteSpaceCollapse": "preserve", "textWrapMode": "wrap"}


def test_head_of_a_table_stands_on_each_sheet(open_page, constructs, tmp_path):
    page = open_page(constructs)
    page.evaluate("""() => {
      const body = document.querySelector('#wide tbody');
      for (let row = 0; row < 80; row++) body.append(body.rows[0].cloneNode(true));
    }""")
    pdf = str(tmp_path / "table.pdf")
    page.pdf(path=pdf, format="A4")
    sheets = converted("pdftotext", "-raw", pdf, "-").split("\f")
    with_rows = [sheet for sheet in sheets if "unconditional" in sheet]
    assert len(with_rows) > 2
    assert all("Acknowledgement" in sheet for sheet in with_rows)
