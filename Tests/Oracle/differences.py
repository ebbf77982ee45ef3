"""How the differences of differences.md are recognised, and how that file is read.

A predicate gets the document and both outputs. It decides by the document first: one that looks only at the outputs
would hide other mistakes. It may return the document without what makes the difference: then that must agree.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

LIST = Path(__file__).with_name("differences.md")
FENCE = "`" * 32

ALERT = re.compile(
    r"^.*>[ \t]*\[!(?:note|tip|important|warning|caution)\][ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def is_alert(document: str, ours: str, theirs: str) -> bool:
    return bool(ALERT.search(document)) and "alert" in ours and "[!" in theirs


def is_of_an_older_commonmark(document: str, ours: str, theirs: str) -> bool:
    """Whether cmark and cmark-gfm without any extension already disagree; a footnote is to them a list item."""
    for text in (document, re.sub(rf"{MARK}[ \t]*", "-   ", document)):
        old, new = (
            subprocess.run([program, "--unsafe"], input=text.encode(), capture_output=True, check=True).stdout
            for program in ("cmark-gfm", "cmark"))
        if old != new:
            return True
    return False


def paragraphs(document: str) -> list[str]:
    return re.split(r"\n(?:[ \t>]*\n)+", document)


def without_tildes(document: str, ours: str, theirs: str) -> str | bool:
    """Tildes that fence code stay."""
    if any("~" in text and re.search(r"[*_]", text) for text in paragraphs(document)):
        return re.sub(r"(?m)^([ \t>]*~~~+)|~+", lambda found: found[1] or "", document)
    return False


LABEL = re.compile(r"\[\^[^\]]*[\n*_~`<\[\\&]|[*_~`\[][^\n]*\[\^[^\]]*\][^\n]*[*_~`\]]")


def without_carets(document: str, ours: str, theirs: str) -> str | bool:
    if not LABEL.search(document):
        return False
    # Only at the start of a line a colon behind it makes a footnote.
    return re.sub(rf"(?m)^([ \t>*+)\d.-]*(?:{MARK}[ \t]*)+)|\[\^", lambda found: found[1] or "[", document)


MARK = r"\[\^[^\]\s]+\]:"


def is_footnote_in_first_line(document: str, ours: str, theirs: str) -> bool:
    return bool(re.search(rf"{MARK}[ \t>*+-]*(?:\d+[.)][ \t]+)?{MARK}|{MARK}(?s:.*)\n[ \t>]*[ \t]{MARK}", document))


def is_footnote_with_blank_line(document: str, ours: str, theirs: str) -> bool:
    """A blank line that holds something: blanks, or the mark of a quote."""
    return bool(re.search(MARK, document) and re.search(r"^[ \t>]*[ \t>]\r?$", document, re.MULTILINE))


BOX = r"(?:[-+*]|\d+[.)])[ \t]+\[[ xX]\][ \t]*"


def is_box_without_text(document: str, ours: str, theirs: str) -> bool:
    return bool(re.search(rf"{BOX}(?:\r|$|\[(?:[^\]\n\\]|\\.)*\]:)|^[ \t]+\[[ xX]\][ \t]", document, re.MULTILINE))


def is_footnote_in_item(document: str, ours: str, theirs: str) -> bool:
    return bool(re.search(rf"(?m)^[ \t>]*(?:[-+*]|\d+[.)])[ \t]+{MARK}", document))


def is_unlikely_header(document: str, ours: str, theirs: str) -> bool:
    return bool(re.search(rf"(?m)^[ \t>]*(?:(?:[-+*]|\d+[.)])(?:[ \t].*)?|[<`].*)\n{TABLE[1:]}", document))


def is_address_behind_bracket(document: str, ours: str, theirs: str) -> bool:
    return any("](" in text and re.search(r"www\.|://", text) for text in paragraphs(document))


def without_escaped_carets(document: str, ours: str, theirs: str) -> str:
    return document.replace("[\\^", "[")


def is_box_before_box(document: str, ours: str, theirs: str) -> bool:
    return bool(re.search(rf"{BOX}.*\[[xX]\]", document))


def is_box_in_quote(document: str, ours: str, theirs: str) -> str | bool:
    found = re.compile(rf"(?m)^(.*(?:>|(?:[-+*]|\d+[.)])[ \t]).*?(?:[-+*]|\d+[.)])[ \t]+)\[[ xX]\]")
    return found.sub(r"\1[]", document) if found.search(document) else False


TABLE = r"^[ \t>]*[-:|][-:| \t]*\r?$"
DELIMITERS = rf"^(?=[^\n]*-){TABLE[1:]}"
ITEM_BEFORE_TABLE = r"^[ \t>]*(?:[-+*]|\d+[.)])(?:[ \t].*)?\n.*\n"


def is_paragraph_before_table(document: str, ours: str, theirs: str) -> bool:
    """Looks only at what stands before a header: pipes that are escaped in a table are compared."""
    for text in paragraphs(document):
        end = 0
        for found in re.finditer(DELIMITERS, text, re.MULTILINE):
            before = text[end:max(text.rfind("\n", 0, max(found.start() - 1, 0)) + 1, end)]
            end = found.end()
            if re.search(r"\]:|\\\|", before) or re.search(ITEM_BEFORE_TABLE, text, re.MULTILINE):
                return True
    return False


@dataclass
class Difference:
    name: str
    predicate: Callable[[str, str, str], bool]
    example: str


def read_differences() -> list[Difference]:
    """The differences that are listed; ends the program where the list is not well formed."""
    found = []
    for section in re.split(r"^## ", LIST.read_text(), flags=re.MULTILINE)[1:]:
        name = section.partition("\n")[0].strip()
        predicate = re.search(r"^Recognised by `(\w+)`\.$", section, re.MULTILINE)
        example = re.search(
            rf"^{FENCE} example\n(.*?)^{FENCE}$", section, re.MULTILINE | re.DOTALL)
        function = globals().get(predicate[1]) if predicate else None
        if example is None or not callable(function):
            raise SystemExit(
                f"{LIST.name}: \"{name}\" needs a line \"Recognised by `function`.\" with a function of "
                f"differences.py, and an example")
        found.append(Difference(name, function, example[1].replace("→", "\t")))
    return found
