"""Every situation that a reader may be in has a page, which an answer leads to and which treats it."""

import pathlib

import yaml
from routes import Walker
from site_pages import Site, Target, plain

FILE = pathlib.Path(__file__).with_name("situations.yml")
KEYS = {"says", "page", "words"}


def read_situations(file: pathlib.Path = FILE) -> list[dict]:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def check_situations(site: Site, situations: list[dict]) -> list[str]:
    problems: list[str] = []
    _, places = Walker(site).walk()
    reached = {target.page for target in places}
    treated: set[str] = set()
    for situation in situations:
        says = situation.get("says", "")
        if set(situation) != KEYS or not says or not situation["words"]:
            problems.append(f"situations.yml: '{says or situation}' must have the keys says, page and words")
            continue
        key, _, anchor = situation["page"].partition("#")
        treated.add(key)
        if missing := site.missing(Target(key, anchor)):
            problems.append(f"'{says}': {missing}")
            continue
        if key not in reached:
            problems.append(f"'{says}': no way leads from question 1 to {key}")
        text = plain(site.pages[key].article.text())
        problems += [
            f"'{says}': {key} does not hold the words '{words}'"
            for words in situation["words"] if plain(words) not in text
        ]
    for key in site.pages:
        if (key.startswith("recover/") or key == "request/prepare") and key not in treated:
            problems.append(f"{key}: situations.yml names nobody who needs this page")
    return problems
