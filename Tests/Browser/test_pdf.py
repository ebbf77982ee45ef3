"""The PDFs of the help site, and its QR code on paper."""

import functools
import html.parser
import pathlib
import re
import shutil
import subprocess

import pytest
import sites
import zxingcpp

BASE = "https://example.org/help/"
# Dots per inch of a scan that is worse than any telephone's.
SCAN = 100
MILLIMETRES = 25.4


@functools.cache
def printed() -> pathlib.Path:
    return sites.build("pdf", "--pdf", "--base-url", BASE)


@functools.cache
def printed_without_address() -> pathlib.Path:
    """From a copy whose configuration names no address."""
    root = sites.MADE / "no-address"
    shutil.copytree(sites.ROOT / "content", root / "content")
    configuration = root / "content/site.yml"
    configuration.write_text(re.sub(r"(?m)^base-url: .*\n", "", configuration.read_text()))
    return sites.build("no-address/public", "--pdf", root=root)


def said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL).stdout.decode(
        "utf-8", "replace")


class Words(html.parser.HTMLParser):
    """The text of a document's `main`, as far as it is for paper."""

    def __init__(self):
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        classes = (given.get("class") or "").split()
        hidden = "hidden" in given or tag in ("button", "script", "nav") or "screen-only" in classes
        if tag not in ("area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"):
            inside = self.open[-1][1] if self.open else False
            self.open.append((tag, (inside or tag == "main") and not hidden))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open and self.open[-1][1]:
            self.text += data.split()


@pytest.mark.parametrize("name", ["summary.pdf", "guide.pdf"])
@pytest.mark.parametrize("folder", [printed, printed_without_address])
def test_is_a_good_citizen(folder, name):
    pdf = str(folder() / name)
    facts = said("pdfinfo", pdf)
    assert re.search(r"(?m)^Tagged: +yes$", facts)
    assert re.search(r"(?m)^Page size:.*A4", facts)
    plain = said("qpdf", "--qdf", pdf, "-")
    assert "/Outlines" in plain and "/Lang (en)" in plain
    for word in ("file:", str(sites.ROOT), str(sites.MADE), "/tmp/", "waymark-pdf"):
        assert word not in plain, word


def links(pdf: pathlib.Path) -> set[str]:
    return {line.split()[-1] for line in said("pdfinfo", "-url", str(pdf)).splitlines()[1:]}


@pytest.mark.parametrize("name, title", [
    ("summary.pdf", "Back into PyPI: summary"), ("guide.pdf", "Back into PyPI: the whole guide")])
def test_title_names_the_guide_once(name, title):
    assert re.search(r"(?m)^Title: +(.*)$", said("pdfinfo", str(printed() / name)))[1] == title


@pytest.mark.parametrize("name", ["summary.pdf", "guide.pdf"])
def test_links_lead_to_pages_that_exist(name):
    own = [link for link in links(printed() / name) if link.startswith(BASE)]
    assert own
    for link in own:
        path, _, anchor = link.removeprefix(BASE).partition("#")
        page = printed() / path / "index.html" if path.endswith("/") or not path else printed() / path
        assert page.is_file(), link
        assert not anchor or f'id="{anchor}"' in page.read_text(), link


@pytest.mark.parametrize("name", ["summary.pdf", "guide.pdf"])
def test_without_an_address_no_link_leads_to_the_site(name):
    assert all(re.match("(https|mailto|tel):", link) for link in links(printed_without_address() / name))
    assert not any("example.org/help" in link for link in links(printed_without_address() / name))


def test_whole_guide_has_its_jumps():
    plain = said("qpdf", "--qdf", str(printed() / "guide.pdf"), "-")
    contents = re.findall(r'href="#([^"]+)"', (printed() / "print/index.html").read_text())
    jumps = set(re.findall(r"/Dest /(\S+)", plain))
    assert len(jumps) > 20
    assert jumps <= set(contents)


@pytest.mark.parametrize("name, source", [("summary.pdf", "summary"), ("guide.pdf", "print")])
def test_has_every_word(name, source):
    words = Words()
    words.feed((printed() / source / "index.html").read_text())
    assert len(words.text) > 500

    # Letters and digits alone: words are broken, and ligatures and signs set, in many ways.
    def letters(text: str) -> str:
        return re.sub(r"[\W_]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl")).lower()

    on_paper = letters(said("pdftotext", "-raw", str(printed() / name), "-"))
    missing = [word for word in dict.fromkeys(words.text) if letters(word) not in on_paper]
    assert missing == []


def test_two_builds_are_the_same():
    again = sites.build("pdf-again", "--pdf", "--base-url", BASE)
    for name in ("summary.pdf", "guide.pdf"):
        assert (again / name).read_bytes() == (printed() / name).read_bytes()


def grey(pdf: pathlib.Path, page: int) -> memoryview:
    """A sheet as a scanner sees it."""
    made = subprocess.run(["pdftoppm", "-gray", "-r", str(SCAN), "-f", str(page), "-l", str(page), str(pdf)],
                          check=True, capture_output=True).stdout
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", made)
    width, height = int(header[1]), int(header[2])
    return memoryview(made[header.end():]).cast("B", shape=[height, width])


def test_qr_code_on_paper_leads_to_the_summary():
    found = zxingcpp.read_barcodes(grey(printed() / "summary.pdf", 1), formats=zxingcpp.BarcodeFormat.QRCode)
    assert [code.text for code in found] == [BASE + "summary/"]
    place = found[0].position
    wide = (place.top_right.x - place.top_left.x) / SCAN * MILLIMETRES
    high = (place.bottom_left.y - place.top_left.y) / SCAN * MILLIMETRES
    # The place is without the quiet zone: 29 of 37 modules for an address of this length.
    assert wide * 37 / 29 > 24.5 and high * 37 / 29 > 24.5


def test_without_an_address_there_is_no_qr_code():
    found = zxingcpp.read_barcodes(grey(printed_without_address() / "summary.pdf", 1),
                                   formats=zxingcpp.BarcodeFormat.QRCode)
    assert found == []
    assert "summary-qr" not in (printed_without_address() / "summary/index.html").read_text()
