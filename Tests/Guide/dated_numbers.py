"""Sentences that count time or people and do not say when that was true.

A sentence is dated where a year stands in it, in its paragraph, item, table or figure, in the words that lead to
its list or table, in its heading, or in the first block under that heading. Names of pages (links), code and
headings are no claims. What needs no date is listed in undated_numbers.yml with the reason.
"""

import pathlib
import re

import yaml
from site_pages import HEADINGS, Block, Node, Page, plain

FILE = pathlib.Path(__file__).with_name("undated_numbers.yml")

SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety"
LARGE = r"\d[\d,.]*\d|\d|hundreds? of|thousands? of|dozens? of"
TIME = "seconds|minutes?|hours?|days?|weeks?|months?|years?"
PEOPLE = "people|persons|users|accounts|requests|volunteers|addresses|projects"
MONTH = "January|February|March|April|June|July|August|September|October|November|December"
CLAIM = re.compile(
    rf"\b(?:(?:{SMALL}|{LARGE}) (?:{TIME})|(?:{LARGE}) (?:{PEOPLE})|(?:since|until|in) (?:{MONTH})|"
    rf"(?:{SMALL}|{LARGE}) (?:percent|times as)\b|\d+ ?%)", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
HOLDERS = {"li", "dd", "table", "figure"}
LISTS = {"ul", "ol", "dl", "table"}


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])[\"')]*\s+", text)


def check_numbers(page: Page, allowed: list[dict]) -> list[str]:
    problems = []
    heading: Block | None = None
    first: Block | None = None
    for block in page.blocks:
        if block.node.tag in HEADINGS:
            heading, first = block, None
            continue
        first = first or block
        around = [around.text for around in (heading, first) if around] + surroundings(block)
        if any(YEAR.search(text) for text in around):
            continue
        for sentence in sentences(block.without_links):
            if CLAIM.search(sentence) and not is_allowed(page.key, sentence, allowed):
                problems.append(f"{page.name}: no year says when this was true: '{sentence}'")
    return problems


def surroundings(block: Block) -> list[str]:
    """The texts that may date a block: its own, that of what holds it, and the words that lead to its list."""
    texts = [block.text]
    for node in [block.node, *block.node.above()]:
        if node.tag in HOLDERS:
            texts.append(node.text())
        if node.tag in LISTS and (lead := before(node)):
            texts.append(lead.text())
    return texts


def before(node: Node) -> Node | None:
    """The block right before a list or a table, past the wrappers that begin with it."""
    while node.parent is not None:
        siblings = [child for child in node.parent.children if isinstance(child, Node)]
        place = next(i for i, child in enumerate(siblings) if child is node)
        if place:
            return None if siblings[place - 1].tag in HEADINGS else siblings[place - 1]
        if node.parent.tag not in ("div", "section"):
            return None
        node = node.parent
    return None


def is_allowed(key: str, sentence: str, allowed: list[dict]) -> bool:
    """Whether a sentence is listed; the entry remembers that it is still needed."""
    for entry in allowed:
        if entry["page"] in (key, "any page") and plain(entry["says"]) in plain(sentence):
            entry["used"] = True
            return True
    return False


def read_undated(file: pathlib.Path = FILE) -> list[dict]:
    return yaml.safe_load(file.read_text(encoding="utf-8")) or []


def stale(allowed: list[dict]) -> list[str]:
    problems = []
    for entry in allowed:
        if not entry.get("why"):
            problems.append(f"undated_numbers.yml: '{entry['says']}' gives no reason")
        if not entry.get("used"):
            problems.append(f"undated_numbers.yml: nothing says '{entry['says']}' undated any more; take it out")
    return problems
