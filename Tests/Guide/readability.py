"""How hard the pages are to read: the school grade of Flesch and Kincaid, as textstat counts it."""

import re

import textstat
from site_pages import Page

HIGHEST = 8.0


def prose(page: Page) -> str:
    """The article, each block a sentence of its own.

    A colon ends one too: the words before it announce a list, a link or a quotation, and are read as a unit.
    """
    lines = []
    for block in page.blocks:
        text = re.sub(r":(?=\s|$)", ".", block.without_code)
        lines.append(text if re.search(r"[.!?]\W*$", text) else text + ".")
    return "\n".join(lines)


def grade(page: Page) -> float:
    return textstat.flesch_kincaid_grade(prose(page))


def table(pages: list[Page]) -> tuple[list[str], list[str]]:
    """Lines for the reader of the log, and the pages that are too hard."""
    graded = sorted(((grade(page), page) for page in pages), key=lambda pair: (-pair[0], pair[1].key))
    lines = [f"{value:5.1f}  {len(prose(page).split()):5} words  {page.name}" for value, page in graded]
    problems = [f"{page.name}: has grade {value:.1f}, the highest is {HIGHEST:.0f}"
                for value, page in graded if value > HIGHEST]
    return lines, problems
