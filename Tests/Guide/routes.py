"""The questions of "Find your route", walked as a reader does, and how many clicks each page takes."""

import re
from collections import deque
from dataclasses import dataclass

from site_pages import HEADINGS, Node, Page, Site, Target, plain

ROUTE = "find-your-route"
QUESTION = re.compile(r"question-(\d+)")
SPOKEN = re.compile(r"\bquestion (\d+)", re.IGNORECASE)
MOST_CLICKS = 3


@dataclass
class Answer:
    question: int
    words: str
    # None where it leads nowhere, or to several places.
    target: Target | None

    def next_question(self) -> int | None:
        found = QUESTION.fullmatch(self.target.anchor) if self.target and self.target.page == ROUTE else None
        return int(found[1]) if found else None


class Walker:
    """Reads the questions; what is wrong with their form is in `problems`."""

    def __init__(self, site: Site):
        self.site = site
        self.problems: list[str] = []
        self.questions: dict[int, list[Answer]] = {}
        page = site.pages.get(ROUTE)
        if page is None:
            self.problems.append(f"there is no page {ROUTE}")
            return
        for heading in page.article.all(*HEADINGS):
            if found := QUESTION.fullmatch(heading.attributes.get("id", "")):
                number = int(found[1])
                spoken = SPOKEN.search(heading.text())
                if not spoken or int(spoken[1]) != number:
                    self.report(number, f"its heading is '{heading.text()}'")
                self.questions[number] = self.answers(page, heading, number)
        if 1 not in self.questions:
            self.problems.append(f"{ROUTE} has no question 1")

    def report(self, number: int, message: str):
        self.problems.append(f"{ROUTE}, question {number}: {message}")

    def answers(self, page: Page, heading: Node, number: int) -> list[Answer]:
        parts = below(heading)
        lists = [part for part in parts if part.tag in ("ul", "ol")]
        if len(lists) != 1:
            self.report(number, f"there must be one list of answers, not {len(lists)}")
        for part in parts:
            if part not in lists and next(part.all("a"), None):
                self.report(number, f"'{part.text()[:60]}' leads somewhere, but is no answer")
        return [
            self.answer(page, item, number)
            for answers in lists for item in answers.children if isinstance(item, Node) and item.tag == "li"
        ]

    def answer(self, page: Page, item: Node, number: int) -> Answer:
        words = item.text()
        links = list(page.links(item))
        targets = {target for _, target in links}
        if len(targets) != 1:
            self.report(number, f"'{words}' must lead to one place, not to {len(targets)}")
            return Answer(number, words, None)
        answer = Answer(number, words, targets.pop())
        if missing := self.site.missing(answer.target):
            self.report(number, f"'{words}': {missing}")
        to = answer.next_question()
        if any(int(spoken) != to for spoken in SPOKEN.findall(words)):
            self.report(number, f"'{words}' names another question than it leads to ({answer.target})")
        for node, target in links:
            if to is not None and plain(node.text()) != f"go to question {to}":
                self.report(number, f"the link '{node.text()}' must be 'go to question {to}'")
            elif to is None and target.page is not None and plain(node.text()) not in self.names(target):
                self.report(number, f"on paper, nobody finds '{node.text()}': {target} has another name")
        return answer

    def names(self, target: Target) -> set[str]:
        """How a target is called on the page that it leads to."""
        page = self.site.pages.get(target.page or "")
        if page is None:
            return set()
        if not target.anchor:
            return {plain(page.title)}
        node = page.nodes.get(target.anchor)
        return {plain(node.text())} if node else set()

    def walk(self) -> tuple[dict[int, int], dict[Target, int]]:
        """The steps from question 1 to each question, and to each place where an answer leads out of them."""
        steps = {1: 0}
        places: dict[Target, int] = {}
        waiting = deque([1])
        while waiting:
            number = waiting.popleft()
            for answer in self.questions.get(number, []):
                to = answer.next_question()
                if to is not None and to not in steps:
                    steps[to] = steps[number] + 1
                    waiting.append(to)
                elif to is None and answer.target is not None:
                    places.setdefault(answer.target, steps[number] + 1)
        return steps, places

    def traps(self) -> list[int]:
        """The questions from which no way leads out to a page."""
        free: set[int] = set()
        while True:
            more = {
                number for number, answers in self.questions.items()
                if number not in free and any(
                    answer.target is not None
                    and (answer.next_question() is None or answer.next_question() in free)
                    for answer in answers)
            }
            if not more:
                return sorted(self.questions.keys() - free)
            free |= more


def below(heading: Node) -> list[Node]:
    """What stands under a heading, up to the next one."""
    siblings = [node for node in heading.parent.children if isinstance(node, Node)]
    start = next(i for i, node in enumerate(siblings) if node is heading) + 1
    end = next((i for i in range(start, len(siblings)) if siblings[i].tag in HEADINGS), len(siblings))
    return siblings[start:end]


def clicks(site: Site) -> dict[str, int]:
    """The fewest clicks from the home page to each page, by links of articles alone.

    The page of questions is read one question at a time: who has just come stands at question 1, and an answer
    that leads to another question is a click.
    """
    fewest: dict[tuple[str, str], int] = {("", ""): 0}
    waiting = deque(fewest)
    while waiting:
        key, place = state = waiting.popleft()
        page = site.pages.get(key)
        if page is None:
            continue
        for node, target in page.links():
            if target.page not in site.pages:
                continue
            if key == ROUTE and question_of(node) not in ("", place or "question-1"):
                continue
            to = (target.page, target.anchor if target.page == ROUTE and QUESTION.fullmatch(target.anchor) else "")
            if to not in fewest:
                fewest[to] = fewest[state] + 1
                waiting.append(to)
    found: dict[str, int] = {}
    for (key, _), count in fewest.items():
        found[key] = min(count, found.get(key, count))
    return found


def question_of(node: Node) -> str:
    """The id of the question under which a link stands; empty where it stands under none."""
    for ancestor in [node, *node.above()]:
        siblings = [child for child in ancestor.parent.children if isinstance(child, Node)] if ancestor.parent else []
        for sibling in reversed(siblings[:next((i for i, child in enumerate(siblings) if child is ancestor), 0)]):
            if sibling.tag in HEADINGS:
                own = sibling.attributes.get("id", "")
                return own if QUESTION.fullmatch(own) else ""
    return ""


def check_routes(site: Site) -> list[str]:
    walker = Walker(site)
    problems = list(walker.problems)
    steps, places = walker.walk()
    problems += [f"{ROUTE}: question {number} is never reached from question 1"
                 for number in sorted(walker.questions.keys() - steps.keys())]
    problems += [f"{ROUTE}: from question {number}, no answer ever leads out" for number in walker.traps()]
    reached = {target.page for target in places}
    wanted = {key for key in site.pages if key.startswith("recover/")} | {"request/prepare"}
    problems += [f"{key}: no answer leads to this page" for key in sorted(wanted - reached)]
    counted = clicks(site)
    for key in sorted((wanted | reached) & site.pages.keys()):
        count = counted.get(key)
        if count is None:
            problems.append(f"{key}: cannot be reached from the home page")
        elif count > MOST_CLICKS:
            problems.append(f"{key}: is {count} clicks from the home page, not {MOST_CLICKS}")
    to_route = counted.get(ROUTE)
    for target, count in places.items():
        if to_route is not None and to_route + count > MOST_CLICKS:
            problems.append(
                f"{ROUTE}: {target} is {to_route + count} clicks from the home page by way of the questions")
    return problems
