"""Answers that are hard to print, and what a printed document says."""

import pathlib
import re
import subprocess
import unicodedata

# 10,000 numbered words, more than 50,000 characters: one that is lost or moved shows.
LONG = " ".join(f"w{number}" + (".\n" if number % 97 == 0 else "") for number in range(10_000))
# Without a place to break, and with an end that no other text has.
WORD = "".join(f"{number:04}" for number in range(1, 125)) + "END!"
RIGHT_TO_LEFT = "فقدت هاتفي يوم الجمعة\nאיבדתי את הטלפון\nThe last line."
LINES = "first\n\n\n    indented `code` <b>&amp;\n\ttab, then an end"
HARD = {"long": LONG, "word": WORD, "right-to-left": RIGHT_TO_LEFT, "lines": LINES}

# Points at the left and at the right, which nothing may reach.
EDGE = 30
# Points at the top and at the bottom. Nearer to the edge than this stand only the running head and the number of the
# sheet: the theme's margins are 18 mm above and 20 mm below, on the summary 12 mm each.
FLOW = (50, 56)
SUMMARY_FLOW = (32, 33)


def converted(*command: str | pathlib.Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL).stdout


def letters(text: str) -> str:
    """Without what moves when lines break anew, and with letters in their plain forms."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if not one.isspace() and unicodedata.category(one) not in ("Cf", "Cc", "Mn"))


def text_of(pdf: str | pathlib.Path, flow: tuple[int, int] = FLOW) -> str:
    """What stands on all sheets, without the words in their margins."""
    size = re.search(r"Page size: +(\d+)\S* x (\d+)", converted("pdfinfo", pdf))
    assert size
    width, height = map(int, size.groups())
    part = ["-r", "72", "-x", "0", "-y", flow[0], "-W", width, "-H", height - sum(flow)]
    return converted("pdftotext", "-raw", *map(str, part), pdf, "-")


def one_line(pdf: str | pathlib.Path, flow: tuple[int, int] = FLOW) -> str:
    return re.sub(r"\s+", " ", text_of(pdf, flow))


def sheets(pdf: pathlib.Path) -> int:
    return int(re.search(r"^Pages:\s+(\d+)", converted("pdfinfo", pdf), re.MULTILINE)[1])


def check_whole(pdf: pathlib.Path, answer: str, flow: tuple[int, int] = FLOW) -> None:
    """The paper has all of an answer, in its order; between two sheets other text may stand."""
    text = text_of(pdf, flow)
    numbered = re.findall(r"\bw\d+\b", answer)
    if len(numbered) > 100:
        assert re.findall(r"\bw\d+\b", text) == numbered
        return
    printed = letters(text)
    for line in answer.splitlines():
        # Poppler puts words in the order of the paper: from left to right.
        for piece in [line] if line.isascii() else line.split():
            assert is_printed(letters(piece), printed), piece


def is_printed(word: str, text: str) -> bool:
    """As it is, or in two parts on two sheets."""
    return word in text or any(word[:end] in text and word[end:] in text for end in range(1, len(word)))


def check_inside(pdf: pathlib.Path) -> None:
    """No sheet is empty, and no word is cut off at a side."""
    found = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>',
                       converted("pdftotext", "-bbox", pdf, "-"), re.DOTALL)
    assert found
    for width, height, words in found:
        boxes = re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', words)
        assert boxes, "an empty sheet"
        for left, top, right, bottom, word in boxes:
            assert float(left) > EDGE and float(right) < float(width) - EDGE, word
            assert float(top) > 0 and float(bottom) < float(height), word
